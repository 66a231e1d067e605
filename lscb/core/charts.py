"""Geometry of charts, worked out here and drawn by templates/components/chart_*.html.

Pure functions of figures: no colours from outside, no styles, no scripts, so the drawing is the same
on the page and in a document. Sizes are units of the drawing (720 wide). Every chart carries its
title, a sentence that says what it shows, and the table of its figures.
"""

import math
from collections.abc import Sequence

WIDTH = 720
FILLS = ("#0b5351", "#d08700", "#6f8fae", "#7a2e1f", "#8b9393", "#5b2750")
TEXT_ON = ("#ffffff", "#0b0c0c", "#0b0c0c", "#ffffff", "#0b0c0c", "#ffffff")
TONES = {
    "good": ("#0f7a52", "#ffffff"),
    "plain": ("#6f8fae", "#0b0c0c"),
    "soon": ("#d08700", "#0b0c0c"),
    "late": ("#b3261e", "#ffffff"),
    "none": ("#c4caca", "#0b0c0c"),
}

Number = float | int


def nice_scale(largest: Number, smallest: Number = 0, steps: int = 5) -> list[float]:
    """Round tick values (1, 2 or 5 times a power of ten) from at or below `smallest` to at or above `largest`."""
    span = max(largest - smallest, 1e-9)
    rough = span / steps
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough - 1e-12)
    low = math.floor(smallest / step + 1e-9) * step
    high = math.ceil(largest / step - 1e-9) * step
    return [round(low + i * step, 10) for i in range(int(round((high - low) / step)) + 1)] or [0.0, 1.0]


def words(value: Number | None, unit: str = "") -> str:
    """ "12", "12.5", "1,204%"; "no figure" for None."""
    if value is None:
        return "no figure"
    text = f"{value:,.1f}".removesuffix(".0") if isinstance(value, float) else f"{value:,}"
    return f"{text}{unit}"


def frame(chart_id: str, title: str, description: str, height: Number, **parts: object) -> dict:
    return {
        "id": chart_id,
        "title": title,
        "description": description,
        "width": WIDTH,
        "height": round(height),
        **parts,
    }


def wrap(text: str, length: int) -> list[str]:
    """The text in at most two lines of about `length` characters; what is left over ends in an ellipsis."""
    lines: list[str] = [""]
    for word in str(text).split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > length:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines = [lines[0], lines[1][: length - 1] + "…"]
    return [line if len(line) <= length + 2 else line[:length] + "…" for line in lines]


def bar_chart(
    rows: Sequence[tuple[str, Number | None]],
    *,
    chart_id: str,
    title: str,
    description: str,
    unit: str = "",
    label_heading: str = "Category",
    value_heading: str = "Number",
) -> dict:
    """Horizontal bars, one for each (label, value); None is written as "no figure"."""
    stacked = [(label, [value]) for label, value in rows]
    chart = stacked_chart(
        stacked,
        [value_heading],
        chart_id=chart_id,
        title=title,
        description=description,
        unit=unit,
        label_heading=label_heading,
    )
    for row, (_, value) in zip(chart["bars"], rows, strict=True):
        row["total"] = words(value, unit)
    chart["key"] = []
    chart["columns"] = [label_heading, value_heading]
    chart["table"] = [{"label": label, "cells": [words(value, unit)]} for label, value in rows]
    return chart


def stacked_chart(
    rows: Sequence[tuple[str, Sequence[Number | None]]],
    series: Sequence[str],
    *,
    chart_id: str,
    title: str,
    description: str,
    unit: str = "",
    label_heading: str = "Category",
    tones: Sequence[str] = (),
) -> dict:
    """Horizontal bars cut into series; each piece that has room carries its figure, the end its total.

    `tones` (good, plain, soon, late, none) gives each series the colour of its meaning."""
    paint = [TONES[tone] for tone in tones] or list(zip(FILLS, TEXT_ON, strict=True))
    left, right, top, pitch, thick = 200, 70, 12, 46, 28
    totals = [sum(value or 0 for value in values) for _, values in rows]
    ticks = nice_scale(max([*totals, 1]))
    scale = (WIDTH - left - right) / ticks[-1]
    bars = []
    for i, (label, values) in enumerate(rows):
        y, x, pieces = top + i * pitch, float(left), []
        for number, value in enumerate(values):
            width = (value or 0) * scale
            if width > 0:
                shown = words(value, unit) if len(series) > 1 and width >= 34 else ""
                pieces.append(
                    {
                        "x": round(x, 1),
                        "y": y,
                        "width": round(max(width - (1 if len(series) > 1 else 0), 1), 1),
                        "height": thick,
                        "fill": paint[number % len(paint)][0],
                        "ink": paint[number % len(paint)][1],
                        "text": shown,
                        "text_x": round(x + width / 2, 1),
                        "text_y": y + thick / 2 + 5,
                    }
                )
            x += width
        lines = wrap(label, 25)
        first = y + thick / 2 + 5 - (9 if len(lines) == 2 else 0)
        bars.append(
            {
                "label": label,
                "lines": [
                    {"text": line, "x": left - 12, "y": first + 18 * n} for n, line in enumerate(lines)
                ],
                "pieces": pieces,
                "total": words(totals[i], unit),
                "total_x": round(x + 8, 1),
                "total_y": y + thick / 2 + 5,
            }
        )
    base = top + len(rows) * pitch - (pitch - thick) + 8
    return frame(
        chart_id,
        title,
        description,
        base + 30,
        bars=bars,
        base=base,
        left=left,
        ticks=[{"x": round(left + t * scale, 1), "y": base + 20, "text": words(t, unit)} for t in ticks],
        key=[{"label": name, "fill": paint[n % len(paint)][0]} for n, name in enumerate(series)]
        if len(series) > 1
        else [],
        columns=[label_heading, *series],
        table=[{"label": label, "cells": [words(v, unit) for v in values]} for label, values in rows],
    )


def line_chart(
    points: Sequence[tuple[str, Number | None]],
    *,
    chart_id: str,
    title: str,
    description: str,
    unit: str = "",
    centre: Number | None = None,
    upper: Number | None = None,
    lower: Number | None = None,
    signals: frozenset[int] | set[int] = frozenset(),
    target: Number | None = None,
    label_heading: str = "Period",
    value_heading: str = "Figure",
    from_zero: bool = True,
) -> dict:
    """A line through the figures in order; a missing figure breaks it. `signals` are positions drawn as
    diamonds; `centre`, `upper`, `lower` are the lines of a control chart; `target` is a dashed line."""
    left, right, top, bottom, height = 64, 96, 18, 52, 320
    known = [v for _, v in points if v is not None]
    guides = [g for g in (centre, upper, lower, target) if g is not None]
    everything = [*known, *guides] or [0]
    ticks = nice_scale(max([*everything, 1e-9]), min([*everything, 0]) if from_zero else min(everything))
    if len(ticks) < 2:
        ticks = [ticks[0], ticks[0] + 1]
    across = (WIDTH - left - right) / max(len(points) - 1, 1)
    up = (height - top - bottom) / (ticks[-1] - ticks[0])

    def at(value: Number) -> float:
        return round(height - bottom - (value - ticks[0]) * up, 1)

    marks: list[dict] = []
    runs: list[list[str]] = []
    run: list[str] = []
    for i, (label, value) in enumerate(points):
        if value is None:
            runs, run = [*runs, run], []
            continue
        x, y, signal = round(left + i * across, 1), at(value), i in signals
        run.append(f"{x},{y}")
        diamond = f"{x},{y - 8} {x + 8},{y} {x},{y + 8} {x - 8},{y}" if signal else ""
        marks.append({"x": x, "y": y, "signal": signal, "diamond": diamond, "label": label})
    every = max(1, math.ceil(len(points) / 8))
    named = [
        ("Upper limit", upper, "6 4"),
        ("Average", centre, ""),
        ("Lower limit", lower, "6 4"),
        ("Target", target, "2 4"),
    ]
    return frame(
        chart_id,
        title,
        description,
        height,
        left=left,
        right=WIDTH - right,
        base=height - bottom,
        lines=[" ".join(r) for r in [*runs, run] if len(r) > 1],
        marks=marks,
        guides=[
            {"label": name, "y": at(v), "text_y": at(v) + 5, "dashes": dashes, "value": words(v, unit)}
            for name, v, dashes in named
            if v is not None
        ],
        ticks=[{"y": at(t), "text_y": at(t) + 5, "text": words(t, unit)} for t in ticks],
        labels=[
            {"x": round(left + i * across, 1), "y": height - bottom + 24, "text": label}
            for i, (label, _) in enumerate(points)
            if i % every == 0
        ],
        has_signals=bool(signals),
        columns=[label_heading, value_heading],
        table=[
            {"label": label, "cells": [words(v, unit) + (" (signal)" if i in signals else "")]}
            for i, (label, v) in enumerate(points)
        ],
    )

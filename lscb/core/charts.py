"""Geometry of charts, worked out here, drawn by lscb.core.drawing and framed by templates/components/chart_*.html.

Pure functions of figures: no colours from outside, no styles, no scripts, so the drawing is the same
on the page and in a document. Sizes are units of the drawing (720 wide). Every chart carries its
title, a sentence that says what it shows, and the table of its figures.
"""

import math
from collections.abc import Sequence, Set

WIDTH = 720
BAR_LEFT, BAR_RIGHT, BAR_TOP, BAR_PITCH, BAR_THICK = 200, 70, 12, 46, 28
LINE_LEFT, LINE_RIGHT, LINE_TOP, LINE_BASE = 64, WIDTH - 96, 18, 268
GUIDES = (("Upper limit", "6 4"), ("Average", ""), ("Lower limit", "6 4"), ("Target", "2 4"))
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


def nice_scale(largest: Number, smallest: Number = 0, steps: int = 5, *, whole: bool = False) -> list[float]:
    """Round tick values (1, 2 or 5 times a power of ten) from at or below `smallest` to at or above `largest`.

    whole  things are counted: there is no half of one between two ticks
    """
    span = max(largest - smallest, 1e-9)
    rough = span / steps
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough - 1e-12)
    step = max(step, 1) if whole else step
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
    whole = all(isinstance(v, int) for _, values in rows for v in values if v is not None)
    ticks = nice_scale(max([*(sum(v or 0 for v in values) for _, values in rows), 1]), whole=whole)
    scale = (WIDTH - BAR_LEFT - BAR_RIGHT) / ticks[-1]
    base = BAR_TOP + len(rows) * BAR_PITCH - (BAR_PITCH - BAR_THICK) + 8
    key = [{"label": name, "fill": paint[n % len(paint)][0]} for n, name in enumerate(series)]
    return frame(
        chart_id,
        title,
        description,
        base + 30,
        bars=[_bar(i, label, values, scale, paint, unit) for i, (label, values) in enumerate(rows)],
        base=base,
        left=BAR_LEFT,
        ticks=[{"x": round(BAR_LEFT + t * scale, 1), "y": base + 20, "text": words(t, unit)} for t in ticks],
        key=key if len(series) > 1 else [],
        columns=[label_heading, *series],
        table=[{"label": label, "cells": [words(v, unit) for v in values]} for label, values in rows],
    )


def _bar(
    row: int,
    label: str,
    values: Sequence[Number | None],
    scale: float,
    paint: Sequence[tuple[str, str]],
    unit: str,
) -> dict:
    """One row: the label in at most two lines, the pieces side by side, the total at the end."""
    y, x, pieces = BAR_TOP + row * BAR_PITCH, float(BAR_LEFT), []
    middle, many = y + BAR_THICK / 2 + 5, len(values) > 1
    for number, value in enumerate(values):
        width = (value or 0) * scale
        if width > 0:
            fill, ink = paint[number % len(paint)]
            piece = {"x": round(x, 1), "y": y, "width": round(max(width - many, 1), 1), "height": BAR_THICK}
            text = words(value, unit) if many and width >= 34 else ""
            pieces.append(
                {
                    **piece,
                    "fill": fill,
                    "ink": ink,
                    "text": text,
                    "text_x": round(x + width / 2, 1),
                    "text_y": middle,
                }
            )
        x += width
    lines = wrap(label, 25)
    first = middle - (9 if len(lines) == 2 else 0)
    return {
        "label": label,
        "lines": [{"text": line, "x": BAR_LEFT - 12, "y": first + 18 * n} for n, line in enumerate(lines)],
        "pieces": pieces,
        "total": words(sum(value or 0 for value in values), unit),
        "total_x": round(x + 8, 1),
        "total_y": middle,
    }


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
    target: Number | None = None,
    signals: Set[int] = frozenset(),
    label_heading: str = "Period",
    value_heading: str = "Figure",
    from_zero: bool = True,
) -> dict:
    """A line through the figures in order; a missing figure breaks it. `signals` are positions drawn as
    diamonds; `centre`, `upper`, `lower` are the lines of a control chart; `target` is a dashed line."""
    guides = zip(GUIDES, (upper, centre, lower, target), strict=True)
    drawn = [(name, value, dashes) for (name, dashes), value in guides if value is not None]
    ticks = _line_ticks([*(v for _, v in points if v is not None), *(v for _, v, _ in drawn)], from_zero)
    up = (LINE_BASE - LINE_TOP) / (ticks[-1] - ticks[0])

    def at(value: Number) -> float:
        return round(LINE_BASE - (value - ticks[0]) * up, 1)

    across = (LINE_RIGHT - LINE_LEFT) / max(len(points) - 1, 1)
    places = [(round(LINE_LEFT + i * across, 1), label, value) for i, (label, value) in enumerate(points)]
    every = max(1, math.ceil(len(points) / 8))
    return frame(
        chart_id,
        title,
        description,
        LINE_BASE + 52,
        left=LINE_LEFT,
        right=LINE_RIGHT,
        base=LINE_BASE,
        lines=_runs([(x, None if value is None else at(value)) for x, _, value in places]),
        marks=[_mark(x, at(v), i in signals) for i, (x, _, v) in enumerate(places) if v is not None],
        guides=[
            {"label": name, "y": at(v), "text_y": at(v) + 5, "dashes": dashes} for name, v, dashes in drawn
        ],
        ticks=[{"y": at(t), "text_y": at(t) + 5, "text": words(t, unit)} for t in ticks],
        labels=[{"x": x, "y": LINE_BASE + 24, "text": label} for x, label, _ in places[::every]],
        has_signals=bool(signals),
        columns=[label_heading, value_heading],
        table=[_figure(label, v, i in signals, unit) for i, (label, v) in enumerate(points)],
    )


def _figure(label: str, value: Number | None, signal: bool, unit: str) -> dict:
    return {"label": label, "cells": [words(value, unit) + (" (signal)" if signal else "")]}


def _line_ticks(figures: Sequence[Number], from_zero: bool) -> list[float]:
    figures = figures or [0]
    whole = all(isinstance(figure, int) for figure in figures)
    ticks = nice_scale(max([*figures, 1e-9]), min([*figures, 0]) if from_zero else min(figures), whole=whole)
    return ticks if len(ticks) > 1 else [ticks[0], ticks[0] + 1]


def _runs(places: Sequence[tuple[float, float | None]]) -> list[str]:
    """The unbroken pieces of the line, each as the points of a polyline."""
    runs: list[list[str]] = [[]]
    for x, y in places:
        if y is None:
            runs.append([])
        else:
            runs[-1].append(f"{x},{y}")
    return [" ".join(run) for run in runs if len(run) > 1]


def _mark(x: float, y: float, signal: bool) -> dict:
    diamond = f"{x},{y - 8} {x + 8},{y} {x},{y + 8} {x - 8},{y}" if signal else ""
    return {"x": x, "y": y, "signal": signal, "diamond": diamond}

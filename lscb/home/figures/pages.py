"""A measurement, live or frozen, as figures and charts. Makes no queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from lscb.board.models import BoardReport, FigureSet
from lscb.clocks.models import Deadline
from lscb.clocks.words import day_in_words
from lscb.core.charts import bar_chart, line_chart, stacked_chart
from lscb.core.templatetags.lscb import shortdate
from lscb.home.figures.life import HIGH_RISK
from lscb.home.figures.words import BOARD, FigureSection, FigureWords

Counts = dict[str, Any]


def sections(
    measured: dict[str, Any], before: FigureSet | None, *, live: bool, which: Sequence[FigureSection] = BOARD
) -> list[dict[str, Any]]:
    """Sections of figures, each with its change since the figures stored before. A figure that was not measured yet is
    left out, so that an old set shows what it held."""
    counts, old = measured["counts"], before.figures["counts"] if before else {}
    found = []
    for section in which:
        shown = [
            _figure(words, counts, old, before, live)
            for words in section.figures
            if counts.get(words.key) is not None
        ]
        if shown:
            found.append({"slug": section.slug, "title": section.title, "figures": shown})
    return found


def _figure(
    words: FigureWords, counts: Counts, old: Counts, before: FigureSet | None, live: bool
) -> dict[str, Any]:
    value = counts[words.key]
    figure: dict[str, Any] = {"label": words.label, "value": value, "url": words.url if live else ""}
    if words.note:
        figure["note"] = words.note.format(counts.get(words.note_key, 0))
    if before is not None and old.get(words.key) is not None:
        figure |= _change(value - old[words.key], words.better, shortdate(before.as_at))
    return figure


def _change(by: int, better: str, since: str) -> dict[str, str]:
    if by == 0:
        return {"change": f"As on {since}", "direction": "same"}
    text = f"{abs(by)} {'more' if by > 0 else 'fewer'} than on {since}"
    if not better:
        return {"change": text, "direction": "same"}
    return {"change": text, "direction": "better" if (by > 0) == (better == "more") else "worse"}


def charts(measured: dict[str, Any], history: Sequence[FigureSet], last: str = "Now") -> list[dict[str, Any]]:
    """The drawings, each with its kind ("bar" or "line"); one with nothing in it is left out."""
    series = measured["series"]
    found = [_trend(history, measured, last)]
    if rows := series.get("actions-by-agency"):
        found.append(_agencies(rows))
    found += [chart for chart in (_bars(series, *each) for each in BARS) if chart]
    return [chart for chart in found if chart]


#: Series, heading of its labels, heading of its numbers, title.
BARS = (
    ("actions-by-age", "Age", "Actions", "Open actions by how late they are"),
    ("impact-by-outcome", "What the check found", "Checks", "Impact checks of the last twelve months"),
    ("reviews-by-stage", "Stage", "Reviews", "Open reviews by stage"),
    ("decisions-by-outcome", "Outcome", "Decisions", "Decisions of the last three years"),
    (
        "attendance-by-agency",
        "Agency",
        "Per cent",
        "Attendance of agencies in the last year, the lowest first",
    ),
    ("learning-by-stage", "Stage", "Learning items", "Learning items by stage"),
)


def _bars(series: dict[str, Any], name: str, label: str, value: str, title: str) -> dict[str, Any] | None:
    rows = [(row[0], row[1]) for row in series.get(name, [])]
    if not rows:
        return None
    top = max(rows, key=lambda row: row[1])
    said = f"Most: {top[0]} ({top[1]})."
    chart = bar_chart(
        rows, chart_id=name, title=title, description=said, label_heading=label, value_heading=value
    )
    return chart | {"kind": "bar"}


def risk_map(measured: dict[str, Any], *, live: bool = False) -> dict[str, Any] | None:
    """Open risks by likelihood and impact, as a table with the numbers in its cells; today's open their list."""
    rows = measured["series"].get("risk-map", [])
    if not any(any(counts) for _, counts in rows):
        return None
    drawn = [
        {
            "label": label,
            "cells": [
                {
                    "text": count or "–",
                    "level": _heat(int(label) * impact) if count else 0,
                    "url": f"/board/registers/risks/?likelihood={label}&impact={impact}"
                    if live and count
                    else "",
                }  # fmt: skip
                for impact, count in enumerate(counts, 1)
            ],
        }
        for label, counts in rows
    ]
    return {
        "caption": "Open risks by likelihood and impact",
        "columns": ["1", "2", "3", "4", "5"],
        "rows": drawn,
        "row_heading": "Likelihood down, impact across",
    }


def _heat(score: int) -> int:
    """The colour of a cell by likelihood times impact: from 4 (green) for the lowest to 1 (red) for the highest."""
    return 4 - (score >= 5) - (score >= 10) - (score >= HIGH_RISK)


def _agencies(rows: list[Any]) -> dict[str, Any]:
    name, (late, _) = rows[0]
    said = f"{name} has the most overdue actions ({late})." if late else "No action is overdue."
    chart = stacked_chart(
        [(row[0], row[1]) for row in rows], ["Overdue", "In time"], chart_id="actions-by-agency",
        title="Open actions by agency", description=said, label_heading="Agency", tones=("late", "good"),
    )  # fmt: skip
    return chart | {"kind": "bar"}


def _trend(history: Sequence[FigureSet], measured: dict[str, Any], last: str) -> dict[str, Any] | None:
    """Overdue actions at the end of each month, and now."""
    points = [(f"{one.as_at:%b %y}", one.figures["counts"].get("actions-overdue")) for one in history]
    if len(points) < 2:
        return None
    now = measured["counts"].get("actions-overdue")
    points.append((last, now))
    first = next((value for _, value in points if value is not None), None)
    said = f"From {first} to {now}." if first is not None else "No figure was stored."
    chart = line_chart(
        points, chart_id="overdue-trend", title="Overdue actions at each month end", description=said,
        label_heading="Month end", value_heading="Overdue actions",
    )  # fmt: skip
    return chart | {"kind": "line"}


def in_time_sentence(counts: Counts) -> str:
    made, in_time = counts.get("decisions-made"), counts.get("decisions-in-time")
    if not made:
        return "No decision was due in the last year."
    return f"{in_time} of {made} decisions of the last year were made within the month."


def set_label(figures: FigureSet) -> str:
    """How a stored set is called in the picker."""
    return f"{day_in_words(figures.as_at)}: {figures.get_cause_display().lower()}"


CLOCK_COLUMNS = [{"label": "Case"}, {"label": "Time limit"}, {"label": "Due"}]


def clock_rows(deadlines: Iterable[Deadline], today: dt.date) -> list[dict[str, Any]]:
    """Time limits as rows of a table; overdue ones marked."""
    return [
        {
            "cells": [
                {
                    "text": one.record.reference,
                    "url": one.record.get_absolute_url(),
                    "hint": one.record.title,
                },
                one.label,
                {
                    "text": day_in_words(one.due_on) if one.due_on else "",
                    "hint": "Overdue" if one.is_late(today) else "",
                },
            ],
            "state": "overdue" if one.is_late(today) else "soon",
        }
        for one in deadlines
    ]


def report_rows(reports: Iterable[BoardReport]) -> list[dict[str, Any]]:
    return [
        {
            "cells": [
                {"text": one.record.reference, "url": one.record.get_absolute_url()},
                day_in_words(one.figures.as_at),
                one.made_by.name,
            ]
        }
        for one in reports
    ]

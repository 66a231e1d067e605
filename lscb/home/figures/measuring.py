"""One measurement of a board: names of figures to numbers, and rows for the charts. Counts everything, whoever looks.

What comes out is what is frozen (board.FigureSet): numbers and the labels of stages, agencies and groups, nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from lscb.home.figures import actions, cases, life
from lscb.people.models import Board

#: Each gives {"counts": {name: number}, "series": {name: [[label, number or numbers]]}}; a constant number of queries.
MEASURES: tuple[Callable[[Board, dt.date], dict[str, Any]], ...] = (
    cases.measure, actions.measure, actions.measure_impact, life.measure,
)  # fmt: skip


def measure(board: Board, today: dt.date) -> dict[str, Any]:
    """Everything that the Board's dashboard shows, as it stands now."""
    counts: dict[str, int | None] = {}
    series: dict[str, list[Any]] = {}
    for each in MEASURES:
        found = each(board, today)
        counts |= found["counts"]
        series |= found["series"]
    return {"format": 1, "measured_on": today.isoformat(), "counts": counts, "series": series}

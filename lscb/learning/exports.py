"""The list as a table file that loads back as it is. No cell can start a formula."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from lscb.core import tables
from lscb.learning.columns import HEADINGS
from lscb.learning.models import Action
from lscb.learning.standing import said_of
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

CSV, EXCEL = "csv", "xlsx"
KINDS = {CSV: tables.CSV, EXCEL: tables.EXCEL}
#: Rows whose updates and recommendations are read at once.
BATCH = 500


@operation
def export_actions(*, rows: Iterable[Action], today: dt.date, by: User, kind: str = CSV) -> bytes:
    """The rows as CSV or Excel, and a trail event on each board that they were taken out of it."""
    counts: Counter[Board] = Counter()
    lines = _lines(rows, today, by, counts)
    content = (
        tables.workbook("Actions", HEADINGS, lines)
        if kind == EXCEL
        else tables.csv_text(HEADINGS, lines).encode()
    )
    for board, count in counts.items():
        record_event("actions.exported", by=by, board=board, detail={"count": count})
    if not counts:
        record_event("actions.exported", by=by, detail={"count": 0})
    return content


def _lines(
    rows: Iterable[Action], today: dt.date, by: User, counts: Counter[Board]
) -> Iterator[list[object]]:
    """In batches, so that what hangs on the actions costs as many queries for 2 as for 500."""
    them = iter(rows)
    while batch := list(itertools.islice(them, BATCH)):
        said = said_of(batch, by)
        for row in batch:
            counts[row.board] += 1
            values = said[row.pk] | {
                "owner": row.owner, "plan": row.plan, "overdue": "yes" if row.is_overdue(today) else "no",
                "changes of date": row.revisions,
            }  # fmt: skip
            yield [_written(name, values.get(name)) for name in HEADINGS]


def _written(name: str, value: Any) -> object:
    if name == "owner e-mail" and value is not None:
        return value.email
    return value.label if name == "status" else value

"""The list as a table file. No cell can start a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable

from lscb.core.tables import cell
from lscb.learning.models import Action
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

HEADINGS = (
    "reference", "action", "source", "owner agency", "owner", "monitored by", "start", "due", "status", "overdue",
    "changes of date",
)  # fmt: skip

@operation
def export_actions(*, rows: Iterable[Action], today: dt.date, by: User) -> str:
    """The rows as CSV, and a trail event on each board that they were taken out of it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    counts: Counter[Board] = Counter()
    for row in rows:
        writer.writerow([cell(value) for value in _values(row, today)])
        counts[row.board] += 1
    for board, count in counts.items():
        record_event("actions.exported", by=by, board=board, detail={"count": count})
    if not counts:
        record_event("actions.exported", by=by, detail={"count": 0})
    return out.getvalue()


def _values(row: Action, today: dt.date) -> list[object]:
    return [
        row.record.reference, row.title, row.source_kind, row.agency, row.owner, row.group, row.start_on, row.end_on,
        row.get_status_display(), "yes" if row.is_overdue(today) else "no", row.revisions,
    ]  # fmt: skip

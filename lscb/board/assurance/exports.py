"""The list of expected reports as a table file, CSV or Excel. No cell can start a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lscb.board.models import AssuranceReport
from lscb.core.tables import csv_text, workbook
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

HEADINGS = (
    "reference", "title", "kind", "status", "agency", "service", "written by", "for", "period from", "period until", "due",
    "overdue", "received", "what comes of it",
)  # fmt: skip


@operation
def export_reports(
    *, board: Board, rows: Iterable[AssuranceReport], today: dt.date, excel: bool, by: User
) -> str | bytes:
    """The rows as a table, and a trail event on the board."""
    lines = [_line(row, today) for row in rows]
    record_event("assurance.exported", by=by, board=board, detail={"count": len(lines)})
    return workbook("Reports", HEADINGS, lines) if excel else csv_text(HEADINGS, lines)


def _line(row: AssuranceReport, today: dt.date) -> list[object]:
    return [
        row.record.reference, row.record.title, row.get_form_display(), row.get_status_display(), row.agency, row.service,
        row.owner, row.group, row.period_from, row.period_until, row.due_on, "yes" if row.is_overdue(today) else "no",
        row.received_on, row.outcome,
    ]  # fmt: skip

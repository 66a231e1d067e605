"""Giving a report to somebody else to write."""

from __future__ import annotations

from lscb.board.assurance import telling
from lscb.board.assurance.permissions import check_can_ask
from lscb.board.models import AssuranceReport
from lscb.people.models import User
from lscb.trail.recording import operation, record_event


@operation
def assign(*, report: AssuranceReport, owner: User, by: User) -> AssuranceReport:
    """Somebody else writes it, and is told; what has been written so far stays."""
    row: AssuranceReport = (
        AssuranceReport.objects.for_page().select_for_update(of=("self",)).get(pk=report.pk)
    )
    check_can_ask(by, row.board, row.group)
    row.owner = owner
    row.version += 1
    row.save()
    telling.open_to(row, by=by)
    record_event("assurance.assigned", by=by, record=row.record)
    if row.status == AssuranceReport.Status.EXPECTED:
        telling.start(row, by=by, reason="Somebody else writes it.")
        telling.tell(row, [owner], "report-asked", by=by)
    return row

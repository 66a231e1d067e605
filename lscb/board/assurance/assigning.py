"""Giving a report to somebody else to write."""

from __future__ import annotations

from lscb.board.assurance import telling
from lscb.board.assurance.permissions import check_can_ask
from lscb.board.models import AssuranceReport, ReportShape
from lscb.core.errors import BadInput
from lscb.people.models import User
from lscb.trail.recording import operation, record_event


@operation
def assign(*, report: AssuranceReport, owner: User, by: User) -> AssuranceReport:
    """Somebody else writes it, and is told; what has been written so far stays."""
    row = telling.locked(report)
    check_can_ask(by, row.board, row.group)
    others = AssuranceReport.objects.filter(meeting=row.meeting_id, form=ReportShape.UPDATE, owner=owner)
    if row.form == ReportShape.UPDATE and others.exclude(pk=row.pk).exists():
        raise BadInput(f"{owner.name} writes an update of their own for this meeting. Choose somebody else.")
    row.owner = owner
    row.version += 1
    row.save()
    telling.open_to(row, by=by)
    record_event("assurance.assigned", by=by, record=row.record)
    if row.status == AssuranceReport.Status.EXPECTED:
        telling.start(row, by=by, reason="Somebody else writes it.")
        telling.tell(row, [owner], "report-asked", by=by)
    return row

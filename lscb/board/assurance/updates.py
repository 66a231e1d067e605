"""What affects members' agencies, asked before a meeting (R023): by somebody, or by itself when the day has come."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.assurance import telling
from lscb.board.assurance.operations import ask
from lscb.board.assurance.permissions import check_can_ask
from lscb.board.models import AssuranceReport, Group, ReportShape, Seat
from lscb.clocks.holidays import current_holidays
from lscb.core.errors import BadInput
from lscb.core.workdays import add_working_days
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

#: Working days before a meeting, where the group has set none.
USUAL_DAYS = 5


def updates_due(group: Group, held_on: dt.date) -> dt.date:
    """The day by which members send their update before a meeting of the group."""
    _, holidays = current_holidays(telling.CALENDAR)
    return add_working_days(held_on, -(group.update_days or USUAL_DAYS), holidays)


def members_to_ask(group: Group, meeting: Record, held_on: dt.date) -> list[Seat]:
    """A seat of everybody who speaks for an agency at the meeting and was not asked for an update yet. Two queries."""
    asked = AssuranceReport.objects.filter(meeting=meeting, form=ReportShape.UPDATE).values_list(
        "owner_id", flat=True
    )
    seats = Seat.objects.on(held_on).filter(group=group, user__isnull=False, agency__isnull=False)
    found: dict[int | None, Seat] = {}
    for seat in seats.exclude(user__in=list(asked)).select_related("user", "agency").order_by("pk"):
        found.setdefault(seat.user_id, seat)
    return list(found.values())


@operation
def ask_updates(*, group: Group, meeting: Record, held_on: dt.date, by: User | None) -> list[AssuranceReport]:
    """Every member is asked for an update before a meeting of the group (R023), the group's own days before it.

    Asking twice asks nobody twice: whoever has been asked for this meeting is left out.
    """
    if by is not None:
        check_can_ask(by, group.board, group)
    if meeting.kind != "meeting" or meeting.board_id != group.board_id:
        raise BadInput("Give the reference of a meeting of this board.")
    if held_on < timezone.localdate():
        raise BadInput("The meeting has been held already.")
    # nobody is late with what they were asked for a moment ago
    due_on = max(updates_due(group, held_on), timezone.localdate())
    found = [
        ask(
            board=group.board, shape=ReportShape.UPDATE, title=f"Update of {seat.agency} for {meeting.reference}",
            group=group, due_on=due_on, owner=seat.user, agency=seat.agency, meeting=meeting, by=by,
        )
        for seat in members_to_ask(group, meeting, held_on)
    ]  # fmt: skip
    record_event("assurance.updates-asked", by=by, record=meeting, detail={"count": len(found)})
    return found


def follow_meeting(*, meeting: Record, group: Group, held_on: dt.date | None, by: User) -> None:
    """Updates that are still expected follow their meeting: to its new day, or away with it when it is cancelled (held_on is
    None). Part of moving or cancelling the meeting; who may do that was asked there."""
    rows = AssuranceReport.objects.for_page().filter(meeting=meeting, form=ReportShape.UPDATE)
    for report in rows.expected().order_by("pk"):
        if held_on is None:
            report.status = AssuranceReport.Status.WITHDRAWN
            telling.cancel(report, by=by, reason="The meeting was cancelled.")
            telling.end(report, timezone.now())
        else:
            report.due_on = max(updates_due(group, held_on), timezone.localdate())
            telling.start(report, by=by, reason="The meeting was moved.")
        report.version += 1
        report.save()
        record_event("assurance.followed", by=by, record=report.record, detail={"due": str(report.due_on)})

"""Planning a meeting or a whole schedule, moving one to another day, cancelling it, and saying that it was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lscb.board.assurance.updates import follow_meeting
from lscb.board.models import Group
from lscb.core.errors import BadInput, InvalidMove
from lscb.meetings.models import Meeting
from lscb.meetings.operations.agenda import members_on, refresh_access
from lscb.meetings.operations.days import ScheduledDay, papers_day
from lscb.meetings.permissions import check_can_cancel, check_can_run
from lscb.meetings.states import MEETING
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.models import Record
from lscb.records.operations import open_record
from lscb.trail.recording import operation, record_event

__all__ = ["cancel", "mark_held", "papers_day", "plan", "plan_schedule", "reschedule"]
S = Meeting.Status
SHORTEST, LONGEST = 15, 12 * 60


@operation
def plan(
    *, group: Group, held_on: dt.date, by: User | None, kind: str = Meeting.Kind.ORDINARY, starts_at: dt.time | None = None,
    place: str = "", length_minutes: int | None = None, scheduled_for: dt.date | None = None,
) -> Meeting:  # fmt: skip
    """A meeting of the group. Open to everyone with a seat on the board as a date; its cases are not."""
    if by is not None:
        check_can_run(by, group)
        _still_to_come(held_on)
    length = _length(group.meeting_minutes if length_minutes is None else length_minutes)
    record = open_record(
        board=group.board, kind="meeting", code="MTG", title=f"{group.name}", route="meetings:meeting-detail", by=by,
        mode=Record.Mode.BOARD, marking="Board", year=held_on.year,
    )  # fmt: skip
    meeting = Meeting.objects.create(
        record=record, group=group, held_on=held_on, kind=kind, starts_at=starts_at or dt.time(10, 0), place=place,
        length_minutes=length, scheduled_for=scheduled_for,
    )  # fmt: skip
    detail = {"group": group.slug, "on": str(held_on), "kind": kind}
    record_event("meeting.planned", by=by, record=record, detail=detail)
    if kind == Meeting.Kind.EXTRAORDINARY:
        _tell_members(meeting, "meeting-called", "called", by)
    return meeting


@operation
def plan_schedule(
    *, group: Group, days: Iterable[ScheduledDay], by: User, starts_at: dt.time, place: str = "",
    length_minutes: int | None = None,
) -> list[Meeting]:  # fmt: skip
    """Meetings on the days of a schedule. A day that has its meeting already, moved or cancelled since, gets no second
    one, so that the same schedule can be made again."""
    check_can_run(by, group)
    group = Group.objects.select_for_update(of=("self",)).select_related("board").get(pk=group.pk)
    wanted = list(days)
    there = Meeting.objects.filter(group=group)
    scheduled = set(there.filter(scheduled_for__isnull=False).values_list("scheduled_for", flat=True))
    taken = set(there.exclude(status=S.CANCELLED).values_list("held_on", flat=True))
    made = [
        plan(
            group=group, held_on=day.held_on, by=by, starts_at=starts_at, place=place, length_minutes=length_minutes,
            scheduled_for=day.rule_day,
        )
        for day in wanted
        if day.rule_day not in scheduled and day.held_on not in taken
    ]  # fmt: skip
    detail = {"group": group.name, "meetings": len(made), "there": len(wanted) - len(made)}
    record_event("meeting.scheduled", by=by, board=group.board, detail=detail)
    return made


@operation
def reschedule(
    *, meeting: Meeting, held_on: dt.date, reason: str, by: User, starts_at: dt.time | None = None, place: str | None = None,
    length_minutes: int | None = None,
) -> Meeting:  # fmt: skip
    """Another day, hour or place. Papers go out by the new day, and the group's members are told."""
    meeting = locked(meeting)
    check_can_run(by, meeting.group)
    _planned(meeting, "moved")
    if meeting.opened_at:
        raise InvalidMove("Who came is recorded already, so this meeting cannot be moved.")
    _still_to_come(held_on)
    if not reason.strip():
        raise BadInput("Say why the meeting is moved.")
    before, meeting.held_on = meeting.held_on, held_on
    meeting.starts_at = starts_at or meeting.starts_at
    meeting.place = meeting.place if place is None else place
    meeting.length_minutes = _length(length_minutes or meeting.length_minutes)
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, timezone.now()
    _call_papers_back(meeting)
    meeting.save()
    record_event(
        "meeting.moved", by=by, record=meeting.record,
        detail={"from": str(before), "on": str(held_on), "reason": reason.strip()},
    )  # fmt: skip
    items = meeting.items.open().filter(record__isnull=False).select_related("record__board", "record__root")
    for item in items:
        item.meeting = meeting
        refresh_access(item=item, by=by, anew=True)
    follow_meeting(meeting=meeting.record, group=meeting.group, held_on=held_on, by=by)
    _tell_members(meeting, "meeting-moved", f"moved:{timezone.now().isoformat()}", by)
    return meeting


def _call_papers_back(meeting: Meeting) -> None:
    """Papers that went out for a day that is now further off go out again by the new day."""
    if papers_day(meeting) > timezone.localdate() and MEETING.allows("call_papers_back", meeting):
        meeting.status, meeting.papers_out_at = MEETING.require("call_papers_back", meeting).to, None


@operation
def cancel(*, meeting: Meeting, reason: str, by: User) -> None:
    """A planned meeting will not be held. Cases on its agenda must be moved first."""
    meeting = locked(meeting)
    check_can_cancel(by, meeting.group)
    _planned(meeting, "cancelled")
    if meeting.opened_at:
        raise InvalidMove("Who came is recorded already, so this meeting cannot be cancelled.")
    if not reason.strip():
        raise BadInput("Say why the meeting is cancelled.")
    if meeting.items.open().filter(record__isnull=False, title="").exists():
        raise BadInput(
            "There are cases or other things on this agenda. Move them to another meeting, or take them off, first."
        )
    meeting.status = S.CANCELLED
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, timezone.now()
    meeting.save(update_fields=["status", "sequence", "changed_at"])
    record_event("meeting.cancelled", by=by, record=meeting.record, detail={"reason": reason})
    follow_meeting(meeting=meeting.record, group=meeting.group, held_on=None, by=by)
    _tell_members(meeting, "meeting-cancelled", "cancelled", by)


@operation
def mark_held(*, meeting: Meeting, by: User) -> None:
    """The meeting took place. A case that it did not get to stays listed, until it is moved to another meeting."""
    meeting = locked(meeting)
    check_can_run(by, meeting.group)
    _planned(meeting, "marked as held")
    if meeting.opened_at is None:
        raise InvalidMove("Record who came before you mark the meeting as held.")
    meeting.status = MEETING.require("mark_held", meeting).to
    meeting.save(update_fields=["status"])
    record_event("meeting.held", by=by, record=meeting.record)


def locked(meeting: Meeting) -> Meeting:
    """The row as it is now, locked until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("record__board", "group__board")
    return rows.get(pk=meeting.pk)


def _length(minutes: int) -> int:
    if not SHORTEST <= minutes <= LONGEST:
        raise BadInput(f"A meeting takes between {SHORTEST} minutes and {LONGEST // 60} hours.")
    return minutes


def _planned(meeting: Meeting, verb: str) -> None:
    if not meeting.is_to_come:
        raise InvalidMove(
            f"This meeting is “{meeting.get_status_display().lower()}”, so it cannot be {verb}.",
            "Open the page again to see what happened.",
        )


def _still_to_come(day: dt.date) -> None:
    if day < timezone.localdate():
        raise BadInput("Choose a day that is still to come.")


def _tell_members(meeting: Meeting, key: str, cause: str, by: User | None) -> None:
    for user in members_on(meeting.group, meeting.held_on):
        if by is None or user.pk != by.pk:
            notify(
                to=user, board=meeting.group.board, subject_key=key, reference=meeting.record.reference,
                link=meeting.record.get_absolute_url(), unique_key=f"meeting:{meeting.pk}:{cause}",
            )  # fmt: skip

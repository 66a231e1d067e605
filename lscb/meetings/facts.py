"""Everything that a meeting's page needs, for one reader: the same number of queries however long the agenda is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils import timezone

from lscb.board.models import AssuranceReport, Seat
from lscb.core.templatetags.lscb import allowed
from lscb.files.models import FileUse
from lscb.meetings import permissions as may
from lscb.meetings import reading
from lscb.meetings.models import Attendance, FedBack, ItemMinute, Meeting, RaisedIssue, Resolution
from lscb.meetings.operations.days import papers_day
from lscb.meetings.papers import mine_read, papers_of
from lscb.meetings.quorum import Quorum, quorum_of, quorums_of
from lscb.meetings.sight import SeenItem, items_seen
from lscb.people.models import User


@dataclass(frozen=True)
class MeetingFacts:
    meeting: Meeting
    today: dt.date
    runs: bool
    cancels: bool
    seats: list[Seat]
    items: list[SeenItem]
    papers: dict[int, list[FileUse]]
    read: set[tuple[int, int | None]]
    quorum: Quorum
    quorums: dict[int, Quorum]
    attendance: list[Attendance]
    papers_on: dt.date
    is_written: bool
    fed_back: list[FedBack]
    issues: list[RaisedIssue]
    updates: list[AssuranceReport]
    user_id: int

    @property
    def is_member(self) -> bool:
        return bool(self.seats)

    @property
    def my_apologies(self) -> bool:
        return any(row.user_id == self.user_id and row.sent_at for row in self.attendance)

    @property
    def my_feedback(self) -> FedBack | None:
        return next((row for row in self.fed_back if row.user_id == self.user_id), None)

    def unread(self) -> int:
        """Papers that are open to the person and that they have not said they read."""
        return sum((item, use.pk) not in self.read for item, uses in self.papers.items() for use in uses)


def facts_of(meeting: Meeting, user: Any) -> MeetingFacts:
    items = items_seen(meeting, user)
    opened = [one.item for one in items if one.is_open] if meeting.opened_at else []
    return MeetingFacts(
        meeting=meeting, today=timezone.localdate(), user_id=user.pk, items=items,
        runs=allowed(partial(may.check_can_run, user, meeting.group)),
        cancels=allowed(partial(may.check_can_cancel, user, meeting.group)),
        seats=may.seats_held(user, meeting), papers=papers_of(items), read=mine_read(meeting, user),
        quorum=quorum_of(meeting), quorums=quorums_of(meeting, opened), papers_on=papers_day(meeting),
        attendance=list(reading.attendance_of(meeting)), is_written=is_written(meeting),
        fed_back=list(meeting.fed_back.select_related("user", "agency")), issues=issues_of(meeting, user), updates=updates_for(meeting, user),
    )  # fmt: skip


def is_written(meeting: Meeting) -> bool:
    """Whether there is anything in the minutes yet."""
    if ItemMinute.objects.filter(item__meeting=meeting).exists():
        return True
    return Resolution.objects.filter(item__meeting=meeting).exists()


def issues_of(meeting: Meeting, user: User) -> list[RaisedIssue]:
    """Issues between this group and the one above or below that are not back yet, as far as they are open to the person."""
    rows = RaisedIssue.objects.visible_to(user).filter(
        Q(from_group=meeting.group_id) | Q(to_group=meeting.group_id)
    )
    rows = rows.exclude(status=RaisedIssue.Status.RETURNED)
    return list(rows.select_related("record", "from_group", "to_group")[:20])


def updates_for(meeting: Meeting, user: User) -> list[AssuranceReport]:
    """What members were asked to tell the group before the meeting, as far as it is open to the person (R023)."""
    rows = AssuranceReport.objects.visible_to(user).filter(meeting=meeting.record_id)
    rows = rows.exclude(status=AssuranceReport.Status.WITHDRAWN).with_parties()
    return list(rows.order_by("owner__name", "pk")[:100])

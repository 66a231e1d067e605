"""Reads of a meeting's pages. Whoever calls them has fetched the meeting through visible_to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from lscb.board.models import Agency, Grant, Group, Seat, running_on
from lscb.board.permissions import has, standing_of
from lscb.board.roles import Permission, Role
from lscb.core.errors import InvalidMove
from lscb.meetings.models import Attendance, Meeting
from lscb.people.models import Board, User

PAGE = 25


def meetings_for_page() -> Any:
    return Meeting.objects.select_related("record__board", "group__board")


def attendance_of(meeting: Meeting) -> QuerySet[Attendance]:
    return Attendance.objects.filter(meeting=meeting).select_related("user", "agency").order_by("pk")


def guest_of(meeting: Meeting, pk: int) -> Attendance:
    rows = Attendance.objects.filter(meeting=meeting, seat__isnull=True).select_related(
        "meeting__group__board"
    )
    return get_object_or_404(rows, pk=pk)


def seats_of(meeting: Meeting) -> list[Seat]:
    """The group's seats on the day of the meeting (trap 43)."""
    rows = Seat.objects.filter(running_on(meeting.held_on), group=meeting.group)
    return list(rows.select_related("user", "deputy", "agency").order_by("pk"))


def agencies_of(board: Board) -> QuerySet[Agency]:
    return Agency.objects.of_board(board)


def people_of_group(meeting: Meeting) -> QuerySet[User]:
    """Who may lead an item: whoever has a seat on the group on that day, and the business unit of the board."""
    seats = Seat.objects.filter(running_on(meeting.held_on), group=meeting.group_id)
    unit = Grant.objects.filter(
        running_on(meeting.held_on),
        board=meeting.group.board_id,
        role__in=(Role.BUSINESS_MANAGER, Role.BUSINESS_OFFICER),
    )
    return User.objects.filter(
        Q(pk__in=seats.values("user_id")) | Q(pk__in=unit.values("user_id")), is_active=True
    ).order_by("name")


def later_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Later meetings of the group that have begun: those that can agree the minutes."""
    rows = Meeting.objects.filter(
        group=meeting.group_id, held_on__gt=meeting.held_on, opened_at__isnull=False
    )
    return rows.select_related("group").order_by("held_on")


def attendance_row(meeting: Meeting, pk: int) -> Attendance:
    """Raises InvalidMove for somebody who is not on the list."""
    row = Attendance.objects.filter(meeting=meeting, pk=pk).select_related("user").first()
    if row is None:
        raise InvalidMove("Choose somebody who is recorded as being at the meeting.", "Open the page again.")
    return row


def groups_to_plan(user: User, board: Board) -> QuerySet[Group]:
    """Groups whose meetings this person may plan: all for the business unit, their own for a chair."""
    rows = Group.objects.filter(board=board, closed_on__isnull=True)
    if has(user, Permission.REFERRAL_LIST, board):
        return rows
    standing = standing_of(user)
    return rows.filter(pk__in=[seat.group_id for seat in standing.seats if standing.chairs(seat.group_id)])


def groups_of(board: Board) -> QuerySet[Group]:
    return Group.objects.filter(board=board)


@dataclass(frozen=True)
class PastMeetings:
    rows: list[Meeting]
    older: str


def meetings_of(user: User, board: Board, group: Group | None, state: str) -> Any:
    rows = Meeting.objects.visible_to(user).filter(group__board=board).select_related("record", "group")
    rows = rows.filter(group=group) if group else rows
    return rows.filter(status=state) if state else rows


def coming(rows: Any, today: dt.date) -> list[Meeting]:
    """The next meetings, soonest first; one of today until it was held."""
    return list(rows.filter(_ahead(today)).order_by("held_on", "id")[:50])


def _ahead(today: dt.date) -> Q:
    return Q(held_on__gt=today) | Q(held_on=today, status__in=Meeting.TO_COME)


def past(rows: Any, today: dt.date, before: str) -> PastMeetings:
    """Past meetings, the last one first, by pages; `before` is "day.id" of the last one of the page before."""
    rows = rows.exclude(_ahead(today)).order_by("-held_on", "-id")
    if cursor := _cursor(before):
        day, pk = cursor
        rows = rows.filter(Q(held_on__lt=day) | Q(held_on=day, pk__lt=pk))
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return PastMeetings(found[:PAGE], f"{last.held_on}.{last.pk}" if last else "")


def _cursor(text: str) -> tuple[dt.date, int] | None:
    day, _, pk = text.partition(".")
    try:
        return dt.date.fromisoformat(day), int(pk)
    except ValueError:
        return None

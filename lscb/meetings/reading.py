"""Reads of a meeting's page. Whoever calls them has fetched the meeting through visible_to."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from lscb.board.models import Group
from lscb.board.permissions import has, standing_of
from lscb.board.roles import Permission
from lscb.meetings.models import AgendaItem, Attendance, Meeting
from lscb.people.models import Board, User
from lscb.records.models import Record


def meetings_for_page() -> Any:
    return Meeting.objects.select_related("record__board", "group__board")


def attendance_of(meeting: Meeting) -> QuerySet[Attendance]:
    return Attendance.objects.filter(meeting=meeting).select_related("user", "agency")


def agenda_of(meeting: Meeting, user: User) -> tuple[list[AgendaItem], int]:
    """The items that the person may open, and how many there are besides."""
    rows = AgendaItem.objects.filter(meeting=meeting)
    seen = Record.objects.visible_to(user).filter(agenda_items__meeting=meeting)
    found = list(rows.filter(record__in=seen).select_related("record"))
    return found, rows.count() - len(found)


def groups_to_plan(user: User, board: Board) -> QuerySet[Group]:
    """Groups whose meetings this person may plan: all for the business unit, their own for a chair."""
    rows = Group.objects.filter(board=board, closed_on__isnull=True)
    if has(user, Permission.REFERRAL_LIST, board):
        return rows
    standing = standing_of(user)
    return rows.filter(pk__in=[seat.group_id for seat in standing.seats if standing.chairs(seat.group_id)])


def lists_of(user: User, board: Board, today: dt.date) -> tuple[Any, Any]:
    """Meetings to come, soonest first, and the last ones."""
    rows = Meeting.objects.visible_to(user).filter(group__board=board).select_related("record", "group")
    coming = rows.filter(held_on__gte=today).order_by("held_on", "id")[:50]
    return coming, rows.filter(held_on__lt=today).order_by("-held_on", "-id")[:25]

"""Who changes the list of bank holidays, and who hears of it. One list serves every board of the installation."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count
from django.urls import reverse

from lscb.board.permissions import has, holders
from lscb.board.roles import Permission, Role
from lscb.clocks import operations as clocks
from lscb.clocks.models import Deadline, HolidaySet
from lscb.core.errors import NotAllowed
from lscb.notices.operations import notify
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

CALENDAR = "england-and-wales"


def check_can_change(user: User, board: Board) -> None:
    """The list is looked after by business managers and administrators."""
    if not (has(user, Permission.BOARD_ADMIN, board) or has(user, Permission.ACCOUNTS_ADMIN, board)):
        raise NotAllowed(
            "Only the business manager and the system administrator change the list of bank holidays.",
            "Ask the business manager.",
        )


@operation
def add(
    *, board: Board, by: User, day: dt.date, name: str, reason: str, instead_of: dt.date | None = None
) -> HolidaySet:
    """One more day off, for clocks that start from now on; the managers of every board are told."""
    check_can_change(by, board)
    made = clocks.add_holiday(
        by=by, calendar=CALENDAR, day=day, name=name, reason=reason, instead_of=instead_of
    )
    _tell(made, by)
    record_event("holidays.changed", by=by, board=board, detail={"version": made.version})
    return made


@operation
def remove(*, board: Board, by: User, day: dt.date, reason: str) -> HolidaySet:
    """One day off less, for clocks that start from now on; the managers of every board are told."""
    check_can_change(by, board)
    made = clocks.remove_holiday(by=by, calendar=CALENDAR, day=day, reason=reason)
    _tell(made, by)
    record_event("holidays.changed", by=by, board=board, detail={"version": made.version})
    return made


def running_by_version(board: Board) -> dict[int, int]:
    """How many of the board's running time limits were worked out with each version. One query."""
    rows = Deadline.objects.running().filter(record__board=board, calendar=CALENDAR).order_by()
    return dict(rows.values_list("holiday_version").annotate(count=Count("pk")))


def _tell(made: HolidaySet, by: User) -> None:
    for board in Board.objects.order_by("pk"):
        for manager in holders(board, Role.BUSINESS_MANAGER):
            if manager.pk != by.pk:
                notify(
                    to=manager, board=board, subject_key="holidays-changed", reference=f"version {made.version}",
                    link=reverse("clocks:holiday-list"), unique_key=f"holidays:{made.pk}",
                )  # fmt: skip

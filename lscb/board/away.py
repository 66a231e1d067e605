"""Leave: set by the person or by the office, with a deputy who is told meanwhile (R215)."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from lscb.board.belonging import boards_of, check_belongs, members_of
from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.core.errors import BadInput, NotAllowed
from lscb.people.models import Board, Leave, User
from lscb.trail.recording import operation, record_event

LONGEST = dt.timedelta(days=366)


def check_can_set(by: User, user: User, board: Board | None) -> None:
    """One's own; or, for somebody of the board, the manager and the administrator."""
    if by.pk == user.pk:
        return
    if board is None or not any(
        has(by, P, board) for P in (Permission.BOARD_ADMIN, Permission.ACCOUNTS_ADMIN)
    ):
        raise NotAllowed(
            "Leave is set by the person, or by the business manager.", "Ask the business manager."
        )
    check_belongs(user, board)


def leaves_of(user: User) -> QuerySet[Leave]:
    """What runs or is to come, the soonest first."""
    rows = Leave.objects.filter(user=user, ended_at__isnull=True, until_on__gte=timezone.localdate())
    return rows.select_related("user", "deputy").order_by("from_on", "pk")


def deputies_for(user: User) -> QuerySet[User]:
    """Whoever belongs to one of the person's boards, but not the person."""
    boards = list(boards_of(user))
    found = User.objects.none()
    for board in boards:
        found = found | members_of(board)
    return found.filter(is_active=True).exclude(pk=user.pk).distinct().order_by("name")


@operation
def set_leave(
    *, user: User, from_on: dt.date, until_on: dt.date, by: User, deputy: User | None = None, board: Board | None = None
) -> Leave:  # fmt: skip
    """The person is away, both days included. Their daily e-mail waits; the deputy is told as well, but reads no more."""
    check_can_set(by, user, board)
    if until_on < from_on:
        raise BadInput("The last day must not be before the first day.")
    if until_on < timezone.localdate():
        raise BadInput("The last day has passed.")
    if until_on > from_on + LONGEST:
        raise BadInput("Leave is set for a year at most.")
    if deputy is not None and deputy.pk == user.pk:
        raise BadInput("The deputy is somebody else.")
    if leaves_of(user).filter(from_on__lte=until_on, until_on__gte=from_on).exists():
        raise BadInput("Leave is set for some of these days already. End that first.")
    row = Leave.objects.create(user=user, from_on=from_on, until_on=until_on, deputy=deputy, noted_by=by)
    record_event("leave.set", by=by, board=board, detail={"person": user.pk})
    return row


@operation
def end_leave(*, leave: Leave, by: User, board: Board | None = None) -> None:
    """The person is back early, or does not go."""
    check_can_set(by, leave.user, board)
    if leave.ended_at is not None:
        raise BadInput("This leave has ended already.")
    leave.ended_at, leave.ended_by = timezone.now(), by
    leave.save(update_fields=["ended_at", "ended_by"])
    record_event("leave.ended", by=by, board=board, detail={"person": leave.user_id})

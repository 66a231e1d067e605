"""Who belongs to a board, today or from a day to come, and who did once."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from lscb.board.models import Grant, Seat
from lscb.core.errors import NotAllowed
from lscb.people.models import Board, User


def people_of(board: Board) -> QuerySet[User]:
    """Everybody who is or was something on the board; pages fetch people through this alone."""
    return _somebody(Q(board=board), Q(group__board=board))


def members_of(board: Board) -> QuerySet[User]:
    """Whoever is something on the board, or has been given it from a day to come. Whoever left is not among them."""
    running = _not_over()
    return _somebody(running & Q(board=board), running & Q(group__board=board))


def check_belongs(user: User, board: Board) -> None:
    """An account is looked after by the boards that its person belongs to; one that they left has no say in it."""
    if not members_of(board).filter(pk=user.pk).exists():
        raise NotAllowed(
            "This person is nothing on this board any more, so their account is not yours to look after.",
            "Ask a board that they belong to, or give them a role or a seat here first.",
        )


def boards_of(user: User) -> QuerySet[Board]:
    """Every board that the person belongs to."""
    running = _not_over()
    seats = Seat.objects.filter(running, Q(user=user) | Q(deputy=user))
    grants = Grant.objects.filter(running, user=user)
    return Board.objects.filter(
        Q(pk__in=grants.values("board_id")) | Q(pk__in=seats.values("group__board_id"))
    )


def home_board(user: User | None) -> Board | None:
    """The board that looks after somebody's e-mails about their account: the first of theirs by name."""
    return boards_of(user).order_by("name").first() if user else None


def _not_over() -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate())


def _somebody(grant: Q, seat: Q) -> QuerySet[User]:
    seats = Seat.objects.filter(seat)
    return User.objects.filter(
        Q(pk__in=Grant.objects.filter(grant).values("user_id"))
        | Q(pk__in=seats.filter(user__isnull=False).values("user_id"))
        | Q(pk__in=seats.filter(deputy__isnull=False).values("deputy_id"))
    )

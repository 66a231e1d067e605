"""Who may do what with the register as a whole; what may be done to one action stands in permissions."""

from __future__ import annotations

from lscb.board.permissions import has, standing_of
from lscb.board.roles import Permission
from lscb.learning.telling import CHAIRS
from lscb.people.models import Board, User

ONLY_CHAIRS = (
    "The business unit and the chairs of groups ask about actions, hand them over and put them into plans."
)


def may_load(user: User) -> bool:
    """Whether the person brings spreadsheets in on any board."""
    standing = standing_of(user)
    return any(Permission.ACTION_MANAGE in standing.permissions(board) for board in standing.boards())


def may_choose(user: User, board: Board | None = None) -> bool:
    """Whether anything can be done with chosen actions: by the business unit, and by chairs of groups."""
    standing = standing_of(user)
    seats = [seat for seat in standing.seats if board is None or seat.group.board_id == board.pk]
    if any(seat.office in CHAIRS for seat in seats):
        return True
    return may_load(user) if board is None else has(user, Permission.ACTION_MANAGE, board)

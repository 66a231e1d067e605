"""Who keeps learning items, and who confirms that one was passed on."""

from __future__ import annotations

from lscb.board.permissions import has, standing_of
from lscb.board.roles import LEADS, Permission
from lscb.core.errors import NotAllowed
from lscb.learning import telling
from lscb.learning.models import Cascade
from lscb.people.models import Board, User
from lscb.records.models import Record


def check_can_keep(user: User, board: Board) -> None:
    """Adding, changing and moving a learning item: the business unit, and whoever chairs a group of the board."""
    chairs = any(
        seat.office in telling.CHAIRS and seat.group.board_id == board.pk for seat in standing_of(user).seats
    )
    if not chairs and not has(user, Permission.ACTION_MANAGE, board):
        raise NotAllowed(
            "Learning items are kept by the business unit and by the chairs of the board's groups.",
            "Ask the business manager.",
        )


def check_can_take_from(user: User, board: Board, source: Record) -> None:
    """A lesson is taken from a record of the board that the person reads."""
    if source.board_id != board.pk or not Record.objects.visible_to(user).filter(pk=source.pk).exists():
        raise NotAllowed("You cannot take a lesson from this record.", "Ask the business manager.")


def check_can_confirm(user: User, cascade: Cascade) -> None:
    """The agency's safeguarding lead; where it has none, everybody of the agency."""
    asked = (cascade.agency_id, cascade.item.board_id)
    leads = any(
        grant.role in LEADS and (grant.agency_id, grant.board_id) == asked
        for grant in standing_of(user).grants
    )
    if leads or user.pk in {one.pk for one in telling.leads_of(cascade.agency, cascade.item.board)}:
        return
    raise NotAllowed(
        f"The safeguarding lead of {cascade.agency} says how it was passed on.",
        f"Ask the safeguarding lead of {cascade.agency}.",
    )

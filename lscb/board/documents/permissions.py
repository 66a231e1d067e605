"""Who keeps the board's documents."""

from __future__ import annotations

from lscb.board.models import BoardDocument
from lscb.board.permissions import standing_of
from lscb.board.registers.permissions import keeps
from lscb.core.errors import NotAllowed
from lscb.people.models import Board, User

ASK = "Ask the business manager."


def check_can_start(user: User, board: Board) -> None:
    """The business unit."""
    if not keeps(user, board):
        raise NotAllowed("The board's documents are kept by the business unit.", ASK)


def check_can_keep(user: User, document: BoardDocument) -> None:
    """The business unit, the document's owner, and the chair of the group that reviews it."""
    if keeps(user, document.board_id) or document.owner_id == user.pk:
        return
    if document.group_id and standing_of(user).chairs(document.group_id):
        return
    raise NotAllowed(
        f"This document is kept by {document.owner or 'the business unit'} and the business unit.", ASK
    )

"""The board's taxonomy of learning (R096)."""

from __future__ import annotations

from lscb.board.models import Theme
from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core.errors import BadInput
from lscb.learning.acts import need
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event


@operation
def add_theme(*, board: Board, name: str, by: User) -> Theme:
    """A new word of the board's taxonomy."""
    check(by, Permission.ACTION_MANAGE, board, "The board's themes are kept by the business unit.")
    name = need(name, "Name the theme.")
    if Theme.objects.filter(board=board, name__iexact=name).exists():
        raise BadInput("The board has this theme already.")
    theme = Theme.objects.create(board=board, name=name)
    record_event("theme.added", by=by, board=board, detail={"theme": theme.pk})
    return theme

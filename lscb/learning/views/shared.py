"""What the pages of the register share."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest

from lscb.people.models import Board, User

LIST = {"label": "Actions", "url": "/actions/"}


def me(request: HttpRequest) -> User:
    return cast(User, request.user)


def board_or_404(request: HttpRequest) -> Board:
    """The board one acts on; somebody without one finds nothing."""
    board: Any = request.board  # type: ignore[attr-defined]
    if board is None:
        raise Http404
    return cast(Board, board)

"""What the board's pages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.core.errors import NotAllowed
from lscb.core.posting import accepted
from lscb.people.models import Board, User

HOME = {"label": "Board", "url": "/board/"}


def board_for(request: HttpRequest, *any_of: Permission) -> Board:
    """The board one acts on, when one holds any of these permissions there.

    Somebody without a board finds nothing; somebody with the wrong seat is told who can help.
    """
    board = own_board(request)
    if not any(has(request.user, permission, board) for permission in any_of):
        raise NotAllowed(
            "This page is for the business manager's office and the system administrator.",
            "Ask the business manager.",
        )
    return board


def own_board(request: HttpRequest) -> Board:
    """The board one acts on, whoever one is there; somebody without one finds nothing."""
    board: Board | None = cast(Any, request).board  # set by lscb.board.middleware
    if board is None:
        raise Http404
    return board


def me(request: HttpRequest) -> User:
    return cast(User, request.user)


def take(
    request: HttpRequest, form: Any, act: Callable[[], Any], *, done: str, to: str, **page: Any
) -> HttpResponse:
    """A form page: draws it, does `act` when it is sent and valid, says `done` and goes `to`."""
    if request.method == "POST" and accepted(form, lambda: (act(), True)):
        messages.success(request, done)
        return redirect(to)
    template = page.pop("template", "layouts/form.html")
    return render(
        request, template, {"form": form, "cancel_url": to} | page, status=422 if form.errors else 200
    )

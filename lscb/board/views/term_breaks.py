"""The list of school holidays: add some, take some off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lscb.board import term_breaks
from lscb.board.forms.term_breaks import TermBreakForm
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, board_for, take
from lscb.core.posting import posted

LIST = {"label": "School holidays", "url": "/board/term-breaks/"}


@require_safe
def term_break_list(request: HttpRequest) -> HttpResponse:
    board = board_for(request, Permission.BOARD_ADMIN)
    rows = board.term_breaks.filter(until_on__gte=timezone.localdate())
    context = {"title": "School holidays", "breaks": rows, "breadcrumbs": [HOME, {"label": LIST["label"]}]}
    return render(request, "board/term_breaks.html", context)


def term_break_add(request: HttpRequest) -> HttpResponse:
    board = board_for(request, Permission.BOARD_ADMIN)
    form = TermBreakForm(posted(request))
    return take(
        request, form, lambda: term_breaks.add_term_break(board=board, by=request.user, **form.cleaned_data),
        done="Added. Who works in term time only gets no daily e-mail on those days; what is urgent still goes at once.",
        to=LIST["url"], title="Add school holidays", breadcrumbs=[HOME, LIST, {"label": "Add"}],
    )  # fmt: skip


@require_POST
def term_break_remove(request: HttpRequest, pk: int) -> HttpResponse:
    board = board_for(request, Permission.BOARD_ADMIN)
    row = get_object_or_404(board.term_breaks.select_related("board"), pk=pk)
    term_breaks.remove_term_break(term_break=row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "Taken off the list.")
    return redirect("board:term-breaks")

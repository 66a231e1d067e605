"""Leave: one's own, and that of somebody of the board."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from lscb.board import away
from lscb.board.belonging import people_of
from lscb.board.forms import WhyForm
from lscb.board.forms.away import LeaveForm
from lscb.board.presenters import away as presenters
from lscb.board.roles import Permission as P
from lscb.board.views.shared import board_for, me, take
from lscb.core.posting import posted

ACCOUNT = {"label": "Your account", "url": "/account/"}
OWN = {"label": "Leave", "url": "/account/leave/"}


def own_leave(request: HttpRequest) -> HttpResponse:
    """When I am away, and who is told meanwhile."""
    context = {
        "title": "Leave", "lead": "While you are away your daily e-mail waits, and whoever you name is told as well.",
        "breadcrumbs": [ACCOUNT, {"label": "Leave"}], "columns": ["Away", "Told meanwhile", ""], "caption": "Leave",
        "caption_hidden": True, "rows": presenters.leave_rows(away.leaves_of(me(request)), OWN["url"]),
        "empty_text": "No leave is set.", "action_url": f"{OWN['url']}add/", "action_label": "Set leave",
    }  # fmt: skip
    return render(request, "layouts/list.html", context)


def own_leave_add(request: HttpRequest) -> HttpResponse:
    form = LeaveForm(request.POST or None, person=me(request))
    return take(
        request, form, lambda: away.set_leave(user=me(request), by=me(request), **form.cleaned_data),
        done="Your leave is set. You can end it early here.", to=OWN["url"], title="Set leave",
        breadcrumbs=[ACCOUNT, OWN, {"label": "Set leave"}],
    )  # fmt: skip


def own_leave_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(away.leaves_of(me(request)), pk=pk)
    form = WhyForm(posted(request), optional=True)
    return take(
        request, form, lambda: away.end_leave(leave=row, by=me(request)), done="Your leave has ended.", to=OWN["url"],
        title="End this leave", submit="End the leave",
    )  # fmt: skip


def leave_add(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody who cannot do it themselves: they fell ill."""
    board = board_for(request, P.BOARD_ADMIN, P.ACCOUNTS_ADMIN)
    person = get_object_or_404(people_of(board), pk=pk)
    away.check_can_set(me(request), person, board)
    form = LeaveForm(request.POST or None, person=person)
    return take(
        request, form, lambda: away.set_leave(user=person, board=board, by=me(request), **form.cleaned_data),
        done="The leave is set.", to=reverse("board:person", args=[pk]), title=f"Set leave for {person.name}",
    )  # fmt: skip


def leave_end(request: HttpRequest, pk: int, leave: int) -> HttpResponse:
    board = board_for(request, P.BOARD_ADMIN, P.ACCOUNTS_ADMIN)
    person = get_object_or_404(people_of(board), pk=pk)
    row = get_object_or_404(away.leaves_of(person), pk=leave)
    form = WhyForm(posted(request), optional=True)
    return take(
        request, form, lambda: away.end_leave(leave=row, board=board, by=me(request)), done="The leave has ended.",
        to=reverse("board:person", args=[pk]), title=f"End the leave of {person.name}", submit="End the leave",
    )  # fmt: skip

"""The agency register (R017)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from lscb.board import presenters, structure
from lscb.board.forms import AgencyForm
from lscb.board.lists import agencies_of, agency_people, agency_rows
from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, board_for, take

ADMIN = Permission.BOARD_ADMIN
READERS = (ADMIN, Permission.ACCOUNTS_ADMIN, Permission.BOARD_DASHBOARD)
LIST = {"label": "Agencies", "url": "/board/agencies/"}


def agencies(request: HttpRequest) -> HttpResponse:
    board = board_for(request, *READERS)
    context = presenters.agency_list(agencies_of(board), may_change=has(request.user, ADMIN, board))
    return render(request, "layouts/list.html", context | {"breadcrumbs": [HOME, {"label": "Agencies"}]})


def agency(request: HttpRequest, slug: str) -> HttpResponse:
    board = board_for(request, *READERS)
    found = get_object_or_404(agency_rows(board), slug=slug)
    grants, seats = agency_people(board, found)
    context = presenters.agency_page(found, grants, seats, may_change=has(request.user, ADMIN, board))
    return render(
        request, "board/agency.html", context | {"breadcrumbs": [HOME, LIST, {"label": found.name}]}
    )


def agency_add(request: HttpRequest) -> HttpResponse:
    board = board_for(request, ADMIN)
    form = AgencyForm(request.POST or None)
    return take(
        request, form, lambda: structure.add_agency(board=board, by=request.user, **form.cleaned_data),
        done="The agency is on the list. Name its safeguarding lead on a person's page.", to=LIST["url"],
        title="Add an agency",
    )  # fmt: skip


def agency_change(request: HttpRequest, slug: str) -> HttpResponse:
    board = board_for(request, ADMIN)
    found = get_object_or_404(agency_rows(board), slug=slug)
    form = AgencyForm(request.POST or None, agency=found)
    return take(
        request, form, lambda: structure.change_agency(agency=found, board=board, by=request.user, **form.cleaned_data),
        done="The agency is changed.", to=reverse("board:agency", args=[slug]), title=f"Change {found.name}",
    )  # fmt: skip

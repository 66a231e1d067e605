"""The agency register (R017)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from lscb.board import duties_reading as reading
from lscb.board import keeping, presenters, structure
from lscb.board.forms import AgencyForm, WhyForm
from lscb.board.forms.keeping import ContactForm, ContributionForm, ObligationForm
from lscb.board.lists import agencies_of, agency_people, agency_rows
from lscb.board.models import Agency, AgencyObligation
from lscb.board.permissions import check, has
from lscb.board.presenters import duties
from lscb.board.registers.permissions import keeps
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, board_for, me, own_board, take
from lscb.core.posting import posted
from lscb.people.models import Board

ADMIN = Permission.BOARD_ADMIN
READERS = (ADMIN, Permission.ACCOUNTS_ADMIN, Permission.BOARD_DASHBOARD)
LIST = {"label": "Agencies", "url": "/board/agencies/"}


def agencies(request: HttpRequest) -> HttpResponse:
    board = board_for(request, *READERS)
    context = presenters.agency_list(
        agencies_of(board), timezone.localdate(), may_change=has(request.user, ADMIN, board)
    )
    return render(request, "layouts/list.html", context | {"breadcrumbs": [HOME, {"label": "Agencies"}]})


def agency(request: HttpRequest, slug: str) -> HttpResponse:
    board = board_for(request, *READERS)
    found = get_object_or_404(agency_rows(board), slug=slug)
    grants, seats = agency_people(board, found)
    context = presenters.agency_page(found, grants, seats, may_change=has(request.user, ADMIN, board))
    context |= _duties(request, board, found)
    context["earlier"] = duties.earlier(reading.earlier_obligations(board, found))
    return render(
        request, "board/agency.html", context | {"breadcrumbs": [HOME, LIST, {"label": found.name}]}
    )


def _duties(request: HttpRequest, board: Board, found: Agency) -> dict[str, Any]:
    """Contacts, obligations with their evidence, and what the agency contributed."""
    today, obligations = timezone.localdate(), reading.obligations_of(board, found)
    contributions = reading.contributions_of(board, found)
    named = {row.record_id for row in [*obligations, *contributions] if row.record_id}
    return duties.agency_duties(
        found, reading.contacts_of(board, found), obligations, contributions, today,
        may_open=reading.readable_among(me(request), named), may_keep=keeps(me(request), board),
        also=reading.other_boards(board, found, today),
    )  # fmt: skip


def _kept(request: HttpRequest, slug: str) -> tuple[Board, Agency]:
    board = own_board(request)
    check(me(request), Permission.REGISTER_KEEP, board, keeping.UNIT_ONLY)
    return board, get_object_or_404(agency_rows(board), slug=slug)


def contact_add(request: HttpRequest, slug: str) -> HttpResponse:
    board, found = _kept(request, slug)
    form = ContactForm(request.POST or None)
    return take(
        request, form,
        lambda: keeping.add_contact(board=board, agency=found, by=me(request), **form.cleaned_data),
        done="The contact is kept.", to=_page(found), title=f"Add somebody to turn to at {found.name}",
    )  # fmt: skip


def contact_remove(request: HttpRequest, slug: str, contact: int) -> HttpResponse:
    board, found = _kept(request, slug)
    row = get_object_or_404(reading.contacts_of(board, found), pk=contact)
    form = WhyForm(posted(request), optional=True)
    return take(
        request, form, lambda: keeping.remove_contact(contact=row, by=me(request)), done="The contact is off the list.",
        to=_page(found), title=f"Take {row.name} off the list", submit="Take off the list",
    )  # fmt: skip


def obligation_change(request: HttpRequest, slug: str, obligation: str) -> HttpResponse:
    board, found = _kept(request, slug)
    words = dict(AgencyObligation.Obligation.choices)
    if obligation not in words:
        raise Http404
    row = next((each for each in reading.obligations_of(board, found) if each.obligation == obligation), None)
    form = ObligationForm(request.POST or None, board=board, user=me(request), row=row)
    return take(
        request, form,
        lambda: keeping.keep_obligation(
            board=board, agency=found, obligation=obligation, by=me(request), **form.cleaned_data
        ),
        done="It is kept. How it stood before stays readable.", to=_page(found), title=words[obligation],
        kind=found.name,
    )  # fmt: skip


def contribution_add(request: HttpRequest, slug: str) -> HttpResponse:
    board, found = _kept(request, slug)
    form = ContributionForm(request.POST or None, board=board, user=me(request))
    return take(
        request, form,
        lambda: keeping.add_contribution(board=board, agency=found, by=me(request), **form.cleaned_data),
        done="The contribution is kept.", to=_page(found), title=f"What {found.name} contributed",
    )  # fmt: skip


def _page(found: Agency) -> str:
    return reverse("board:agency", args=[found.slug])


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

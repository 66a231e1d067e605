"""The board's own record and its neighbours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from lscb.board import keeping, presenters
from lscb.board.duties_reading import partners_of, regimes_of
from lscb.board.forms.keeping import BoardDetailsForm, PartnerForm, RegimeForm
from lscb.board.permissions import check, has
from lscb.board.presenters import duties
from lscb.board.registers.permissions import keeps
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, board_for, me, own_board, take

DETAILS = {"label": "The board", "url": "/board/details/"}
PARTNERS = {"label": "Neighbouring boards", "url": "/board/partners/"}


def details(request: HttpRequest) -> HttpResponse:
    """What the board is, how it is reached, and which rules hold."""
    board = own_board(request)
    may_change = has(me(request), Permission.BOARD_ADMIN, board)
    context = duties.board_page(board, regimes_of(board), may_change=may_change)
    return render(request, "board/details.html", context | {"breadcrumbs": [HOME, {"label": "The board"}]})


def details_change(request: HttpRequest) -> HttpResponse:
    board = board_for(request, Permission.BOARD_ADMIN)
    form = BoardDetailsForm(request.POST or None, board=board)
    return take(
        request, form, lambda: keeping.change_details(board=board, by=me(request), **form.cleaned_data),
        done="The board's details are changed.", to=DETAILS["url"], title="Change the board's details",
        breadcrumbs=[HOME, DETAILS, {"label": "Change"}],
    )  # fmt: skip


def regime_set(request: HttpRequest) -> HttpResponse:
    board = board_for(request, Permission.BOARD_ADMIN)
    form = RegimeForm(request.POST or None)
    return take(
        request, form, lambda: keeping.set_regime(board=board, by=me(request), **form.cleaned_data),
        done="The regime is set. Cases that have begun keep the one under which they started.", to=DETAILS["url"],
        title="Set the statutory regime", breadcrumbs=[HOME, DETAILS, {"label": "Set the regime"}],
    )  # fmt: skip


def partners(request: HttpRequest) -> HttpResponse:
    board = own_board(request)
    context = presenters.partners_page(partners_of(board), may_keep=keeps(me(request), board))
    return render(
        request, "layouts/list.html", context | {"breadcrumbs": [HOME, {"label": PARTNERS["label"]}]}
    )


def partner_add(request: HttpRequest) -> HttpResponse:
    board = own_board(request)
    check(me(request), Permission.REGISTER_KEEP, board, keeping.UNIT_ONLY)
    form = PartnerForm(request.POST or None)
    return take(
        request, form, lambda: keeping.keep_partner(board=board, by=me(request), **form.cleaned_data),
        done="The neighbour is on the list.", to=PARTNERS["url"], title="Add a neighbouring board",
        breadcrumbs=[HOME, PARTNERS, {"label": "Add"}],
    )  # fmt: skip


def partner_change(request: HttpRequest, pk: int) -> HttpResponse:
    board = own_board(request)
    check(me(request), Permission.REGISTER_KEEP, board, keeping.UNIT_ONLY)
    row = get_object_or_404(partners_of(board), pk=pk)
    form = PartnerForm(request.POST or None, partner=row)
    return take(
        request, form, lambda: keeping.keep_partner(board=board, partner=row, by=me(request), **form.cleaned_data),
        done="What is known of the neighbour is changed.", to=PARTNERS["url"], title=f"Change {row.name}",
        breadcrumbs=[HOME, PARTNERS, {"label": "Change"}],
    )  # fmt: skip

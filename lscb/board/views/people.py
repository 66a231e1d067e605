"""Joiners, movers and leavers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from lscb.board import accounts, presenters
from lscb.board.away import leaves_of
from lscb.board.belonging import check_belongs, members_of, people_of
from lscb.board.forms import EndForm, PeopleFilter, PersonForm, RoleForm, WhyForm
from lscb.board.forms.away import LeaverForm
from lscb.board.leaving import open_with
from lscb.board.lists import grants_of, people_page, seats_of
from lscb.board.permissions import has
from lscb.board.presenters.away import leave_rows
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, board_for, take
from lscb.core.posting import posted
from lscb.people.models import Board, User
from lscb.people.stepup import step_up

P = Permission
LIST = {"label": "People", "url": "/board/people/"}


def _person(request: HttpRequest, pk: int) -> tuple[Board, User]:
    board = board_for(request, P.BOARD_ADMIN, P.ACCOUNTS_ADMIN)
    return board, get_object_or_404(people_of(board), pk=pk)


def _member(request: HttpRequest, pk: int) -> tuple[Board, User]:
    """Somebody whose account this board looks after: not one who left it."""
    board, person = _person(request, pk)
    check_belongs(person, board)
    return board, person


def _page(person: User) -> str:
    return reverse("board:person", args=[person.pk])


def people(request: HttpRequest) -> HttpResponse:
    """Who is who on the board."""
    board = board_for(request, P.BOARD_ADMIN, P.ACCOUNTS_ADMIN)
    form = PeopleFilter(request.GET or None, board=board)
    page = people_page(board, form.cleaned_data if form.is_valid() else {}, request.GET.get("page"))
    context = presenters.people_list(page, request.GET, may_add=has(request.user, P.BOARD_ADMIN, board))
    return render(
        request,
        "layouts/list.html",
        context | {"filter_form": form, "breadcrumbs": [HOME, {"label": "People"}]},
    )


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles, seats, sign-ins and what may be done about them."""
    board, person = _person(request, pk)
    context = presenters.person_page(
        person, grants_of(board, person), seats_of(board, person), accounts.open_reset(person), timezone.localdate(),
        manages=has(request.user, P.BOARD_ADMIN, board), me=request.user,
        belongs=members_of(board).filter(pk=person.pk).exists(),
    )  # fmt: skip
    context["leaves"] = leave_rows(leaves_of(person), f"{_page(person)}leave/")
    return render(
        request, "board/person.html", context | {"breadcrumbs": [HOME, LIST, {"label": person.name}]}
    )


@step_up
def person_add(request: HttpRequest) -> HttpResponse:
    board = board_for(request, P.BOARD_ADMIN)
    form = PersonForm(request.POST or None, board=board)
    return take(
        request, form, lambda: accounts.bring_in(board=board, by=request.user, **form.cleaned_data),
        done="The person is on the board. Somebody new has been sent an invitation.", to=LIST["url"],
        title="Add a person", breadcrumbs=[HOME, LIST, {"label": "Add a person"}],
        lead="If they already have an account here, it is used; nobody has two.",
    )  # fmt: skip


@step_up
def role_give(request: HttpRequest, pk: int) -> HttpResponse:
    board, person = _person(request, pk)
    form = RoleForm(request.POST or None, board=board)
    return take(
        request, form, lambda: accounts.appoint(board=board, user=person, by=request.user, **form.cleaned_data),
        done="The role is given. It counts from its first day.", to=_page(person), title=f"Give {person.name} a role",
    )  # fmt: skip


@step_up
def role_end(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    board, person = _person(request, pk)
    row = get_object_or_404(grants_of(board, person), pk=grant)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    return take(
        request, form, lambda: accounts.withdraw_role(grant=row, by=request.user, **form.cleaned_data),
        done="The role has its last day. What it opened shuts at the next click after it.", to=_page(person),
        title=f"End the role: {row.get_role_display()}",
    )  # fmt: skip


@step_up
def seat_end(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    board, person = _person(request, pk)
    row = get_object_or_404(seats_of(board, person), pk=seat)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    return take(
        request, form, lambda: accounts.withdraw_seat(seat=row, by=request.user, **form.cleaned_data),
        done="The seat has its last day. What it opened shuts at the next click after it.", to=_page(person),
        title=f"End the seat: {row.get_office_display()} of {row.group}",
    )  # fmt: skip


@step_up
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything ends; what is still open with the person is handed over first, or left with nobody by saying so."""
    board, person = _person(request, pk)
    left = open_with(person, board)
    form = LeaverForm(posted(request), left=left)
    return take(
        request, form, lambda: accounts.end_membership(board=board, user=person, by=request.user, **form.cleaned_data),
        done="Everything the person was on this board has ended. The account itself stays.", to=_page(person),
        title=f"End everything {person.name} is on this board", danger=True, template="board/leaver.html", left=left,
        hand_over_url=f"{_page(person)}hand-over/",
        warning="Every role and seat on this board ends today. Other boards are not touched.",
    )  # fmt: skip


@step_up
def sessions_end(request: HttpRequest, pk: int) -> HttpResponse:
    board, person = _member(request, pk)
    form = WhyForm(request.POST or None)
    return take(
        request, form, lambda: accounts.end_sessions(board=board, user=person, by=request.user),
        done="Every sign-in of this person ends at its next click.", to=_page(person), danger=True,
        title=f"Sign {person.name} out everywhere",
    )  # fmt: skip


@step_up
def factor_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """The first person asks, a second one confirms."""
    board, person = _member(request, pk)
    waiting = accounts.open_reset(person)
    form = WhyForm(request.POST or None)

    def act() -> None:
        if waiting:
            accounts.confirm_factor_reset(board=board, user=person, by=request.user)
        else:
            accounts.ask_factor_reset(board=board, user=person, by=request.user, **form.cleaned_data)

    return take(
        request, form, act, to=_page(person), danger=True, **presenters.factor_reset_words(person, waiting),
    )  # fmt: skip


@step_up
def invitation_send(request: HttpRequest, pk: int) -> HttpResponse:
    board, person = _member(request, pk)
    form = WhyForm(request.POST or None, optional=True)
    return take(
        request, form, lambda: accounts.invite(user=person, board=board, by=request.user),
        done="A new invitation is on its way. Earlier links no longer work.", to=_page(person),
        title=f"Send {person.name} a new invitation", submit="Send the invitation",
    )  # fmt: skip

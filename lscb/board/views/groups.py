"""Groups: seats, chair and quorum, terms of reference."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lscb.board import keeping, presenters, structure
from lscb.board.forms import FillForm, GroupForm, SeatAddForm, TermsForm
from lscb.board.forms.keeping import DeputyForm, GroupShareForm, OnDayForm
from lscb.board.group_parts import parts_of
from lscb.board.lists import (
    all_seats,
    group_partners,
    group_rows,
    group_seats,
    groups_of,
    held_seats,
    terms_of_record,
    vacant_seats,
)
from lscb.board.models import Group
from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.board.views.shared import HOME, board_for, me, take
from lscb.people.stepup import step_up
from lscb.records.models import Record
from lscb.records.reading import open_or_404

ADMIN = Permission.BOARD_ADMIN
LIST = {"label": "Groups", "url": "/board/groups/"}


def _group(request: HttpRequest, slug: str, *more: Permission) -> Group:
    board = board_for(request, ADMIN, *more)
    return get_object_or_404(group_rows(board), slug=slug)


def _page(group: Group) -> str:
    return reverse("board:group", args=[group.slug])


def groups(request: HttpRequest) -> HttpResponse:
    board = board_for(request, ADMIN, Permission.ACCOUNTS_ADMIN, Permission.BOARD_DASHBOARD)
    context = presenters.group_list(groups_of(board), may_change=has(request.user, ADMIN, board))
    return render(request, "layouts/list.html", context | {"breadcrumbs": [HOME, {"label": "Groups"}]})


def group(request: HttpRequest, slug: str) -> HttpResponse:
    found = _group(request, slug, Permission.ACCOUNTS_ADMIN, Permission.BOARD_DASHBOARD)
    context = presenters.group_page(
        found, group_seats(found), list(found.terms.all()), timezone.localdate(),
        may_change=has(request.user, ADMIN, found.board),
    ) | {
        "partners": presenters.partner_rows(group_partners(found)), "parts": parts_of(found, me(request)),
    }  # fmt: skip
    return render(request, "board/group.html", context | {"breadcrumbs": [HOME, LIST, {"label": found.name}]})


def group_add(request: HttpRequest) -> HttpResponse:
    board = board_for(request, ADMIN)
    start = {name: request.GET.get(name, "") for name in ("name", "kind") if request.GET.get(name)}
    form = GroupForm(request.POST or None, board=board, initial=start)
    return take(
        request, form, lambda: structure.add_group(board=board, by=request.user, **form.cleaned_data),
        done="The group is added. Give it seats and terms of reference next.", to=LIST["url"], title="Add a group",
        template="board/group_add.html", names=presenters.group_names(),
    )  # fmt: skip


def group_change(request: HttpRequest, slug: str) -> HttpResponse:
    found = _group(request, slug)
    form = GroupForm(request.POST or None, board=found.board, group=found)
    return take(
        request, form, lambda: structure.change_group(group=found, by=request.user, **form.cleaned_data),
        done="The group is changed.", to=_page(found), title=f"Change {found.name}",
    )  # fmt: skip


def terms_set(request: HttpRequest, slug: str) -> HttpResponse:
    found = _group(request, slug)
    form = TermsForm(request.POST or None, terms=found.terms.first())
    return take(
        request, form, lambda: structure.set_terms(group=found, by=request.user, **form.cleaned_data),
        done="A new version of the terms is kept. The ones before can still be read.", to=_page(found),
        title="Terms of reference", lead="Saving makes a new version.",
    )  # fmt: skip


@step_up
def seat_add(request: HttpRequest, slug: str) -> HttpResponse:
    found = _group(request, slug)
    form = SeatAddForm(request.POST or None, board=found.board)
    return take(
        request, form, lambda: structure.add_seat(group=found, by=request.user, **form.cleaned_data),
        done="The seat is added.", to=_page(found), title=f"Add a seat to {found.name}",
    )  # fmt: skip


@step_up
def seat_fill(request: HttpRequest, slug: str, seat: int) -> HttpResponse:
    found = _group(request, slug)
    row = get_object_or_404(vacant_seats(found), pk=seat)
    form = FillForm(request.POST or None, board=found.board)
    return take(
        request, form, lambda: structure.fill_seat(seat=row, by=request.user, **form.cleaned_data),
        done="The seat is taken.", to=_page(found), title="Fill a vacant seat",
    )  # fmt: skip


def seat_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sat in the group on a day: old minutes show who was a member then (trap 43)."""
    found = _group(request, slug, Permission.ACCOUNTS_ADMIN, Permission.BOARD_DASHBOARD)
    form = OnDayForm(request.GET if "on" in request.GET or "on_day" in request.GET else None)
    day = form.cleaned_data["on"] if form.is_bound and form.is_valid() else timezone.localdate()
    context = presenters.seat_history(found, all_seats(found), day or timezone.localdate())
    context["breadcrumbs"] = [
        HOME,
        LIST,
        {"label": found.name, "url": _page(found)},
        {"label": "Who sat when"},
    ]
    return render(request, "board/seat_history.html", context | {"form": form})


def terms(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One version of the terms, with what is different from the one before."""
    found = _group(request, slug, Permission.ACCOUNTS_ADMIN, Permission.BOARD_DASHBOARD)
    rows = {one.version: one for one in found.terms.all()}
    if version not in rows:
        raise Http404
    context = presenters.terms_page(found, rows[version], rows.get(version - 1))
    here = {"label": found.name, "url": _page(found)}
    context["breadcrumbs"] = [HOME, LIST, here, {"label": f"Terms, version {version}"}]
    return render(request, "board/terms.html", context)


@require_safe
def terms_of(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the record of a version of the terms leads: its page."""
    record = open_or_404(request, Record.objects.filter(group_terms__isnull=False), reference, page="")
    found = terms_of_record(record)
    return redirect("board:terms", found.group.slug, found.version)


def deputy_set(request: HttpRequest, slug: str, seat: int) -> HttpResponse:
    found = _group(request, slug)
    row = get_object_or_404(held_seats(found), pk=seat)
    form = DeputyForm(request.POST or None, board=found.board, initial={"deputy": row.deputy_id})
    return take(
        request, form, lambda: keeping.name_deputy(seat=row, by=request.user, **form.cleaned_data),
        done="The deputy is named.", to=_page(found), title=f"Deputy for {row.user}",
        lead="The deputy comes to meetings when the holder cannot, and reads the papers from the day on which they go out.",
    )  # fmt: skip


def group_share(request: HttpRequest, slug: str) -> HttpResponse:
    found = _group(request, slug)
    form = GroupShareForm(request.POST or None, board=found.board)
    return take(
        request, form, lambda: keeping.share_group(group=found, by=request.user, **form.cleaned_data),
        done="It is kept with whom the group is shared.", to=_page(found), title=f"Share {found.name} with a neighbour",
        lead="Choose from the list of neighbouring boards. Their people see nothing here by this.",
    )  # fmt: skip

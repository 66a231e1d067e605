"""The Board's dashboard and its stored figures; the same facts for a group, an agency, oneself and the office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lscb.board.models import Agency, FigureSet
from lscb.board.permissions import check, has, standing_of
from lscb.board.roles import Permission
from lscb.clocks.models import Deadline
from lscb.core.posting import accepted, posted
from lscb.core.templatetags.lscb import shortdate
from lscb.home.figures import own, pages
from lscb.home.figures.cases import of_cases
from lscb.home.figures.forms import FreezeForm
from lscb.home.figures.freezing import check_can_freeze, freeze_for_meeting
from lscb.home.figures.measuring import measure
from lscb.home.figures.reporting import month_ends, previous
from lscb.people.models import Board, User

HOME = {"label": "Dashboard", "url": "/dashboard/"}
MEMBERS = "The dashboard is for members of the board."
PICKED, OVERDUE_SHOWN = 36, 200


def board_for(request: HttpRequest) -> Board:
    """The board one acts on, for those who may see its figures."""
    board = request.board  # type: ignore[attr-defined]
    if board is None:
        raise Http404
    check(request.user, Permission.BOARD_DASHBOARD, board, MEMBERS)  # type: ignore[arg-type]
    return board


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Live, or as stored on a day that the picker offers."""
    board, user, today = board_for(request), _me(request), timezone.localdate()
    stored = list(FigureSet.objects.filter(board=board).defer("figures")[:PICKED])
    chosen = _chosen(board, request.GET.get("as_at", ""))
    history = month_ends(board, chosen)
    measured = chosen.figures if chosen else measure(board, today)
    before = previous(chosen) if chosen else (history[-1] if history else None)
    history = [one for one in history if chosen is None or one.pk != chosen.pk]
    context = {
        "title": "Health of the system", "as_at": chosen.as_at if chosen else today, "chosen": chosen,
        "sections": pages.sections(measured, before, live=chosen is None), "charts": pages.charts(measured, history, shortdate(chosen.as_at) if chosen else "Now"),
        "risks": pages.risk_map(measured, live=chosen is None),
        "decisions_in_time": pages.in_time_sentence(measured["counts"]), "nav": _nav(request, board),
        "picker": [{"pk": one.pk, "label": pages.set_label(one), "current": one == chosen} for one in stored],
        "may_freeze": has(user, Permission.BOARD_REPORT, board) and chosen is None,
    }  # fmt: skip
    return render(request, "home/dashboard.html", context)


def _chosen(board: Board, text: str) -> FigureSet | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return get_object_or_404(FigureSet.objects.select_related("meeting"), board=board, pk=int(text))


def freeze(request: HttpRequest) -> HttpResponse:
    """Keeps today's figures for a meeting of the Board or its Executive."""
    board, user = board_for(request), _me(request)
    check_can_freeze(user, board)
    form = FreezeForm(posted(request), board=board, user=user, today=timezone.localdate())
    act = lambda: freeze_for_meeting(board=board, by=user, meeting=form.cleaned_data["meeting"])  # noqa: E731
    if request.method == "POST" and (_ := accepted(form, act)):
        messages.success(
            request, "Today's figures are kept for the meeting. They stand in the list of dates."
        )
        return redirect("home:dashboard")
    context = {
        "form": form, "title": "Keep today's figures for a meeting", "cancel_url": "/dashboard/",
        "lead": "What the Board saw at its meeting stays as it was, whatever changes afterwards.",
        "breadcrumbs": [HOME, {"label": "Keep figures"}],
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


@require_safe
def group_page(request: HttpRequest, slug: str) -> HttpResponse:
    board, user = _any_board(request), _me(request)
    group = get_object_or_404(board.groups.select_related("board"), slug=slug)
    if not _may_see(user, board) and group.pk not in {seat.group_id for seat in standing_of(user).seats}:
        raise Http404
    measured = own.of_group(group, user, timezone.localdate())
    return _own_page(request, board, measured, own.group_sections(group), group.name)


@require_safe
def agency_page(request: HttpRequest, slug: str) -> HttpResponse:
    board, user = _any_board(request), _me(request)
    agency = get_object_or_404(Agency.objects.of_board(board), slug=slug)
    if not _may_see(user, board) and agency.pk not in standing_of(user).agencies():
        raise Http404
    measured = own.of_agency(agency, board, user, timezone.localdate())
    return _own_page(request, board, measured, own.agency_sections(agency), agency.name)


@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    user = _me(request)
    measured = own.of_person(user, timezone.localdate())
    return _own_page(request, request.board, measured, own.PERSON, "My figures")  # type: ignore[attr-defined]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The business unit's day."""
    board, user = board_for(request), _me(request)
    check(user, Permission.REFERRAL_LIST, board, "This page is the business unit's own.")
    measured = own.of_desk(board, user, timezone.localdate())
    return _own_page(request, board, measured, own.DESK, "Today's desk")


@require_safe
def overdue_clocks(request: HttpRequest) -> HttpResponse:
    """Time limits of cases that are overdue or end within seven days, as far as the reader may open the cases."""
    board, user, today = board_for(request), _me(request), timezone.localdate()
    rows = of_cases(Deadline.objects.visible_to(user).for_board(board).due_by(today + own.WEEK))
    found = rows.filter(minimum=False).select_related("record").order_by("act_by", "pk")[:OVERDUE_SHOWN]
    context = {
        "title": "Time limits", "rows": pages.clock_rows(found, today), "columns": pages.CLOCK_COLUMNS,
        "breadcrumbs": [HOME, {"label": "Time limits"}], "nav": [],
    }  # fmt: skip
    return render(request, "home/clocks.html", context)


def _own_page(
    request: HttpRequest, board: Board | None, measured: dict[str, Any], which: Any, title: str
) -> HttpResponse:
    top = HOME if board and _may_see(_me(request), board) else {"label": "Home", "url": "/"}
    context = {
        "title": title, "as_at": timezone.localdate(), "sections": pages.sections(measured, None, live=True, which=which),
        "charts": pages.charts(measured, []), "nav": _nav(request, board) if board else [], "own": True,
        "breadcrumbs": [top, {"label": title}],
    }  # fmt: skip
    return render(request, "home/dashboard.html", context)


def _nav(request: HttpRequest, board: Board) -> list[dict[str, Any]]:
    """The other dashboards that open for this person."""
    user, standing = _me(request), standing_of(_me(request))
    found: list[tuple[str, str]] = []
    if _may_see(user, board):
        found.append(("The Board", "/dashboard/"))
    if has(user, Permission.REFERRAL_LIST, board):
        found.append(("Today's desk", "/dashboard/desk/"))
    seats = {seat.group.slug: seat.group.name for seat in standing.seats if seat.group.board_id == board.pk}
    found += [(name, f"/dashboard/groups/{slug}/") for slug, name in seats.items()]
    agencies = [grant.agency for grant in standing.grants if grant.agency and grant.board_id == board.pk]
    agencies += [seat.agency for seat in standing.seats if seat.agency and seat.group.board_id == board.pk]
    found += [
        (name, f"/dashboard/agencies/{slug}/") for slug, name in {a.slug: a.name for a in agencies}.items()
    ]
    found.append(("My figures", "/dashboard/me/"))
    if _may_see(user, board):
        found.append(("Reports to the Board", "/dashboard/reports/"))
    return [{"label": label, "url": url, "current": request.path == url} for label, url in found]


def _may_see(user: User, board: Board) -> bool:
    return has(user, Permission.BOARD_DASHBOARD, board)


def _any_board(request: HttpRequest) -> Board:
    board = request.board  # type: ignore[attr-defined]
    if board is None:
        raise Http404
    return board


def _me(request: HttpRequest) -> User:
    user: Any = request.user
    return user

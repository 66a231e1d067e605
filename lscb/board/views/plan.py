"""Pages of the business plan, and a group's progress against it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from lscb.board import plan_reading, planning
from lscb.board.forms.plan import BusinessPlanForm, PriorityForm
from lscb.board.lists import group_rows
from lscb.board.models import BusinessPlan, Priority
from lscb.board.permissions import check
from lscb.board.presenters import plan as presenters
from lscb.board.registers.permissions import keeps
from lscb.board.roles import Permission
from lscb.board.views.shared import me, own_board, take
from lscb.people.models import Board

HOME, LIST = presenters.HOME, presenters.LIST


def _keeper(request: HttpRequest) -> Board:
    board = own_board(request)
    check(me(request), Permission.REGISTER_KEEP, board, planning.ONLY)
    return board


def _plan(board: Board, pk: int) -> BusinessPlan:
    return get_object_or_404(plan_reading.plans_of(board), pk=pk)


def _priority(plan: BusinessPlan, number: int) -> Priority:
    return get_object_or_404(plan_reading.priorities_of(plan), number=number)


def current(request: HttpRequest) -> HttpResponse:
    return _show(request, plan_reading.plan_on(own_board(request), timezone.localdate()), "")


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    found = _plan(own_board(request), pk)
    return _show(request, found, found.title)


def _show(request: HttpRequest, found: BusinessPlan | None, here: str) -> HttpResponse:
    board = own_board(request)
    priorities = list(plan_reading.priorities_of(found)) if found else []
    context = presenters.plan_page(
        found, plan_reading.tagged_to(me(request), priorities), plan_reading.plans_of(board)[:20],
        may_keep=keeps(me(request), board), here=here,
    )  # fmt: skip
    return render(request, "board/plan.html", context)


def plan_add(request: HttpRequest) -> HttpResponse:
    board = _keeper(request)
    form = BusinessPlanForm(request.POST or None)
    return take(
        request, form, lambda: planning.make_plan(board=board, by=me(request), **form.cleaned_data),
        done="The plan is made. Set its priorities next.", to=LIST["url"], title="Make a business plan",
        breadcrumbs=[HOME, LIST, {"label": "Make a plan"}],
    )  # fmt: skip


def plan_change(request: HttpRequest, pk: int) -> HttpResponse:
    found = _plan(_keeper(request), pk)
    form = BusinessPlanForm(request.POST or None, plan=found)
    return take(
        request, form, lambda: planning.change_plan(plan=found, by=me(request), **form.cleaned_data),
        done="The plan is changed. How it read before is kept.", to=reverse("board:plan", args=[pk]),
        title="Change the plan", breadcrumbs=[HOME, LIST, {"label": "Change"}],
    )  # fmt: skip


def priority_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = _plan(_keeper(request), pk)
    form = PriorityForm(request.POST or None, board=found.board)
    return take(
        request, form, lambda: planning.add_priority(plan=found, by=me(request), **form.cleaned_data),
        done="The priority is set. Registers and others can be tagged to it now.",
        to=reverse("board:plan", args=[pk]), title="Set a priority", breadcrumbs=[HOME, LIST, {"label": "Set a priority"}],
    )  # fmt: skip


def priority(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Everything that is tagged to the priority, as far as the reader may see it."""
    board = own_board(request)
    found = _priority(_plan(board, pk), number)
    after = request.GET.get("after", "")
    key = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None
    rows, following = plan_reading.records_of(me(request), found, key)
    (tagged,) = plan_reading.tagged_to(me(request), [found])
    context: dict[str, Any] = presenters.priority_page(
        found, tagged, rows, following, may_keep=keeps(me(request), board)
    )
    return render(request, "board/priority.html", context)


def priority_change(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    board = _keeper(request)
    found = _priority(_plan(board, pk), number)
    form = PriorityForm(request.POST or None, board=board, priority=found)
    return take(
        request, form, lambda: planning.change_priority(priority=found, by=me(request), **form.cleaned_data),
        done="The priority is changed.", to=presenters.priority_url(found), title=f"Change priority {number}",
        breadcrumbs=[HOME, LIST, {"label": "Change"}],
    )  # fmt: skip


def group_progress(request: HttpRequest, slug: str) -> HttpResponse:
    """What a group has done for the priorities that it answers for."""
    board = own_board(request)
    group = get_object_or_404(group_rows(board), slug=slug)
    priorities = plan_reading.priorities_of_group(group, timezone.localdate())
    context = presenters.progress_page(group, plan_reading.tagged_to(me(request), priorities))
    context["breadcrumbs"] = [HOME, LIST, {"label": group.name}]
    return render(request, "board/progress.html", context)

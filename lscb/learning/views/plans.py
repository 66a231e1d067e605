"""Action plans: the list, one plan, a new one, approving it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lscb.board.permissions import check, has
from lscb.board.roles import Permission
from lscb.clocks.holidays import current_holidays
from lscb.core.posting import accepted, posted
from lscb.learning import plan_reading, presenters
from lscb.learning.clocks import CALENDAR
from lscb.learning.forms.register import PlanApproveForm, PlanForm
from lscb.learning.operations import plans
from lscb.learning.presenters.plans import PLANS
from lscb.learning.views.shared import LIST, board_or_404, me
from lscb.records.reading import open_or_404


def plan_list(request: HttpRequest) -> HttpResponse:
    user = me(request)
    found, older = plan_reading.plans_page(user, request.GET.get("before", ""))
    progress = plan_reading.progress_of(found, user, timezone.localdate())
    board = getattr(request, "board", None)
    may_open = board is not None and has(user, Permission.ACTION_MANAGE, board)
    return render(request, "layouts/list.html", presenters.plan_list(found, progress, older, may_open))


def plan_new(request: HttpRequest) -> HttpResponse:
    board, user = board_or_404(request), me(request)
    check(user, Permission.ACTION_MANAGE, board, "Action plans are opened by the business unit.")
    form = PlanForm(posted(request), board=board)
    if request.method == "POST" and (
        plan := accepted(form, lambda: plans.open_plan(board=board, by=user, **form.cleaned_data))
    ):
        messages.success(request, "The plan is open. Choose actions in the register and put them into it.")
        return redirect(plan)
    page = {
        "form": form,
        "title": "Open an action plan",
        "cancel_url": "/plans/",
        "breadcrumbs": [LIST, PLANS, {"label": "Open"}],
    }
    return render(request, "layouts/form.html", page, status=422 if form.errors else 200)


def plan_detail(request: HttpRequest, reference: str) -> HttpResponse:
    user, today = me(request), timezone.localdate()
    plan = open_or_404(request, plan_reading.plans_for_page, reference)
    progress = plan_reading.progress_of([plan], user, today)[plan.pk]
    actions = list(plan_reading.actions_of(plan, user)[: plan_reading.MOST + 1])
    lacking = plans.lacking_of(plan, user)
    _, holidays = current_holidays(CALENDAR)
    may_approve = has(user, Permission.ACTION_MANAGE, plan.board_id)
    context = presenters.plan_page(plan, progress, actions, lacking, today, holidays, may_approve)
    return render(request, "learning/plan_detail.html", context)


def plan_approve(request: HttpRequest, reference: str) -> HttpResponse:
    user = me(request)
    plan = open_or_404(request, plan_reading.plans_for_page, reference, page="approve")
    plans.check_can_approve(user, plan)
    form = PlanApproveForm(posted(request))
    if request.method == "POST" and (
        done := accepted(form, lambda: plans.approve(plan=plan, by=user, **form.cleaned_data))
    ):
        messages.success(request, presenters.approved_text(done))
        return redirect(plan)
    page = presenters.plan_approve_page(plan, plans.proposals_of(plan, user)) | {"form": form}
    return render(request, "learning/plan_approve.html", page, status=422 if form.errors else 200)

"""Pages of action plans: the list, one plan with how far it is, approving it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lscb.clocks.words import day_in_words
from lscb.core import charts
from lscb.core.templatetags.lscb import plural, shortdate
from lscb.learning.models import Action, ActionPlan
from lscb.learning.operations.plans import Approved
from lscb.learning.plan_reading import MOST, PlanProgress
from lscb.learning.presenters.lists import COLUMNS, list_rows
from lscb.learning.presenters.shared import Holidays, link

APPROVED = {"text": "Approved", "colour": "green"}
NOT_APPROVED = {"text": "Not approved yet", "colour": "yellow"}
PLANS = {"label": "Action plans", "url": "/plans/"}


def plan_list(
    plans: Sequence[ActionPlan], progress: dict[int, PlanProgress], older: str, may_open: bool
) -> dict[str, Any]:
    new = {"action_url": reverse("learning:plan-new"), "action_label": "Open a plan"} if may_open else {}
    return new | {
        "title": "Action plans", "lead": "Actions that belong together, and are approved together.",
        "breadcrumbs": [{"label": "Actions", "url": "/actions/"}, {"label": "Action plans"}], "caption": "Action plans",
        "caption_hidden": True, "columns": ["Plan", "Kind", "Watched over by", "Actions", "Overdue", "Approved"],
        "rows": [_row(plan, progress[plan.pk]) for plan in plans], "older_url": f"?before={older}" if older else "",
        "empty_text": "There is no action plan that you can see. A plan appears here when your group watches over it.",
    }  # fmt: skip


def _row(plan: ActionPlan, progress: PlanProgress) -> dict[str, Any]:
    done = f"{progress.verified} verified" if progress.verified else ""
    return {
        "state": "overdue" if progress.overdue else "",
        "cells": [
            link(plan.title, plan.get_absolute_url()) | {"hint": plan.record.reference}, plan.get_kind_display(),
            plan.group.name, {"text": str(progress.total), "hint": done}, str(progress.overdue or "None"),
            shortdate(plan.approved_on) or "Not yet",
        ],
    }  # fmt: skip


def plan_page(
    plan: ActionPlan, progress: PlanProgress, actions: list[Action], lacking: list[tuple[str, str]],
    today: dt.date, holidays: Holidays, may_approve: bool,
) -> dict[str, Any]:  # fmt: skip
    reference = plan.record.reference
    return {
        "kind": plan.get_kind_display(), "reference": reference, "title": plan.title, "marking": plan.record.marking,
        "status": APPROVED if plan.approved_on else NOT_APPROVED,
        "breadcrumbs": [{"label": "Actions", "url": "/actions/"}, PLANS, {"label": reference}],
        "next_step": _next(plan, progress, lacking, may_approve), "facts": _facts(plan, progress),
        "chart": _chart(progress),
        "columns": COLUMNS, "rows": list_rows(actions[:MOST], today, holidays), "caption": "Actions of this plan",
        "all_url": f"/actions/?status=all&plan={plan.pk}", "more": len(actions) > MOST,
        "lacking": [f"{ref} {words}" for ref, words in lacking],
        "side_nav": [
            {"label": "How far it is", "url": "#progress"},
            {"label": "Actions", "url": "#actions", "count": progress.total, "count_noun": "actions"},
        ],
    }  # fmt: skip


def _facts(plan: ActionPlan, progress: PlanProgress) -> list[dict[str, Any]]:
    approved = f"{day_in_words(plan.approved_on)}, by {plan.approved_by}" if plan.approved_on else ""
    return [
        {"key": "Watched over by", "value": plan.group.name},
        {"key": "Actions", "value": plural(progress.total, "action")},
        {"key": "Approved", "value": approved, "empty": "Not yet"},
        {
            "key": "Opened",
            "value": f"{day_in_words(timezone.localdate(plan.created_at))}, by {plan.created_by}",
        },
    ]


def _next(
    plan: ActionPlan, progress: PlanProgress, lacking: list[tuple[str, str]], may_approve: bool
) -> dict[str, Any]:
    ready = progress.proposed - len(lacking)
    if not progress.total:
        return {
            "heading": "Where this stands",
            "text": "No action is in this plan yet. Choose actions in the register.",
        }
    if not progress.proposed:
        left = progress.not_started + progress.started + progress.claimed
        words = (
            f"{plural(left, 'action')} to be done or verified."
            if left
            else "Everything in this plan is done or ended."
        )
        return {"heading": "Where this stands", "text": words}
    if not may_approve:
        return {"holder": "the business unit", "since": plan.created_at, "text": "It waits to be approved."}
    if ready <= 0:
        return {
            "heading": "Where this stands",
            "text": "None of the proposals is complete yet. What they lack is below.",
        }
    return {
        "text": f"{plural(ready, 'proposal')} can be agreed in one step, when the board or its committee has approved them.",
        "url": reverse("learning:plan-approve", args=[plan.record.reference]), "label": "Approve the plan",
    }  # fmt: skip


def _chart(progress: PlanProgress) -> dict[str, Any] | None:
    if not progress.total:
        return None
    rows: list[tuple[str, float | None]] = [
        ("Proposed", progress.proposed), ("Not started", progress.not_started), ("Started", progress.started),
        ("Awaiting verification", progress.claimed), ("Verified or closed", progress.verified),
        ("Otherwise ended", progress.ended),
        ("Overdue", progress.overdue),
    ]  # fmt: skip
    said = ", ".join(f"{label.lower()} {value}" for label, value in rows)
    return charts.bar_chart(
        rows, chart_id="plan-progress", title="How far the actions are", label_heading="State",
        description=f"Of {plural(progress.total, 'action')}: {said}. Overdue ones are counted in their state as well.",
    )  # fmt: skip


def plan_approve_page(plan: ActionPlan, proposals: Iterable[Action]) -> dict[str, Any]:
    reference, url = plan.record.reference, plan.get_absolute_url()
    return {
        "title": "Approve this plan", "kind": "Action plan", "reference": reference, "cancel_url": url,
        "marking": plan.record.marking, "wordings": [(row.title, row.activity) for row in proposals],
        "lead": "Every complete proposal in it is agreed. What is not complete stays proposed.",
        "breadcrumbs": [
            {"label": "Actions", "url": "/actions/"}, PLANS, {"label": reference, "url": url}, {"label": "Approve"},
        ],
    }  # fmt: skip


def approved_text(done: Approved) -> str:
    words = f"{plural(done.agreed, 'action')} agreed. Those who are responsible have been told, and reminders follow."
    if done.lacking:
        words += f" {plural(len(done.lacking), 'proposal')} could not be agreed yet; what each lacks is named below."
    return words

"""The business plan and its priorities (R016). A later plan takes the place of an earlier one, which stays."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max

from lscb.board.models import BusinessPlan, Group, Priority
from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core.errors import BadInput
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

ONLY = "The business plan is written by the business unit."


@operation
def make_plan(
    *, board: Board, title: str, from_on: dt.date, until_on: dt.date, by: User, summary: str = ""
) -> BusinessPlan:
    """A plan for a period; plans of one board may follow one another or overlap while one is being replaced."""
    check(by, Permission.REGISTER_KEEP, board, ONLY)
    _check(title, from_on, until_on)
    plan = BusinessPlan.objects.create(
        board=board,
        title=title.strip(),
        summary=summary.strip(),
        from_on=from_on,
        until_on=until_on,
        created_by=by,
    )
    record_event("business-plan.made", by=by, board=board, detail={"plan": plan.pk})
    return plan


@operation
def change_plan(
    *, plan: BusinessPlan, title: str, from_on: dt.date, until_on: dt.date, by: User, summary: str = ""
) -> BusinessPlan:
    check(by, Permission.REGISTER_KEEP, plan.board, ONLY)
    _check(title, from_on, until_on)
    plan.title, plan.summary, plan.from_on, plan.until_on = title.strip(), summary.strip(), from_on, until_on
    plan.save()
    record_event("business-plan.changed", by=by, board=plan.board, detail={"plan": plan.pk})
    return plan


@operation
def add_priority(
    *, plan: BusinessPlan, title: str, by: User, outcome: str = "", group: Group | None = None
) -> Priority:
    """The next priority of a plan, with the outcome that is wanted for children and the group that answers for it."""
    check(by, Permission.REGISTER_KEEP, plan.board, ONLY)
    _check_priority(plan, title, group)
    plan = BusinessPlan.objects.select_for_update().select_related("board").get(pk=plan.pk)
    last = plan.priorities.aggregate(last=Max("number"))["last"] or 0
    priority = Priority.objects.create(
        plan=plan, number=last + 1, title=title.strip(), outcome=outcome.strip(), group=group
    )
    record_event("priority.made", by=by, board=plan.board, detail={"number": priority.number})
    return priority


@operation
def change_priority(
    *, priority: Priority, title: str, by: User, outcome: str = "", group: Group | None = None
) -> Priority:
    check(by, Permission.REGISTER_KEEP, priority.plan.board, ONLY)
    _check_priority(priority.plan, title, group)
    priority.title, priority.outcome, priority.group = title.strip(), outcome.strip(), group
    priority.save()
    record_event("priority.changed", by=by, board=priority.plan.board, detail={"number": priority.number})
    return priority


def _check(title: str, from_on: dt.date, until_on: dt.date) -> None:
    if not title.strip():
        raise BadInput("Give the plan a title.")
    if until_on < from_on:
        raise BadInput("The plan ends on or after its first day.")


def _check_priority(plan: BusinessPlan, title: str, group: Group | None) -> None:
    if not title.strip():
        raise BadInput("Say what the priority is.")
    if group is not None and group.board_id != plan.board_id:
        raise BadInput("The group must belong to the same board.")

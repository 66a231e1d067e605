"""Reads plans with how far their actions are, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from lscb.learning.models import Action, ActionPlan, ActionPlanQuerySet, ActionQuerySet
from lscb.people.models import User

S = Action.Status
#: Actions that the page of a plan lists; the register shows the rest.
MOST = 100
PAGE = 25


@dataclass(frozen=True)
class PlanProgress:
    """Of the actions that the reader may see. `overdue` are among those not started and started."""

    proposed: int = 0
    not_started: int = 0
    started: int = 0
    claimed: int = 0
    verified: int = 0
    ended: int = 0
    overdue: int = 0

    @property
    def total(self) -> int:
        return self.proposed + self.not_started + self.started + self.claimed + self.verified + self.ended


_KINDS = {
    "proposed": (S.PROPOSED,), "not_started": (S.AGREED,), "started": (S.STARTED,), "claimed": (S.CLAIMED,),
    "verified": (S.VERIFIED, S.CLOSED),
    "ended": (S.NOT_ACHIEVED, S.SUPERSEDED, S.REJECTED, S.ACCEPTED_WITHOUT),
}  # fmt: skip


def progress_of(plans: Sequence[ActionPlan], user: User, today: dt.date) -> dict[int, PlanProgress]:
    counts = {name: Count("pk", filter=Q(status__in=states)) for name, states in _KINDS.items()}
    counts["overdue"] = Count("pk", filter=Q(status__in=Action.WITH_OWNER, end_on__lt=today))
    rows = Action.objects.visible_to(user).filter(plan__in=[plan.pk for plan in plans]).order_by()
    counted: list[dict[str, Any]] = [dict(row) for row in rows.values("plan_id").annotate(**counts)]
    found = {row.pop("plan_id"): PlanProgress(**row) for row in counted}
    return {plan.pk: found.get(plan.pk, PlanProgress()) for plan in plans}


def plans_for_page() -> ActionPlanQuerySet:
    """Plans with what their pages need; open_or_404 narrows them to the reader's."""
    return ActionPlan.objects.for_page()


def plans_page(user: User, before: str) -> tuple[list[ActionPlan], str]:
    """One page of plans, the newest first, and the key of the next (?before=12)."""
    rows = ActionPlan.objects.visible_to(user).select_related("record", "group", "board").order_by("-pk")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    return found, str(found[-1].pk) if more else ""


def actions_of(plan: ActionPlan, user: User) -> ActionQuerySet:
    rows: ActionQuerySet = Action.objects.visible_to(user).filter(plan=plan)
    return rows.with_parties()

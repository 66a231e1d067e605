"""Action plans: actions that belong together and are approved together (R175, R183)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from lscb.board.models import Group
from lscb.board.permissions import check, standing_of
from lscb.board.roles import Permission
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.learning import telling
from lscb.learning.acts import need
from lscb.learning.models import Action, ActionChange, ActionPlan
from lscb.learning.operations.proposals import MARKING, agree
from lscb.people.models import Board, User
from lscb.records import operations as records
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

S = Action.Status
ONLY_UNIT = "Action plans are approved by the business unit, as the board or its committee has decided."


@dataclass(frozen=True)
class Approved:
    """How many proposals were agreed, and (reference, what is still missing) of the others."""

    agreed: int
    lacking: list[tuple[str, str]]


@operation
def open_plan(*, board: Board, kind: str, title: str, group: Group, by: User) -> ActionPlan:
    """An empty plan that a group watches over. Its title is read by people who do not know the case."""
    if not standing_of(by).chairs(group):
        check(by, Permission.ACTION_MANAGE, board, "Action plans are opened by the business unit.")
    title = need(title, "Give the plan a title that names nobody.")
    if group.board_id != board.pk or group.closed_on is not None:
        raise BadInput("Choose one of the board's groups.")
    record = records.open_record(
        board=board, kind="action-plan", code="PLAN", title=title[:160], route="learning:plan-detail", by=by,
        marking=MARKING,
    )  # fmt: skip
    plan = ActionPlan.objects.create(
        record=record, board=board, kind=ActionPlan.Kind(kind), title=title[:160], group=group, created_by=by
    )
    reason = "Watches over the plan"
    records.grant_access(record=record, party=group.party, capacity="monitoring", reason=reason, by=by)
    open_to_unit(record=record, by=by)
    record_event("plan.opened", by=by, record=record, detail={"kind": str(plan.kind)})
    return plan


@operation
def open_to_unit(*, record: Record, by: User) -> None:
    """To whoever works with it, and to those who manage actions; the manager's office reads by itself."""
    parties = telling.unit_parties(record.board, by)
    for party in parties:
        reason = "Prepares actions"
        records.grant_access(record=record, party=party, capacity="proposer", reason=reason, by=by)
    record_event("plan.shown", by=by, record=record, detail={"people": len(parties)})


@operation
def gather(*, plan: ActionPlan, actions: Iterable[Action], by: User) -> int:
    """Puts actions into a plan; one that is in another plan moves, for who keeps that plan too. Returns how many came."""
    check_can_gather(by, plan)
    rows = Action.objects.visible_to(by).filter(board=plan.board, pk__in=[row.pk for row in actions])
    count = 0
    for action in rows.select_for_update(of=("self",)).select_related("record__board", "plan").order_by("pk"):
        if action.plan_id == plan.pk:
            continue
        if action.plan is not None:
            check_can_gather(by, action.plan)
        action.plan = plan
        action.version += 1
        action.save()
        words = f"Now part of {plan.record.reference}."
        ActionChange.objects.create(
            action=action, verb="gather", status=action.status, reason=words, changed_by=by
        )
        record_event("action.gather", by=by, record=action.record, detail={"plan": plan.record.reference})
        count += 1
    record_event("plan.gathered", by=by, record=plan.record, detail={"count": count})
    return count


@operation
def approve(*, plan: ActionPlan, wording_confirmed_safe: bool, by: User) -> Approved:
    """The board or its committee has approved the plan: every complete proposal in it is agreed in one step.

    What is not complete stays proposed, and is named with what it lacks; the plan can be approved again for it.
    """
    plan = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    check_can_approve(by, plan)
    if not wording_confirmed_safe:
        raise BadInput("Confirm that the wording can be read by people who do not know the case.")
    rows = list(proposals_of(plan, by))
    if not rows:
        raise InvalidMove("There is no proposed action in this plan that could be agreed.")
    agreed, lacking = 0, []
    for action in rows:
        try:
            agree(action=action, wording_confirmed_safe=True, by=by)
        except (BadInput, NotAllowed) as refusal:
            lacking.append((action.record.reference, refusal.reason))
        else:
            agreed += 1
    if not agreed:
        raise BadInput("None of the proposals in this plan is complete yet.", "Complete them first.")
    plan.approved_on, plan.approved_by = plan.approved_on or timezone.localdate(), plan.approved_by or by
    plan.save(update_fields=["approved_on", "approved_by"])
    record_event("plan.approved", by=by, record=plan.record, detail={"agreed": agreed, "left": len(lacking)})
    return Approved(agreed, lacking)


def proposals_of(plan: ActionPlan, user: User) -> Iterable[Action]:
    rows = Action.objects.visible_to(user).proposed().filter(plan=plan)
    return rows.for_page().order_by("pk")  # type: ignore[no-any-return]


def lacking_of(plan: ActionPlan, user: User) -> list[tuple[str, str]]:
    """(reference, what is missing) of the plan's proposals that could not be agreed today."""
    rows = (
        Action.objects.visible_to(user).proposed().filter(plan=plan).select_related("record").order_by("pk")
    )
    found = [(row.record.reference, row.missing()) for row in rows]
    return [(reference, f"still needs {', '.join(missing)}.") for reference, missing in found if missing]


def check_can_approve(user: User, plan: ActionPlan) -> None:
    """Approving a plan: whoever agrees its actions."""
    check(user, Permission.ACTION_MANAGE, plan.board_id, ONLY_UNIT)


def check_can_gather(user: User, plan: ActionPlan) -> None:
    """Putting actions into a plan: the business unit, and the chair of the group that watches over it."""
    if not standing_of(user).chairs(plan.group_id):
        check(user, Permission.ACTION_MANAGE, plan.board_id, "Plans are put together by the business unit.")

"""From one group to another: offered with a reason and a count, and moved when the receiving group accepts (R095, R185)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Group
from lscb.board.permissions import standing_of
from lscb.clocks.operations import retell
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.learning import acts, clocks, impacts, states, telling
from lscb.learning.acts import need
from lscb.learning.models import Action, HandOver
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records import operations as records
from lscb.records.models import RecordExclusion, reach_of
from lscb.trail.recording import operation, record_event


@operation
def offer_hand_over(*, actions: Iterable[Action], to: Group, reason: str, by: User) -> HandOver:
    """One group's actions, offered to another; nothing moves until its chair accepts."""
    reason = need(reason, "Say why the actions are handed over.")
    rows = [acts.require("hand_over", row, by=by) for row in sorted(actions, key=lambda one: one.pk)]
    if not rows:
        raise BadInput("Choose at least one action.")
    _check_one_way(rows, to)
    offer = HandOver.objects.create(
        board=to.board, from_group=rows[0].group, to_group=to, reason=reason, offered_by=by
    )
    offer.actions.set(rows)
    for user in telling.chairs_of(to):
        _tell(user, offer, "hand-over-offered", by)
    detail = {"from": offer.from_group.slug, "to": to.slug, "count": len(rows)}
    record_event("handover.offered", by=by, board=to.board, detail=detail)
    return offer


def _check_one_way(rows: list[Action], to: Group) -> None:
    groups = {row.group_id for row in rows}
    if len(groups) > 1:
        raise BadInput(
            "These actions are with more than one group. Choose those of one group, then those of the other."
        )
    if to.board_id != rows[0].board_id or to.closed_on is not None:
        raise BadInput("Actions are handed over within one board, to a group that is still there.")
    if to.pk in groups:
        raise BadInput(f"These actions are already with {to}.")
    waiting = Action.objects.filter(
        pk__in=[row.pk for row in rows], hand_overs__answered_at__isnull=True, hand_overs__isnull=False
    )
    if found := waiting.select_related("record").order_by("pk").first():
        raise InvalidMove(
            f"{found.record.reference} has been offered to a group already, which has not answered yet."
        )


@operation
def accept_hand_over(*, offer: HandOver, by: User) -> int:
    """The receiving group monitors them from now on; its people can read them, and the other group's no longer.

    What has ended or moved since stays where it is. Returns how many came.
    """
    offer = _to_answer(offer, by)
    count = 0
    for each in offer.actions.filter(group=offer.from_group).order_by("pk"):
        action = acts.lock(each)
        if not states.allows("hand_over", action):
            continue
        reason = f"From {offer.from_group} to {offer.to_group}. {offer.reason}"
        move(action=action, to=offer.to_group, reason=reason, by=by)
        count += 1
    _answer(offer, True, "", by)
    detail = {"from": offer.from_group.slug, "to": offer.to_group.slug, "count": count}
    record_event("handover.accepted", by=by, board=offer.board, detail=detail)
    return count


@operation
def decline_hand_over(*, offer: HandOver, reason: str, by: User) -> None:
    """The actions stay where they are; the reason is kept and told."""
    offer = _to_answer(offer, by)
    _answer(offer, False, need(reason, "Say why your group does not take them over."), by)
    record_event("handover.declined", by=by, board=offer.board, detail={"to": offer.to_group.slug})


@operation
def move(*, action: Action, to: Group, reason: str, by: User) -> Action:
    """The group, who may read it, and whom its clocks remind; for an action that has been locked and checked."""
    old = action.group
    acts.change(action, "hand_over", by=by, reason=reason, group=to)
    words = f"Handed over to {to}"[:200]
    records.end_access(record=action.record, party=old.party, capacity="monitoring", reason=words, by=by)
    words = f"Handed over by {old}"[:200]
    records.grant_access(record=action.record, party=to.party, capacity="monitoring", reason=words, by=by)
    if clocks.runs(action):
        retell(action.record, clocks.CODE, tell=clocks.recipients(action), by=by)
    impacts.retell(action, by=by)
    return action


def check_can_answer(user: User, offer: HandOver) -> None:
    """Taking actions over: the chair or vice chair of the group that they are offered to."""
    if not standing_of(user).chairs(offer.to_group_id):
        raise NotAllowed(
            f"Only the chair or vice chair of {offer.to_group} says whether it takes them over.", "Ask them."
        )


def _to_answer(offer: HandOver, by: User) -> HandOver:
    rows = HandOver.objects.select_for_update(of=("self",))
    row: HandOver = rows.select_related(
        "board", "from_group__party", "to_group__party", "from_group__board", "to_group__board", "offered_by"
    ).get(pk=offer.pk)
    check_can_answer(by, row)
    if row.answered_at is not None:
        raise InvalidMove("This has been answered already.")
    return row


def _answer(offer: HandOver, accepted: bool, reason: str, by: User) -> None:
    offer.accepted, offer.answer_reason = accepted, reason
    offer.answered_at, offer.answered_by = timezone.now(), by
    offer.save(update_fields=["accepted", "answer_reason", "answered_at", "answered_by"])
    _tell(offer.offered_by, offer, "hand-over-accepted" if accepted else "hand-over-declined", by)


def offered(offer: HandOver, user: User) -> Iterable[Action]:
    """The actions of an offer: its two groups read what they are called; a personal conflict hides them even so."""
    shut = reach_of(user).excluded
    rows = (
        offer.actions.exclude(record_id__in=shut)
        .exclude(source_id__in=shut)
        .exclude(source__root_id__in=shut)
    )
    return rows.select_related("record", "agency", "owner").order_by("end_on", "pk")  # type: ignore[no-any-return]


def _tell(user: User, offer: HandOver, key: str, by: User) -> None:
    """Not to the actor, nor to somebody who may know nothing of any of the actions."""
    cases = offer.actions.values_list("record__shut_with_id", flat=True)
    shut = RecordExclusion.objects.filter(user=user, lifted_at__isnull=True, record_id__in=cases)
    if user.pk == by.pk or shut.count() >= offer.actions.count() > 0:
        return
    notify(
        to=user, board=offer.board, subject_key=key, reference=offer.from_group.name, link=f"/hand-overs/{offer.pk}/",
        unique_key=f"{key}:{offer.pk}",
    )  # fmt: skip

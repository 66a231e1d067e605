"""Whether it made a difference: the checks after verification, and what the Executive says about what is stuck."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.core import wording
from lscb.core.errors import BadInput, InvalidMove
from lscb.learning import acts, executive, impacts, parties
from lscb.learning import permissions as can
from lscb.learning.acts import need
from lscb.learning.models import Action, ExecutiveTalk, ImpactCheck
from lscb.learning.operations.decisions import reopen
from lscb.people.models import User
from lscb.trail.recording import operation

Outcome = ImpactCheck.Outcome
EXAMPLE = "In 38 of 40 records of May the child's own words are there; in May last year in 9 of 40."


@operation
def check_impact(
    *, check: ImpactCheck, outcome: str, sustained: str, difference: str, evidence: str, by: User,
    end_on: dt.date | None = None,
) -> ImpactCheck:  # fmt: skip
    """Is it still done, and what is different for children? "No difference" opens the action again, with a new end date."""
    action = acts.require("check_impact", check.action, by=by)
    check = ImpactCheck.objects.select_for_update().get(pk=check.pk)
    if check.checked_at is not None or check.dropped_at is not None:
        raise InvalidMove("This check is already recorded, or is no longer wanted.", "Open the action again.")
    if outcome not in Outcome.values:
        raise BadInput("Say what the check shows.")
    check.sustained = need(sustained, "Say what shows that it is still done.")
    check.difference = need(difference, "Say what is different for children; “nothing” is an answer.")
    check.evidence = need(evidence, "Say what you looked at.")
    if outcome == Outcome.SUSTAINED:
        wording.require_telling(check.difference, what="what is different for children", example=EXAMPLE)
        wording.require_telling(check.evidence, what="what you looked at", example=EXAMPLE)
    check.outcome, check.checked_by, check.checked_at = outcome, by, timezone.now()
    check.action = action
    check.save()
    impacts.stop_clock(check, by=by)
    acts.change(
        action, "check_impact", by=by, reason=f"After {check.months} months: {check.get_outcome_display()}."
    )
    if outcome == Outcome.NONE:
        _open_again(action, check, end_on, by)
    else:
        parties.tell(action, [*parties.doers(action), *parties.leads(action)], "impact-checked", by=by)
    return check


def _open_again(action: Action, check: ImpactCheck, end_on: dt.date | None, by: User) -> None:
    if end_on is None:
        raise BadInput("It made no difference, so the action is opened again: enter its new end date.")
    reopen(
        action=action,
        reason=f"No difference after {check.months} months. {check.difference}",
        end_on=end_on,
        by=by,
    )


@operation
def talked_over(*, action: Action, note: str, by: User) -> ExecutiveTalk:
    """The Executive spoke about an action that is stuck; it leaves their list until it is stuck anew."""
    can.check_can_talk_over(by, action)
    action = (
        Action.objects.select_for_update(of=("self",))
        .select_related("record__board", "board")
        .get(pk=action.pk)
    )
    if not executive.is_due(action, timezone.localdate()):
        raise InvalidMove("This action is not on the Executive's list, or it was spoken about already.")
    note = need(note, "Say what the Executive decided.")
    group = parties.executive_groups(action)[0]
    assert action.end_on is not None
    talk = ExecutiveTalk.objects.create(
        action=action, group=group, note=note, end_on_then=action.end_on, talked_by=by,
        late_then=executive.is_late(action, timezone.localdate()),
    )  # fmt: skip
    acts.change(action, "talked_over", by=by, reason=note)
    return talk

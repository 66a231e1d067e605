"""What the monitoring group does with an action: verify, send back, close, reopen, move its date."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.core import wording
from lscb.core.errors import BadInput
from lscb.learning import acts, clocks, executive, impacts, parties
from lscb.learning.acts import need
from lscb.learning.models import Action, DateRevision, Verification
from lscb.people.models import User
from lscb.trail.recording import operation

S = Action.Status


@operation
def verify(*, action: Action, reason: str, by: User, version: int | None = None) -> Action:
    """The group has seen that it is done; never the owner, nor the owner's agency alone (R180)."""
    action = acts.require("verify", action, by=by, version=version)
    reason = need(reason, "Say what shows that the action is complete.")
    wording.require_telling(reason, what="what shows that it is complete", example=wording.EXAMPLE_PROOF)
    _check_evidence(action)
    _answer(action, Verification.Outcome.VERIFIED, reason, by)
    acts.change(action, "verify", by=by, reason=reason, to=S.VERIFIED)
    impacts.plan(action, by=by)
    parties.tell(action, [*parties.doers(action), *parties.leads(action)], "action-verified", by=by)
    return action


@operation
def refuse_claim(*, action: Action, reason: str, by: User, version: int | None = None) -> Action:
    """The evidence does not show it yet: back to the owner, with the reason; the clock runs on."""
    action = acts.require("refuse_claim", action, by=by, version=version)
    reason = need(reason, "Say what is still missing, so that the agency knows what to do.")
    _answer(action, Verification.Outcome.REFUSED, reason, by)
    acts.change(action, "refuse_claim", by=by, reason=reason, to=S.STARTED)
    clocks.start(action, by=by, reason="The claim of completion was sent back.")
    parties.tell(action, [*parties.doers(action), *parties.leads(action)], "action-sent-back", by=by)
    return action


@operation
def close(*, action: Action, difference: str, by: User, version: int | None = None) -> Action:
    """Closed once it is said what difference it has made so far; "not known yet" is an answer."""
    action = acts.require("close", action, by=by, version=version)
    difference = need(difference, "Say what difference it has made so far. “Not known yet” is an answer.")
    return acts.change(action, "close", by=by, reason=difference, to=S.CLOSED)


@operation
def reopen(*, action: Action, reason: str, end_on: dt.date, by: User, version: int | None = None) -> Action:
    """Verified or closed, but without impact: back to the owner with a new end date."""
    action = acts.require("reopen", action, by=by, version=version)
    reason = need(reason, "Say how you know that it made no difference.")
    if end_on <= timezone.localdate():
        raise BadInput("Choose a new end date in the future.")
    revisions = _move_date(action, end_on, f"Reopened: {reason}", by)
    acts.change(action, "reopen", by=by, reason=reason, to=S.STARTED, end_on=end_on, revisions=revisions)
    impacts.drop(action, by=by, reason="The action was reopened.")
    clocks.start(action, by=by, reason="The action was reopened.")
    parties.tell(action, [*parties.doers(action), *parties.leads(action)], "action-reopened", by=by)
    executive.tell_if_often(action, by=by)
    return action


@operation
def revise_date(
    *, action: Action, end_on: dt.date, reason: str, by: User, version: int | None = None
) -> Action:
    """A new end date, approved by the group's chair (`by`): the old one, the reason and the count are kept."""
    action = acts.require("revise_date", action, by=by, version=version)
    reason = need(reason, "Say why the end date has to move.")
    if end_on == action.end_on:
        raise BadInput("This is the end date it has already. Enter another one.")
    if end_on < timezone.localdate():
        raise BadInput("The new end date must be today or later.")
    if action.start_on and end_on < action.start_on:
        raise BadInput("The end date cannot be before the start date.")
    revisions = _move_date(action, end_on, reason, by)
    acts.change(action, "revise_date", by=by, reason=reason, end_on=end_on, revisions=revisions)
    clocks.start(action, by=by, reason="The end date was moved.")
    executive.tell_of_date(action, by=by)
    return action


@operation
def set_review_date(
    *, action: Action, review_on: dt.date | None, reason: str, by: User, version: int | None = None
) -> Action:
    """When the group looks at it next (R176); without a day it comes up by its end date alone. It is not counted: the end
    date, which the agency has agreed to, stays as it is."""
    action = acts.require("review_date", action, by=by, version=version)
    reason = need(reason, "Say why it is looked at then.")
    if review_on == action.review_on:
        raise BadInput("This is the day it has already. Enter another one.")
    if review_on is not None and review_on < timezone.localdate():
        raise BadInput("The day must be today or later.")
    return acts.change(action, "review_date", by=by, reason=reason, review_on=review_on)


def _check_evidence(action: Action) -> None:
    """Raises BadInput when nothing but vague words shows that it is done."""
    claim = action.progress.filter(claims_completion=True).prefetch_related("evidence").first()
    if claim is None:
        return
    shown = list(claim.evidence.all())
    if any(each.file_id for each in shown):
        return
    texts = [each.text for each in shown if each.text] or [claim.done]
    if all(wording.is_vague_alone(text) for text in texts):
        raise BadInput(
            "The only evidence is vague, so this cannot be verified: it does not show that it was done.",
            "Send it back, and say what would show it.",
        )


def _answer(action: Action, outcome: str, reason: str, by: User) -> None:
    Verification.objects.create(
        action=action, outcome=outcome, reason=reason, verified_by=by, owner_then=action.owner
    )


def _move_date(action: Action, end_on: dt.date, reason: str, by: User) -> int:
    """Keeps the old date; returns how often it has been moved now."""
    assert action.end_on is not None
    DateRevision.objects.create(
        action=action, old_on=action.end_on, new_on=end_on, reason=reason, revised_by=by
    )
    return action.revisions + 1

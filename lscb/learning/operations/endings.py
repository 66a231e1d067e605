"""Ends other than being verified: not achieved, superseded, accepted without action."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from lscb.core.errors import BadInput
from lscb.learning import acts, clocks, parties
from lscb.learning.acts import need
from lscb.learning.models import Action, OutcomeReview
from lscb.learning.operations.proposals import PARTNERS, enter_proposal
from lscb.people.models import User
from lscb.records import operations as records
from lscb.trail.recording import operation

S = Action.Status


@dataclass(frozen=True)
class Restated:
    """A new action in the place of one that was not achieved; source, group, agency and person are the old one's."""

    title: str
    activity: str
    difference_expected: str
    resources: str
    end_on: dt.date | None = None


@operation
def not_achieved(
    *, action: Action, answers: dict[str, str], conclusion: str, by: User, new_action: Action | None = None,
    version: int | None = None, restated: Restated | None = None,
) -> Action:  # fmt: skip
    """The outcome was not achieved: the six questions of R182 are answered, and a new action may take it up.

    answers   OutcomeReview.QUESTIONS to "yes", "partly" or "no"
    restated  the wording of a new action that is proposed and linked in the same step
    """
    action = acts.require("not_achieved", action, by=by, version=version)
    replies = set(OutcomeReview.Reply.values)
    if any(answers.get(question) not in replies for question in OutcomeReview.QUESTIONS):
        raise BadInput("Answer each of the six questions with yes, partly or no.")
    conclusion = need(conclusion, "Say what the answers tell you, and what happens now.")
    if restated and new_action:
        raise BadInput("Name an action that takes over, or write a new one; not both.")
    _check_replacement(action, new_action)
    new_action = _restate(action, restated, by) if restated else new_action
    OutcomeReview.objects.create(
        action=action,
        conclusion=conclusion,
        answered_by=by,
        **{each: answers[each] for each in OutcomeReview.QUESTIONS},
    )
    acts.change(action, "not_achieved", by=by, reason=conclusion, to=S.NOT_ACHIEVED, replaced_by=new_action)
    clocks.cancel(action, by=by, reason="The outcome was not achieved.")
    parties.tell(action, [*parties.doers(action), *parties.leads(action)], "action-not-achieved", by=by)
    return action


def _restate(action: Action, restated: Restated, by: User) -> Action:
    if restated.end_on is not None and restated.end_on <= timezone.localdate():
        raise BadInput("Choose an end date in the future for the new action.")
    return enter_proposal(
        source=action.source, title=restated.title, activity=restated.activity, by=by, agency=action.agency,
        owner=action.owner, group=action.group, start_on=None, end_on=restated.end_on, resources=restated.resources,
        difference_expected=restated.difference_expected, recommendations=action.recommendations.all(),
        source_kind=action.source_kind,
    )  # fmt: skip


@operation
def supersede(
    *, action: Action, new_action: Action | None, reason: str, by: User, version: int | None = None
) -> Action:
    """Another action, or something else that the reason names, takes its place."""
    action = acts.require("supersede", action, by=by, version=version)
    reason = need(reason, "Say what takes the place of this action.")
    _check_replacement(action, new_action)
    acts.change(action, "supersede", by=by, reason=reason, to=S.SUPERSEDED, replaced_by=new_action)
    clocks.cancel(action, by=by, reason="Something else takes its place.")
    if action.agreed_at:
        parties.tell(action, [*parties.doers(action), *parties.leads(action)], "action-superseded", by=by)
    return action


@operation
def accept_without_action(
    *, action: Action, until: dt.date, reason: str, by: User, version: int | None = None
) -> Action:
    """Nothing will be done until a day; then it has to be looked at again."""
    action = acts.require("accept_without_action", action, by=by, version=version)
    reason = need(reason, "Say why it is accepted that nothing is done, and what risk is carried.")
    if until <= timezone.localdate():
        raise BadInput("Choose a day in the future: an acceptance always ends.")
    acts.change(
        action, "accept_without_action", by=by, reason=reason, to=S.ACCEPTED_WITHOUT, accepted_until=until
    )
    clocks.cancel(action, by=by, reason="It is accepted without action until a date.")
    clocks.start_acceptance(action, until=until, by=by)
    if action.agreed_at:
        parties.tell(
            action, [*parties.doers(action), *parties.leads(action)], "action-accepted-without", by=by
        )
    return action


@operation
def bring_back(*, action: Action, reason: str, by: User, version: int | None = None) -> Action:
    """An accepted risk is looked at again: the action is proposed anew, and needs a new end date."""
    action = acts.require("bring_back", action, by=by, version=version)
    reason = need(reason, "Say why it is taken up again.")
    acts.change(
        action, "bring_back", by=by, reason=reason, to=S.PROPOSED, accepted_until=None, end_on=None, start_on=None,
        wording_confirmed_safe=False,
    )  # fmt: skip
    clocks.end_acceptance(action, by=by)
    # Its wording may change now, and is confirmed again before partners read it.
    for capacity in PARTNERS:
        records.end_access(record=action.record, capacity=capacity, reason="Proposed again", by=by)
    return action


def _check_replacement(action: Action, new_action: Action | None) -> None:
    if new_action is None:
        return
    if new_action.pk == action.pk:
        raise BadInput("An action cannot take its own place.")
    if new_action.board_id != action.board_id:
        raise BadInput("The new action must belong to the same board.")

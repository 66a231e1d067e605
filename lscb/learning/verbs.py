"""Every verb of an action as a page: its form, its operation, and the words around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lscb.core.errors import NotAllowed
from lscb.learning import forms, operations, states
from lscb.learning.models import Action, OutcomeReview
from lscb.learning.operations.endings import Restated
from lscb.people.models import User

Act = Callable[..., Any]


@dataclass(frozen=True)
class ActionVerbPage:
    """verb: of the machine or of states.ACTS; done: what the page says afterwards, with {group} and {who}.

    shows_all: the form itself shows the whole action, so it is not repeated above it.
    """

    verb: str
    title: str
    form: type[forms.ActionForm]
    act: Act
    done: str
    lead: str = ""
    danger: bool = False
    shows_all: bool = False


def _plain(operation: Act) -> Act:
    """An operation whose keywords are the names of the form's fields."""

    def act(action: Action, by: User, values: dict[str, Any]) -> Any:
        return operation(action=action, by=by, **values)

    return act


def _claim(action: Action, by: User, values: dict[str, Any]) -> Any:
    upload = values.pop("evidence_file", None)
    return operations.claim(action=action, by=by, uploads=[upload] if upload else [], **values)


def _not_achieved(action: Action, by: User, values: dict[str, Any]) -> Any:
    answers = {question: values.pop(question) for question in OutcomeReview.QUESTIONS}
    new = {
        name: values.pop(f"new_{name}") for name in ("title", "activity", "difference", "resources", "end_on")
    }
    restated = None
    if new["title"]:
        restated = Restated(
            new["title"], new["activity"], new["difference"] or "", new["resources"] or "", new["end_on"]
        )
    return operations.not_achieved(
        action=action,
        by=by,
        answers=answers,
        new_action=values.pop("new_reference"),
        restated=restated,
        **values,
    )


def _supersede(action: Action, by: User, values: dict[str, Any]) -> Any:
    return operations.supersede(action=action, by=by, new_action=values.pop("new_reference"), **values)


PAGES: dict[str, ActionVerbPage] = {
    "edit": ActionVerbPage(
        "edit_proposal", "Complete the proposal", forms.ActionEditForm, _plain(operations.edit_proposal),
        "The proposal is saved. Nobody has been told yet.", shows_all=True,
    ),
    "agree": ActionVerbPage(
        "agree", "Agree this action", forms.ActionAgreeForm, _plain(operations.agree),
        "The action is agreed. {who} has been told, and reminders will follow its end date.",
        "From now on the responsible agency and the monitoring group can read it.",
    ),
    "reject": ActionVerbPage(
        "reject", "Reject this proposal", forms.ActionRejectForm, _plain(operations.reject),
        "The proposal is rejected. Its reason is kept.", danger=True,
    ),
    "start": ActionVerbPage(
        "start", "Start work", forms.ActionStartForm, _plain(operations.start),
        "Work has started. Send an update when something has been done.",
    ),
    "update": ActionVerbPage(
        "update_progress", "Update on progress", forms.ActionUpdateForm, _plain(operations.update_progress),
        "The update is kept. {group} sees it.",
        "Three things: what was done, what is next, and when. “Ongoing” is not an update.",
    ),
    "claim": ActionVerbPage(
        "claim", "Claim completion", forms.ActionClaimForm, _claim,
        "{group} has been told, and will verify it or send it back.",
        "Say what was done and show it. The monitoring group, never the owner, verifies it.",
    ),
    "verify": ActionVerbPage(
        "verify", "Verify completion", forms.ActionVerifyForm, _plain(operations.verify),
        "The action is verified. {who} has been told.",
    ),
    "refuse": ActionVerbPage(
        "refuse_claim", "Send back", forms.ActionRefuseForm, _plain(operations.refuse_claim),
        "The action is back with {who}, who has been told why.",
        "The action goes back to “Started”, and its end date holds.",
    ),
    "close": ActionVerbPage(
        "close", "Close this action", forms.ActionCloseForm, _plain(operations.close),
        "The action is closed. It can be reopened if it turns out to have made no difference.",
    ),
    "reopen": ActionVerbPage(
        "reopen", "Reopen this action", forms.ActionReopenForm, _plain(operations.reopen),
        "The action is open again. {who} has been told.", "Closed, but it made no difference: it goes back to the owner.",
    ),
    "revise-date": ActionVerbPage(
        "revise_date", "Move the end date", forms.ActionReviseDateForm, _plain(operations.revise_date),
        "The end date is moved. {who} has been told.",
        "The old date, the reason and your name are kept, and every change is counted. "
        "From the third change on the Executive is told.",
    ),
    "review-date": ActionVerbPage(
        "review_date", "Change the review date", forms.ActionReviewDateForm, _plain(operations.set_review_date),
        "The review date is kept. {group} is offered the action for its agenda then.",
        "When the group looks at it next. The end date stays as it is, and the agency is not asked for anything.",
    ),
    "not-achieved": ActionVerbPage(
        "not_achieved", "Record that it was not achieved", forms.ActionNotAchievedForm, _not_achieved,
        "It is recorded that the outcome was not achieved. {who} has been told.",
        "Six questions help to see why, without blame.", danger=True,
    ),
    "supersede": ActionVerbPage(
        "supersede", "Supersede this action", forms.ActionSupersedeForm, _supersede,
        "It is recorded that something else takes the place of this action.", danger=True,
    ),
    "accept": ActionVerbPage(
        "accept_without_action", "Accept without action", forms.ActionAcceptForm, _plain(operations.accept_without_action),
        "It is accepted without action until the day you chose. Then it comes back.",
        "Nothing is done until a day, and somebody carries that. It always ends.",
    ),
    "bring-back": ActionVerbPage(
        "bring_back", "Propose it again", forms.ActionBringBackForm, _plain(operations.bring_back),
        "The action is proposed again. Give it a new end date, then agree it.",
    ),
    "assign": ActionVerbPage(
        "assign", "Name the responsible person", forms.ActionAssignForm, _plain(operations.assign),
        "{who} has been told.",
    ),
}  # fmt: skip


def refusals(user: User, action: Action) -> dict[str, NotAllowed | None]:
    """For every page that the action's state allows: None when this person may, else the refusal. Checked once each."""
    known: dict[Any, NotAllowed | None] = {}
    found: dict[str, NotAllowed | None] = {}
    for name, page in PAGES.items():
        if not states.allows(page.verb, action):
            continue
        check = states.check_of(page.verb)
        if check not in known:
            known[check] = _refusal(check, user, action)
        found[name] = known[check]
    return found


def _refusal(check: Any, user: User, action: Action) -> NotAllowed | None:
    try:
        check(user, action)
    except NotAllowed as refusal:
        return refusal
    return None

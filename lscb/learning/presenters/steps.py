"""The next step of an action: one button; or who has it and since when; or why it is refused and who can help."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from lscb.learning.models import Action
from lscb.learning.presenters.shared import responsible, times
from lscb.learning.verbs import PAGES

if TYPE_CHECKING:
    from lscb.learning.presenters.things import ActionFacts

S = Action.Status
#: So long before its day a check may be made.
SOON = dt.timedelta(days=14)
#: The page that moves an action on, by state.
MAIN = {S.PROPOSED: "agree", S.AGREED: "start", S.STARTED: "update", S.CLAIMED: "verify", S.VERIFIED: "close"}
LABELS = {
    "edit": "Complete the proposal", "agree": "Agree this action", "start": "Start work", "update": "Give an update",
    "claim": "Claim completion", "verify": "Verify completion", "refuse": "Send back to the agency",
    "close": "Close this action", "bring-back": "Propose it again", "reopen": "Reopen: it made no difference",
    "reject": "Reject the proposal", "revise-date": "Move the end date", "not-achieved": "Not achieved",
    "supersede": "Superseded by something else", "accept": "Accept without action until a date",
    "assign": "Name the responsible person", "review-date": "Change the review date",
}  # fmt: skip
#: Changed where its value stands on the page.
BESIDE = ("assign", "review-date")
ENDS = {
    S.CLOSED: "This action is closed. Nothing more has to be done.",
    S.NOT_ACHIEVED: "The outcome was not achieved. What was learned from that is below.",
    S.SUPERSEDED: "Something else takes the place of this action.",
    S.REJECTED: "This proposal was not taken up.",
}


def next_step(facts: ActionFacts) -> dict[str, Any]:
    step = _check_due(facts) or _step(facts)
    if facts.executive:
        step["others"] = [
            *step.get("others", []),
            {"label": "Record what the Executive said", "url": facts.executive},
        ]
    return step


def _check_due(facts: ActionFacts) -> dict[str, Any] | None:
    """An impact check whose day is near comes first, for whoever may make it."""
    if facts.action.status not in (S.VERIFIED, S.CLOSED) or facts.refusals.get("reopen", True) is not None:
        return None
    waiting = [check for check in facts.checks if check.checked_at is None and check.dropped_at is None]
    if not waiting or waiting[0].due_on > facts.today + SOON:
        return None
    months, reference = waiting[0].months, facts.action.record.reference
    text = f"It was verified {months} months ago. Is it still done, and what is different for children?"
    url = reverse("learning:impact-check", args=[reference, months])
    return {"text": text, "url": url, "label": "Record the impact check", "others": _others(facts, "")}


def _step(facts: ActionFacts) -> dict[str, Any]:
    action = facts.action
    status = S(action.status)
    if status in ENDS:
        return {"heading": "Where this stands", "text": ENDS[status], "others": _others(facts, "")}
    if status == S.ACCEPTED_WITHOUT:
        return _accepted(facts)
    main = MAIN[status]
    if main == "agree" and action.missing():
        main = "edit"
    refusal = facts.refusals[main]
    others = _others(facts, main)
    if refusal is None:
        step = {"url": facts.urls[main], "label": LABELS[main], "others": others, "text": _text(facts, main)}
        return step | {"post": main == "start"}
    if main == "verify" and others_may_not_help(refusal.who_can_help):
        return {"refused": refusal.reason, "help": refusal.who_can_help, "others": others}
    return {"holder": _holder(action, main), "since": _since(facts), "others": others, "text": _waiting(main)}


def others_may_not_help(who_can_help: str) -> bool:
    """A chair who may not judge this one is told why; everybody else is told who has it."""
    return "must verify" in who_can_help


def _accepted(facts: ActionFacts) -> dict[str, Any]:
    until = facts.action.accepted_until
    ended = until is not None and until < facts.today
    text = "The acceptance has ended: it has to be looked at again." if ended else "Nothing is done for now."
    if facts.refusals.get("bring-back", True) is not None:
        return {
            "text": text,
            "holder": "the business unit" if ended else facts.action.group.name,
            "since": _since(facts),
        }
    return {"text": text, "url": facts.urls["bring-back"], "label": LABELS["bring-back"]}


def _text(facts: ActionFacts, main: str) -> str:
    action = facts.action
    if main == "edit":
        return f"This proposal still needs {', '.join(action.missing())}."
    if main == "agree":
        return "The proposal is complete. Read its wording, then agree it."
    if main == "update":
        return _update_text(facts)
    if main == "verify":
        return f"{responsible(action)} says that this is complete. Look at the evidence, then verify it or send it back."
    if main == "close":
        return "Completion is verified. Say what difference it has made so far, then close it."
    return "It is agreed and waits for you to begin."


def _update_text(facts: ActionFacts) -> str:
    latest = facts.changes[0] if facts.changes else None
    if latest is not None and latest.verb == "refuse_claim":
        return f"{facts.action.group} sent your claim back: {latest.reason}"
    promised = next((each.next_on for each in facts.progress if each.next_on), None)
    if promised is not None and promised < facts.today:
        return "The date of the next activity in the last update has passed. Say what was done, what is next and when."
    moved = f" The end date was moved {times(facts.action.revisions)}." if facts.action.revisions else ""
    return f"Say what was done, what is next and when; or claim completion.{moved}"


def _waiting(main: str) -> str:
    return {
        "start": "Agreed, and waiting to be started.", "update": "Being worked on.",
        "verify": "Completion is claimed, and waits to be verified.", "close": "Verified, and waits to be closed.",
    }.get(main, "Proposed, and waits to be agreed.")  # fmt: skip


def _holder(action: Action, main: str) -> str:
    if main in ("edit", "agree"):
        return "the business unit"
    if main in ("start", "update"):
        named = f"{action.owner}, {action.agency}" if action.owner and action.agency else responsible(action)
        return named
    return action.group.name


def _since(facts: ActionFacts) -> dt.datetime:
    """When it came into the state it is in: the oldest change of the newest run in that state."""
    since = facts.action.created_at
    for each in facts.changes:
        if each.status != facts.action.status:
            break
        since = each.changed_at
    return since


def _others(facts: ActionFacts, main: str) -> list[dict[str, str]]:
    return [
        {"label": LABELS[name], "url": facts.urls[name]}
        for name in PAGES
        if name != main and facts.refusals.get(name, True) is None and name not in BESIDE
        and not (name == "agree" and facts.action.missing())
    ]  # fmt: skip

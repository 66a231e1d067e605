"""Words and colours of an action, the same on every page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscb.clocks.words import day_in_words, left_in_words
from lscb.core.workdays import working_days_between
from lscb.learning.models import Action, Progress
from lscb.learning.verbs import ActionVerbPage

S = Action.Status
COLOURS = {
    S.PROPOSED: "yellow", S.AGREED: "blue", S.STARTED: "teal", S.CLAIMED: "purple", S.VERIFIED: "green", S.CLOSED: "grey",
    S.NOT_ACHIEVED: "orange", S.SUPERSEDED: "grey", S.REJECTED: "grey", S.ACCEPTED_WITHOUT: "yellow",
}  # fmt: skip
SOON = 10  # working days left from which an end date is shown as near: the first step of its ladder

Holidays = frozenset[dt.date]


def status_tag(action: Action) -> dict[str, str]:
    return {"text": S(action.status).label, "colour": COLOURS[S(action.status)]}


def time_left(action: Action, today: dt.date, holidays: Holidays) -> str:
    """ "3 working days left", "2 working days overdue"; nothing when the end date no longer runs."""
    if action.status not in Action.WITH_OWNER or action.end_on is None:
        return ""
    return left_in_words(action.end_on, today, holidays)


def state_of(action: Action, today: dt.date, holidays: Holidays) -> str:
    if action.status not in Action.WITH_OWNER or action.end_on is None:
        return ""
    if action.is_overdue(today):
        return "overdue"
    return "soon" if working_days_between(today, action.end_on, holidays) <= SOON else ""


def responsible(action: Action) -> str:
    return str(action.agency or action.owner or "")


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def link(text: str, url: str) -> dict[str, Any]:
    return {"text": text, "url": url}


def done_text(verb: ActionVerbPage, action: Action) -> str:
    """What the page says after a verb: what happened, what happens next, who has been told."""
    who = str(action.owner or action.agency or "Nobody in particular")
    return verb.done.format(who=who, group=action.group.name)


def short_rows(action: Action, claim: Progress | None) -> list[dict[str, Any]]:
    """What a person needs before their eyes while they fill in a form about an action."""
    rows: list[dict[str, Any]] = [
        {"key": "Action", "value": action.title},
        {"key": "What will be done", "value": action.activity},
        {"key": "Difference expected", "value": action.difference_expected},
        {"key": "Responsible", "value": responsible(action), "empty": "Nobody yet"},
        {
            "key": "End date",
            "value": day_in_words(action.end_on) if action.end_on else "",
            "empty": "None yet",
        },
    ]
    if claim is None:
        return rows
    shown = [evidence.text or f"A file: {evidence.file.file.name}" for evidence in claim.evidence.all()]
    return [
        *rows,
        {"key": f"{claim.written_by.name} says", "value": claim.done},
        {"key": "Evidence", "lines": shown},
    ]

"""Words and colours of an action, the same on every page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscb.clocks.words import day_in_words
from lscb.core.workdays import on_or_before, working_days_between
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
    return {"text": action.get_status_display(), "colour": COLOURS[S(action.status)]}


def days_left(action: Action, today: dt.date, holidays: Holidays) -> int | None:
    """Working days to the day to act by (negative when overdue); None when the end date no longer runs."""
    if action.status not in Action.WITH_OWNER or action.end_on is None:
        return None
    act_by = on_or_before(action.end_on, holidays)
    if action.is_overdue(today):
        return -max(1, working_days_between(act_by, today, holidays))
    return max(0, working_days_between(today, act_by, holidays))


def state_of(left: int | None) -> str:
    if left is None:
        return ""
    return "overdue" if left < 0 else "soon" if left <= SOON else ""


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

"""What a spreadsheet's row with a reference may change of an action, and what has to be done on the action's own page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lscb.core.fields import clean_text
from lscb.learning.models import Action

S = Action.Status
#: Columns that say how an action was made, and never change it afterwards.
TOLD = ("reference", "version")
#: What may change in which states; the rest is done on the action's page, by whom it concerns.
WORDING = frozenset({"title", "action", "difference expected", "resources", "review date", "start"})
REPORT = frozenset({"progress", "next", "next date", "status"})
MAY_CHANGE: dict[str, frozenset[str]] = {
    S.PROPOSED: WORDING | {"owner agency", "owner e-mail", "monitored by", "due"},
    S.AGREED: WORDING | REPORT | {"owner agency", "owner e-mail", "due"},
    S.STARTED: WORDING | REPORT | {"owner agency", "owner e-mail", "due"},
}
#: States that a file may bring an agreed action to; the others are for its monitoring group to say.
MAY_BECOME: dict[str, tuple[str, ...]] = {S.AGREED: (S.STARTED, S.CLAIMED), S.STARTED: (S.CLAIMED,)}


def changes(action: Action, values: dict[str, Any], known: dict[str, Any]) -> list[str]:
    """The columns in which a row differs; a cell that is empty changes nothing."""
    return [
        name
        for name, value in values.items()
        if name not in TOLD and _plain(value) != _plain(known.get(name))
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(clean_text(value).split())
    return getattr(value, "pk", value)


def faults(
    action: Action, values: dict[str, Any], changed: list[str], known: dict[str, Any]
) -> Iterator[str]:
    """Why a row cannot change the action, as halves of sentences."""
    reference, label = action.record.reference, action.get_status_display()
    version = values.get("version")
    if version is not None and version != action.version:
        yield f"{reference} was changed after this file was downloaded. Download the list again, and change that file"
        return
    allowed = MAY_CHANGE.get(action.status, frozenset())
    if not allowed:
        words = ", ".join(changed)
        yield f"{reference} is “{label}”, so its {words} cannot be changed here. Open the action to see what can be done"
        return
    for name in changed:
        if name not in allowed:
            yield _elsewhere(name, reference)
    if "status" in changed and "status" in allowed:
        yield from _of_status(action, values, known)
    start = values.get("start", action.start_on)
    due = values.get("due", action.end_on)
    if start and due and due < start and not ("start" in values and "due" in values):
        yield "the due date would be before the start"


def _of_status(action: Action, values: dict[str, Any], known: dict[str, Any]) -> Iterator[str]:
    wanted = values["status"]
    if wanted not in MAY_BECOME.get(action.status, ()):
        yield (
            f"{action.record.reference} is “{action.get_status_display()}” and does not become “{wanted.label}” through a"
            " file. Its monitoring group, or the business unit, does that on its page"
        )
    elif wanted == S.CLAIMED and "progress" not in values and "progress" not in known:
        yield "it is complete, but the progress does not say what was done"


def _elsewhere(name: str, reference: str) -> str:
    if name == "monitored by":
        return f"{reference} is handed over to another group on its page, where that group accepts it"
    if name == "recommendation":
        return f"a recommendation is worded where it was made, not in a list of actions. Leave it as it was for {reference}"
    if name == "source":
        return f"where {reference} comes from does not change"
    return f"the {name} of {reference} cannot be changed here. Open the action to change it"

"""Judges the rows of a spreadsheet: which actions they make, change or leave alone, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lscb.board.models import Agency, Group
from lscb.core.errors import BadInput
from lscb.core.wording import EXAMPLE_ACTIVITY, EXAMPLE_DONE, EXAMPLE_NEXT, vague_sentence
from lscb.learning import updating
from lscb.learning.columns import DATES, folded
from lscb.learning.models import Action
from lscb.learning.sheets import Sheet, SheetRow, day_of
from lscb.learning.standing import BoardWords, words_of_board
from lscb.learning.statuswords import status_of
from lscb.people.models import Board, User

S = Action.Status
TITLE, LONG = 160, 8000
LIMITS = {"title": TITLE, "resources": 200, "source": 60}
#: States in which the words of a row have to tell something, because somebody is still to act on them.
LIVE = (S.PROPOSED, *Action.OPEN)


@dataclass
class IncomingRow:
    """A row in the board's own terms; `values` holds what it says, by column, without what is empty.

    action   the one that it updates; None for a new one
    changes  columns in which it differs from that action; empty when it is left alone
    """

    number: int
    values: dict[str, Any]
    digest: str = ""
    action: Action | None = None
    changes: list[str] = field(default_factory=list)


@dataclass
class Judged:
    """new and changed rows, how many are left alone, a sentence per faulty row, and hints that stop nothing.

    twins  new rows that say the same thing of the same agency as an action of the register, with a sentence each
    """

    new: list[IncomingRow] = field(default_factory=list)
    changed: list[IncomingRow] = field(default_factory=list)
    same: int = 0
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)


def judge(board: Board, sheet: Sheet, *, by: User) -> Judged:
    """Everything that is wrong is said, not only the first; nothing is stored."""
    words, judged = words_of_board(board, sheet, by), Judged()
    seen: dict[str, int] = {}
    for row in sheet.rows:
        incoming, faults = _understood(row, words)
        reference = incoming.values.get("reference", "")
        if reference and seen.setdefault(reference, row.number) != row.number:
            faults.append(f"row {seen[reference]} has the same reference, {reference}")
        if not faults:
            faults += _placed(incoming, words, judged)
        if faults:
            said = "; ".join(faults)
            judged.faults.append(f"row {row.number}: {said}{'' if said.endswith('?') else '.'}")
    return judged


def _placed(row: IncomingRow, words: BoardWords, judged: Judged) -> list[str]:
    """Puts the row where it belongs, or says why it belongs nowhere."""
    if row.action is not None:
        row.changes = updating.changes(row.action, row.values, words.known[row.action.pk])
        if not row.changes:
            judged.same += 1
            return []
        faults = list(updating.faults(row.action, row.values, row.changes, words.known[row.action.pk]))
        judged.changed += [] if faults else [row]
        return faults
    row.digest = _digest(row.values)
    if row.digest in words.loaded:
        judged.same += 1
        return []
    faults = list(_lacking(row.values))
    if not faults:
        judged.new.append(row)
        agency = row.values.get("owner agency")
        if twin := words.twins.get((row.values["action"], agency.pk if agency else None)):
            judged.twins.append(f"row {row.number}: {twin} says that already.")
        judged.notes += [f"row {row.number}: {note}." for note in _notes(row.values, words)]
    return faults


def _digest(values: dict[str, Any]) -> str:
    said = {name: getattr(value, "pk", None) or str(value) for name, value in values.items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


# --- what the cells mean ----------------------------------------------------------------------------------


def _understood(row: SheetRow, words: BoardWords) -> tuple[IncomingRow, list[str]]:
    found = IncomingRow(row.number, {})
    faults: list[str] = []
    for name, said in row.values.items():
        try:
            found.values[name] = _meaning(name, said, words)
        except BadInput as fault:
            faults.append(fault.reason)
    if "reference" in row.values and not faults:
        found.action = words.actions.get(found.values["reference"])
    faults += _vague(found.values) if "reference" not in row.values or found.action else []
    start, due = found.values.get("start"), found.values.get("due")
    if start and due and due < start:
        faults.append("the due date is before the start")
    return found, faults


def _meaning(name: str, said: str | dt.date, words: BoardWords) -> Any:
    """What a cell means on this board. Raises BadInput with half a sentence when it means nothing."""
    if name in DATES:
        day = day_of(said)
        if day is None:
            raise BadInput(
                f"“{str(said)[:40]}” under {name} is not a date. Write it as 2026-03-31 or 31/3/2026"
            )
        return day
    text = str(said)
    if name == "status":
        status, fault = status_of(text)
        if status is None:
            raise BadInput(fault)
        return status
    if name in _LOOKED_UP:
        return _LOOKED_UP[name](text, words)
    limit = LIMITS.get(name, LONG)
    if len(text) > limit:
        raise BadInput(f"the {name} has {len(text)} characters; {limit} is the most")
    return text


def _reference(text: str, words: BoardWords) -> str:
    if text.upper() not in words.actions:
        raise BadInput(
            f"there is no action {text[:40]} on this board. Leave the reference empty to make a new action"
        )
    return text.upper()


def _agency(text: str, words: BoardWords) -> Agency:
    found = words.agencies.get(folded(text))
    if found is None:
        raise BadInput(f"no agency of this board is called “{text[:80]}”{_like(text, words.agencies)}")
    return found


def _group(text: str, words: BoardWords) -> Group:
    found = words.groups.get(folded(text))
    if found is None:
        raise BadInput(f"no group of this board is called “{text[:80]}”{_like(text, words.groups)}")
    return found


def _owner(text: str, words: BoardWords) -> User:
    found = words.people.get(text.lower())
    if found is None:
        raise BadInput(
            f"nobody on this board has the e-mail address “{text[:80]}”. Correct it, or invite them first"
        )
    return found


def _version(text: str, words: BoardWords) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise BadInput("the version was changed. Download the list again, and change that file")
    return int(text)


_LOOKED_UP = {
    "reference": _reference, "owner agency": _agency, "monitored by": _group, "owner e-mail": _owner, "version": _version,
}  # fmt: skip


def _like(text: str, known: dict[str, Any]) -> str:
    near = difflib.get_close_matches(folded(text), known, n=1, cutoff=0.75)
    return f". Did you mean “{known[near[0]]}”?" if near else ""


# --- what a row has to say --------------------------------------------------------------------------------

_TELLING = {
    "progress": ("what has been done", EXAMPLE_DONE), "next": ("what will be done next", EXAMPLE_NEXT),
    "action": ("what will be done", EXAMPLE_ACTIVITY),
}  # fmt: skip


def _vague(values: dict[str, Any]) -> Iterator[str]:
    """ "Ongoing" as all that a cell says, with what to write instead; what is over is taken as it was worded."""
    over = values.get("status") not in LIVE
    for name, (what, example) in _TELLING.items():
        if name not in values or (over and name != "progress"):
            continue
        if sentence := vague_sentence(values[name], what=what, example=example):
            yield f"under {name}: {sentence}".rstrip(".").replace(".”", "”")


def _lacking(values: dict[str, Any]) -> Iterator[str]:
    """What a new action cannot do without."""
    status = values.get("status")
    if "action" not in values:
        yield "the action is empty. Say what will be done"
    if status is None:
        yield "the status is empty. Write “Not started”, “Started” or another status"
    if "owner agency" not in values and "owner e-mail" not in values:
        yield "it names neither an owner agency nor an owner's e-mail address"
    if "due" not in values and status not in Action.UNAGREED:
        yield "the due date is empty. Say by when it is to be done"
    if status == S.ACCEPTED_WITHOUT and "accepted until" not in values:
        yield "“accepted until” is empty. Say on which day the acceptance ends"
    if status != S.ACCEPTED_WITHOUT and "accepted until" in values:
        yield "“accepted until” goes with the status “Accepted without action until a date” alone"


def _notes(values: dict[str, Any], words: BoardWords) -> Iterator[str]:
    owner, agency = values.get("owner e-mail"), values.get("owner agency")
    if owner and agency and agency.party_id not in words.parties.get(owner.pk, ()):
        yield f"{owner} is not listed at {agency}. Both will be told of the action"
    if values["status"] == S.CLAIMED and "progress" not in values:
        yield "it is complete, but does not say what was done. Whoever verifies it will see that"
    if ("next" in values) != ("next date" in values):
        yield "what is next and its date belong together; one of them is empty"
    for name in ("difference expected", "resources"):
        if name not in values and values["status"] in Action.OPEN:
            yield f"{name} is empty, and will be shown as not stated"
            break

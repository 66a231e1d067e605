"""The states of an entry in a register and of a report that is expected. Overdue is computed."""

from __future__ import annotations

from lscb.board.assurance import permissions as reports
from lscb.board.models import AssuranceReport, Entry
from lscb.board.registers import permissions as can
from lscb.core.errors import InvalidMove
from lscb.core.states import Machine, Move, register

S = Entry.Status

ENTRY_MACHINE = register(
    Machine(
        "entry",
        S,
        S.OPEN,
        [
            Move("answer", (S.OPEN,), S.ANSWERED, can.check_can_answer),
            Move("close", (S.OPEN, S.ANSWERED), S.CLOSED, can.check_can_keep),
            Move("reopen", (S.ANSWERED, S.CLOSED), S.OPEN, can.check_can_keep),
        ],
    )
)
A = AssuranceReport.Status

ASSURANCE_MACHINE = register(
    Machine(
        "assurance",
        A,
        A.EXPECTED,
        [
            Move("hand_in", (A.EXPECTED,), A.RECEIVED, reports.check_can_write),
            Move("check", (A.RECEIVED,), A.CLOSED, reports.check_can_check),
            Move("ask_again", (A.RECEIVED, A.CLOSED), A.EXPECTED, reports.check_can_check),
            Move("withdraw", (A.EXPECTED,), A.WITHDRAWN, reports.check_can_check),
        ],
    )
)
#: What may be done without a change of state, and in which states.
ACTS = {
    "change": ((S.OPEN, S.ANSWERED), can.check_can_keep),
    "review": ((S.OPEN, S.ANSWERED), can.check_can_review),
    "link": (tuple(S), can.check_can_keep),
}


def check_of(verb: str):  # type: ignore[no-untyped-def]
    """The permission check of a verb."""
    if verb in ASSURANCE_MACHINE.moves:
        return ASSURANCE_MACHINE.moves[verb].check
    return ACTS[verb][1] if verb in ACTS else ENTRY_MACHINE.moves[verb].check


def allows(verb: str, entry: Entry) -> bool:
    """Whether the state of an entry allows a verb, whoever does it."""
    return entry.status in ACTS[verb][0] if verb in ACTS else ENTRY_MACHINE.allows(verb, entry)


def require_state(verb: str, entry: Entry) -> None:
    """Raises InvalidMove with a sentence when the state of an entry does not allow a verb."""
    if verb not in ACTS:
        ENTRY_MACHINE.require(verb, entry)
    elif entry.status not in ACTS[verb][0]:
        raise InvalidMove(
            f"This entry is now “{entry.get_status_display()}”, so this cannot be done to it.",
            "Open the entry again to see what happened.",
        )

"""The states of an action (domain report §2.10). There is no "ongoing" and no "in progress"; overdue is computed."""

from __future__ import annotations

from lscb.core.errors import InvalidMove
from lscb.core.states import Machine, Move, register
from lscb.learning import permissions as can
from lscb.learning.models import Action

S = Action.Status

ACTION_MACHINE = register(
    Machine(
        "action",
        S,
        S.PROPOSED,
        [
            Move("agree", (S.PROPOSED,), S.AGREED, can.check_can_manage),
            Move("reject", (S.PROPOSED,), S.REJECTED, can.check_can_manage),
            Move("start", (S.AGREED,), S.STARTED, can.check_can_work),
            Move("claim", (S.STARTED,), S.CLAIMED, can.check_can_work),
            Move("verify", (S.CLAIMED,), S.VERIFIED, can.check_can_decide),
            Move("refuse_claim", (S.CLAIMED,), S.STARTED, can.check_can_decide),
            Move("close", (S.VERIFIED,), S.CLOSED, can.check_can_close),
            Move("reopen", (S.VERIFIED, S.CLOSED), S.STARTED, can.check_can_close),
            Move("not_achieved", (S.AGREED, S.STARTED, S.CLAIMED), S.NOT_ACHIEVED, can.check_can_decide),
            Move(
                "supersede",
                (S.PROPOSED, S.AGREED, S.STARTED, S.CLAIMED),
                S.SUPERSEDED,
                can.check_can_supersede,
            ),
            Move(
                "accept_without_action",
                (S.PROPOSED, S.AGREED, S.STARTED),
                S.ACCEPTED_WITHOUT,
                can.check_can_accept,
            ),
            Move("bring_back", (S.ACCEPTED_WITHOUT,), S.PROPOSED, can.check_can_manage),
        ],
    )
)

#: What may be done without a change of state, and in which states.
ACTS = {
    "edit_proposal": ((S.PROPOSED,), can.check_can_manage),
    "update_progress": ((S.STARTED,), can.check_can_work),
    "assign": (Action.OPEN, can.check_can_assign),
    "revise_date": (Action.WITH_OWNER, can.check_can_decide),
    "review_date": (Action.OPEN, can.check_can_set_review),
    "load": ((S.PROPOSED, *Action.WITH_OWNER), can.check_can_manage),
    "check_impact": ((S.VERIFIED, S.CLOSED), can.check_can_close),
    "hand_over": ((*Action.OPEN, S.VERIFIED, S.CLOSED), can.check_can_hand_over),
}


def check_of(verb: str):  # type: ignore[no-untyped-def]
    """The permission check of a verb."""
    return ACTS[verb][1] if verb in ACTS else ACTION_MACHINE.moves[verb].check


def allows(verb: str, action: Action) -> bool:
    """Whether the state of an action allows a verb, whoever does it."""
    return action.status in ACTS[verb][0] if verb in ACTS else ACTION_MACHINE.allows(verb, action)


def require(verb: str, action: Action) -> None:
    """Raises InvalidMove with a sentence when the state of an action does not allow a verb."""
    if verb not in ACTS:
        ACTION_MACHINE.require(verb, action)
    elif action.status not in ACTS[verb][0]:
        raise InvalidMove(
            f"This action is now “{action.get_status_display()}”, so this cannot be done to it. "
            "Somebody may have acted since you opened the page.",
            "Open the action again to see what happened.",
        )

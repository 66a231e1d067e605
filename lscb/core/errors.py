"""Refusals that a person may read. Middleware turns them into pages; operations and checks raise them."""


class Refusal(Exception):
    """Base of everything that says no with a sentence.

    reason       a sentence for the screen: what cannot be done and why
    who_can_help who to turn to, or an empty string
    """

    status = 403

    def __init__(self, reason: str, who_can_help: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.who_can_help = who_can_help


class NotAllowed(Refusal):
    """This person may not do this (403)."""


class InvalidMove(Refusal):
    """It cannot be done in this state: usually somebody else was faster (409, typed text is kept)."""

    status = 409


class StaleEdit(InvalidMove):
    """The page was opened before somebody else's change (409, typed text is kept)."""


class BadInput(Refusal):
    """The input is of the right shape but breaks a rule of the domain (422 on the form)."""

    status = 422

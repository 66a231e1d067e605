"""How a row of the table is written: for one address, who gets what."""

from __future__ import annotations

from dataclasses import dataclass

from tests.matrix.asking import HIDDEN, METHOD, OPEN, REFUSED
from tests.matrix.world import ROLES

#: Everybody who is not named in the row.
REST = "*"


@dataclass(frozen=True)
class Who:
    """Roles by outcome, separated by blanks; one outcome may have REST.

    open      the page or form is shown, the button works (or says that the state does not allow it)
    refused   403 with a sentence that says who can help
    hidden    the same 404 as for a thing that does not exist
    method    405: the address has no page (GET), or takes no form (POST)
    """

    open: str = ""
    refused: str = ""
    hidden: str = ""
    method: str = ""

    def outcomes(self) -> dict[str, str]:
        """role → outcome. Raises AssertionError when a role stands twice or a cell is blank."""
        found: dict[str, str] = {}
        rest = ""
        for outcome in (OPEN, REFUSED, HIDDEN, METHOD):
            for role in getattr(self, outcome).split():
                if role == REST:
                    assert not rest, "two outcomes for the rest"
                    rest = outcome
                    continue
                assert role in ROLES, f"nobody is called {role}"
                assert role not in found, f"{role} stands twice"
                found[role] = outcome
        blank = [role for role in ROLES if role not in found]
        assert rest or not blank, f"blank for {', '.join(blank)}"
        return {role: found.get(role, rest) for role in ROLES}


@dataclass(frozen=True)
class Row:
    get: Who
    post: Who

    def expected(self, method: str) -> dict[str, str]:
        return (self.get if method == "get" else self.post).outcomes()


EVERYBODY_METHOD = Who(method=REST)


def form(open: str = "", refused: str = "", hidden: str = "") -> Row:
    """A page with a form: looking at it and sending it ask for the same right."""
    return Row(Who(open, refused, hidden), Who(open, refused, hidden))


def page(open: str = "", refused: str = "", hidden: str = "") -> Row:
    """A page that takes no form."""
    return Row(Who(open, refused, hidden), EVERYBODY_METHOD)


def button(open: str = "", refused: str = "", hidden: str = "") -> Row:
    """A button: it has no page of its own."""
    return Row(EVERYBODY_METHOD, Who(open, refused, hidden))

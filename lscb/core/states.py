"""State machines as one table of moves per thing; diagrams and totality tests are made from the table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from lscb.core.errors import InvalidMove


@dataclass(frozen=True)
class Move:
    """One allowed change of state.

    name   the verb, as the operation is called
    frm    states it may start from
    to     the state it ends in
    check  the permission check of the verb (named in the generated diagram), or None for the system's own moves
    """

    name: str
    frm: tuple[TextChoices, ...]
    to: TextChoices
    check: Callable[..., None] | None = None


class Machine:
    """All moves of one kind of thing. Names are unique; several moves may share a start and an end."""

    def __init__(
        self, name: str, states: type[TextChoices], initial: TextChoices, moves: Iterable[Move]
    ) -> None:
        self.name = name
        self.states = states
        self.initial = initial
        self.moves = {move.name: move for move in moves}

    def require(self, verb: str, thing: Any) -> Move:
        """The move, or InvalidMove with a sentence when `thing.status` does not allow it."""
        move = self.moves[verb]
        if thing.status not in move.frm:
            now = self.states(thing.status).label
            raise InvalidMove(
                f"This is now “{now}”, so it cannot be moved to “{move.to.label}”. "
                "Somebody may have acted since you opened the page.",
                "Open the page again to see what happened.",
            )
        return move

    def allows(self, verb: str, thing: Any) -> bool:
        return thing.status in self.moves[verb].frm

    def open_moves(self, thing: Any) -> list[Move]:
        return [move for move in self.moves.values() if thing.status in move.frm]

    def diagram(self) -> str:
        """The machine as a Mermaid state diagram, one line per move, in the table's order."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial.value}"]
        for state in self.states:
            lines.append(f"    {state.value}: {state.label}")
        for move in self.moves.values():
            for frm in move.frm:
                lines.append(f"    {frm.value} --> {move.to.value}: {move.name}")
        ends = [s for s in self.states if not any(s in m.frm for m in self.moves.values())]
        lines.extend(f"    {state.value} --> [*]" for state in ends)
        return "\n".join(lines) + "\n"


MACHINES: dict[str, Machine] = {}


def register(machine: Machine) -> Machine:
    """Makes a machine known to the diagram command and to the totality tests."""
    MACHINES[machine.name] = machine
    return machine

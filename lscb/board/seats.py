"""What a person acts as: chosen in the session, by default the first of their boards."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from lscb.board.permissions import Standing, standing_of
from lscb.people.models import Board

CHOICE = "acting_as"
NOTHING = Standing((), ())


@dataclass(frozen=True)
class SeatChoice:
    """One thing that a person is on one board: a role or a seat."""

    key: str
    board: Board
    label: str


@dataclass(frozen=True)
class CurrentSeatChoice:
    standing: Standing
    board: Board | None
    label: str
    choices: tuple[SeatChoice, ...]


def choices_of(standing: Standing) -> tuple[SeatChoice, ...]:
    """Everything the person may act as, by board."""
    found = [
        SeatChoice(f"grant-{g.pk}", g.board, g.get_role_display() + (f", {g.agency}" if g.agency else ""))
        for g in standing.grants
    ]
    found += [
        SeatChoice(f"seat-{s.pk}", s.group.board, f"{s.get_office_display()}, {s.group}")
        for s in standing.seats
    ]
    return tuple(sorted(found, key=lambda one: one.board.name))


def current_seat(request: HttpRequest) -> CurrentSeatChoice:
    """The seat chosen in this session if it still runs, else the first one."""
    if not request.user.is_authenticated:
        return CurrentSeatChoice(NOTHING, None, "", ())
    standing = standing_of(request.user)
    choices = choices_of(standing)
    chosen = next((one for one in choices if one.key == request.session.get(CHOICE)), None)
    first = chosen or (choices[0] if choices else None)
    return CurrentSeatChoice(standing, first.board if first else None, first.label if first else "", choices)

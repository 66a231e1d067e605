"""The reminder ladders (ladders.toml) and their arithmetic: pure, in working days from the day to act by."""

import tomllib
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from lscb.clocks.regimes import Unit
from lscb.core.workdays import add_working_days

FILE = Path(__file__).parent / "ladders.toml"


class Level(IntEnum):
    """Where a party stands on the ladder of a deadline."""

    OWNER = 0
    LEAD = 1
    BOARD_MEMBER = 2
    EXECUTIVE = 3


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps by working day, and what repeats afterwards (every = 0: nothing does)."""

    code: str
    clocks: tuple[str, ...]
    steps: dict[int, frozenset[Level]]
    every: int = 0
    every_tells: frozenset[Level] = frozenset()
    urgent: bool = False

    def tells(self, step: int) -> frozenset[Level]:
        """The levels that are told at a step."""
        repeated = self.every and step > 0 and step % self.every == 0
        return self.steps.get(step, frozenset()) | (self.every_tells if repeated else frozenset())

    def from_step(self, first: int) -> Iterator[int]:
        """Every step from `first` on, in order; without an end where the ladder repeats."""
        last_named = max(self.steps)
        step = max(first, min(self.steps))
        while step <= last_named or self.every:
            if self.tells(step):
                yield step
            step += 1


@dataclass(frozen=True, slots=True)
class Rung:
    """The next reminder of a deadline: its step, and the day it is sent."""

    step: int
    on: date


def first_rung(ladder: Ladder, act_by: date, today: date, holidays: Set[date]) -> Rung | None:
    """The first reminder of a clock that starts today: steps that have passed are left out.

    A clock that is late when it starts (entered afterwards) reminds at once, of its latest step alone.
    """
    passed, following = climb(ladder, min(ladder.steps), act_by, today, holidays)
    if passed and (act_by < today or add_working_days(act_by, passed[-1], holidays) == today):
        return Rung(passed[-1], today)
    return following


def climb(
    ladder: Ladder, step: int, act_by: date, today: date, holidays: Set[date]
) -> tuple[list[int], Rung | None]:
    """(the steps from `step` on whose day has come, the next rung): several when sweeps were missed."""
    reached: list[int] = []
    for each in ladder.from_step(step):
        on = add_working_days(act_by, each, holidays)
        if on > today:
            return reached, Rung(each, on)
        reached.append(each)
    return reached, None


def ladder_for(code: str, unit: str | None, minimum: bool) -> Ladder:
    """The ladder that serves a clock of this code, unit and kind."""
    if minimum:
        return ladder("minimum")
    if unit == Unit.HOUR:
        return ladder("hours")
    return next((each for each in all_ladders() if code in each.clocks), ladder("default"))


def ladder(code: str) -> Ladder:
    """The ladder with this code; one that is no longer in the file is served by the default."""
    by_code = {each.code: each for each in all_ladders()}
    return by_code.get(code, by_code["default"])


@cache
def all_ladders() -> tuple[Ladder, ...]:
    """Every ladder of ladders.toml. Raises KeyError when a level or field is not known."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    names = {name: Level(number) for name, number in read["levels"].items()}

    def levels(entry: dict[str, Any]) -> frozenset[Level]:
        return frozenset(names[name] for name in entry["tell"])

    return tuple(
        Ladder(
            code=each["code"],
            clocks=tuple(each.get("clocks", ())),
            steps={step["at"]: levels(step) for step in each["steps"]},
            every=each.get("repeat", {}).get("every", 0),
            every_tells=levels(each["repeat"]) if "repeat" in each else frozenset(),
            urgent=each.get("urgent", False),
        )
        for each in read["ladders"]
    )

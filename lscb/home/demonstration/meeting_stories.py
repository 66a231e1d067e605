"""Meetings of every group: three years that were held, and half a year to come, from the groups' own frequency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lscb.board.models import Group
from lscb.home.demonstration.cast import Cast
from lscb.home.demonstration.clock import travel, weekday
from lscb.home.demonstration.journey import PLACE, everyone_came
from lscb.meetings import operations as meetings

YEARS = 3
#: The case review group's ordinary meetings are planned with the cases that they are about; these had none.
WITHOUT_CASES = 12


def coming(cast: Cast, anchor: dt.date) -> None:
    """What is planned for the next half year."""
    travel(anchor - dt.timedelta(days=1))
    for number, group in enumerate(cast.groups.values()):
        day = anchor + dt.timedelta(days=8 + 3 * number)
        while day < anchor + dt.timedelta(days=190):
            meetings.plan(group=group, held_on=weekday(day), by=cast["business-manager"], place=PLACE)
            day += dt.timedelta(weeks=group.every_weeks or 8)


def held(slug: str, cast: Cast, anchor: dt.date) -> None:
    """One group's meetings of three years, with who came."""
    group = cast.group(slug)
    for number, day in enumerate(_days(group, anchor)):
        travel(day - dt.timedelta(days=60))
        meeting = meetings.plan(group=group, held_on=day, by=cast["business-manager"], place=PLACE)
        travel(day, 12)
        everyone_came(meeting, cast["business-manager"], but=number % 3 % 2)
        meetings.mark_held(meeting=meeting, by=cast["business-manager"])


def _days(group: Group, anchor: dt.date) -> Iterator[dt.date]:
    weeks = WITHOUT_CASES if group.kind == Group.Kind.CASE_REVIEW else group.every_weeks or 8
    day = anchor - dt.timedelta(days=365 * YEARS)
    while (day := day + dt.timedelta(weeks=weeks)) < anchor - dt.timedelta(days=7):
        yield weekday(day)

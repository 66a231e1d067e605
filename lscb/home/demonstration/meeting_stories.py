"""Meetings of every group in the half year to come, from the groups' own frequency."""

from __future__ import annotations

import datetime as dt

from lscb.home.demonstration.cast import Cast
from lscb.home.demonstration.clock import travel, weekday
from lscb.home.demonstration.journey import PLACE
from lscb.meetings import operations as meetings


def coming(cast: Cast, anchor: dt.date) -> None:
    """What is planned for the next half year."""
    travel(anchor - dt.timedelta(days=1))
    for number, group in enumerate(cast.groups.values()):
        day = anchor + dt.timedelta(days=8 + 3 * number)
        while day < anchor + dt.timedelta(days=190):
            meetings.plan(group=group, held_on=weekday(day), by=cast["business-manager"], place=PLACE)
            day += dt.timedelta(weeks=group.every_weeks or 8)

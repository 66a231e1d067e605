"""Days that hang on the day of a meeting, and the days of a schedule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lscb.clocks.holidays import current_holidays
from lscb.core.errors import BadInput
from lscb.core.workdays import add_months, add_working_days, is_working_day
from lscb.meetings.models import Meeting

CALENDAR = "england-and-wales"
#: No schedule is longer than this; the next one is made when it ends.
MOST_DAYS, MOST_MEETINGS = 3 * 366, 80


@dataclass(frozen=True)
class ScheduledDay:
    """One day of a schedule: the day that the rule gives, and the working day on which the group meets."""

    rule_day: dt.date
    held_on: dt.date

    @property
    def moved(self) -> bool:
        return self.rule_day != self.held_on


def papers_day(meeting: Meeting, holidays: frozenset[dt.date] | None = None) -> dt.date:
    """The day on which papers go out: so many working days before, but never after the meeting. Whoever asks for several
    meetings gives the holidays, which are read anew otherwise."""
    if holidays is None:
        _, holidays = current_holidays(CALENDAR)
    return min(meeting.held_on, add_working_days(meeting.held_on, -meeting.group.papers_days, holidays))


def schedule_days(
    first: dt.date, last: dt.date, *, every_weeks: int | None = None, a_year: int | None = None
) -> list[ScheduledDay]:
    """The days from the first until the last one, every so many weeks or so many times a year. A day on which nobody
    works is moved to the next working day; the rule goes on from its own day."""
    if last < first:
        raise BadInput("The last day must not be before the first one.")
    if (last - first).days > MOST_DAYS:
        raise BadInput("Make a schedule for at most three years; make the next one when it ends.")
    if bool(every_weeks) == bool(a_year):
        raise BadInput("Say either every how many weeks the group meets, or how often in a year.")
    _, holidays = current_holidays(CALENDAR)
    days: list[ScheduledDay] = []
    for due, day in _rule(first, every_weeks, a_year):
        if max(due, day) > last:
            break
        if len(days) == MOST_MEETINGS:
            raise BadInput(f"That is more than {MOST_MEETINGS} meetings. Choose an earlier last day.")
        held_on = day if is_working_day(day, holidays) else add_working_days(day, 1, holidays)
        days.append(ScheduledDay(day, held_on))
    return days


def _rule(first: dt.date, every_weeks: int | None, a_year: int | None) -> Iterator[tuple[dt.date, dt.date]]:
    """The day that a meeting is due by the count alone, and the day near it that it falls on. So many a year: evenly
    spread months, on the same weekday as the first day."""
    number = 0
    while True:
        if every_weeks:
            day = first + dt.timedelta(weeks=every_weeks * number)
            yield day, day
        else:
            assert a_year
            near = add_months(first, round(12 * number / a_year))
            shift = (first.weekday() - near.weekday() + 3) % 7 - 3
            yield near, near + dt.timedelta(days=shift)
        number += 1

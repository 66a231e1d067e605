"""When a clock is due: pure, from a rule, the day it starts and a set of holidays."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from lscb.clocks.regimes import Direction, Rule, Unit
from lscb.core.workdays import LONDON, add_minimum_months, add_months, add_working_days, on_or_before


@dataclass(frozen=True, slots=True)
class Due:
    """due: the day (or, for hours, the moment in Europe/London) a clock ends; None where no length is set.

    act_by: the day to have done it. The same as `due`, except when a period of months or calendar days
    ends on a day off: then the last working day before it.
    """

    due: date | None
    act_by: date | None


NO_LENGTH = Due(None, None)


def due(rule: Rule, on: date | datetime, holidays: Set[date]) -> Due:
    """When the clock ends that started on a day (day 0) or, for hours, at a moment.

    on        a date; or a datetime, of which the day in Europe/London counts (without a time zone it is
              taken as local time). A clock in hours that starts on a plain date starts at 00:00 of it.
    holidays  the days off besides weekends

    A clock that runs backward is given the day it runs to (publication) and returns the latest day.
    Guidance is silent on a period of months that ends on a day off: the due day stays, act_by moves back.
    A minimum is not something to be done early, so its act_by is the day it has passed.
    Raises OverflowError or ValueError beyond the years 1 to 9999.
    """
    if rule.amount is None:
        return NO_LENGTH
    if rule.unit is Unit.HOUR:
        return _hours(rule, on)
    start = local_day(on)
    amount = rule.amount if rule.direction is Direction.FORWARD else -rule.amount
    if rule.unit is Unit.WORKING_DAY:
        end = add_working_days(start, amount, holidays)
    elif rule.unit is Unit.CALENDAR_DAY:
        end = start + timedelta(days=amount)
    else:
        end = add_minimum_months(start, amount) if rule.minimum else add_months(start, amount)
    return Due(end, end if rule.minimum else on_or_before(end, holidays))


def due_on_named_day(day: date, holidays: Set[date]) -> Due:
    """The same for a day that somebody chose (the end date of an action, the day a round closes)."""
    return Due(day, on_or_before(day, holidays))


def local_day(on: date | datetime) -> date:
    """The day in Europe/London of a date or a moment."""
    if isinstance(on, datetime):
        return on.date() if on.tzinfo is None else on.astimezone(LONDON).date()
    return on


def local_moment(on: date | datetime) -> datetime:
    """The moment with its time zone; a plain date is 00:00 in Europe/London."""
    if not isinstance(on, datetime):
        on = datetime.combine(on, time.min)
    return on.replace(tzinfo=LONDON) if on.tzinfo is None else on


def _hours(rule: Rule, on: date | datetime) -> Due:
    """Hours really pass, so they are counted in UTC: a night when the clocks change is 23 or 25 of them."""
    hours = (rule.amount or 0) * (1 if rule.direction is Direction.FORWARD else -1)
    moment = (local_moment(on).astimezone(UTC) + timedelta(hours=hours)).astimezone(LONDON)
    return Due(moment, moment)

"""Working days, months and the end of a day: pure functions of a date and a set of holidays.

The convention, for the whole product: the day of the event is day 0, counting starts on the next
day, and a thing is due at the end of the due day in Europe/London.

A working day is any day except Saturday, Sunday, Christmas Day, Boxing Day, Good Friday and the bank
holidays of England under the Banking and Financial Dealings Act 1971. Working Together does not
define the term; this is the definition of the Children Act 1989 Representations Procedure (England)
Regulations 2006 (SI 2006/1738), substitute and one-off holidays included. Which days are holidays is
data (lscb/clocks): every function takes them as a set of dates.
"""

import calendar
from collections.abc import Set
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date, holidays: Set[date]) -> bool:
    """Whether the day is neither Saturday, Sunday nor one of the holidays (SI 2006/1738)."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(day: date, n: int, holidays: Set[date]) -> date:
    """The nth working day after `day`; with a negative n, the nth working day before it.

    n is in working days; `day` itself is day 0 and may be a day off. With n = 0 the day comes back
    as it is. Raises OverflowError beyond the years 1 to 9999.
    """
    step = ONE_DAY if n > 0 else -ONE_DAY
    left = abs(n)
    while left:
        day += step
        if is_working_day(day, holidays):
            left -= 1
    return day


def working_days_between(a: date, b: date, holidays: Set[date]) -> int:
    """How many working days lie from a (day 0, not counted) to b (counted); negative when b is before a.

    The inverse of add_working_days: add_working_days(a, n) is b again whenever b is a working day.
    """
    if a == b:
        return 0
    first, last = (a + ONE_DAY, b) if b > a else (b, a - ONE_DAY)  # both counted
    weeks, rest = divmod((last - first).days + 1, 7)
    start = first.weekday()
    count = weeks * SATURDAY + sum((start + n) % 7 < SATURDAY for n in range(rest))
    count -= sum(first <= day <= last and day.weekday() < SATURDAY for day in holidays)
    return count if b > a else -count


def previous_working_day(day: date, holidays: Set[date]) -> date:
    """The last working day before `day` (never `day` itself)."""
    return add_working_days(day, -1, holidays)


def on_or_before(day: date, holidays: Set[date]) -> date:
    """`day` when it is a working day, otherwise the last working day before it: the day to act by."""
    return day if is_working_day(day, holidays) else previous_working_day(day, holidays)


def add_months(day: date, n: int) -> date:
    """The corresponding date n months later (earlier when negative), clipped to the month's last day.

    31 January and one month is 28 or 29 February. The corresponding-date rule is the ordinary one for
    statutory periods of months (Dodds v Walker [1981] 1 WLR 1027); Working Together is silent.
    Raises ValueError beyond the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"{n} months from {day} is not a date.")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_minimum_months(day: date, n: int) -> date:
    """The day on which at least n whole months have passed: as add_months, one day later when clipped.

    For periods that are a minimum: a report put up on 29 February 2024 has been up for twelve months
    on 1 March 2025, because 28 February would be a day short.
    """
    corresponding = add_months(day, n)
    return corresponding if corresponding.day == day.day else corresponding + ONE_DAY


def end_of_day(day: date) -> datetime:
    """The last moment of the day in Europe/London; a thing due on the day is late after it."""
    return datetime.combine(day, time.max, tzinfo=LONDON)

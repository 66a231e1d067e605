"""Lengths and days in plain English."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format

from lscb.clocks.regimes import Rule
from lscb.core.templatetags.lscb import plural
from lscb.core.workdays import working_days_between

CONVENTION = (
    "The day of the event is day 0. Counting starts on the next day, and a thing is due at the end of the due day, "
    "Europe/London time. Saturdays, Sundays and the bank holidays of England are not working days."
)


def day_in_words(day: dt.date | None) -> str:
    """ "Friday 21 April 2017", with the time for a moment; "no day" where none is set."""
    if day is None:
        return "no day"
    if isinstance(day, dt.datetime):
        return date_format(timezone.localtime(day), "H:i \\o\\n l j F Y", use_l10n=False)
    return date_format(day, "l j F Y", use_l10n=False)


def left_in_words(due_on: dt.date, today: dt.date, holidays: frozenset[dt.date]) -> str:
    """ "3 working days left", "Due today", "2 working days overdue", for a page that shows the due day beside it.

    Days off are not counted: before one that the thing is due on there may be "No working days left", and on one after
    it the thing is "Overdue" by less than a working day.
    """
    if today == due_on:
        return "Due today"
    days = working_days_between(min(today, due_on), max(today, due_on), holidays)
    if today > due_on:
        return f"{plural(days, 'working day')} overdue" if days else "Overdue"
    return f"{plural(days, 'working day')} left" if days else "No working days left"


def length_in_words(rule: Rule) -> str:
    """ "5 working days", "at least 12 months", "7 working days before"; "No length is set"."""
    if rule.amount is None:
        return "No length is set"
    many = "" if rule.amount == 1 else "s"
    words = f"{rule.amount} {rule.unit}{many}"
    if rule.minimum:
        return f"At least {words}"
    if rule.direction == "backward":
        return f"{words} before"
    return words

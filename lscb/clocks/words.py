"""Lengths and days in plain English."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format

from lscb.clocks.regimes import Rule

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

"""Words for dates, days and counts. Loaded in every template (TEMPLATES "builtins")."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from lscb.core.errors import NotAllowed

register = template.Library()


def _local(value):
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def longdate(value):
    """ "Friday 4 December 2026"; an empty string for no date."""
    if not isinstance(value, datetime.date):
        return value or ""
    return date_format(_local(value), "l j F Y", use_l10n=False)


@register.filter
def shortdate(value):
    """ "4 Dec 2026" for narrow table cells."""
    if not isinstance(value, datetime.date):
        return value or ""
    return date_format(_local(value), "j M Y", use_l10n=False)


@register.filter
def datetime_local(value):
    """ "14:02 on Friday 4 December 2026", Europe/London."""
    if not isinstance(value, datetime.datetime):
        return longdate(value)
    return date_format(_local(value), "H:i \\o\\n l j F Y", use_l10n=False)


@register.filter
def time_local(value):
    """ "14:02", Europe/London."""
    return date_format(_local(value), "H:i", use_l10n=False) if isinstance(value, datetime.datetime) else ""


@register.filter
def isodate(value):
    """ "2026-12-04" for the datetime attribute of <time>."""
    return _local(value).isoformat() if isinstance(value, datetime.date) else ""


@register.filter
def working_days_left(days):
    """ "3 working days left", "due today", "2 working days overdue" from a signed number of days."""
    if days is None or days == "":
        return ""
    days = int(days)
    if days == 0:
        return "due today"
    return f"{plural(abs(days), 'working day')} {'left' if days > 0 else 'overdue'}"


@register.filter
def plural(count, noun):
    """ "1 action", "2 actions"; "2 agencies" from "agency,agencies"; "no actions" stays with the page."""
    one, _, many = str(noun).partition(",")
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@register.filter
def allowed(check):
    """True when a bound permission check (a callable without arguments) does not refuse."""
    try:
        check()
    except NotAllowed:
        return False
    return True


@register.filter
def cell_label(columns, index):
    """The label of the column at this position, for tables that turn into cards."""
    try:
        column = columns[index]
    except (IndexError, TypeError):
        return ""
    return column.get("label", "") if isinstance(column, dict) else str(getattr(column, "label", column))


@register.filter
def is_text(value):
    """True for plain text (and numbers, dates): a cell that is not a dictionary of parts."""
    return not isinstance(value, dict) and not hasattr(value, "text")

"""Words for dates, days and counts. Loaded in every template (TEMPLATES "builtins")."""

import datetime
from collections.abc import Callable
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html

from lscb.core import drawing, formkeys
from lscb.core.errors import NotAllowed

register = template.Library()

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def _local(value: Any) -> Any:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def longdate(value: Any) -> str:
    """ "Friday 4 December 2026"; an empty string for no date."""
    if not isinstance(value, datetime.date):
        return value or ""
    day = _local(value)
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


@register.filter
def shortdate(value: Any) -> str:
    """ "4 Dec 2026" for narrow table cells."""
    if not isinstance(value, datetime.date):
        return value or ""
    day = _local(value)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


@register.filter
def datetime_local(value: Any) -> str:
    """ "14:02 on Friday 4 December 2026", Europe/London."""
    if not isinstance(value, datetime.datetime):
        return longdate(value)
    return f"{_local(value):%H:%M} on {longdate(value)}"


@register.filter
def time_local(value: Any) -> str:
    """ "14:02", Europe/London."""
    return f"{_local(value):%H:%M}" if isinstance(value, datetime.datetime) else ""


@register.filter
def isodate(value: Any) -> str:
    """ "2026-12-04" for the datetime attribute of <time>."""
    if isinstance(value, datetime.datetime):
        return _local(value).isoformat(timespec="seconds")  # HTML knows no microseconds
    return value.isoformat() if isinstance(value, datetime.date) else ""


@register.filter
def plural(count: int, noun: str) -> str:
    """ "1 action", "2 actions"; "2 agencies" from "agency,agencies"; "no actions" stays with the page."""
    one, _, many = str(noun).partition(",")
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@register.filter
def allowed(check: Callable[[], object]) -> bool:
    """True when a bound permission check (a callable without arguments) does not refuse."""
    try:
        check()
    except NotAllowed:
        return False
    return True


@register.filter
def cell_label(columns: Any, index: int) -> str:
    """The label of the column at this position, for tables that turn into cards."""
    try:
        column = columns[index]
    except (IndexError, TypeError):
        return ""
    return column.get("label", "") if isinstance(column, dict) else str(getattr(column, "label", column))


@register.filter
def is_text(value: Any) -> bool:
    """True for plain text (and numbers, dates): a cell that is not a dictionary of parts."""
    return not isinstance(value, dict) and not hasattr(value, "text")


register.filter("bars_drawn", drawing.bars)
register.filter("line_drawn", drawing.line)


@register.simple_tag(takes_context=True)
def idempotency(context: template.Context) -> str:
    """The hidden key of a hand-written POST form (no {% load %} needed); one for every drawing."""
    user = getattr(context.get("request"), "user", None)
    key = formkeys.new_key(user.pk if user is not None and user.is_authenticated else None)
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', key)

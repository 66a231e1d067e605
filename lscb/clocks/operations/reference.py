"""Changing what clocks are computed from: the list of holidays, and a board's own rules.

Both hold for clocks that start from now on; running deadlines keep what they were computed with.
Whether somebody may do it is the caller's check (the floors above know who administers what).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lscb.clocks.holidays import listed_days, versions_of, years_covered
from lscb.clocks.models import Holiday, HolidaySet, RuleOverride
from lscb.clocks.regimes import Unit, regime
from lscb.clocks.shipped import VERSION
from lscb.clocks.words import day_in_words
from lscb.core.errors import BadInput
from lscb.core.workdays import SATURDAY
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event


@operation
def publish_holidays(
    *, by: User, calendar: str, days: Iterable[tuple[dt.date, str]], note: str
) -> HolidaySet:
    """A new version of a calendar's whole list of holidays; older versions stay for the deadlines that used them.

    days  (day, name) of every holiday of the list, not only the changed ones
    note  what has changed and where it was announced
    Raises BadInput with a sentence.
    """
    listed = sorted(days)
    _check_days(listed, note)
    # The oldest version stands for the calendar: two people publishing at once wait for each other here.
    HolidaySet.objects.select_for_update().filter(calendar=calendar).order_by("version").first()
    newest = HolidaySet.objects.newest(calendar)
    version = newest.version + 1 if newest else VERSION + 1
    made = HolidaySet.objects.create(calendar=calendar, version=version, note=note.strip(), created_by=by)
    Holiday.objects.bulk_create(
        [Holiday(holiday_set=made, day=day, name=name.strip()) for day, name in listed]
    )
    detail = {"calendar": calendar, "version": version, "days": len(listed), "note": made.note}
    record_event("holidays.published", by=by, detail=detail)
    return made


@operation
def add_holiday(
    *, by: User, calendar: str, day: dt.date, name: str, reason: str, instead_of: dt.date | None = None
) -> HolidaySet:
    """A new version with one more day off: a one-off holiday, or a substitute.

    instead_of  a day of the list that is no holiday any more because this one takes its place
    reason      why, and where it was announced
    Raises BadInput with a sentence.
    """
    days = _newest_days(calendar)
    _check_can_change(day, days)
    if day in days:
        raise BadInput(f"{day_in_words(day)} is on the list already: {days[day]}.")
    if day.weekday() >= SATURDAY:
        raise BadInput("Saturdays and Sundays are never working days. Enter the day that is given instead.")
    if instead_of:
        _take_off(instead_of, days)
    note = f"Added {day_in_words(day)}, {name.strip()}"
    note += f", instead of {day_in_words(instead_of)}" if instead_of else ""
    days[day] = name
    return _publish(calendar, days, note, reason, by)


@operation
def remove_holiday(*, by: User, calendar: str, day: dt.date, reason: str) -> HolidaySet:
    """A new version without a day that is to come. Raises BadInput with a sentence."""
    days = _newest_days(calendar)
    name = _take_off(day, days)
    return _publish(calendar, days, f"Took off {day_in_words(day)}, {name}", reason, by)


def _newest_days(calendar: str) -> dict[dt.date, str]:
    """Day and name of the newest version, which nobody else changes until this is done."""
    HolidaySet.objects.select_for_update().filter(calendar=calendar).order_by("version").first()
    return {each.day: each.name for each in listed_days(versions_of(calendar)[0])}


def _take_off(day: dt.date, days: dict[dt.date, str]) -> str:
    _check_can_change(day, days)
    if day not in days:
        raise BadInput(f"{day_in_words(day)} is not on the list.")
    return days.pop(day)


def _check_can_change(day: dt.date, days: Iterable[dt.date]) -> None:
    first, last = years_covered(frozenset(days))
    if day < timezone.localdate():
        raise BadInput("A day that has passed stays as it was: time limits were worked out with it.")
    if not first <= day.year <= last:
        raise BadInput(f"The list covers {first} to {last}. Enter a day in these years.")


def _publish(calendar: str, days: dict[dt.date, str], note: str, reason: str, by: User) -> HolidaySet:
    if not reason.strip():
        raise BadInput("Say why the list changes, and where it was announced.")
    return publish_holidays(by=by, calendar=calendar, days=days.items(), note=f"{note}: {reason.strip()}")


@operation
def override_rule(
    *,
    board: Board,
    regime_code: str,
    code: str,
    amount: int | None,
    unit: str | None,
    recipients: Iterable[str],
    reason: str,
    by: User,
) -> RuleOverride:
    """A board's own length, unit and recipients of a clock, for deadlines that start from now on.

    amount is a number of `unit` (lscb.clocks.regimes.Unit), both None for no length. Whether this person
    may do it is the caller's check. Raises BadInput with a sentence, LookupError for an unknown rule.
    """
    rule = regime(regime_code).rule(code)
    told = list(recipients)
    _check(regime_code, amount, unit, told, reason)
    RuleOverride.objects.select_for_update().filter(
        board=board, regime=regime_code, code=code, active=True
    ).update(active=False)
    row = RuleOverride.objects.create(
        board=board, regime=regime_code, code=rule.code, amount=amount, unit=unit, recipients=told,
        reason=reason.strip(), set_by=by,
    )  # fmt: skip
    detail = {"regime": regime_code, "code": code, "amount": amount, "unit": unit, "recipients": told}
    record_event("clock.rule-changed", by=by, board=board, detail=detail)
    return row


@operation
def drop_override(*, board: Board, regime_code: str, code: str, by: User) -> None:
    """Back to the regime's own rule; the board's row is kept, no longer active."""
    rows = RuleOverride.objects.filter(board=board, regime=regime_code, code=code, active=True)
    count = rows.update(active=False)
    detail = {"regime": regime_code, "code": code, "rows": count}
    record_event("clock.rule-restored", by=by, board=board, detail=detail)


def _check(
    regime_code: str, amount: int | None, unit: str | None, recipients: list[str], reason: str
) -> None:
    if not reason.strip():
        raise BadInput("Say why the board has its own rule.")
    if (amount is None) != (unit is None):
        raise BadInput("Give a number and a unit, or neither.")
    if unit is not None and unit not in list(Unit):
        raise BadInput(f"Choose one of {', '.join(Unit)}.")
    if amount is not None and not 1 <= amount <= 1000:
        raise BadInput("Enter a length between 1 and 1,000.")
    known = {recipient.code for recipient in regime(regime_code).recipients}
    if strangers := sorted(set(recipients) - known):
        raise BadInput(f"{regime_code} has no recipient called {', '.join(strangers)}.")


def _check_days(listed: list[tuple[dt.date, str]], note: str) -> None:
    if not note.strip():
        raise BadInput("Say what has changed in the list, and where it was announced.")
    if len(note.strip()) > 300:
        raise BadInput("Keep the note to 300 characters.")
    if not listed:
        raise BadInput("Enter at least one holiday.")
    for (day, name), (following, _) in zip(listed, [*listed[1:], (None, "")], strict=True):
        if not name.strip():
            raise BadInput(f"Enter a name for {day:%d/%m/%Y}.")
        if day == following:
            raise BadInput(f"{day:%d/%m/%Y} is in the list twice.")

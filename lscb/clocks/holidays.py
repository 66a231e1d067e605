"""Which days are holidays: the newest version of a calendar, read once per process and version."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.db import DatabaseError, connection

from lscb.clocks import shipped
from lscb.clocks.models import Holiday, HolidaySet

Days = frozenset[date]


def current_holidays(calendar: str) -> tuple[int, Days]:
    """(version, days) of the newest list of a calendar, for example "england-and-wales". One small query.

    Version 1 is the list shipped with the product, also where its rows are not in the database.
    Raises LookupError with a sentence when the calendar has no list.
    """
    newest = HolidaySet.objects.newest(calendar)
    if newest is None:
        return shipped.VERSION, frozenset(shipped.shipped_days(calendar))
    return newest.version, _days(newest.pk, newest.created_at)


def holidays_of(calendar: str, version: int) -> Days:
    """The days of one version, as a deadline remembers it. Raises LookupError with a sentence."""
    kept = HolidaySet.objects.filter(calendar=calendar, version=version).first()
    if kept is not None:
        return _days(kept.pk, kept.created_at)
    if version == shipped.VERSION:
        return frozenset(shipped.shipped_days(calendar))
    raise LookupError(f"There is no version {version} of the list of holidays called {calendar}.")


def versions_of(calendar: str) -> list[HolidaySet]:
    """Every version of a calendar, the newest first; the shipped one by itself where there are no rows."""
    sets = list(HolidaySet.objects.filter(calendar=calendar).select_related("created_by"))
    return sets or [HolidaySet(calendar=calendar, version=shipped.VERSION, note=shipped.NOTE, shipped=True)]


def listed_days(holiday_set: HolidaySet) -> list[Holiday]:
    """Day and name of every holiday of a version, in order."""
    if holiday_set.pk:
        return list(holiday_set.days.all())
    days = shipped.shipped_days(holiday_set.calendar)
    return [Holiday(day=day, name=name) for day, name in sorted(days.items())]


def holidays_or_shipped(calendar: str) -> tuple[int, Days]:
    """As current_holidays, or the list shipped with the product where there is no database to ask."""
    if _has_database():
        try:
            return current_holidays(calendar)
        except DatabaseError:
            pass  # not migrated yet
    return shipped.VERSION, frozenset(shipped.shipped_days(calendar))


def years_covered(days: Days) -> tuple[int, int]:
    """First and last year that a list speaks about; outside them only weekends are known."""
    return min(days).year, max(days).year


@lru_cache(maxsize=16)
def _days(set_id: int, created_at: datetime) -> Days:
    """A published set never changes; created_at tells apart sets that got the same id in two databases."""
    return frozenset(Holiday.objects.filter(holiday_set_id=set_id).values_list("day", flat=True))


def _has_database() -> bool:
    """Asking SQLite for a file that does not exist would create an empty one."""
    name = str(connection.settings_dict["NAME"])
    return connection.vendor != "sqlite" or "memory" in name or Path(name).exists()

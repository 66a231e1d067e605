"""Pretending that it is another day, so that three years of a board's life can be lived through its own operations.

For the process that loads the demonstration alone; nothing else may import it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_real = timezone.datetime  # type: ignore[attr-defined]


class _Pretended(_real):  # type: ignore[misc,valid-type]
    """datetime whose now() is the pretended moment. Model defaults hold timezone.now itself, so its clock is changed."""

    moment: dt.datetime | None = None

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Any:
        if cls.moment is None:
            return _real.now(tz)
        cls.moment += dt.timedelta(seconds=1)  # things happen one after the other
        return cls.moment.astimezone(tz) if tz else cls.moment.replace(tzinfo=None)


@contextmanager
def pretending() -> Iterator[type[_Pretended]]:
    """Within it, `travel` moves the clock; afterwards it is real again."""
    timezone.datetime = _Pretended  # type: ignore[attr-defined]
    try:
        yield _Pretended
    finally:
        _Pretended.moment = None
        timezone.datetime = _real  # type: ignore[attr-defined]


def travel(day: dt.date, hour: int = 10) -> None:
    """It is now this hour of this day in London."""
    _Pretended.moment = dt.datetime.combine(day, dt.time(hour), tzinfo=LONDON)


def weekday(day: dt.date) -> dt.date:
    """The day, or the Monday after it: boards do not meet at weekends and ask for nothing by a Sunday."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day

"""Days that hang on the day of a meeting."""

from __future__ import annotations

import datetime as dt

from lscb.clocks.holidays import current_holidays
from lscb.core.workdays import add_working_days
from lscb.meetings.models import Meeting

CALENDAR = "england-and-wales"


def papers_day(meeting: Meeting) -> dt.date:
    """The day on which papers go out: so many working days before, but never after the meeting."""
    _, holidays = current_holidays(CALENDAR)
    return min(meeting.held_on, add_working_days(meeting.held_on, -meeting.group.papers_days, holidays))

"""Whether a group can meet in time: a group that meets every six weeks cannot keep a one-month clock (trap 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lscb.board.models import Group
from lscb.clocks.holidays import current_holidays
from lscb.core.workdays import add_working_days, previous_working_day
from lscb.meetings.models import Meeting

#: Working days that the chair needs between the meeting and the decision.
DAYS_FOR_THE_CHAIR = 2
CALENDAR = "england-and-wales"


@dataclass(frozen=True)
class LookAhead:
    """The next planned meeting of the groups against the day a decision is due.

    latest_on  the last working day on which a meeting leaves the chair time to decide by the due day
    """

    next_meeting: Meeting | None
    due_on: dt.date | None
    latest_on: dt.date | None

    def leaves_time(self, day: dt.date) -> bool:
        return self.latest_on is None or day <= self.latest_on

    @property
    def too_late(self) -> bool:
        """No planned meeting leaves the chair time to decide by the due day."""
        if self.due_on is None:
            return False
        return self.next_meeting is None or not self.leaves_time(self.next_meeting.held_on)


def latest_day(due_on: dt.date) -> dt.date:
    """Two working days before the due day, counted from the last working day when that is a day off."""
    _, holidays = current_holidays(CALENDAR)
    act_by = previous_working_day(due_on + dt.timedelta(days=1), holidays)
    return add_working_days(act_by, -DAYS_FOR_THE_CHAIR, holidays)


def look_ahead(groups: Iterable[Group], due_on: dt.date | None, today: dt.date) -> LookAhead:
    """Compares the soonest planned meeting of any of the groups with a due day."""
    coming = Meeting.objects.filter(group__in=list(groups)).coming(today).select_related("record", "group")
    return LookAhead(coming.first(), due_on, latest_day(due_on) if due_on else None)

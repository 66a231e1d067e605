"""Whether a group can meet in time: a group that meets every six weeks cannot keep a one-month clock (trap 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lscb.board.models import Group
from lscb.meetings.models import Meeting

#: Working days that the chair needs between the meeting and the decision.
DAYS_FOR_THE_CHAIR = 2


@dataclass(frozen=True)
class LookAhead:
    """The next planned meeting of a group against the day a decision is due."""

    next_meeting: Meeting | None
    due_on: dt.date | None
    latest_on: dt.date | None

    @property
    def too_late(self) -> bool:
        """No planned meeting leaves the chair time to decide by the due day."""
        if self.due_on is None:
            return False
        return self.next_meeting is None or (
            self.latest_on is not None and self.next_meeting.held_on > self.latest_on
        )


def look_ahead(group: Group, due_on: dt.date | None, today: dt.date) -> LookAhead:
    """Compares the group's next planned meeting with a due day."""
    meeting = Meeting.objects.filter(group=group).coming(today).select_related("record", "group").first()
    latest = due_on - dt.timedelta(days=DAYS_FOR_THE_CHAIR) if due_on else None
    return LookAhead(next_meeting=meeting, due_on=due_on, latest_on=latest)

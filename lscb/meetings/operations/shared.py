"""What the operations on minutes and on what is raised share."""

from __future__ import annotations

from lscb.core.errors import InvalidMove, NotAllowed
from lscb.identity.operations import refuse_names
from lscb.meetings.models import AgendaItem, Meeting
from lscb.meetings.operations.items import fresh
from lscb.meetings.permissions import check_can_run
from lscb.meetings.sight import may_minute
from lscb.people.models import User


def to_minute(item: AgendaItem, by: User) -> AgendaItem:
    """The item, locked, if this person may write its minutes now."""
    item = fresh(item)
    check_can_run(by, item.meeting.group)
    if item.meeting.status not in Meeting.OPEN_MINUTES:
        raise InvalidMove(
            f"The minutes cannot be changed: the meeting is “{item.meeting.get_status_display().lower()}”.",
            "Add a correction instead." if item.meeting.is_done else "",
        )
    if not may_minute(item, by):
        raise NotAllowed("This item is not open to you.", "Ask somebody who may see it to write its minute.")
    return item


def refuse_item_names(item: AgendaItem, text: str) -> None:
    if item.record is not None:
        for case in (item.record.case, item.record.shut_with):
            if case is not None:
                refuse_names(case, text, "Minutes are written without the name of anybody in the case.")

"""What the operations on minutes and on what is raised share."""

from __future__ import annotations

from lscb.core.errors import InvalidMove, NotAllowed
from lscb.identity.operations import refuse_names
from lscb.meetings.models import AgendaItem, Meeting
from lscb.meetings.operations.items import fresh, let_in
from lscb.meetings.permissions import check_can_run
from lscb.meetings.sight import may_minute
from lscb.people.models import User
from lscb.records.models import Record


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


def case_of(item: AgendaItem, by: User) -> Record | None:
    """What shuts what is raised on a heading: a record of its own, once it has papers or a conflict. Whoever writes the
    minutes is let into it."""
    if not item.is_plain or item.record is None:
        return None
    let_in(item.record, by)
    return item.record


def refuse_item_names(item: AgendaItem, text: str) -> None:
    if item.record:
        refuse_names(item.record, text, "Minutes are written without the name of anybody in the case.")

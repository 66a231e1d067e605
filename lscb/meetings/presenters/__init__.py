"""Meetings as pages; import from here."""

from lscb.meetings.presenters.lists import (
    crumbs,
    feed_rows,
    issue_list,
    issue_page,
    rates_page,
    schedule_made,
    schedule_page,
)
from lscb.meetings.presenters.meeting import (
    COLUMNS,
    form_frame,
    frame,
    list_links,
    meeting_page,
    people,
    rows,
)

__all__ = [
    "COLUMNS", "crumbs", "feed_rows", "form_frame", "frame", "issue_list", "issue_page", "list_links", "meeting_page",
    "people", "rates_page", "rows", "schedule_made", "schedule_page",
]  # fmt: skip

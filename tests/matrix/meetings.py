"""What the addresses of meetings are about: a group without a chair, a heading with a paper, a meeting that was held,
an issue that its group raised, and a calendar address."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lscb.home.demonstration.cast import Cast
from lscb.meetings import operations as meetings
from lscb.meetings.models import CalendarFeed

Arguments = Callable[[Any], dict[str, Any]]
MANAGER = "business-manager"


class MeetingSide:
    """One board's meetings, each made when it is first asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @functools.cached_property
    def coming(self) -> Any:
        held_on = timezone.localdate() + dt.timedelta(days=30)
        return meetings.plan(group=self.cast.group("policy"), held_on=held_on, by=None)

    @functools.cached_property
    def heading(self) -> Any:
        return meetings.add_heading(meeting=self.coming, title="Budget", by=self.cast[MANAGER])

    @functools.cached_property
    def paper(self) -> Any:
        upload = SimpleUploadedFile("paper.txt", b"Figures", content_type="text/plain")
        return meetings.add_paper(item=self.heading, upload=upload, may_identify=False, by=self.cast[MANAGER])

    @functools.cached_property
    def held(self) -> Any:
        """A heading of a meeting of today, minuted; the meeting is held."""
        manager = self.cast[MANAGER]
        meeting = meetings.plan(group=self.cast.group("policy"), held_on=timezone.localdate(), by=None)
        item = meetings.add_heading(meeting=meeting, title="Budget", by=manager)
        meetings.record_attendance(meeting=meeting, present={}, by=manager)
        meetings.write_minute(item=item, text="Noted.", by=manager)
        meetings.mark_held(meeting=meeting, by=manager)
        return item

    @functools.cached_property
    def issue(self) -> Any:
        return meetings.raise_issue(
            group=self.cast.group("policy"),
            title="No answer",
            reason="We asked three times.",
            by=self.cast[MANAGER],
        )

    @functools.cached_property
    def feed(self) -> Any:
        meetings.make_feed(by=self.cast[MANAGER])
        return CalendarFeed.objects.running().get(user=self.cast[MANAGER])


def coming(side: Any) -> dict[str, Any]:
    return {"reference": side.meetings.heading.meeting.record.reference}


def heading(side: Any) -> dict[str, Any]:
    return {**coming(side), "number": side.meetings.heading.pk}


def paper(side: Any) -> dict[str, Any]:
    return {**heading(side), "use": side.meetings.paper.pk}


def held(side: Any) -> dict[str, Any]:
    return {"reference": side.meetings.held.meeting.record.reference}


def minuted(side: Any) -> dict[str, Any]:
    return {**held(side), "number": side.meetings.held.pk}


def issue(side: Any) -> dict[str, Any]:
    return {"reference": side.meetings.issue.record.reference}


MEETING_OBJECTS: dict[str, Arguments] = {
    "agenda:agenda-build": coming,
    "meetings:agenda": coming,
    "meetings:agenda-set": coming,
    "meetings:agenda-standing": coming,
    "meetings:agenda-item-add": coming,
    "meetings:agenda-item-edit": heading,
    "meetings:agenda-item-move": heading,
    "meetings:agenda-item-remove": heading,
    "meetings:agenda-item-declare": heading,
    "meetings:paper-add": heading,
    "meetings:paper-remove": paper,
    "meetings:paper-read": heading,
    "meetings:papers": coming,
    "meetings:papers-send": coming,
    "meetings:pack": coming,
    "meetings:pack-file": coming,
    "meetings:meeting-apologies": coming,
    "meetings:meeting-apologies-back": coming,
    "meetings:item-detail": lambda side: {"reference": side.meetings.paper.record.reference},
    "meetings:item-minute": minuted,
    "meetings:item-decision": minuted,
    "meetings:item-action": minuted,
    "meetings:item-entry": minuted,
    "meetings:item-step-out": minuted,
    "meetings:room": held,
    "meetings:minutes": held,
    "meetings:minutes-file": held,
    "meetings:minutes-circulate": held,
    "meetings:minutes-agree": held,
    "meetings:minutes-correct": held,
    "meetings:meeting-fed-back": held,
    "meetings:issue-detail": issue,
    "meetings:issue-answer": issue,
    "meetings:issue-pass-on": issue,
    "meetings:issue-take-back": issue,
    "meetings:feed-end": lambda side: {"number": side.meetings.feed.pk},
}

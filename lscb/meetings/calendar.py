"""iCalendar: when a group meets, and nothing about what. Meetings that were moved or cancelled keep their identifier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from icalendar import Calendar, Event, vText

from lscb.board.models import Seat, running_on
from lscb.board.permissions import standing_of
from lscb.core.workdays import LONDON
from lscb.meetings.models import CalendarFeed, Meeting

#: A feed looks this far back, and says so by itself: calendars keep what they fetched.
BACK = dt.timedelta(days=180)
S = Meeting.Status

#: Fetches a minute from one address of the network: calendars ask every few minutes, guessing asks without end.
MOST_A_MINUTE = 60


def too_often(address: str) -> bool:
    """Counts this fetch. Whether there were too many in this minute."""
    key = f"calendar:{address}:{timezone.now():%Y%m%d%H%M}"
    cache.add(key, 0, 120)
    return cache.incr(key) > MOST_A_MINUTE


def feed_of(secret_hash: str) -> CalendarFeed | None:
    """The running feed with this secret, of somebody who still belongs to the board; None otherwise."""
    feed = (
        CalendarFeed.objects.running()
        .filter(secret_hash=secret_hash)
        .select_related("user", "group__board")
        .first()
    )
    if feed is None or not feed.user.is_active:
        return None
    boards = standing_of(feed.user).boards()
    here = feed.group.board in boards if feed.group else bool(boards)
    return feed if here else None


def calendar_of(feed: CalendarFeed, today: dt.date) -> bytes:
    """The feed's meetings: of its group, or of every group on which the person has a seat or deputises today."""
    rows = (
        Meeting.objects.visible_to(feed.user)
        .filter(held_on__gte=today - BACK)
        .select_related("record", "group__board")
    )
    if feed.group:
        rows = rows.filter(group=feed.group)
    else:
        mine = Seat.objects.filter(running_on(today), Q(user=feed.user) | Q(deputy=feed.user))
        rows = rows.filter(group__in=mine.values("group_id"))
    name = feed.group.name if feed.group else "Meetings of my groups"
    return _calendar(name, rows.order_by("held_on", "pk"))


def _calendar(name: str, meetings: Iterable[Meeting]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Safeguarding board//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(meeting: Meeting) -> Event:
    """Titles hold the group's name alone."""
    event = Event()
    event.add("uid", f"{meeting.record.reference}@meetings".lower())
    event.add("summary", meeting.group.name)
    event.add("dtstart", meeting.begins.astimezone(LONDON))
    event.add("dtend", meeting.ends.astimezone(LONDON))
    event.add("dtstamp", meeting.changed_at.astimezone(dt.UTC))
    event.add("last-modified", meeting.changed_at.astimezone(dt.UTC))
    event.add("sequence", meeting.sequence)
    event.add("status", "CANCELLED" if meeting.status == S.CANCELLED else "CONFIRMED")
    event.add("class", "PRIVATE")
    if meeting.place:
        event["location"] = vText(meeting.place)
    return event

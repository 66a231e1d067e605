"""Calendar feeds: a secret address without sign-in that says when groups meet and nothing else."""

import datetime as dt
import logging

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from lscb.board.models import Grant, Seat
from lscb.core.errors import NotAllowed
from lscb.core.logs import NoSecrets
from lscb.meetings import operations as meetings
from lscb.meetings.models import CalendarFeed
from tests.meetings.holding import CHAIR, MANAGER, planned, with_heading

pytestmark = pytest.mark.django_db
MEMBER = "scr-member-police"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def fetched(secret, status=200):
    answer = Client().get(f"/calendar/{secret}.ics")
    assert answer.status_code == status
    return list(Calendar.from_ical(answer.content).walk("VEVENT")) if status == 200 else answer


def test_a_feed_of_ones_own(cast, at):
    at("2026-03-02 09:00")
    mine = planned(cast, 7, place="Town Hall")
    planned(cast, 7, "learning")
    with_heading(cast, mine, "Marrowfat")
    secret = meetings.make_feed(by=cast[MEMBER])
    assert len(secret) >= 43 and secret not in CalendarFeed.objects.get().secret_hash
    [event] = fetched(secret)
    assert str(event["SUMMARY"]) == "Serious Case Review Group" and str(event["LOCATION"]) == "Town Hall"
    assert event["DTSTART"].dt.tzinfo.key == "Europe/London"
    assert event["DTSTART"].dt.strftime("%H:%M") == "10:00" and (
        event["DTEND"].dt - event["DTSTART"].dt
    ) == dt.timedelta(hours=2)
    uid = str(event["UID"])
    meetings.reschedule(meeting=mine, held_on=dt.date(2026, 4, 1), reason="No room", by=cast[CHAIR])
    [event] = fetched(secret)
    assert (
        str(event["UID"]) == uid
        and int(event["SEQUENCE"]) == 1
        and event["DTSTART"].dt.date() == dt.date(2026, 4, 1)
    )
    meetings.remove_item(item=mine.items.get(), reason="Not needed", by=cast[CHAIR])
    meetings.cancel(meeting=mine, reason="No need", by=cast[MANAGER])
    [event] = fetched(secret)
    assert str(event["UID"]) == uid and str(event["STATUS"]) == "CANCELLED" and int(event["SEQUENCE"]) == 2
    body = Client().get(f"/calendar/{secret}.ics")
    assert b"Marrowfat" not in body.content and body["Cache-Control"] == "no-store"


def test_a_feed_of_a_group_and_who_may_have_one(cast):
    planned(cast, 7)
    planned(cast, 7, "learning")
    assert [
        str(e["SUMMARY"])
        for e in fetched(meetings.make_feed(by=cast["board-member"], group=cast.group("learning")))
    ] == ["Learning and Development Group"]
    with pytest.raises(NotAllowed):
        meetings.make_feed(by=cast["board-member"], group=cast.neighbour.group("case-review"))
    assert fetched(meetings.make_feed(by=cast["stranger"]), 404)


def test_renewing_ending_and_leaving_shut_the_old_address(cast, client_as):
    planned(cast, 7)
    member = client_as(MEMBER)
    page = member.post("/meetings/calendar/", {"group": ""})
    first = page.context["address"].split("/calendar/")[1].removesuffix(".ics")
    assert first in page.content.decode() and page["Cache-Control"] == "no-store"
    assert fetched(first)
    second = meetings.make_feed(by=cast[MEMBER])
    assert fetched(first, 404) and fetched(second)
    assert second not in member.get("/meetings/calendar/").content.decode()
    feed = CalendarFeed.objects.running().get(user=cast[MEMBER])
    assert client_as("scr-member-health").post(f"/meetings/calendar/{feed.pk}/end/").status_code == 404
    assert member.post(f"/meetings/calendar/{feed.pk}/end/").status_code == 302
    assert fetched(second, 404)
    third = meetings.make_feed(by=cast[MEMBER])
    gone = timezone.localdate() - dt.timedelta(days=1)
    Seat.objects.filter(user=cast[MEMBER]).update(until_on=gone)
    Grant.objects.filter(user=cast[MEMBER]).update(until_on=gone)
    assert fetched(third, 404)


def test_guessing_is_slow_and_leaves_no_secret_in_a_log(cast, at):
    at("2026-03-02 09:00")
    assert Client().post("/calendar/guess.ics").status_code == 405
    answers = {Client().get(f"/calendar/guess{number}.ics").status_code for number in range(65)}
    assert answers == {404, 429}
    row = logging.LogRecord(
        "x", logging.WARNING, "", 0, "Not Found: %s", ("/calendar/s3cr3t-words.ics",), None
    )
    assert NoSecrets().filter(row) and "s3cr3t" not in row.getMessage()

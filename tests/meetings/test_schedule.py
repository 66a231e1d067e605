"""Schedules: the days by the group's rule, a preview that plans nothing, and meetings that are made once."""

import datetime as dt

import pytest

from lscb.core.errors import BadInput, NotAllowed
from lscb.meetings import operations as meetings
from lscb.meetings.models import Meeting
from lscb.meetings.operations.days import schedule_days
from tests.meetings.holding import MANAGER, planned

pytestmark = pytest.mark.django_db
DAY = dt.date


def test_every_six_weeks_moves_days_off_and_goes_on_from_the_rules_own_day(cast, at):
    at("2026-01-05 09:00")
    days = schedule_days(DAY(2026, 2, 20), DAY(2026, 7, 1), every_weeks=6)
    assert [day.held_on for day in days] == [
        DAY(2026, 2, 20),
        DAY(2026, 4, 7),
        DAY(2026, 5, 15),
        DAY(2026, 6, 26),
    ]
    assert [day.moved for day in days] == [False, True, False, False]  # 3 April 2026 is Good Friday


def test_six_a_year_keep_the_weekday(cast):
    days = schedule_days(DAY(2026, 1, 14), DAY(2026, 12, 31), a_year=6)
    assert len(days) == 6 and {day.rule_day.weekday() for day in days} == {2}
    gaps = [(b.rule_day - a.rule_day).days for a, b in zip(days, days[1:], strict=False)]
    assert all(54 <= gap <= 68 for gap in gaps)
    assert (
        len(schedule_days(DAY(2026, 4, 1), DAY(2027, 3, 31), a_year=6)) == 6
    )  # the seventh would belong to 1 April 2027


@pytest.mark.parametrize(
    ("first", "last", "rule", "words"),
    [
        (DAY(2026, 2, 2), DAY(2026, 2, 1), {"every_weeks": 6}, "before the first"),
        (DAY(2026, 2, 2), DAY(2030, 2, 1), {"every_weeks": 6}, "three years"),
        (DAY(2026, 2, 2), DAY(2026, 9, 1), {}, "either"),
        (DAY(2026, 2, 2), DAY(2028, 9, 1), {"every_weeks": 1}, "80"),
    ],
)
def test_what_is_no_schedule_is_refused_in_words(cast, first, last, rule, words):
    with pytest.raises(BadInput, match=words):
        schedule_days(first, last, **rule)


def test_the_same_schedule_twice_makes_no_second_meeting(cast, at):
    at("2026-01-05 09:00")
    group, days = cast.group("monitoring"), schedule_days(DAY(2026, 2, 2), DAY(2026, 6, 1), every_weeks=8)
    ask = {"group": group, "days": days, "by": cast[MANAGER], "starts_at": dt.time(14)}
    first = meetings.plan_schedule(**ask)
    assert len(first) == 3 and first[0].length_minutes == 180 and f"{first[0].ends:%H:%M}" == "17:00"
    meetings.reschedule(
        meeting=first[0], held_on=DAY(2026, 2, 9), reason="The room is taken", by=cast[MANAGER]
    )
    meetings.cancel(meeting=first[1], reason="Half-term", by=cast[MANAGER])
    assert meetings.plan_schedule(**ask) == []
    assert Meeting.objects.filter(group=group).count() == 3
    with pytest.raises(NotAllowed):
        meetings.plan_schedule(**ask | {"by": cast["scr-member-police"]})


def test_the_page_shows_the_days_first(cast, client_as, at):
    at("2026-01-05 09:00")
    planned(cast, 28)  # 2 February
    manager = client_as(MANAGER)
    group = cast.group("case-review")
    page = manager.get(f"/meetings/schedule/?group={group.pk}").content.decode()
    assert 'value="6"' in page
    sent = {
        "group": group.pk, "first": "2026-02-02", "last": "2026-05-20", "starts_at": "10:00", "length_minutes": "120",
        "every": "weeks", "every_weeks": "6",
    }  # fmt: skip
    shown = manager.post("/meetings/schedule/", sent).content.decode()
    assert "meets on this day already" in shown and "Plan 2 meetings" in shown
    assert Meeting.objects.filter(group=group).count() == 1
    assert manager.post("/meetings/schedule/", sent | {"every_weeks": ""}).status_code == 422
    late = manager.post("/meetings/schedule/", sent | {"last": "2026-01-01"})
    assert late.status_code == 422 and "before the first" in late.content.decode()
    assert manager.post("/meetings/schedule/", sent | {"make": "yes"}).status_code == 302
    assert Meeting.objects.filter(group=group).count() == 3
    assert client_as("scr-member-police").get("/meetings/schedule/").status_code == 403
    assert client_as("stranger").get("/meetings/schedule/").status_code == 403

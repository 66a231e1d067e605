"""What begins by itself when its day has come, and only once; and on whose list the terms of a group stand."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.board import access_review, structure, terms_review
from lscb.board.models import AccessReview, AssuranceReport, GroupTerms
from lscb.clocks.models import Deadline
from lscb.home import periodic, tasks
from lscb.meetings import operations as meetings
from lscb.notices.models import Notice
from lscb.trail.models import AuditEvent
from tests.meetings.holding import planned

pytestmark = pytest.mark.django_db
MANAGER = "business-manager"


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-03-02 09:00")


@pytest.fixture
def board(cast):
    cast.board.set_up_at = timezone.now()
    cast.board.save()
    group = cast.group("board")
    group.update_days = 5
    group.save()
    return cast.board


def test_members_are_asked_ten_working_days_before_their_update_is_due(cast, board, client_as, at):
    meeting = planned(
        cast, 42, "board"
    )  # Monday 13 April; due on Thursday 2 April, asked for from 19 March on
    assert periodic.ask_for_updates(timezone.localdate()) == 0
    at("2026-03-19 09:00")
    assert periodic.ask_for_updates(timezone.localdate()) == 2
    assert periodic.ask_for_updates(timezone.localdate()) == 0
    reports = AssuranceReport.objects.filter(meeting=meeting.record)
    assert {each.owner for each in reports} == {cast["executive-member"], cast["board-member"]}
    assert {(each.asked_by, each.due_on) for each in reports} == {(None, dt.date(2026, 4, 2))}
    assert Notice.objects.filter(subject_key="report-asked", to=cast["board-member"]).count() == 1
    page = client_as("lay-member").get(meeting.record.get_absolute_url()).content.decode()
    assert (
        "Members’ updates" in page and page.count("Not here yet") == 2 and cast["board-member"].name in page
    )
    assert {event.actor_id for event in AuditEvent.objects.filter(event="assurance.expected")} == {None}


def test_updates_go_with_their_meeting(cast, board):
    meeting = planned(cast, 14, "board")  # Monday 16 March; due on Monday 9 March
    assert periodic.ask_for_updates(timezone.localdate()) == 2
    meetings.reschedule(
        meeting=meeting, held_on=dt.date(2026, 4, 13), reason="The chair is away", by=cast[MANAGER]
    )
    reports = AssuranceReport.objects.filter(meeting=meeting.record)
    assert {each.due_on for each in reports} == {dt.date(2026, 4, 2)}
    clocks = Deadline.objects.running().filter(record__in=reports.values("record"))
    assert {clock.due_on for clock in clocks} == {dt.date(2026, 4, 2)}
    meetings.cancel(meeting=meeting, reason="No quorum in sight", by=cast[MANAGER])
    assert {each.status for each in reports.all()} == {"withdrawn"} and not clocks.all().exists()
    assert periodic.ask_for_updates(timezone.localdate()) == 0


def test_nobody_is_asked_for_a_group_that_wants_no_update_or_a_meeting_that_is_cancelled(cast, board):
    planned(cast, 9, "executive")
    planned(cast, 9, "board", kind="ordinary").__class__.objects.filter(group=cast.group("board")).update(
        status="cancelled"
    )
    assert periodic.ask_for_updates(timezone.localdate()) == 0


def test_the_review_of_access_begins_once_a_quarter(cast, board, client_as, at):
    assert access_review.begin_due(timezone.localdate()) == 1
    assert access_review.begin_due(timezone.localdate()) == 0
    review = AccessReview.objects.get()
    assert (review.board, review.year, review.quarter, review.opened_by) == (board, 2026, 1, None)
    assert Notice.objects.filter(subject_key="access-review-due", to=cast[MANAGER]).count() == 1
    page = client_as(MANAGER).get("/board/people/access-review/").content.decode()
    assert "Itself, when it was due" in page
    at("2026-04-01 09:00")
    assert access_review.begin_due(timezone.localdate()) == 1


def test_terms_have_a_clock_that_ends_with_a_new_version(cast, client_as):
    words = {
        "aims": "To write",
        "functions": "1. Write",
        "by": cast[MANAGER],
        "group": cast.group("executive"),
    }
    first = structure.set_terms(review_on=dt.date(2026, 4, 1), **words)
    clock = Deadline.objects.of(first.record).running().get()
    assert clock.due_on == dt.date(2026, 4, 1)
    today = timezone.localdate()
    (mine,) = terms_review.open_for(cast[MANAGER], today)
    assert (mine.verb, mine.url) == ("Review", "/board/groups/executive/terms/set/")
    (chairs,) = terms_review.open_for(cast["executive-member"], today)
    assert chairs.url == "/board/groups/executive/"
    assert terms_review.open_for(cast["board-member"], today) == []
    answer = client_as(MANAGER).get(first.record.get_absolute_url())
    assert answer.status_code == 302 and answer.url.endswith("/groups/executive/terms/1/")
    assert client_as("stranger").get(first.record.get_absolute_url()).status_code == 404
    structure.set_terms(review_on=dt.date(2027, 4, 1), **words)
    clock.refresh_from_db()
    assert clock.met_on == today and terms_review.open_for(cast[MANAGER], today) == []


def test_terms_from_before_get_their_clock_from_the_hourly_task(cast, board):
    group = cast.group("executive")
    for number in (1, 2):
        GroupTerms.objects.create(
            group=group, version=number, aims="x", functions="y", review_on=dt.date(2026, 5, 1)
        )
    tasks.hourly()
    tasks.hourly()
    assert [terms.version for terms in GroupTerms.objects.filter(record__isnull=False)] == [2]
    assert Deadline.objects.filter(record__kind="group-terms").count() == 1

"""Looking after the list of bank holidays: who may, what changes, what stays, and who hears of it."""

import datetime as dt

import pytest

from lscb.clocks import holidays
from lscb.clocks import operations as clocks
from lscb.clocks.holidays import current_holidays, holidays_of
from lscb.clocks.models import HolidaySet
from lscb.notices.models import Notice
from lscb.trail.models import AuditEvent

pytestmark = pytest.mark.django_db
ENGLAND = "england-and-wales"
D = dt.date
ADD = "/board/holidays/add/"
BOXING = "/board/holidays/2026-12-28/remove/"
WHY = "Proclaimed in the London Gazette of 2 March"


@pytest.fixture(autouse=True)
def monday(at):
    """Lists of different tests get the same number at the same moment, which lists of one installation never do."""
    holidays._days.cache_clear()
    at("2026-03-02 09:00")


def text(page):
    return page.content.decode()


def typed(day="2026-06-05", name="Bank holiday for the Jubilee", reason=WHY, **more):
    return {"day": day, "name": name, "reason": reason} | more


def days():
    return current_holidays(ENGLAND)[1]


@pytest.mark.parametrize("slug", ["business-manager", "administrator"])
def test_one_more_day_counts_for_what_starts_from_now_on(client_as, cast, case, slug):
    old = clocks.start(case, "NOTIFY-DECISION", on=D(2026, 6, 1), by=cast["business-manager"])
    browser = client_as(slug)
    assert browser.post(ADD, typed()).status_code == 302
    assert current_holidays(ENGLAND)[0] == 2 and D(2026, 6, 5) in days()
    new = clocks.restart(
        case, "NOTIFY-DECISION", on=D(2026, 6, 1), by=cast["business-manager"], reason="Day corrected"
    )
    old.refresh_from_db()
    assert (old.due_on, old.holiday_version) == (D(2026, 6, 8), 1)
    assert (new.due_on, new.holiday_version) == (D(2026, 6, 9), 2)
    assert D(2026, 6, 5) not in holidays_of(ENGLAND, 1)


def test_the_page_shows_versions_days_to_come_and_what_still_runs_with_an_older_one(client_as, cast, case):
    clocks.start(case, "NOTIFY-DECISION", on=D(2026, 6, 1), by=cast["business-manager"])
    browser = client_as("business-manager")
    browser.post(ADD, typed())
    page = text(browser.get("/board/holidays/"))
    assert "Friday 5 June 2026" in page and "Monday 28 December 2026" in page
    assert "Thursday 1 January 2026" not in page.split('id="versions"')[0]
    assert f"Added Friday 5 June 2026, Bank holiday for the Jubilee: {WHY}" in page
    assert "1 running time limit of your board was worked out with an earlier version" in page
    assert "keep the version that they were worked out with" in page
    assert 'href="/board/holidays/"' in text(client_as("administrator").get("/board/"))
    assert "Bank holiday for the Jubilee" in text(client_as("stranger").get("/clocks/holidays/"))


def test_a_day_may_take_the_place_of_another(client_as):
    answer = client_as("business-manager").post(ADD, typed(day="2026-05-08", instead_of="2026-05-04"))
    assert answer.status_code == 302
    assert D(2026, 5, 8) in days() and D(2026, 5, 4) not in days()


def test_a_day_is_taken_off_with_a_reason(client_as):
    browser = client_as("business-manager")
    assert "Monday 28 December 2026" in text(browser.get(BOXING))
    page = browser.post(BOXING, {"reason": ""})
    assert page.status_code == 422 and "Say why, and where it was announced" in text(page)
    assert browser.post(BOXING, {"reason": WHY}).status_code == 302
    assert D(2026, 12, 28) not in days()
    assert browser.get(BOXING).status_code == 404
    assert browser.get("/board/holidays/nonsense/remove/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": "2026-12-25"}, "is on the list already"),
        ({"day": "2026-06-06"}, "never working days"),
        ({"day": "2026-02-27"}, "A day that has passed"),
        ({"day": "2040-06-05"}, "The list covers 2010 to 2035"),
        ({"instead_of": "2026-06-04"}, "Thursday 4 June 2026 is not on the list"),
        ({"reason": ""}, "Say why, and where it was announced"),
        ({"name": ""}, "Enter what the day is called"),
        ({"day": ""}, "Enter the day off"),
    ],
)
def test_bad_input_is_a_sentence_and_changes_nothing(client_as, wrong, sentence):
    page = client_as("business-manager").post(ADD, typed() | wrong)
    assert page.status_code == 422 and sentence in text(page)
    assert current_holidays(ENGLAND)[0] == 1 and HolidaySet.objects.count() == 1


def test_a_day_that_has_passed_stays(client_as, at):
    at("2026-12-29 09:00")
    page = client_as("business-manager").post(BOXING, {"reason": WHY})
    assert page.status_code == 422 and "A day that has passed" in text(page)


def test_the_managers_of_every_board_hear_of_it_and_the_trail_keeps_it(client_as, cast):
    client_as("business-manager").post(ADD, typed())
    told = Notice.objects.filter(subject_key="holidays-changed")
    assert {row.to for row in told} == {cast["other-manager"]}
    assert client_as("other-manager").get(told.get().link).status_code == 200
    event = AuditEvent.objects.get(event="holidays.changed")
    assert (event.actor_id, event.detail) == (cast["business-manager"].pk, {"version": 2})


@pytest.mark.parametrize(
    ("slug", "status"),
    [("stranger", 404), ("lay-member", 403), ("business-officer", 403), ("independent-chair", 403)],
)
def test_nobody_else_changes_it(client_as, slug, status):
    browser = client_as(slug)
    for address in ("/board/holidays/", ADD, BOXING):
        assert browser.get(address).status_code == status
    for address in (ADD, BOXING):
        assert browser.post(address, typed()).status_code == status
    assert current_holidays(ENGLAND)[0] == 1

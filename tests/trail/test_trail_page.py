"""The trail page: who may read it, filters, paging, and what is shut stays shut."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.board.trail_listing import PAGE
from lscb.records.operations import exclude, open_record
from lscb.trail.models import AuditEvent
from lscb.trail.recording import record_event

READERS = ["business-manager", "independent-chair"]
OTHERS = [
    "business-officer",
    "scr-chair",
    "board-member",
    "police-lead",
    "administrator",
    "anonymity-checker",
]


@pytest.fixture
def case(cast):
    record = open_record(
        board=cast.board,
        kind="referral",
        code="REF",
        title="Referral",
        route="trail:event-list",
        by=cast["police-lead"],
    )
    record_event("referral.submitted", by=cast["police-lead"], record=record)
    record_event(
        "referral.redirected",
        by=cast["business-manager"],
        record=record,
        detail={"reason": "It lies in Fells"},
    )
    return record


@pytest.mark.parametrize("slug", READERS)
def test_readers_see_the_chain(client_as, case, slug):
    page = client_as(slug).get("/trail/")
    assert page.status_code == 200
    assert "Nothing here can be changed or taken away" in page.text


@pytest.mark.parametrize("slug", OTHERS)
def test_others_are_told_who_can_help(client_as, case, slug):
    page = client_as(slug).get("/trail/")
    assert page.status_code == 403
    assert "Ask the business manager" in page.text


def test_the_stranger_finds_nothing(client_as):
    assert client_as("stranger").get("/trail/").status_code == 404


def test_a_case_is_told_in_sentences(client_as, case):
    page = client_as("business-manager").get(f"/trail/?record={case.reference.lower()}").text
    assert f"Trail of {case.reference}" in page
    assert "Neil Garside sent the referral" in page
    assert "Reason: It lies in Fells" in page
    assert "made the board" not in page


def test_the_neighbour_sees_nothing_of_it(client_as, case):
    page = client_as("other-manager").get(f"/trail/?record={case.reference}").text
    assert "No event fits these filters" in page
    assert "sent the referral" not in client_as("other-manager").get("/trail/").text


def test_what_is_shut_to_the_manager_is_shut_here_too(cast, client_as, case):
    exclude(record=case, user=cast["business-manager"], reason="Related", by=cast["independent-chair"])
    browser = client_as("business-manager")
    assert case.reference not in browser.get("/trail/").text
    assert "No event fits" in browser.get(f"/trail/?record={case.reference}").text


def test_the_chair_sees_the_cases_open_to_them_only(client_as, case):
    page = client_as("independent-chair").get("/trail/?kind=referral+scoping").text
    assert "sent the referral" not in page


def test_filters(cast, client_as, case, at):
    browser = client_as("business-manager")
    assert "sent the referral" in browser.get("/trail/?person=garside").text
    assert "redirected the referral" not in browser.get("/trail/?person=garside").text
    page = browser.get("/trail/?kind=access+conflict+role+seat").text
    assert "gave a seat in" in page and "sent the referral" not in page
    today = timezone.localdate()
    assert "sent the referral" in browser.get(f"/trail/?since={today}&until={today}").text
    assert "No event fits" in browser.get(f"/trail/?until={today - dt.timedelta(days=1)}").text
    assert "real date" in browser.get("/trail/?since_day=31&since_month=2&since_year=2026").text


def test_pages_turn_by_key(cast, client_as):
    for _ in range(PAGE + 10):
        record_event("mail.tested", by=cast["business-manager"], board=cast.board)
    browser = client_as("business-manager")
    first = browser.get("/trail/").context
    second = browser.get("/trail/" + first["older_url"]).context
    assert len(first["rows"]) == len(second["rows"]) == PAGE
    back = browser.get("/trail/" + second["newer_url"]).context
    assert back["rows"][-1] == first["rows"][-1] or len(back["rows"]) == PAGE
    assert browser.get("/trail/?before=nonsense").status_code == 200
    assert browser.get("/trail/?before=" + "9" * 40).status_code == 200


def test_reading_the_trail_is_in_the_trail(cast, client_as):
    client_as("business-manager").get("/trail/?person=x")
    event = AuditEvent.objects.filter(event="trail.read").latest("id")
    assert (event.actor_id, event.detail) == (cast["business-manager"].pk, {"filters": ["person"]})


def test_the_number_of_queries_does_not_grow(cast, client_as, django_assert_max_num_queries, case):
    browser = client_as("business-manager")
    browser.get("/trail/")
    with django_assert_max_num_queries(14) as few:
        browser.get("/trail/")
    for _ in range(40):
        record_event("referral.saved", by=cast["police-lead"], record=case)
    with django_assert_max_num_queries(14) as many:
        browser.get("/trail/")
    assert len(few) == len(many)

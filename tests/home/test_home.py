"""Home says what waits for each role; the dashboard counts everything and is for the Board; both ask little."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb.home.tasks import hourly
from lscb.home.work import _row, folded
from lscb.people.models import PostedForm
from tests.reviews import making

ON_THE_DASHBOARD = (
    "business-manager",
    "independent-chair",
    "executive-member",
    "board-member",
    "lay-member",
    "scr-chair",
)
NOT_THERE = ("police-lead", "school-head", "school-governor", "reviewer", "administrator", "stranger")


def text(client, path="/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_waits_depends_on_who_looks(cast, client_as):
    referral = making.submitted(cast)
    reference = referral.record.reference
    assert reference in text(client_as("business-manager"))
    for slug in ("scr-chair", "health-lead", "school-governor", "stranger"):
        page = text(client_as(slug))
        assert reference not in page
        assert "Nothing is waiting for you" in page


def test_an_agency_finds_its_request_and_nothing_else_of_the_case(cast, client_as):
    referral, requests = making.gathering(cast)
    page = text(client_as("housing-lead"))
    own = next(each for each in requests if each.agency.slug == "housing")
    assert own.record.reference in page
    assert referral.record.reference not in page
    assert not any(each.record.reference in page for each in requests if each != own)


def test_the_chair_finds_the_decision(cast, client_as):
    referral = making.with_chair(cast)
    page = text(client_as("independent-chair"))
    assert "Decide on" in page and referral.record.reference in page


@pytest.mark.parametrize(
    "slug", ["school-governor", "data-officer", "lay-member", "administrator", "stranger"]
)
def test_an_empty_home_is_friendly(cast, client_as, slug):
    assert "You are up to date" in text(client_as(slug))


def test_nobody_is_named_on_home(cast, client_as):
    making.submitted(cast)
    page = text(client_as("business-manager"))
    assert "Tamsin" not in page and "Fenwright" not in page


def test_home_asks_the_same_for_one_and_for_many(cast, client_as):
    def asked():
        browser = client_as("business-manager")
        browser.get("/")
        with CaptureQueriesContext(
            connection,
        ) as found:
            browser.get("/")
        return len(found)

    making.submitted(cast)
    one = asked()
    for _ in range(6):
        making.submitted(cast)
    assert asked() == one


@pytest.mark.parametrize("slug", ON_THE_DASHBOARD)
def test_the_board_sees_its_dashboard(cast, client_as, slug):
    page = text(client_as(slug), "/dashboard/")
    assert "Health of the system" in page and "Open referrals" in page


@pytest.mark.parametrize("slug", NOT_THERE)
def test_others_do_not(cast, client_as, slug):
    assert client_as(slug).get("/dashboard/").status_code in (403, 404)
    assert 'href="/dashboard/"' not in text(client_as(slug))


def test_the_hourly_task_forgets_forms(cast, at):
    at("2026-03-02 09:00")
    PostedForm.objects.create(key="k1", user=cast["housing-lead"], path="/x/", data="typed")
    at("2026-03-03 10:00")
    hourly()
    assert not PostedForm.objects.exists()


def test_of_much_that_is_alike_the_first_few_are_shown():
    rows = [{"label": "Agree", "text": f"Agree {n}"} for n in range(7)]
    rows.insert(1, {"label": "Chase", "text": "Chase one"})
    heap = folded(rows)
    assert [row["text"] for row in heap["rows"]] == ["Agree 0", "Chase one", "Agree 1", "Agree 2"]
    (more,) = heap["more"]
    assert more["text"] == "4 more: Agree" and [row["text"] for row in more["rows"]][0] == "Agree 3"
    assert folded(rows[:6]) == {"rows": rows[:6], "more": []}  # two more would not be worth a heading


def test_what_is_folded_away_is_still_on_the_page(cast, client_as):
    made = [making.submitted(cast).record.reference for _ in range(6)]
    page = text(client_as("business-manager"))
    assert "3 more: " in page and all(reference in page for reference in made)


@pytest.mark.parametrize(
    ("verb", "label"),
    [("Pass on", "Pass on"), ("Look again at", "Look again"), ("Answer", "Answer")],
)
def test_a_button_has_a_whole_verb(verb, label):
    item = SimpleNamespace(verb=verb, thing="a lesson", reference="WES-LRN-2026-001", url="/", due_on=None)
    assert _row(item, dt.date(2026, 11, 20), frozenset())["label"] == label

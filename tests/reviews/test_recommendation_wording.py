"""A recommendation is looked over while it is written; the answers to it are asked for once the report is agreed."""

import pytest
from django.urls import reverse

from lscb.board.models import Theme
from lscb.learning import operations as learning
from lscb.learning.models import Finding, Recommendation
from lscb.notices.models import Notice
from reviews.models import Review
from reviews.operations import reports
from tests.reviews.review_making import again, review_at

pytestmark = pytest.mark.django_db


def text(page):
    return page.content.decode()


@pytest.fixture
def review(cast):
    made = review_at(cast, Review.Status.DRAFT_REPORT)
    reports.start(review=made, title="A report", by=cast["reviewer"])
    return again(made)


@pytest.fixture
def address(cast, client_as, review):
    Theme.objects.create(board=cast.board, name="Voice of the child")
    theme = Theme.objects.get()
    reference = review.record.reference
    sent = {"kind": "concern", "title": "Nobody asked", "themes": [theme.pk]}
    assert (
        client_as("reviewer").post(reverse("reviews:finding-new", args=[reference]), sent).status_code == 302
    )
    assert list(Finding.objects.get().themes.all()) == [theme]
    return reverse("reviews:recommendation-new", args=[reference])


def sent(cast, **more):
    finding = Finding.objects.get()
    values = {
        "finding": finding.pk,
        "text": "Remind staff to ensure that children are heard.",
        "agencies": [cast.agency("police").pk],
    }
    return {**values, **more}


def test_it_is_looked_over_and_nothing_is_saved(cast, client_as, address):
    browser = client_as("reviewer")
    assert 'name="check"' in text(browser.get(address))
    page = browser.post(address, sent(cast, check="1"))
    assert page.status_code == 200
    for words in (
        "Nothing is saved yet",
        "“ensure” can be done",
        "alone fade",
        "Give it a day",
        "Remind staff to ensure",
    ):
        assert words in text(page), words
    assert not Recommendation.objects.exists()
    page = browser.post(address, sent(cast, check="1", finding="", text="Typed words"))
    assert page.status_code == 422
    assert "Typed words" in text(page)


def test_a_hint_is_never_a_refusal(cast, client_as, address, review):
    browser = client_as("reviewer")
    more = {"measure": "An audit of 40 records.", "by_when": "2030-09-30", "strength": "weak"}
    assert browser.post(address, sent(cast, **more)).status_code == 302
    row = Recommendation.objects.get()
    assert (row.measure, str(row.by_when), row.strength) == ("An audit of 40 records.", "2030-09-30", "weak")
    page = text(browser.get(reverse("reviews:report", args=[review.record.reference])))
    for words in (
        "An audit of 40 records.",
        "by Monday 30 September 2030",
        "Weak: training",
        "Voice of the child",
        "What the agencies say",
    ):
        assert words in page, words
    change = reverse("reviews:recommendation-edit", args=[review.record.reference, 1])
    assert "An audit of 40 records." in text(browser.get(change))
    browser.post(change, sent(cast, **(more | {"measure": "An audit of 50 records.", "strength": "medium"})))
    row.refresh_from_db()
    assert (row.measure, row.strength) == ("An audit of 50 records.", "medium")
    assert client_as("stranger").post(address, sent(cast, check="1")).status_code == 404


def test_the_business_unit_is_told_to_ask(cast):
    review = review_at(cast, Review.Status.BOARD_APPROVAL)
    finding = learning.add_finding(source=review.record, kind="concern", title="A gap", by=cast["reviewer"])
    learning.add_recommendation(
        source=review.record,
        text="Close it",
        finding=finding,
        agencies=[cast.agency("police")],
        by=cast["reviewer"],
    )
    report = again(review).report
    reports.respond(
        report=report, finding=finding, answer="accepted", reasons="We agree.", by=cast["business-manager"]
    )
    reports.agree_by_board(report=report, by=cast["independent-chair"])
    told = Notice.objects.filter(subject_key="answers-to-ask")
    assert {notice.to for notice in told} == {cast["business-manager"], cast["business-officer"]}

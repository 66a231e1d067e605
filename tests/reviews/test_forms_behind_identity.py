"""A form that begins with what was typed shows no real name to somebody who has not asked; and what is stored stays whole."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lscb.identity.operations import reveal
from lscb.learning import operations as learning
from lscb.learning.models import Finding
from reviews.models import BoardResponse, Consideration, Review
from reviews.operations import beside, considerations, enquiries, reports
from tests.reviews import making
from tests.reviews.review_making import again, review_at

pytestmark = pytest.mark.django_db
NAMED = "Tamsin Fenwright was not seen."
ASK = "Show identity, giving a reason, to change it."


def text(page):
    return page.content.decode()


@pytest.fixture
def learned(cast):
    """A finding, a recommendation and a response that name the child, and a method and a delay that do."""
    review = review_at(cast, Review.Status.DRAFT_REPORT)
    reports.start(review=review, title="A report", by=cast["reviewer"])
    finding = learning.add_finding(
        source=review.record, kind=Finding.Kind.CONCERN, title="Nobody saw Tamsin Fenwright", text=NAMED,
        by=cast["reviewer"],
    )  # fmt: skip
    learning.add_recommendation(source=review.record, text=NAMED, finding=finding, by=cast["reviewer"])
    report = again(review).report
    reports.respond(
        report=report, finding=finding, answer="accepted", reasons="We agree.", still_to_do=NAMED,
        by=cast["business-manager"],
    )  # fmt: skip
    beside.choose_method(
        review=review, methodology="systems", reasons=NAMED, key_issues="Hearing children", by=cast["business-manager"]
    )  # fmt: skip
    beside.record_delay(
        review=review, reason=NAMED, target_on=timezone.localdate() + dt.timedelta(days=90), by=cast["business-manager"]
    )  # fmt: skip
    return again(review)


def test_a_section_of_the_report_waits_too(cast, client_as, learned):
    section = learned.report.sections.first()
    reports.save_section(section=section, text=NAMED, by=cast["reviewer"])
    url = reverse("reviews:report-section", args=[learned.record.reference, section.code])
    shut = client_as("reviewer").get(url, follow=True)
    assert "Fenwright" not in text(shut) and ASK in text(shut)
    assert "/identity/" in text(shut)
    reveal(record=learned.record, reason="To correct the wording", by=cast["reviewer"])
    assert NAMED in text(client_as("reviewer").get(url))


@pytest.mark.parametrize(
    "page",
    ["report/findings/1/edit/", "report/recommendations/1/edit/", "report/findings/1/respond/", "method/", "delay/"],
)  # fmt: skip
def test_the_form_waits_until_identity_is_shown(cast, client_as, learned, page):
    browser, url = client_as("business-manager"), f"{learned.record.get_absolute_url()}{page}"
    shut = browser.get(url, follow=True)
    assert len(shut.redirect_chain) == 1 and shut.status_code == 200
    assert "Fenwright" not in text(shut) and ASK in text(shut)
    assert "/identity/" in text(shut)  # the way to ask is on the page that it leads to
    reveal(record=learned.record, reason="To correct the wording", by=cast["business-manager"])
    opened = browser.get(url)
    assert opened.status_code == 200 and "Fenwright" in text(opened)
    assert client_as("stranger").get(url).status_code == 404


def test_words_without_a_name_are_open_to_whoever_writes(cast, client_as, learned):
    learning.add_finding(source=learned.record, kind=Finding.Kind.CONCERN, title="A gap", by=cast["reviewer"])
    page = client_as("reviewer").get(f"{learned.record.get_absolute_url()}report/findings/2/edit/")
    assert page.status_code == 200 and "A gap" in text(page)


def test_a_finding_is_offered_and_led_by_without_its_name(cast, client_as, learned):
    base = f"{learned.record.get_absolute_url()}report/"
    chosen = text(client_as("reviewer").get(f"{base}recommendations/new/"))
    assert "Nobody saw" in chosen and "Fenwright" not in chosen
    BoardResponse.objects.all().delete()  # a first response, with nothing typed yet
    first = text(client_as("business-manager").get(f"{base}findings/1/respond/"))
    assert "Nobody saw" in first and "Fenwright" not in first


def test_what_was_typed_is_kept_whole_and_given_back_on_a_fault(cast, client_as, learned):
    url = f"{learned.record.get_absolute_url()}report/findings/1/edit/"
    fault = client_as("reviewer").post(url, {"kind": "concern", "title": "", "text": "Typed anew."})
    assert fault.status_code == 422 and "Typed anew." in text(fault) and "Fenwright" not in text(fault)
    finding = Finding.objects.get(source=learned.record)
    assert (finding.title, finding.text) == ("Nobody saw Tamsin Fenwright", NAMED)


def test_terms_begin_with_key_issues_only_for_whoever_sees_names(cast, client_as):
    review = review_at(cast, Review.Status.COMMISSIONING)
    beside.choose_method(
        review=review, methodology="systems", reasons="It fits the case.", key_issues=NAMED, by=cast["business-manager"]
    )  # fmt: skip
    shut = client_as("panel-chair").get(f"{review.record.get_absolute_url()}terms/write/", follow=True)
    assert "Fenwright" not in text(shut) and ASK in text(shut)


def test_the_panels_enquiry_waits_too(cast, client_as):
    referral = making.decided(cast, "none")
    today, manager = timezone.localdate(), cast["business-manager"]
    enquiry = enquiries.record_enquiry(referral=referral, asked_on=today, asked_for="The reasons", by=manager)
    enquiries.answer_enquiry(enquiry=enquiry, by=manager, supplied_on=today, supplied=NAMED)
    url = f"/referrals/{referral}/panel-enquiry/{enquiry.pk}/"
    shut = client_as("business-manager").get(url, follow=True)
    assert "Fenwright" not in text(shut) and ASK in text(shut)
    reveal(record=referral.record, reason="To answer the panel", by=manager)
    assert NAMED in text(client_as("business-manager").get(url))


def test_the_consideration_waits_and_gives_back_what_was_typed_when_identity_ran_out(cast, client_as, at):
    at("2026-03-02 09:00")
    referral = making.listed(cast)
    item = considerations.open_item(referral)
    considerations.save_consideration(item=item, by=cast["scr-chair"], limbs=making.LIMBS, reasons=NAMED)
    url, browser = f"/referrals/{referral}/consideration/", client_as("scr-chair")
    shut = text(browser.get(url))
    assert "Fenwright" not in shut and "Show identity, giving a reason, to read and change it" in shut
    assert 'name="reasons"' not in shut
    reveal(record=referral.record, reason="To write the reasons", by=cast["scr-chair"])
    assert NAMED in text(browser.get(url))
    at("2026-03-02 09:20")  # what was shown for a quarter of an hour is hidden again
    version = Consideration.objects.get(item=item).version
    fault = browser.post(
        url, {"recommendation": "nonsense", "reasons": NAMED + " Nor heard.", "version": version}
    )
    assert fault.status_code == 422 and "Nor heard." in text(fault)
    assert Consideration.objects.get(item=item).reasons == NAMED

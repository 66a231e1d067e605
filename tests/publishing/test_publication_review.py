"""A review's report from the Board's agreement to the public page, through both apps."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from lscb.core.errors import InvalidMove, NotAllowed
from lscb.learning import operations as learning
from lscb.learning.models import Finding
from lscb.publishing import making
from lscb.publishing.models import Document, Publication
from lscb.publishing.operations import approvals, clearances, publications, releases
from lscb.publishing.sweep import render_waiting
from reviews import publication
from reviews.models import BodyNotification, Report, Review
from reviews.operations import corrections, reports
from tests.publishing import ways
from tests.reviews.review_making import again, review_at


@pytest.fixture(autouse=True)
def quick_file(monkeypatch, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    blank = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(blank, static_id=True)
    monkeypatch.setattr(making, "make_pdf", lambda text: blank.getvalue())


@pytest.fixture
def review(cast) -> Review:
    return review_at(cast, Review.Status.RESPONSE_AGREED)


def approved_copy(cast, review: Review) -> Document:
    document = publication.prepare(review=review, by=cast["business-manager"])
    ways.settle_doubts(document, cast)
    releases.freeze(document=ways.again(document), by=cast["business-manager"])
    assert render_waiting() == 1
    approvals.pass_check(document=ways.again(document), ticked=ways.TICKED, by=cast["anonymity-checker"])
    approvals.approve(document=ways.again(document), by=cast["independent-chair"])
    for kind in ("legal", "family", "staff"):
        clearances.record_clearance(
            document=document, kind=kind, outcome="not-needed", detail="There is no court order.", done_on=timezone.localdate(),  # noqa: E501
            by=cast["business-manager"],
        )  # fmt: skip
    releases.send_advance(
        document=ways.again(document), sent_on=timezone.localdate(), to="Ofsted", by=cast["business-manager"]
    )
    return ways.again(document)


def test_the_copy_holds_report_findings_response_and_no_author_may_approve(cast, review):
    document = publication.prepare(review=review, by=cast["business-manager"])
    codes = list(document.passages.values_list("code", flat=True))
    assert codes[0] == "title" and {"section-child", "findings", "response"} <= set(codes)
    assert again(review).status == Review.Status.PRE_PUBLICATION
    assert {"reviewer", "business-manager"} <= set(document.authors.values_list("slug", flat=True))
    findings = document.passages.get(code="findings").source_text
    assert findings.startswith("# Finding 1: A gap")
    with pytest.raises(InvalidMove, match="Nothing was changed"):
        publication.prepare(review=review, by=cast["business-manager"])


def test_publication_is_not_prepared_before_the_board_agreed(cast):
    review = review_at(cast, Review.Status.BOARD_APPROVAL)
    with pytest.raises(InvalidMove, match="the Board has agreed"):
        publication.prepare(review=review, by=cast["business-manager"])


def test_from_the_agreed_report_to_the_public_page(cast, review, client_as, at):
    at("2026-11-30 10:00")
    document = approved_copy(cast, review)
    base = f"{review.record.get_absolute_url()}publication/"
    manager = client_as("business-manager")
    early = manager.post(base + "release/", {})
    assert early.status_code == 403 and "Wednesday 9 December 2026" in early.content.decode()
    at("2026-12-09 09:00")
    manager = client_as("business-manager")
    assert "Publish it" in manager.get(document.record.get_absolute_url()).content.decode()
    assert client_as("business-officer").post(base + "release/", {}).status_code in (403, 404)
    assert manager.post(base + "release/", {}).status_code == 302
    assert again(review).status == Review.Status.PUBLISHED
    public = Client().get(f"/publications/{Publication.objects.get().slug}/").content.decode()
    assert "Finding 1: A gap" in public and "The Board" in public
    assert not any(marker in public for marker in ways.MARKERS)
    assert "On the public site" in manager.get(base).content.decode()


def test_an_edited_report_cancels_both_approvals(cast, review):
    document = approved_copy(cast, review)
    report = corrections.reopen(
        report=review.report, reason="The year in it is wrong", by=cast["business-manager"]
    )
    document = ways.again(document)
    assert (document.status, document.release) == (Document.Status.PREPARING, None)
    with pytest.raises(InvalidMove, match="the Board has agreed"):
        publication.prepare(review=review, by=cast["business-manager"])
    section = report.sections.first()
    reports.save_section(section=section, text="Something else happened.", by=cast["reviewer"])
    document = ways.again(document)
    assert (document.status, document.release) == (Document.Status.PREPARING, None)
    with pytest.raises(InvalidMove):
        publication.release(review=review, document=document, by=cast["business-manager"])


def test_a_published_report_has_to_be_withdrawn_before_it_is_opened_again(cast, review, client_as, at):
    at("2026-11-30 10:00")
    document = approved_copy(cast, review)
    at("2026-12-09 09:00")
    publication.release(review=review, document=document, by=cast["business-manager"])
    page, why = f"/reviews/{review.record.reference}/report/reopen/", {"reason": "The year in it is wrong"}
    manager = client_as("business-manager")
    for answer in (manager.get(page), manager.post(page, why)):
        assert answer.status_code == 409
        assert "Withdraw the publication first" in answer.content.decode()
    assert Report.objects.get(review=review).status == Report.Status.BOARD_AGREED
    publications.withdraw(
        publication=Publication.objects.get(source=review.record),
        by=cast["business-manager"],
    )
    assert manager.post(page, why).status_code == 302
    assert Report.objects.get(review=review).status == Report.Status.WRITING
    assert again(review).status == Review.Status.DRAFT_REPORT


def test_a_finding_that_was_changed_since_stops_the_release(cast, review, at):
    document = approved_copy(cast, review)
    release = document.release
    finding = Finding.objects.get(source=review.record)
    learning.edit_finding(
        finding=finding, kind=finding.kind, title="Another gap", by=cast["business-manager"]
    )
    at(dt.datetime.combine(release.earliest_on, dt.time(9)))
    with pytest.raises(InvalidMove, match="were changed"):
        publication.release(review=review, document=document, by=cast["business-manager"])
    second = publication.prepare(review=review, by=cast["business-manager"])
    assert second.number == 2


@pytest.mark.parametrize("slug", ["stranger", "other-manager", "lay-member", "police-lead"])
def test_others_find_no_publication(cast, review, client_as, slug):
    base = f"{review.record.get_absolute_url()}publication/"
    client = client_as(slug)
    for page in ("", "prepare/", "plan/", "release/"):
        assert client.get(base + page).status_code == 404
        assert client.post(base + page).status_code == 404


def test_planning_not_to_publish_asks_the_national_bodies(cast, review, client_as):
    client = client_as("business-manager")
    base = f"{review.record.get_absolute_url()}publication/"
    bad = client.post(base + "plan/", {"intent": "not-publish", "reason": "It would harm the siblings."})
    assert bad.status_code == 422 and "looked at again" in bad.content.decode()
    day = str(timezone.localdate() + dt.timedelta(days=60))
    sent = {"intent": "not-publish", "consult_until": day, "reason": "It would harm the siblings."}
    assert client.post(base + "plan/", sent).status_code == 302
    waiting = review.referral.notifications.filter(kind=BodyNotification.Kind.NON_PUBLICATION)
    assert waiting.count() == 2
    assert "Consult on not publishing" in client.get(base).content.decode()


def test_the_pages_before_anything_was_prepared(cast, review, client_as):
    base = f"{review.record.get_absolute_url()}publication/"
    client = client_as("business-manager")
    assert "Prepare publication" in client.get(base).content.decode()
    assert client.get(base + "release/").status_code == 404
    assert client.post(base + "prepare/", {}).status_code == 302
    assert "Open the copy" in client.get(base).content.decode()
    with pytest.raises(NotAllowed):
        publication.prepare(review=review, by=cast["reviewer"])

"""A decision that was opened again and made anew, away from a Serious Case Review: the review that was running is stopped."""

import pytest
from django.utils import timezone

from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.notices.models import Notice
from lscb.notices.reading import open_for as notices_for
from lscb.people.models import User
from reviews import publication
from reviews.models import AgencyReport, BodyNotification, Referral, Review
from reviews.operations import agency_reports, beside, decisions, parts, reports, reviews
from reviews.work import board_counts, open_for
from tests.reviews.review_making import again, appoint, asked, review_at, sent

pytestmark = pytest.mark.django_db
S = Review.Status


def anew(cast, review: Review, outcome: str = "none") -> Review:
    """The chair opens the decision again and decides otherwise."""
    chair, referral = cast["independent-chair"], Referral.objects.get(pk=review.referral_id)
    decisions.reopen(referral=referral, reason="A court found new facts", by=chair)
    assert again(review).status == review.status  # it goes on until there is a new decision
    extra = {} if outcome == "scr" else {"why_departs": "The harm had another cause.", "detail": "An audit"}
    decisions.decide(
        referral=referral, outcome=outcome, reasons="New facts change the picture.", by=chair, **extra
    )
    return again(review)


@pytest.mark.parametrize("stage", [S.INITIATED, S.GATHERING, S.DRAFT_REPORT, S.RESPONSE_AGREED])
def test_it_is_stopped_with_its_clocks_and_kept(cast, stage):
    review = review_at(cast, stage)
    stopped = anew(cast, review)
    assert stopped.status == S.STOPPED
    assert "no review" in stopped.stopped_reason and stopped.stopped_by == cast["independent-chair"]
    assert not Deadline.objects.running().filter(record=review.record).exists()
    assert not stopped.members.filter(ended_at=None).exists()
    assert stopped.terms.count() == review.terms.count()
    assert not Review.objects.open().filter(pk=review.pk).exists()
    with pytest.raises(InvalidMove):
        reviews.move(review=stopped, verb="commission", by=cast["business-manager"])
    with pytest.raises(BadInput, match="finished"):
        appoint(cast, stopped, "reviewer", "reviewer")
    with pytest.raises(BadInput, match="ended"):
        beside.record_delay(
            review=stopped, reason="It takes a little longer", target_on=timezone.localdate(),
            by=cast["business-manager"],
        )  # fmt: skip


def test_the_same_decision_again_lets_it_go_on(cast):
    review = anew(cast, review_at(cast, S.GATHERING), "scr")
    assert review.status == S.GATHERING and review.members.filter(ended_at=None).exists()
    assert Review.objects.filter(referral=review.referral).count() == 1


def test_agencies_do_not_write_for_it_any_more_and_what_they_sent_is_kept(cast):
    review = review_at(cast, S.GATHERING)
    first, second = asked(cast, review)
    sent(cast, first)
    anew(cast, review)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (AgencyReport.Status.SUBMITTED, AgencyReport.Status.CANCELLED)
    assert not Deadline.objects.running().filter(record__in=[first.record, second.record]).exists()
    lead = User.objects.get(slug="health-lead")
    assert not any(work.reference == second.record.reference for work in open_for(lead, timezone.localdate()))
    assert AgencyReport.objects.visible_to(User.objects.get(slug="police-lead")).get() == first
    with pytest.raises(NotAllowed):
        agency_reports.name_author(report=second, author=cast["imr-author"], independent=True, by=lead)


def test_those_who_worked_on_it_are_told_on_a_page_that_they_can_open(cast, client_as):
    review = review_at(cast, S.GATHERING)
    asked(cast, review)
    anew(cast, review)
    rows = Notice.objects.filter(subject_key="review-stopped").select_related("to")
    told = {notice.to.slug: notice for notice in rows}
    for slug in ("business-manager", "panel-chair", "reviewer", "scr-member-police", "health-lead"):
        assert told[slug] in notices_for(User.objects.get(slug=slug), 50)
        assert client_as(slug).get(told[slug].link).status_code == 200
    assert not {"stranger", "independent-chair", "other-manager", "housing-lead"} & set(told)
    assert client_as("reviewer").get(review.record.get_absolute_url()).status_code == 404


def test_its_page_says_why_and_offers_nothing(cast, client_as):
    review = anew(cast, review_at(cast, S.ANALYSIS), "audit")
    page = client_as("business-manager").get(review.record.get_absolute_url()).content.decode()
    assert "This review was stopped. Decided anew on" in page and ": audit." in page
    assert "Gathering information" in page and "To come" not in page
    for offered in ("Record a delay", "move/", "agencies/", "method/", "runs on", "appointed yet"):
        assert offered not in page, offered
    assert "stopped the review" in page
    assert client_as("independent-chair").get(review.record.get_absolute_url()).status_code == 200
    assert client_as("stranger").get(review.record.get_absolute_url()).status_code == 404
    listed = client_as("business-manager").get("/reviews/?status=open").content.decode()
    assert review.record.reference not in listed
    listed = client_as("business-manager").get("/reviews/?status=stopped").content.decode()
    assert review.record.reference in listed
    assert board_counts(cast.board, timezone.localdate()).reviews_open == 0
    assert client_as("independent-chair").get("/dashboard/").status_code == 200


def test_its_report_is_neither_written_nor_published(cast):
    review = review_at(cast, S.RESPONSE_AGREED)
    document = publication.prepare(review=review, by=cast["business-manager"])
    section = review.report.sections.first()
    stopped = anew(cast, again(review))
    document.refresh_from_db()
    assert document.stale_at is not None
    with pytest.raises(InvalidMove, match="stopped"):
        publication.release(review=stopped, document=document, by=cast["business-manager"])
    with pytest.raises(InvalidMove):
        publication.prepare(review=stopped, by=cast["business-manager"])
    with pytest.raises(InvalidMove, match="stopped"):
        reports.save_section(section=section, text="More.", by=cast["business-manager"])


def test_letters_still_owed_for_it_are_not_owed_any_more(cast):
    review = review_at(cast, S.COMMISSIONING)
    kind = BodyNotification.Kind.REVIEWER
    assert review.referral.notifications.filter(kind=kind, dropped_at=None).exists()
    anew(cast, review)
    assert not review.referral.notifications.filter(kind=kind, recorded_at=None, dropped_at=None).exists()


def test_the_reviewers_name_is_still_to_be_told_when_the_review_goes_on(cast):
    review = anew(cast, review_at(cast, S.COMMISSIONING), "scr")
    kind = BodyNotification.Kind.REVIEWER
    assert review.referral.notifications.filter(kind=kind, recorded_at=None, dropped_at=None).exists()


def test_a_published_review_is_not_stopped_and_its_actions_go_on(cast):
    review = anew(cast, review_at(cast, S.MONITORING))
    assert review.status == S.MONITORING


def test_a_new_decision_for_a_review_opens_another_one(cast):
    stopped = anew(cast, review_at(cast, S.GATHERING))
    anew(cast, stopped, "scr")
    other = Review.objects.exclude(pk=stopped.pk).get(referral=stopped.referral)
    assert other.status == S.INITIATED and again(stopped).status == S.STOPPED
    assert Deadline.objects.running().filter(record=other.record, code="COMPLETE-SCR").exists()


def test_the_chair_is_warned_before_they_decide(cast, client_as):
    review = review_at(cast, S.GATHERING)
    referral = Referral.objects.get(pk=review.referral_id)
    decisions.reopen(referral=referral, reason="A court found new facts", by=cast["independent-chair"])
    page = client_as("independent-chair").get(f"/referrals/{referral}/decide/").content.decode()
    assert (
        f"The review {review.record.reference} is running" in page and "any other decision stops it" in page
    )


def test_nobody_has_a_part_that_runs_on(cast):
    review = anew(cast, review_at(cast, S.GATHERING))
    assert not parts.open_checks(review)
    for slug in ("panel-chair", "reviewer", "scr-member-police"):
        person = User.objects.get(slug=slug)
        assert not Review.objects.visible_to(person).filter(pk=review.pk).exists()

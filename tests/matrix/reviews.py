"""What the addresses of reviews, agency reports and reports are about."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from lscb.home.demonstration.cast import Cast
from lscb.learning import operations as learning
from lscb.learning.models import Finding
from reviews.models import ParallelProceedings, Review
from reviews.operations import agency_reports, beside, corrections, reports, terms
from tests.reviews import making, review_making

Arguments = Callable[[Any], dict[str, Any]]


class ReviewSide:
    """One board's reviews: one being commissioned, one gathering, one whose report is being written."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @functools.cached_property
    def commissioning(self) -> Review:
        """Staffed; the reviewer has not declared anything yet; terms were circulated, then written again."""
        review = review_making.staffed(self.cast, review_making.again(making.review(self.cast)))
        terms.circulate(terms=review_making.write_terms(self.cast, review), by=self.cast["panel-chair"])
        terms.circulate(terms=review_making.write_terms(self.cast, review), by=self.cast["panel-chair"])
        return review_making.again(review)

    @functools.cached_property
    def gathering(self) -> Review:
        review = review_making.review_at(self.cast, Review.Status.GATHERING)
        beside.add_proceedings(
            review=review, kind=ParallelProceedings.Kind.INQUEST, stage="Opened", effect="None yet",
            by=self.cast["business-manager"], review_on=dt.date(2026, 6, 1),
        )  # fmt: skip
        return review_making.again(review)

    @functools.cached_property
    def agency_report(self) -> Any:
        """The request to the police, whose author is named."""
        report, _ = review_making.asked(self.cast, self.gathering)
        return agency_reports.name_author(
            report=report,
            author=self.cast["imr-author"],
            independent=True,
            by=review_making.lead_of(self.cast, report),
        )

    @functools.cached_property
    def report(self) -> Any:
        """A report in the reviewer's hands, with a finding, a recommendation and a comment of the panel chair."""
        review = review_making.review_at(self.cast, Review.Status.DRAFT_REPORT)
        report = reports.start(review=review, title="A report", by=self.cast["reviewer"])
        learning.add_finding(
            source=review.record, kind=Finding.Kind.CONCERN, title="A gap", by=self.cast["reviewer"]
        )
        learning.add_recommendation(source=review.record, text="Close the gap.", by=self.cast["reviewer"])
        reports.comment(section=self.section(report), text="Say when.", by=self.cast["panel-chair"])
        return report

    @functools.cached_property
    def corrected(self) -> Any:
        """A report that the Board had agreed, opened again."""
        review = review_making.review_at(self.cast, Review.Status.RESPONSE_AGREED)
        reason = "A date in it is wrong"
        return corrections.reopen(report=review.report, reason=reason, by=self.cast["independent-chair"])

    def section(self, report: Any) -> Any:
        return report.sections.order_by("pk").first()

    def member(self, review: Review, slug: str) -> Any:
        return review.members.get(person=self.cast[slug])


def on(stage: str, **more: Any) -> Arguments:
    return lambda side: {"reference": getattr(side.reviews, stage).record.reference, **more}


def report_page(**more: Any) -> Arguments:
    return lambda side: {"reference": side.reviews.report.review.record.reference, **more}


def agency_report(side: Any) -> dict[str, Any]:
    return {"reference": side.reviews.agency_report.record.reference}


def member(stage: str, slug: str) -> Arguments:
    def find(side: Any) -> dict[str, Any]:
        review = getattr(side.reviews, stage)
        return {"reference": review.record.reference, "number": side.reviews.member(review, slug).pk}

    return find


def check_of_reviewer(side: Any) -> dict[str, Any]:
    review = side.reviews.gathering
    found = side.reviews.member(review, "reviewer")
    return {"reference": review.record.reference, "number": found.pk, "check": found.independence.first().pk}


def section(side: Any) -> dict[str, Any]:
    report = side.reviews.report
    return {"reference": report.review.record.reference, "code": side.reviews.section(report).code}


REVIEWS: dict[str, Arguments] = {
    "reviews:review-detail": on("gathering"),
    "reviews:review-history": on("gathering"),
    "reviews:review-move": on("gathering", verb="start-analysis"),
    "reviews:review-agencies": on("gathering"),
    "reviews:review-actions": on("gathering"),
    "reviews:review-panel": on("gathering"),
    "reviews:review-appoint": on("gathering", part="panel"),
    "reviews:review-part-end": member("gathering", "scr-member-police"),
    "reviews:review-independence-declare": member("commissioning", "reviewer"),
    "reviews:review-independence-check": check_of_reviewer,
    "reviews:review-terms": on("commissioning"),
    "reviews:review-terms-write": on("commissioning"),
    "reviews:review-terms-circulate": on("commissioning"),
    "reviews:review-terms-answer": on("commissioning"),
    "reviews:review-terms-close": on("commissioning"),
    "reviews:review-terms-version": on("commissioning", number=1),
    "reviews:review-terms-changes": on("commissioning", number=2),
    "reviews:review-imrs": on("gathering"),
    "reviews:review-imrs-ask": on("gathering"),
    "reviews:review-method": on("gathering"),
    "reviews:review-delay": on("gathering"),
    "reviews:review-proceedings": on("gathering"),
    "reviews:review-proceedings-add": on("gathering"),
    "reviews:review-proceedings-end": lambda side: {
        "reference": side.reviews.gathering.record.reference,
        "number": side.reviews.gathering.proceedings.get().pk,
    },
    "reviews:review-interim-learning": on("gathering"),
    "reviews:review-interim-learning-add": on("gathering"),
    "reviews:review-notes": on("gathering"),
    "reviews:review-note-add": on("gathering"),
    "reviews:review-letter-add": on("gathering"),
    "reviews:agency-report-detail": agency_report,
    "reviews:agency-report-author": agency_report,
    "reviews:agency-report-start": agency_report,
    "reviews:agency-report-send": agency_report,
    "reviews:agency-report-accept": agency_report,
    "reviews:agency-report-send-back": agency_report,
    "reviews:agency-report-remind": agency_report,
    "reviews:agency-report-more-time": agency_report,
    "reviews:agency-report-cancel": agency_report,
    "reviews:report": report_page(),
    "reviews:report-preview": report_page(),
    "reviews:report-to-panel": report_page(),
    "reviews:report-take-back": report_page(),
    "reviews:report-panel-agrees": report_page(),
    "reviews:report-board-agrees": report_page(),
    "reviews:report-reopen": report_page(),
    "reviews:report-agreed": lambda side: {
        "reference": side.reviews.corrected.review.record.reference,
        "number": 1,
    },
    "reviews:comment-answer": lambda side: {
        "reference": side.reviews.report.review.record.reference,
        "number": side.reviews.section(side.reviews.report).comments.get().pk,
    },
    "reviews:finding-new": report_page(),
    "reviews:finding-edit": report_page(number=1),
    "reviews:finding-remove": report_page(number=1),
    "reviews:finding-respond": report_page(number=1),
    "reviews:recommendation-new": report_page(),
    "reviews:recommendation-edit": report_page(number=1),
    "reviews:recommendation-remove": report_page(number=1),
    "reviews:recommendation-propose": report_page(number=1),
    "reviews:report-section": section,
    "reviews:report-read": section,
    "reviews:report-versions": section,
    "reviews:report-detail": lambda side: {"reference": side.reviews.report.record.reference},
}

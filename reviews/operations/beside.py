"""What goes on beside the stages of a review: its method, other proceedings, learning that cannot wait, a delay."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.core.errors import BadInput
from lscb.people.models import User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews.models import InterimLearning, ParallelProceedings, Review
from reviews.operations.referrals import expect_version
from reviews.operations.shared import locked


@operation
def choose_method(
    *, review: Review, methodology: str, reasons: str, key_issues: str, by: User, version: int | None = None
) -> Review:
    """The methodology with its reasons, and the key issues (R077)."""
    review = locked(review)
    may.check_can_choose_method(by, review)
    expect_version(review, version)
    if methodology not in Review.Methodology.values:
        raise BadInput("Choose the method.")
    if not reasons.strip():
        raise BadInput("Say why this method fits the case.")
    review.methodology, review.methodology_reasons, review.key_issues = methodology, reasons, key_issues
    review.version += 1
    review.save()
    record_event("review.method", by=by, record=review.record, detail={"method": methodology})
    return review


@operation
def add_proceedings(
    *, review: Review, kind: str, stage: str, effect: str, review_on: dt.date, by: User, contact: str = ""
) -> ParallelProceedings:
    """Something else that runs beside the review. The review's clock does not stop for it (trap 4)."""
    review = locked(review)
    may.check_can_manage(by, review)
    if kind not in ParallelProceedings.Kind.values:
        raise BadInput("Choose the kind of proceedings.")
    if not stage.strip() or not effect.strip():
        raise BadInput("Say what stage they have reached and what they mean for the review.")
    row = ParallelProceedings.objects.create(
        review=review,
        kind=kind,
        stage=stage,
        effect=effect,
        review_on=review_on,
        contact=contact,
        added_by=by,
    )
    record_event("proceedings.added", by=by, record=review.record, detail={"kind": kind})
    return row


@operation
def end_proceedings(*, proceedings: ParallelProceedings, on: dt.date, by: User) -> ParallelProceedings:
    """They are over; the row stays."""
    review = locked(proceedings.review)
    may.check_can_manage(by, review)
    if proceedings.ended_on:
        raise BadInput("These proceedings have been recorded as ended already.")
    if on > timezone.localdate():
        raise BadInput("The day they ended cannot be in the future.")
    proceedings.ended_on = on
    proceedings.save(update_fields=["ended_on"])
    record_event("proceedings.ended", by=by, record=review.record, detail={"kind": proceedings.kind})
    return proceedings


@operation
def add_interim_learning(*, review: Review, text: str, by: User, what_was_done: str = "") -> InterimLearning:
    """Something put right without waiting for the report (R091)."""
    review = locked(review)
    may.check_can_comment_on_review(by, review)
    if not text.strip():
        raise BadInput("Say what was learned.")
    row = InterimLearning.objects.create(review=review, text=text, what_was_done=what_was_done, added_by=by)
    record_event("review.interim-learning", by=by, record=review.record)
    return row


@operation
def record_delay(*, review: Review, reason: str, target_on: dt.date, by: User) -> Review:
    """The review will not be complete in time: why, and until when. The clock itself goes on as it was (§2.2)."""
    review = locked(review)
    may.check_can_manage(by, review)
    if review.completed_on or review.status in Review.ENDED:
        raise BadInput("This review has ended; it has no new target.")
    if len(reason.split()) < 3:
        raise BadInput("Say in a sentence why the review takes longer, and what is done meanwhile.")
    if target_on <= timezone.localdate():
        raise BadInput("Choose a day that is still to come.")
    review.late_reason, review.target_on = reason, target_on
    review.version += 1
    review.save()
    record_event("review.delayed", by=by, record=review.record, detail={"target": str(target_on)})
    return review

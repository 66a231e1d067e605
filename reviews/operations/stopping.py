"""A new decision does without the review that is running: it is stopped, and kept as it is (§2.1, §2.3)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.clocks.words import day_in_words
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.publishing.operations import documents
from lscb.publishing.reading import copy_in_work
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event
from reviews import states
from reviews.models import BodyNotification, Decision, Review
from reviews.operations.agency_reports import end_requests
from reviews.operations.parts import end_parts
from reviews.operations.respondents import leads_of
from reviews.operations.shared import CAPACITY, locked, shut_agency_authors
from reviews.operations.telling import is_shut_to


@operation
def stop(*, review: Review, decision: Decision, by: User) -> Review:
    """Its clocks end, nobody has to write for it any more, and those who had a part in it no longer open the file."""
    review = locked(review)
    step = states.REVIEW.require("stop", review)
    reason = f"Decided anew on {day_in_words(timezone.localdate())}: {decision.get_outcome_display().lower()}"
    review.status, review.stopped_by, review.stopped_at, review.stopped_reason = (
        step.to,
        by,
        timezone.now(),
        reason,
    )
    review.version += 1
    review.save()
    review.record.closed_at = timezone.now()
    review.record.save(update_fields=["closed_at"])
    people = _concerned(review)
    for code in list(review.record.deadlines.running().values_list("code", flat=True)):
        clocks.cancel(review.record, code, by=by, reason=reason)
    for report in end_requests(review=review, reason=reason, by=by):
        people += [*leads_of(report.agency, review.record.board), *filter(None, [report.author])]
    end_parts(review=review, parts=CAPACITY, reason=reason, by=by)
    shut_agency_authors(review, by=by, reason=reason)
    _drop_letters(review)
    if copy_in_work(review.record):
        documents.source_changed(source=review.record, by=by)
    record_event("review.stopped", by=by, record=review.record, detail={"reason": reason})
    _tell(review, people, by)
    return review


def _concerned(review: Review) -> list[User]:
    """Whoever had a part in it today, and the business manager."""
    members = review.members.running(timezone.localdate()).select_related("person")
    return [*(member.person for member in members), *holders(review.record.board, Role.BUSINESS_MANAGER)]


def _drop_letters(review: Review) -> None:
    """What the national bodies were still to be told of this review is not told any more."""
    rows = BodyNotification.objects.filter(decision=review.decision, recorded_at__isnull=True)
    rows.filter(dropped_at__isnull=True).update(dropped_at=timezone.now())


def _tell(review: Review, people: Iterable[User], by: User) -> None:
    """Each once; it leads to the review for whoever still opens it, to the list of reviews for the others."""
    for person in {person.pk: person for person in people if person.pk != by.pk}.values():
        if is_shut_to(review.record, person):
            continue
        opens = Record.objects.visible_to(person).filter(pk=review.record_id).exists()
        notify(
            to=person, board=review.record.board, subject_key="review-stopped", reference=review.record.reference,
            link=review.record.get_absolute_url() if opens else "/reviews/", unique_key=f"review-stopped:{review.pk}",
        )  # fmt: skip

"""Terms of reference: versions, circulation, and each panel member's own agreement."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove
from lscb.people.models import User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews.models import Review, ReviewMember, Terms, TermsAgreement
from reviews.operations.parts import FINISHED
from reviews.operations.referrals import expect_version
from reviews.operations.shared import locked, tell

AGREEING = (ReviewMember.Part.PANEL_CHAIR, ReviewMember.Part.PANEL)


@operation
def write(
    *, review: Review, period_from: dt.date, period_to: dt.date, key_issues: str, text: str, by: User,
    version: int | None = None,
) -> Terms:  # fmt: skip
    """A new version; one that was circulated is never changed, the next one is written beside it.

    version  the review's when the page was opened: two people who write at once do not overwrite one another
    """
    review = locked(review)
    may.check_can_close_terms(by, review)
    expect_version(review, version)
    if review.status in FINISHED:
        raise BadInput("This review is finished; its terms do not change any more.")
    if period_to < period_from:
        raise BadInput("The period under review ends before it starts.")
    if not key_issues.strip() or not text.strip():
        raise BadInput("Write the key issues and the terms.")
    newest = review.terms.order_by("-version").first()
    if newest and newest.circulated_at is None:
        newest.period_from, newest.period_to, newest.key_issues, newest.text = (
            period_from,
            period_to,
            key_issues,
            text,
        )
        newest.save()
        terms = newest
    else:
        terms = Terms.objects.create(
            review=review, version=(newest.version + 1) if newest else 1, period_from=period_from, period_to=period_to,
            key_issues=key_issues, text=text,
        )  # fmt: skip
    review.version += 1
    review.save(update_fields=["version"])
    record_event("terms.written", by=by, record=review.record, detail={"version": terms.version})
    return terms


@operation
def circulate(*, terms: Terms, by: User) -> Terms:
    """Sends the version to every panel member for their agreement."""
    review = locked(terms.review)
    may.check_can_close_terms(by, review)
    if terms.circulated_at:
        raise InvalidMove("This version was circulated already.")
    members = list(agreeing(review).select_related("person"))
    if not members:
        raise BadInput("Appoint the panel first.")
    terms.circulated_at, terms.circulated_by = timezone.now(), by
    terms.save()
    record_event("terms.circulated", by=by, record=review.record, detail={"version": terms.version})
    for member in members:
        tell(member.person, review, "terms-to-agree", str(terms.pk), page="terms/", urgent=True)
    return terms


@operation
def answer(*, terms: Terms, agrees: bool, by: User, comment: str = "") -> TermsAgreement:
    """A member's own answer; an objection says why. It can be changed until the version is closed."""
    review = locked(terms.review)
    may.check_can_agree_terms(by, review)
    if terms.circulated_at is None or terms.agreed_at:
        raise InvalidMove("This version is not open for answers.")
    member = agreeing(review).filter(person=by).first()
    if member is None:
        raise BadInput("You are not a member of this panel today.")
    if not agrees and not comment.strip():
        raise BadInput("Say what you object to, so that the panel chair can answer it.")
    row, _ = TermsAgreement.objects.update_or_create(
        terms=terms,
        member=member,
        defaults={"agrees": agrees, "comment": comment, "answered_at": timezone.now()},
    )
    record_event(
        "terms.answered", by=by, record=review.record, detail={"version": terms.version, "agrees": agrees}
    )
    return row


def waiting_for(terms: Terms) -> list[ReviewMember]:
    """Panel members who have not answered this version; somebody with two parts answers once."""
    answered = terms.agreements.values_list("member__person_id", flat=True)
    found: dict[int, ReviewMember] = {}
    for member in agreeing(terms.review).exclude(person__in=answered).select_related("person", "agency"):
        found.setdefault(member.person_id, member)
    return list(found.values())


def agreeing(review: Review) -> QuerySet[ReviewMember]:
    """The panel as it is today: its chair and its members."""
    return review.members.running(timezone.localdate()).filter(part__in=AGREEING)


@operation
def close(*, terms: Terms, by: User) -> Terms:
    """The panel chair closes the version once every member has agreed; objections are answered by a new version."""
    review = locked(terms.review)
    may.check_can_close_terms(by, review)
    if terms.agreed_at or terms.circulated_at is None:
        raise InvalidMove("This version is not open for answers.")
    if waiting := waiting_for(terms):
        count = "1 member" if len(waiting) == 1 else f"{len(waiting)} members"
        raise BadInput(f"Waiting for {count} of the panel to answer.")
    if terms.agreements.filter(agrees=False, member__in=agreeing(review)).exists():
        raise BadInput("A member objects. Answer the objection in a new version.")
    terms.agreed_at, terms.agreed_by = timezone.now(), by
    terms.save()
    record_event("terms.agreed", by=by, record=review.record, detail={"version": terms.version})
    return terms

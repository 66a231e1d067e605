"""Terms of reference: versions, circulation, and each panel member's own agreement."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews.models import Review, ReviewMember, Terms, TermsAgreement
from reviews.operations.reviews import locked

AGREEING = (ReviewMember.Part.PANEL_CHAIR, ReviewMember.Part.PANEL)


@operation
def write(
    *, review: Review, period_from: dt.date, period_to: dt.date, key_issues: str, text: str, by: User
) -> Terms:
    """A new version; one that was circulated is never changed, the next one is written beside it."""
    review = locked(review)
    may.check_can_close_terms(by, review)
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
    record_event("terms.written", by=by, record=review.record, detail={"version": terms.version})
    return terms


@operation
def circulate(*, terms: Terms, by: User) -> Terms:
    """Sends the version to every panel member for their agreement."""
    review = locked(terms.review)
    may.check_can_close_terms(by, review)
    if terms.circulated_at:
        raise InvalidMove("This version was circulated already.")
    members = list(review.members.filter(part__in=AGREEING, until_on__isnull=True).select_related("person"))
    if not members:
        raise BadInput("Appoint the panel first.")
    terms.circulated_at, terms.circulated_by = timezone.now(), by
    terms.save()
    record_event("terms.circulated", by=by, record=review.record, detail={"version": terms.version})
    for member in members:
        notify(
            to=member.person, board=review.record.board, subject_key="terms-to-agree", reference=review.record.reference,
            link=review.record.get_absolute_url() + "terms/", urgent=True, unique_key=f"terms:{terms.pk}",
        )  # fmt: skip
    return terms


@operation
def answer(*, terms: Terms, agrees: bool, by: User, comment: str = "") -> TermsAgreement:
    """A member's own answer; an objection says why. It can be changed until the version is closed."""
    review = locked(terms.review)
    may.check_can_agree_terms(by, review)
    if terms.circulated_at is None or terms.agreed_at:
        raise InvalidMove("This version is not open for answers.")
    member = review.members.filter(part__in=AGREEING, until_on__isnull=True, person=by).first()
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
    """Panel members who have not answered this version."""
    answered = terms.agreements.values_list("member_id", flat=True)
    rows = terms.review.members.filter(part__in=AGREEING, until_on__isnull=True).exclude(pk__in=answered)
    return list(rows.select_related("person", "agency"))


@operation
def close(*, terms: Terms, by: User) -> Terms:
    """The panel chair closes the version once every member has agreed; objections are answered by a new version."""
    review = locked(terms.review)
    may.check_can_close_terms(by, review)
    if terms.agreed_at or terms.circulated_at is None:
        raise InvalidMove("This version is not open for answers.")
    if waiting := waiting_for(terms):
        raise BadInput(f"{len(waiting)} members of the panel have not answered yet.")
    if terms.agreements.filter(agrees=False).exists():
        raise BadInput("A member objects. Answer the objection in a new version.")
    terms.agreed_at, terms.agreed_by = timezone.now(), by
    terms.save()
    record_event("terms.agreed", by=by, record=review.record, detail={"version": terms.version})
    return terms

"""The business unit's answers to a referral, the referrer's answers to its questions, and taking one back."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.models import Group, Seat, running_on
from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.core.errors import BadInput
from lscb.identity.operations import refuse_names
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Referral, ReferralQuestion, ScopingRequest
from reviews.operations import outsiders, scoping
from reviews.operations.referrals import expect_version, locked
from reviews.operations.telling import tell, tell_referrer, tell_unit

S = Referral.Status


@operation
def return_with_questions(
    *, referral: Referral, questions: list[str], by: User, version: int | None = None
) -> Referral:
    """Back to the referrer, who answers and sends it again; the day the board was told does not move."""
    referral = locked(referral)
    may.check_can_triage(by, referral)
    states.REFERRAL.require("return_with_questions", referral)
    expect_version(referral, version)
    asked = [text.strip() for text in questions if text.strip()]
    if not asked:
        raise BadInput("Write at least one question for the referrer.")
    ReferralQuestion.objects.bulk_create(
        [ReferralQuestion(referral=referral, text=t, asked_by=by) for t in asked]
    )
    _triaged(referral, S.RETURNED, by, "")
    record_event("referral.returned", by=by, record=referral.record, detail={"questions": len(asked)})
    link = getattr(referral, "link", None)
    way = ""
    if link is not None and link.closed_at is None:
        address = outsiders.renew(link=link, by=by)
        way = f"Answer them here, with a code that is sent to this mailbox: {address}"
    tell_referrer(referral, "referral-returned", urgent=True, cause=str(referral.version), way=way)
    return referral


@operation
def answer_questions(*, referral: Referral, answers: dict[int, str], by: User | None) -> Referral:
    """The referrer's answers; the form goes back to the business unit."""
    referral = locked(referral)
    may.check_can_answer_questions(by, referral)
    states.REFERRAL.require("answer_questions", referral)
    for question in referral.questions.filter(answered_at__isnull=True):
        text = answers.get(question.pk, "").strip()
        if not text:
            raise BadInput("Answer each question; “I do not know” is an answer.")
        question.answer, question.answered_at = text, timezone.now()
        question.save(update_fields=["answer", "answered_at"])
    referral.status = S.SUBMITTED
    referral.version += 1
    referral.save()
    record_event("referral.answered", by=by, record=referral.record)
    tell_unit(referral, "referral-submitted", cause=str(referral.version))
    return referral


def _triaged(referral: Referral, status: str, by: User, reason: str) -> None:
    referral.status = status
    referral.triaged_at, referral.triaged_by = timezone.now(), by
    referral.triage_reason = reason
    referral.version += 1
    referral.save()


@operation
def redirect(
    *, referral: Referral, sent_where: str, reason: str, by: User, version: int | None = None
) -> Referral:
    """Not for this board: another area, or another process. The clock of the decision ends."""
    referral = _ending(referral, "redirect", reason, by, version)
    if not sent_where.strip():
        raise BadInput("Say where the referral goes.")
    refuse_names(referral.record, sent_where, "Say where it goes without the name of anybody in the case.")
    referral.sent_where = sent_where.strip()
    _triaged(referral, S.REDIRECTED, by, reason)
    _end(referral, by, "referral.redirected", "referral-redirected", reason)
    return referral


@operation
def mark_duplicate(
    *, referral: Referral, other: Referral, reason: str, by: User, version: int | None = None
) -> Referral:
    """The same case as another referral, which goes on alone."""
    referral = _ending(referral, "mark_duplicate", reason, by, version)
    if other.pk == referral.pk or other.record.board_id != referral.record.board_id:
        raise BadInput("Choose another referral of this board.")
    if other.status in (S.DRAFT, S.DUPLICATE, S.WITHDRAWN):
        raise BadInput("The other referral does not go on either. Choose the one that does.")
    referral.duplicate_of = other
    _triaged(referral, S.DUPLICATE, by, reason)
    _end(referral, by, "referral.duplicate", "referral-closed", reason)
    return referral


@operation
def withdraw(*, referral: Referral, reason: str, by: User | None) -> Referral:
    """Taken back. One that may meet the criteria stays with the business unit, which is told why its referrer took it
    back, and goes on with it or withdraws it itself (§2.1). A draft just ends."""
    referral = locked(referral)
    may.check_can_withdraw(by, referral)
    states.REFERRAL.require("withdraw", referral)
    was_sent = referral.status != S.DRAFT
    reason = reason.strip()
    if was_sent and len(reason.split()) < 2:
        raise BadInput("Say why the referral is withdrawn, in a few words.")
    refuse_names(referral.record, reason)
    if was_sent and referral.may_meet_criteria and _is_referrer(by, referral):
        return _ask_to_withdraw(referral, reason, by)
    referral.status = S.WITHDRAWN
    referral.submitted_at = referral.submitted_at or timezone.now()
    referral.triage_reason = reason
    referral.version += 1
    referral.save()
    record_event("referral.withdrawn", by=by, record=referral.record, detail={"reason": reason})
    if was_sent:
        tell_unit(referral, "referral-withdrawn")
        if not _is_referrer(by, referral):
            tell_referrer(referral, "referral-closed")
    return referral


def _is_referrer(by: User | None, referral: Referral) -> bool:
    return by is None or referral.started_by_id == by.pk


def _ask_to_withdraw(referral: Referral, reason: str, by: User | None) -> Referral:
    referral.withdrawal_asked_at, referral.withdrawal_reason = timezone.now(), reason
    referral.status = S.SUBMITTED
    referral.version += 1
    referral.save()
    record_event("referral.withdrawal-asked", by=by, record=referral.record, detail={"reason": reason})
    tell_unit(referral, "referral-withdrawal-asked", cause=str(referral.version))
    return referral


def _ending(referral: Referral, verb: str, reason: str, by: User, version: int | None) -> Referral:
    referral = locked(referral)
    may.check_can_triage(by, referral)
    states.REFERRAL.require(verb, referral)
    expect_version(referral, version)
    if len(reason.split()) < 2:
        raise BadInput("Give the reason in a sentence.")
    refuse_names(referral.record, reason)
    return referral


def _end(referral: Referral, by: User, event: str, key: str, reason: str) -> None:
    """Clocks, requests and their clocks end with the case; its referrer is told."""
    if referral.record.deadlines.running().filter(code="DECISION").exists():
        clocks.cancel(referral.record, "DECISION", by=by, reason=reason)
    waiting = (ScopingRequest.Status.REQUESTED, ScopingRequest.Status.STARTED)
    for request in referral.scoping_requests.filter(status__in=waiting):
        scoping.end_request(request=request, reason="The board does not go on with the case", by=by)
    record_event(event, by=by, record=referral.record, detail={"reason": reason})
    tell_referrer(referral, key)


@operation
def accept(
    *, referral: Referral, normally_resident: bool, notifiable: bool, notified_on: dt.date, by: User,
    notifiable_on: dt.date | None = None, notified_reason: str = "", version: int | None = None,
) -> Referral:  # fmt: skip
    """Takes the referral on. DECISION starts on the day the board was first told, not today (§0.6, trap 2); good
    practice has no such clock (R053)."""
    referral = locked(referral)
    may.check_can_triage(by, referral)
    states.REFERRAL.require("accept", referral)
    expect_version(referral, version)
    _check_acceptance(
        referral, normally_resident, notifiable_on if notifiable else None, notified_on, notified_reason
    )
    if notifiable and notifiable_on is None:
        raise BadInput("Enter the day on which the authority gave notice of the incident.")
    referral.normally_resident, referral.notifiable = True, notifiable
    referral.notifiable_on = notifiable_on if notifiable else None
    referral.notified_on, referral.notified_reason = notified_on, notified_reason.strip()
    referral.withdrawal_asked_at = None
    _triaged(referral, S.ACCEPTED, by, "")
    record_event("referral.accepted", by=by, record=referral.record, detail={"notified_on": str(notified_on)})
    if not referral.is_good_practice:
        clocks.start(
            referral.record, "DECISION", on=notified_on, by=by, regime=referral.regime,
            tell=[(manager.party, 0) for manager in holders(referral.record.board, Role.BUSINESS_MANAGER)],
        )  # fmt: skip
    for person in _chairs(referral.record.board) + holders(referral.record.board, Role.INDEPENDENT_CHAIR):
        tell(person, referral, "referral-noted", link="/meetings/")
    tell_referrer(referral, "referral-taken-on")
    return referral


def _check_acceptance(
    referral: Referral, resident: bool, notice: dt.date | None, told: dt.date, reason: str
) -> None:
    today = timezone.localdate()
    if not resident:
        raise BadInput(
            "The board of the area where the child normally lives decides. Send this referral to that board instead.",
            "Use “Send elsewhere”.",
        )
    if told > today:
        raise BadInput("The day the board was told cannot be in the future.")
    if notice and notice > today:
        raise BadInput("The day of the authority's notice cannot be in the future.")
    if told != referral.notified_on:
        if len(reason.split()) < 2:
            raise BadInput("Say why the day the board was told differs from the one on the form.")
        refuse_names(referral.record, reason)


def _chairs(board: Board) -> list[User]:
    seats = Seat.objects.filter(
        running_on(timezone.localdate()),
        group__board=board,
        group__kind=Group.Kind.CASE_REVIEW,
        office=Seat.Office.CHAIR,
    )
    return [seat.user for seat in seats.select_related("user") if seat.user]

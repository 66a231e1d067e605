"""The business unit's answers to a referral, the referrer's answers to its questions, and taking one back."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.models import Group, Seat, running_on
from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.core.errors import BadInput
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Referral, ReferralQuestion
from reviews.operations.referrals import expect_version, locked, tell, tell_unit


@operation
def return_with_questions(*, referral: Referral, questions: list[str], by: User) -> Referral:
    """Back to the referrer, who answers and sends it again; the day the board was told does not move."""
    referral = locked(referral)
    may.check_can_triage(by, referral)
    states.REFERRAL.require("return_with_questions", referral)
    asked = [text.strip() for text in questions if text.strip()]
    if not asked:
        raise BadInput("Write at least one question for the referrer.")
    ReferralQuestion.objects.bulk_create(
        [ReferralQuestion(referral=referral, text=t, asked_by=by) for t in asked]
    )
    _triaged(referral, Referral.Status.RETURNED, by, "")
    record_event("referral.returned", by=by, record=referral.record, detail={"questions": len(asked)})
    if referral.started_by:
        tell(referral.started_by, referral, "referral-returned", urgent=True, cause=str(referral.version))
    return referral


@operation
def answer_questions(*, referral: Referral, answers: dict[int, str], by: User | None) -> Referral:
    """The referrer's answers; the form goes back to the business unit."""
    referral = locked(referral)
    may.check_can_submit(by, referral)
    states.REFERRAL.require("answer_questions", referral)
    for question in referral.questions.filter(answered_at__isnull=True):
        text = answers.get(question.pk, "").strip()
        if not text:
            raise BadInput("Answer each question; “I do not know” is an answer.")
        question.answer, question.answered_at = text, timezone.now()
        question.save(update_fields=["answer", "answered_at"])
    referral.status = Referral.Status.SUBMITTED
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
        raise BadInput("Say where the referral was sent.")
    referral.sent_where = sent_where.strip()
    _triaged(referral, Referral.Status.REDIRECTED, by, reason)
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
    referral.duplicate_of = other
    _triaged(referral, Referral.Status.DUPLICATE, by, reason)
    _end(referral, by, "referral.duplicate", "referral-closed", reason)
    return referral


@operation
def withdraw(*, referral: Referral, reason: str, by: User | None) -> Referral:
    """Taken back. One that meets the criteria stays with the business unit: they are told why it was withdrawn."""
    referral = locked(referral)
    may.check_can_withdraw(by, referral)
    states.REFERRAL.require("withdraw", referral)
    was_sent = referral.status != Referral.Status.DRAFT
    if was_sent and len(reason.split()) < 2:
        raise BadInput("Say why the referral is withdrawn.")
    referral.status = Referral.Status.WITHDRAWN
    referral.submitted_at = referral.submitted_at or timezone.now()
    referral.triage_reason = reason
    referral.version += 1
    referral.save()
    record_event(
        "referral.withdrawn", by=by, record=referral.record, detail={"reason": reason if was_sent else ""}
    )
    if was_sent:
        tell_unit(referral, "referral-withdrawn")
    return referral


def _ending(referral: Referral, verb: str, reason: str, by: User, version: int | None) -> Referral:
    referral = locked(referral)
    may.check_can_triage(by, referral)
    states.REFERRAL.require(verb, referral)
    expect_version(referral, version)
    if len(reason.split()) < 2:
        raise BadInput("Give the reason in a sentence.")
    return referral


def _end(referral: Referral, by: User, event: str, key: str, reason: str) -> None:
    if referral.record.deadlines.running().filter(code="DECISION").exists():
        clocks.cancel(referral.record, "DECISION", by=by, reason=reason)
    record_event(event, by=by, record=referral.record, detail={"reason": reason})
    if referral.started_by:
        tell(referral.started_by, referral, key)


@operation
def accept(
    *, referral: Referral, normally_resident: bool, notifiable: bool, notified_on: dt.date, by: User,
    notifiable_on: dt.date | None = None, notified_reason: str = "", version: int | None = None,
) -> Referral:  # fmt: skip
    """Takes the referral on. DECISION starts on the day the board was first told, not today (§0.6, trap 2)."""
    referral = locked(referral)
    may.check_can_triage(by, referral)
    states.REFERRAL.require("accept", referral)
    expect_version(referral, version)
    if not normally_resident:
        raise BadInput(
            "The board of the area where the child normally lives decides. Send this referral to that board instead.",
            "Use “Send elsewhere”.",
        )
    if notified_on > timezone.localdate():
        raise BadInput("The day the board was told cannot be in the future.")
    if notified_on != referral.notified_on and len(notified_reason.split()) < 2:
        raise BadInput("Say why the day the board was told differs from the one on the form.")
    if notifiable and notifiable_on is None:
        raise BadInput("Enter the day on which the authority gave notice of the incident.")
    referral.normally_resident, referral.notifiable, referral.notifiable_on = True, notifiable, notifiable_on
    referral.notified_on, referral.notified_reason = notified_on, notified_reason
    _triaged(referral, Referral.Status.ACCEPTED, by, "")
    record_event("referral.accepted", by=by, record=referral.record, detail={"notified_on": str(notified_on)})
    people = _chairs(referral.record.board) + holders(referral.record.board, Role.INDEPENDENT_CHAIR)
    clocks.start(
        referral.record, "DECISION", on=notified_on, by=by, regime=referral.regime,
        tell=[(manager.party, 0) for manager in holders(referral.record.board, Role.BUSINESS_MANAGER)],
    )  # fmt: skip
    for person in people:
        tell(person, referral, "referral-accepted")
    if referral.started_by:
        tell(referral.started_by, referral, "referral-taken-on")
    return referral


def _chairs(board: Board) -> list[User]:
    seats = Seat.objects.filter(
        running_on(timezone.localdate()),
        group__board=board,
        group__kind=Group.Kind.CASE_REVIEW,
        office=Seat.Office.CHAIR,
    )
    return [seat.user for seat in seats.select_related("user") if seat.user]

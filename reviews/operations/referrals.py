"""A referral from the first page to the business unit's answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from lscb.board.models import Agency, Group, Seat, running_on
from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.core.errors import BadInput, StaleEdit
from lscb.notices.operations import notify
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.records.operations import grant_access, open_record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Referral, ReferralQuestion

#: Fields of the form that a page may save; identities go to lscb.identity instead.
FORM_FIELDS = frozenset({
    "route", "source", "referrer_name", "referrer_role", "referrer_organisation", "referrer_address", "referrer_phone",
    "referrer_email", "referred_on", "notified_on", "incident_on", "linked_cases", "agencies_known", "agencies_other",
    "outline", "harm", "why_harm", "why_abuse", "why_concern", "always",
})  # fmt: skip

#: Pages of the form that must be finished before it is sent.
PAGES = ("child", "referrer", "agencies", "outline", "criteria")


@operation
def start(
    *, board: Board, by: User | None, agency: Agency | None = None, route: str = Referral.Route.CONCERN
) -> Referral:
    """A new draft; only whoever started it sees it until it is sent. `by` is None for an outsider's link."""
    if by is not None:
        may.check_can_refer(by, board)
    today = timezone.localdate()
    record = open_record(
        board=board,
        kind="referral",
        code="REF",
        title="Referral of a case",
        route="reviews:referral-detail",
        by=by,
    )
    referral = Referral.objects.create(
        record=record, regime=board.regime_on(today), started_by=by, referring_agency=agency, referred_on=today, route=route,
        referrer_name=by.name if by else "", referrer_role=by.job_title if by else "",
        referrer_email=by.email if by else "", referrer_organisation=agency.name if agency else "",
    )  # fmt: skip
    if by is not None:
        grant_access(record=record, party=by.party, capacity="referrer", reason="Started the form", by=by)
    record_event("referral.started", by=by, record=record)
    return referral


def locked(referral: Referral) -> Referral:
    """The row as it is now, locked until the transaction ends."""
    return Referral.objects.select_for_update().select_related("record__board").get(pk=referral.pk)


def expect_version(thing: Any, version: int | None) -> None:
    """Raises StaleEdit when somebody changed the thing since the page was opened."""
    if version is not None and thing.version != version:
        raise StaleEdit(
            "Somebody else changed this after you opened the page, so yours was not saved over theirs.",
            "What you typed is below. Open the page again, and add it to what is there now.",
        )


@operation
def save_page(
    *,
    referral: Referral,
    page: str,
    values: dict[str, Any],
    by: User | None,
    version: int | None = None,
    done: bool = True,
) -> Referral:
    """Saves one page of a draft (or of one that was returned with questions)."""
    referral = locked(referral)
    may.check_can_submit(by, referral)
    if referral.status not in (Referral.Status.DRAFT, Referral.Status.RETURNED):
        raise StaleEdit(
            "This referral has been sent, so its pages cannot be changed.", "Write to the business unit."
        )
    expect_version(referral, version)
    if unknown := set(values) - FORM_FIELDS:
        raise BadInput(f"These are not fields of the referral form: {', '.join(sorted(unknown))}.")
    for name, value in values.items():
        setattr(referral, name, value)
    _mark(referral, page, done)
    referral.version += 1
    referral.save()
    record_event("referral.saved", by=by, record=referral.record, detail={"page": page})
    return referral


def _mark(referral: Referral, page: str, done: bool) -> None:
    pages = [name for name in referral.pages_done if name != page]
    referral.pages_done = pages + [page] if done else pages


@operation
def mark_page(*, referral: Referral, page: str, by: User | None, done: bool = True) -> Referral:
    """Says that a page whose values live elsewhere (the child, the family) is finished."""
    referral = locked(referral)
    may.check_can_submit(by, referral)
    _mark(referral, page, done)
    referral.save(update_fields=["pages_done"])
    record_event("referral.saved", by=by, record=referral.record, detail={"page": page})
    return referral


def missing_pages(referral: Referral) -> list[str]:
    return [page for page in PAGES if page not in referral.pages_done]


@operation
def submit(*, referral: Referral, by: User | None, name: str = "") -> Referral:
    """Sends the form to the board. Sending it twice changes nothing (the second is told so by its state)."""
    referral = locked(referral)
    may.check_can_submit(by, referral)
    states.REFERRAL.require("submit", referral)
    if missing := missing_pages(referral):
        raise BadInput(f"These pages are not finished yet: {', '.join(missing)}.")
    if referral.notified_on is None or referral.notified_on > timezone.localdate():
        referral.notified_on = timezone.localdate()
    referral.status = Referral.Status.SUBMITTED
    referral.submitted_at = timezone.now()
    referral.submitted_by_name = "" if by else (name or referral.referrer_name)
    referral.version += 1
    referral.save()
    record_event("referral.submitted", by=by, record=referral.record)
    _tell_unit(referral, "referral-submitted")
    if by is not None:
        _tell(by, referral, "referral-acknowledged")
    return referral


def _tell(person: User, referral: Referral, key: str, *, urgent: bool = False, cause: str = "") -> None:
    notify(
        to=person, board=referral.record.board, subject_key=key, reference=referral.record.reference,
        link=referral.record.get_absolute_url(), urgent=urgent, unique_key=f"{key}:{referral.pk}:{cause}",
    )  # fmt: skip


def _tell_unit(referral: Referral, key: str, cause: str = "") -> None:
    for role in (Role.BUSINESS_MANAGER, Role.BUSINESS_OFFICER):
        for person in holders(referral.record.board, role):
            if Record.objects.visible_to(person).filter(pk=referral.record_id).exists():
                _tell(person, referral, key, urgent=True, cause=cause)


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
        _tell(referral.started_by, referral, "referral-returned", urgent=True, cause=str(referral.version))
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
    _tell_unit(referral, "referral-submitted", cause=str(referral.version))
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
        _tell_unit(referral, "referral-withdrawn")
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
        _tell(referral.started_by, referral, key)


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
        _tell(person, referral, "referral-accepted")
    if referral.started_by:
        _tell(referral.started_by, referral, "referral-taken-on")
    return referral


def _chairs(board: Board) -> list[User]:
    seats = Seat.objects.filter(
        running_on(timezone.localdate()),
        group__board=board,
        group__kind=Group.Kind.CASE_REVIEW,
        office=Seat.Office.CHAIR,
    )
    return [seat.user for seat in seats.select_related("user") if seat.user]

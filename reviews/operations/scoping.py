"""Asking each agency in scope; an agency sees its own request and nothing else of the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Agency, Grant, running_on
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.core.errors import BadInput
from lscb.notices.operations import notify
from lscb.people.models import Board, User
from lscb.records.operations import end_access, grant_access, open_record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Referral, ScopingRequest
from reviews.operations.referrals import expect_version, locked

QUESTION = (
    "Was your agency involved with this child or family? If so, tell us when, in what way, and what you think can be "
    "learned. A short answer is enough."
)


def leads_of(agency: Agency, board: Board) -> list[User]:
    """The agency's safeguarding leads on the board today; for a school its head teacher and designated lead."""
    roles = (Role.AGENCY_LEAD, Role.SCHOOL_HEAD, Role.SCHOOL_DSL)
    grants = Grant.objects.filter(
        running_on(timezone.localdate()), agency=agency, board=board, role__in=roles
    )
    people = {g.user_id: g.user for g in grants.select_related("user__party") if g.user.is_active}
    return list(people.values())


@operation
def ask(
    *, referral: Referral, agencies: Iterable[Agency], due_on: dt.date, by: User, question: str = ""
) -> list[ScopingRequest]:
    """One request per agency, opened to its leads. Agencies that were asked before are left alone."""
    referral = locked(referral)
    may.check_can_scope(by, referral)
    if referral.status not in (Referral.Status.GATHERING, Referral.Status.LISTED):
        states.REFERRAL.require("gather", referral)
        referral.status = Referral.Status.GATHERING
        referral.version += 1
        referral.save()
    if due_on < timezone.localdate():
        raise BadInput("Choose a day to answer by that is still to come.")
    asked = set(referral.scoping_requests.values_list("agency_id", flat=True))
    made = [_ask_one(referral, agency, due_on, by, question) for agency in agencies if agency.pk not in asked]
    if not made:
        raise BadInput("Choose at least one agency that has not been asked yet.")
    record_event(
        "scoping.asked", by=by, record=referral.record, detail={"agencies": len(made), "due": str(due_on)}
    )
    return made


def _ask_one(referral: Referral, agency: Agency, due_on: dt.date, by: User, question: str) -> ScopingRequest:
    leads = leads_of(agency, referral.record.board)
    if not leads:
        raise BadInput(f"{agency} has no safeguarding lead with an account. Add one before you ask them.")
    record = open_record(
        board=referral.record.board, kind="scoping", code="REQ", title=f"Request for information: {agency.name}"[:160],
        route="reviews:scoping-detail", by=by, root=referral.record,
    )  # fmt: skip
    request = ScopingRequest.objects.create(
        record=record,
        referral=referral,
        agency=agency,
        question=question.strip() or QUESTION,
        due_on=due_on,
        asked_by=by,
    )
    for lead in leads:
        grant_access(
            record=record, party=lead.party, capacity="respondent", reason="Asked for their agency", by=by
        )
        notify(
            to=lead, board=record.board, subject_key="scoping-requested", reference=record.reference,
            link=record.get_absolute_url(), urgent=True, unique_key=f"scoping:{request.pk}",
        )  # fmt: skip
    clocks.start(
        record, "AGENCY-SCOPING", on=timezone.localdate(), due_on=due_on, by=by, regime=referral.regime,
        tell=[(lead.party, 0) for lead in leads],
    )  # fmt: skip
    return request


def _locked_request(request: ScopingRequest) -> ScopingRequest:
    rows = ScopingRequest.objects.select_for_update().select_related(
        "record__board", "referral__record", "agency"
    )
    return rows.get(pk=request.pk)


@operation
def save_answer(
    *, request: ScopingRequest, by: User, version: int | None = None, **values: object
) -> ScopingRequest:
    """Keeps an unfinished answer; it can be gone on with later, by any of the agency's respondents."""
    request = _locked_request(request)
    may.check_can_answer(by, request)
    states.SCOPING.require("save_answer", request)
    expect_version(request, version)
    _fill(request, values)
    request.status = ScopingRequest.Status.STARTED
    request.save()
    record_event("scoping.saved", by=by, record=request.record)
    return request


_ANSWER_FIELDS = frozenset({"involved", "summary", "period_known", "good_practice", "immediate_action"})


def _fill(request: ScopingRequest, values: dict[str, object]) -> None:
    if unknown := set(values) - _ANSWER_FIELDS:
        raise BadInput(f"These are not fields of the answer: {', '.join(sorted(unknown))}.")
    for name, value in values.items():
        setattr(request, name, value)
    request.version += 1


@operation
def send_answer(
    *, request: ScopingRequest, by: User, version: int | None = None, **values: object
) -> ScopingRequest:
    """The agency's answer to the business unit."""
    request = _locked_request(request)
    may.check_can_answer(by, request)
    states.SCOPING.require("send_answer", request)
    expect_version(request, version)
    _fill(request, values)
    if request.involved is None:
        raise BadInput("Say whether your agency was involved.")
    if request.involved and not request.summary.strip():
        raise BadInput("Say in a few sentences how your agency was involved.")
    request.status = ScopingRequest.Status.ANSWERED
    request.answered_by, request.answered_at = by, timezone.now()
    request.save()
    late = request.due_on < timezone.localdate()
    clocks.stop(
        request.record,
        "AGENCY-SCOPING",
        on=timezone.localdate(),
        by=by,
        reason="Answered after the day" if late else "",
    )
    record_event(
        "scoping.answered", by=by, record=request.record, detail={"involved": request.involved, "late": late}
    )
    notify(
        to=request.asked_by, board=request.record.board, subject_key="scoping-answered", reference=request.record.reference,
        link=request.record.get_absolute_url(), unique_key=f"answered:{request.pk}:{request.version}",
    )  # fmt: skip
    return request


@operation
def chase(*, request: ScopingRequest, by: User) -> ScopingRequest:
    """Reminds the agency at once; how often and when is kept."""
    request = _locked_request(request)
    may.check_can_scope_request(by, request)
    states.SCOPING.require("cancel_request", request)
    request.chased_at, request.chased_by, request.times_chased = timezone.now(), by, request.times_chased + 1
    request.save()
    record_event("scoping.chased", by=by, record=request.record, detail={"times": request.times_chased})
    for lead in leads_of(request.agency, request.record.board):
        notify(
            to=lead, board=request.record.board, subject_key="scoping-chased", reference=request.record.reference,
            link=request.record.get_absolute_url(), urgent=True, unique_key=f"chase:{request.pk}:{request.times_chased}",
        )  # fmt: skip
    return request


@operation
def ask_again(*, request: ScopingRequest, question: str, due_on: dt.date, by: User) -> ScopingRequest:
    """Goes back to the agency with a further question; what it wrote stays."""
    request = _locked_request(request)
    may.check_can_scope_request(by, request)
    states.SCOPING.require("ask_again", request)
    if not question.strip():
        raise BadInput("Write the further question.")
    request.question = f"{request.question}\n\n{question.strip()}"
    request.status, request.due_on = ScopingRequest.Status.STARTED, due_on
    request.answered_by = request.answered_at = None
    request.version += 1
    request.save()
    clocks.restart(
        request.record, "AGENCY-SCOPING", on=timezone.localdate(), due_on=due_on, by=by, reason="Asked again"
    )
    record_event("scoping.asked-again", by=by, record=request.record)
    for lead in leads_of(request.agency, request.record.board):
        notify(
            to=lead, board=request.record.board, subject_key="scoping-requested", reference=request.record.reference,
            link=request.record.get_absolute_url(), urgent=True, unique_key=f"scoping:{request.pk}:{request.version}",
        )  # fmt: skip
    return request


@operation
def cancel_request(*, request: ScopingRequest, reason: str, by: User) -> ScopingRequest:
    """The answer is no longer needed; the agency's access ends."""
    request = _locked_request(request)
    may.check_can_scope_request(by, request)
    states.SCOPING.require("cancel_request", request)
    request.status = ScopingRequest.Status.CANCELLED
    request.version += 1
    request.save()
    clocks.cancel(request.record, "AGENCY-SCOPING", by=by, reason=reason)
    end_access(record=request.record, by=by, reason=reason, capacity="respondent")
    record_event("scoping.cancelled", by=by, record=request.record, detail={"reason": reason})
    return request

"""Asking each agency in scope; an agency sees its own request and nothing else of the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Agency
from lscb.clocks import operations as clocks
from lscb.core.errors import BadInput, InvalidMove
from lscb.identity.operations import refuse_names
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.operations import end_access, grant_access, open_record
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Referral, ScopingRequest
from reviews.operations.readers import share_answers
from reviews.operations.referrals import expect_version, locked
from reviews.operations.respondents import available_leads, leads_of, renew_respondents, tell_respondents
from reviews.operations.telling import is_shut_to

__all__ = [
    "QUESTION", "ask", "ask_again", "cancel_request", "chase", "end_request", "hand_over", "leads_of",
    "save_answer", "send_answer",
]  # fmt: skip

QUESTION = (
    "Was your agency involved with this child or family? If so, tell us when, in what way, and what you think can be "
    "learned. A short answer is enough."
)


@operation
def ask(
    *, referral: Referral, agencies: Iterable[Agency], due_on: dt.date, by: User, question: str = ""
) -> list[ScopingRequest]:
    """One request per agency, opened to its leads. An agency that was asked before is asked again only when its request
    had been cancelled."""
    referral = locked(referral)
    may.check_can_scope(by, referral)
    if referral.status not in (Referral.Status.GATHERING, Referral.Status.LISTED):
        states.REFERRAL.require("gather", referral)
        referral.status = Referral.Status.GATHERING
        referral.version += 1
        referral.save()
    _check_day(due_on)
    refuse_names(referral.record, question, "Write the question without the name of anybody in the case.")
    known = {
        row.agency_id: row for row in referral.scoping_requests.select_related("record__board", "agency")
    }
    made = []
    for agency in agencies:
        before = known.get(agency.pk)
        if before is None:
            made.append(_ask_one(referral, agency, due_on, by, question))
        elif before.status == ScopingRequest.Status.CANCELLED:
            made.append(_ask_after_all(referral, before, due_on, by, question))
    if not made:
        raise BadInput("Choose at least one agency that has not been asked yet.")
    record_event(
        "scoping.asked", by=by, record=referral.record, detail={"agencies": len(made), "due": str(due_on)}
    )
    share_answers(referral=referral, by=by)
    return made


def _check_day(due_on: dt.date) -> None:
    if due_on < timezone.localdate():
        raise BadInput("Choose a day to answer by that is still to come.")


def _ask_one(referral: Referral, agency: Agency, due_on: dt.date, by: User, question: str) -> ScopingRequest:
    leads = available_leads(agency, referral.record)
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
    tell_respondents(request, leads, "scoping-requested", f"scoping:{request.pk}")
    clocks.start(
        record, "AGENCY-SCOPING", on=timezone.localdate(), due_on=due_on, by=by, regime=referral.regime,
        tell=[(lead.party, 0) for lead in leads],
    )  # fmt: skip
    return request


def _ask_after_all(
    referral: Referral, request: ScopingRequest, due_on: dt.date, by: User, question: str
) -> ScopingRequest:
    """A request that had been cancelled is wanted after all; what the agency wrote until then is still there."""
    states.SCOPING.require("ask_after_all", request)
    leads = available_leads(request.agency, referral.record)
    request.status, request.due_on = ScopingRequest.Status.REQUESTED, due_on
    request.question = question.strip() or request.question
    request.version += 1
    request.save()
    for lead in leads:
        grant_access(
            record=request.record,
            party=lead.party,
            capacity="respondent",
            reason="Asked for their agency",
            by=by,
        )
    clocks.restart(
        request.record, "AGENCY-SCOPING", on=timezone.localdate(), due_on=due_on, by=by, reason="Asked after all",
        tell=[(lead.party, 0) for lead in leads],
    )  # fmt: skip
    tell_respondents(request, leads, "scoping-requested", f"scoping:{request.pk}:{request.version}")
    return request


def _locked_request(request: ScopingRequest) -> ScopingRequest:
    rows = ScopingRequest.objects.select_for_update(of=("self",)).select_related(
        "record__board", "record__root__board", "referral__record__board", "agency", "asked_by"
    )
    return rows.get(pk=request.pk)


@operation
def save_answer(
    *, request: ScopingRequest, by: User, version: int | None = None, as_typed: bool = False, **values: object
) -> ScopingRequest:
    """Keeps an unfinished answer; it can be gone on with later, by any of the agency's respondents.

    as_typed  saved by the page while somebody types: the same page may save again
    """
    request = _locked_request(request)
    may.check_can_answer(by, request)
    states.SCOPING.require("save_answer", request)
    expect_version(request, version)
    _fill(request, values)
    request.version += 0 if as_typed else 1
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
    request.version += 1
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
    if not is_shut_to(request.record, request.asked_by):
        notify(
            to=request.asked_by, board=request.record.board, subject_key="scoping-answered",
            reference=request.record.reference, link=request.record.get_absolute_url(),
            unique_key=f"answered:{request.pk}:{request.version}",
        )  # fmt: skip
    return request


@operation
def chase(*, request: ScopingRequest, by: User) -> ScopingRequest:
    """Reminds whoever leads for the agency today, at once; how often and when is kept."""
    request = _locked_request(request)
    may.check_can_scope_request(by, request)
    if request.status not in (ScopingRequest.Status.REQUESTED, ScopingRequest.Status.STARTED):
        raise InvalidMove(f"This request is “{request.get_status_display().lower()}”, so nobody is reminded.")
    leads = renew_respondents(request=request, by=by)
    request.chased_at, request.chased_by, request.times_chased = timezone.now(), by, request.times_chased + 1
    request.save()
    record_event("scoping.chased", by=by, record=request.record, detail={"times": request.times_chased})
    tell_respondents(request, leads, "scoping-chased", f"chase:{request.pk}:{request.times_chased}")
    return request


@operation
def hand_over(*, request: ScopingRequest, by: User) -> list[User]:
    """The agency's leads have changed: the request is opened to those of today and shut to the others."""
    request = _locked_request(request)
    may.check_can_scope_request(by, request)
    leads = renew_respondents(request=request, by=by)
    tell_respondents(request, leads, "scoping-requested", f"scoping:{request.pk}:{request.version}")
    return leads


@operation
def ask_again(*, request: ScopingRequest, question: str, due_on: dt.date, by: User) -> ScopingRequest:
    """Goes back to the agency with a further question; what it wrote stays."""
    request = _locked_request(request)
    may.check_can_scope_request(by, request)
    states.SCOPING.require("ask_again", request)
    if not question.strip():
        raise BadInput("Write the further question.")
    _check_day(due_on)
    refuse_names(request.record.case, question, "Write the question without the name of anybody in the case.")
    request.question = f"{request.question}\n\n{question.strip()}"
    request.status, request.due_on = ScopingRequest.Status.STARTED, due_on
    request.answered_by = request.answered_at = None
    request.version += 1
    request.save()
    leads = renew_respondents(request=request, by=by)
    clocks.restart(
        request.record, "AGENCY-SCOPING", on=timezone.localdate(), due_on=due_on, by=by, reason="Asked again",
        tell=[(lead.party, 0) for lead in leads],
    )  # fmt: skip
    record_event("scoping.asked-again", by=by, record=request.record)
    tell_respondents(request, leads, "scoping-requested", f"scoping:{request.pk}:{request.version}")
    return request


@operation
def cancel_request(*, request: ScopingRequest, reason: str, by: User) -> ScopingRequest:
    """The answer is no longer needed; the agency's access ends."""
    may.check_can_scope_request(by, request)
    return end_request(request=request, reason=reason, by=by)


@operation
def end_request(*, request: ScopingRequest, reason: str, by: User) -> ScopingRequest:
    """What `cancel_request` does, also as a part of somebody else's act: the case ended or was decided."""
    request = _locked_request(request)
    states.SCOPING.require("cancel_request", request)
    if not reason.strip():
        raise BadInput("Say why the answer is not needed.")
    refuse_names(request.record.case, reason)
    request.status = ScopingRequest.Status.CANCELLED
    request.version += 1
    request.save()
    if request.record.deadlines.running().filter(code="AGENCY-SCOPING").exists():
        clocks.cancel(request.record, "AGENCY-SCOPING", by=by, reason=reason)
    end_access(record=request.record, by=by, reason=reason, capacity="respondent")
    record_event("scoping.cancelled", by=by, record=request.record, detail={"reason": reason})
    return request

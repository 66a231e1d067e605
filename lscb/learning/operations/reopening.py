"""Answers of an agency that are opened again: it was asked about more, something does not hold, or a proposal was not
taken up."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.clocks import operations as clocks
from lscb.learning import answering
from lscb.learning.models import Action, AnswerRequest
from lscb.people.models import User
from lscb.trail.recording import operation, record_event

NOT_TAKEN_UP = "A proposed action was not taken up."


@operation
def open_again(*, request: AnswerRequest, reason: str, due_on: dt.date | None, by: User) -> AnswerRequest:
    """Its clock starts again, with the board's usual length where no day is given; the request is locked already."""
    deadline = clocks.restart(
        request.record, answering.CODE, on=timezone.localdate(), by=by, reason=reason[:300], due_on=due_on,
        tell=answering.reminded(request.agency, request.board),
    )  # fmt: skip
    request.closed_at = None
    request.due_on = due_on or deadline.due_on or timezone.localdate()
    request.save(update_fields=["closed_at", "due_on"])
    return request


@operation
def look_again(*, request: AnswerRequest, reason: str, due_on: dt.date | None, by: User) -> AnswerRequest:
    """The agency is told that its answers are open again."""
    open_again(request=request, reason=reason, due_on=due_on, by=by)
    record_event("answers.asked-again", by=by, record=request.record, detail={"reason": reason})
    answering.tell_agency(request, "answers-asked", by=by, cause=f"{request.pk}:{request.due_on}")
    return request


def left_without(action: Action) -> AnswerRequest | None:
    """A finished request in which something accepted has neither an action nor a reason for none, now that this one was
    not taken up; locked."""
    rows = AnswerRequest.objects.select_for_update(of=("self",)).with_parties()
    found = rows.filter(source=action.source_id, agency=action.agency_id, closed_at__isnull=False).first()
    waits = found is not None and any(line.waits for line in answering.lines_of(found))
    return found if waits else None

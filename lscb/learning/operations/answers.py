"""Agencies are asked about recommendations in words that give no case away, and answer each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils import timezone

from lscb.board.models import Agency
from lscb.clocks import operations as clocks
from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove
from lscb.identity.operations import refuse_names
from lscb.learning import answering, telling
from lscb.learning.acts import need
from lscb.learning.models import (
    Action,
    AnswerRequest,
    AskedRecommendation,
    Recommendation,
    RecommendationAnswer,
)
from lscb.learning.operations.proposals import KIND, KINDS, MARKING, enter_proposal
from lscb.learning.operations.reopening import look_again, open_again
from lscb.people.models import User
from lscb.records import operations as records
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

Reply = RecommendationAnswer.Reply
NAMES = "These words name somebody of the case. Agencies read them without the case: leave the name out."


@operation
def ask(
    *, source: Record, words: Mapping[int, str], confirmed_safe: bool, by: User, due_on: dt.date | None = None
) -> list[AnswerRequest]:
    """Asks every agency that a recommendation is addressed to; it reads the given words and nothing of the case.

    words           recommendation id to the words that the agencies read; a recommendation left out is not asked about
    confirmed_safe  somebody has read the words and says that they can be read without the case
    """
    answering.check_can_ask(by, source)
    if not confirmed_safe:
        raise BadInput("Confirm that the words can be read by people who do not know the case.")
    if due_on is not None and due_on <= timezone.localdate():
        raise BadInput("Choose a day in the future by which the agencies answer.")
    chosen = _chosen(source, words)
    by_agency: dict[Agency, list[tuple[Recommendation, str]]] = {}
    for row, text in chosen:
        for agency in row.agencies.select_related("party"):
            by_agency.setdefault(agency, []).append((row, text))
    if not by_agency:
        raise BadInput(
            "None of these recommendations is addressed to an agency.", "Change the recommendation first."
        )
    requests = [_ask_one(source, agency, rows, due_on, by) for agency, rows in by_agency.items()]
    record_event(
        "answers.asked", by=by, record=source, detail={"agencies": len(requests), "count": len(chosen)}
    )
    return requests


@operation
def answer(
    *, asked: AskedRecommendation, reply: str, by: User, reason: str = "", no_action_needed: bool = False,
    no_action_reason: str = "",
) -> RecommendationAnswer:  # fmt: skip
    """What the agency says to one recommendation. A "no" and a "partly" need a reason, and so does "no action needed"."""
    request = answering.require(asked.request, by)
    if reply not in Reply.values:
        raise BadInput("Say whether it is accepted, accepted in part, or declined.")
    if reply != Reply.ACCEPTED:
        reason = need(reason, "Say why it is not accepted as a whole.")
    if reply == Reply.DECLINED:
        no_action_needed = False
    if no_action_needed:
        no_action_reason = need(
            no_action_reason, "Say why no action is needed, for example what is done already."
        )
    row, _ = RecommendationAnswer.objects.update_or_create(
        recommendation=asked.recommendation, agency=request.agency,
        defaults={
            "reply": reply, "reason": reason.strip(), "no_action_needed": no_action_needed,
            "no_action_reason": no_action_reason.strip() if no_action_needed else "", "answered_by": by,
            "answered_at": timezone.now(),
        },
    )  # fmt: skip
    number = asked.recommendation.number
    record_event("answers.given", by=by, record=request.record, detail={"number": number, "reply": reply})
    _close_when_done(request, by)
    return row


@operation
def propose_action(
    *, request: AnswerRequest, asked: Iterable[AskedRecommendation], title: str, activity: str, by: User,
    difference_expected: str = "", resources: str = "", owner: User | None = None, start_on: dt.date | None = None,
    end_on: dt.date | None = None,
) -> Action:  # fmt: skip
    """The agency's lead proposes an action for what the agency accepted; the business unit agrees it."""
    request = answering.require(request, by, complete=True)
    chosen = list(asked)
    if not chosen or any(each.request_id != request.pk for each in chosen):
        raise BadInput("Choose at least one recommendation that this action answers.")
    refuse_names(request.source.case, f"{title} {activity} {difference_expected}", NAMES)
    action = enter_proposal(
        source=request.source, title=title, activity=activity, by=by, agency=request.agency, owner=owner, group=None,
        start_on=start_on, end_on=end_on, difference_expected=difference_expected, resources=resources,
        recommendations=[each.recommendation for each in chosen], source_kind=request.source_kind,
    )  # fmt: skip
    telling.tell(
        action.record, telling.unit_of(request.board), "action-proposed", by=by, cause=str(action.pk)
    )
    record_event("answers.proposed", by=by, record=request.record, detail={"action": action.reference})
    _close_when_done(request, by)
    return action


@operation
def chase(*, request: AnswerRequest, by: User) -> AnswerRequest:
    """Asks once more for an answer; once a day."""
    answering.check_can_chase(by, request)
    request = _locked(request)
    if request.closed_at is not None:
        raise InvalidMove(f"{request.agency} has answered meanwhile.")
    now = timezone.now()
    if request.chased_at is not None and timezone.localdate(request.chased_at) == timezone.localdate(now):
        raise InvalidMove(f"{request.agency} was asked again today already.")
    request.chased_at = now
    request.save(update_fields=["chased_at"])
    record_event("answers.chased", by=by, record=request.record)
    answering.tell_agency(request, "answers-chased", by=by, cause=f"{request.pk}:{timezone.localdate()}")
    return request


@operation
def ask_again(*, request: AnswerRequest, reason: str, due_on: dt.date, by: User) -> AnswerRequest:
    """The answers are opened again, because something in them does not hold; the agency is told why."""
    answering.check_can_ask(by, request.source)
    request = _locked(request)
    reason = need(reason, "Say what the agency is asked to look at again.")
    refuse_names(request.source.case, reason, NAMES)
    if request.closed_at is None:
        raise InvalidMove("The agency is still answering.")
    if due_on <= timezone.localdate():
        raise BadInput("Choose a day in the future by which the agency answers.")
    return look_again(request=request, reason=reason, due_on=due_on, by=by)


def _chosen(source: Record, words: Mapping[int, str]) -> list[tuple[Recommendation, str]]:
    wanted = {pk: text.strip() for pk, text in words.items() if text.strip()}
    rows = list(Recommendation.objects.filter(source=source, pk__in=wanted).order_by("number"))
    if not rows or len(rows) != len(wanted):
        raise BadInput("Choose at least one recommendation, and write it so that agencies can read it.")
    for row in rows:
        refuse_names(
            source.case, wanted[row.pk], f"Recommendation {row.number}: {NAMES[:1].lower()}{NAMES[1:]}"
        )
    return [(row, wanted[row.pk]) for row in rows]


def _ask_one(
    source: Record, agency: Agency, rows: list[tuple[Recommendation, str]], due_on: dt.date | None, by: User
) -> AnswerRequest:
    request = AnswerRequest.objects.filter(source=source, agency=agency).with_parties().first()
    if request is None:
        request = _opened(source, agency, due_on, by)
    else:
        open_again(request=request, reason="Asked about a further recommendation.", due_on=due_on, by=by)
    for row, text in rows:
        AskedRecommendation.objects.update_or_create(
            request=request, recommendation=row, defaults={"words": text}
        )
    answering.tell_agency(request, "answers-asked", by=by, cause=f"{request.pk}:{request.due_on}")
    return request


def _opened(source: Record, agency: Agency, due_on: dt.date | None, by: User) -> AnswerRequest:
    record = records.open_record(
        board=source.board, kind="answer-request", code="ANS", title="Answer recommendations",
        route="learning:answer-detail", by=by, marking=MARKING, shut_with=source,
    )  # fmt: skip
    reason = f"Asked to answer ({record.reference})"
    records.grant_access(record=record, party=agency.party, capacity="answering", reason=reason, by=by)
    for party in telling.unit_parties(source.board):
        records.grant_access(record=record, party=party, capacity="asking", reason=reason, by=by)
    deadline = clocks.start(
        record,
        answering.CODE,
        on=timezone.localdate(),
        by=by,
        due_on=due_on,
        tell=answering.reminded(agency, source.board),
    )
    return AnswerRequest.objects.create(
        record=record, board=source.board, source=source, agency=agency, asked_by=by,
        source_kind=KINDS.get(source.kind, KIND), due_on=due_on or deadline.due_on or timezone.localdate(),
    )  # fmt: skip


def _close_when_done(request: AnswerRequest, by: User) -> None:
    """Closed once everything is answered, and what was accepted has an action or a reason for none."""
    if request.closed_at is not None or any(line.waits for line in answering.lines_of(request)):
        return
    request.closed_at = timezone.now()
    request.save(update_fields=["closed_at"])
    if Deadline.objects.of(request.record).running().filter(code=answering.CODE).exists():
        reason = "Answered after the day that was asked for."
        clocks.stop(request.record, answering.CODE, on=timezone.localdate(), by=by, reason=reason)
    record_event("answers.complete", by=by, record=request.record)
    telling.tell(
        request.record,
        telling.unit_of(request.board),
        "answers-complete",
        by=by,
        cause=f"{request.pk}:{request.due_on}",
    )


def _locked(request: AnswerRequest) -> AnswerRequest:
    found: AnswerRequest = (
        AnswerRequest.objects.select_for_update(of=("self",)).with_parties().get(pk=request.pk)
    )
    return found

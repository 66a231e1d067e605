"""The decision by the deciders whom the regime names: handing over, advice, deciding, and opening it again."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.clocks.models import Deadline
from lscb.clocks.regimes import regime
from lscb.clocks.words import day_in_words
from lscb.core.errors import BadInput, InvalidMove
from lscb.identity.operations import refuse_names
from lscb.people.models import User
from lscb.records.operations import end_access, grant_access
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import (
    BodyNotification,
    Decision,
    DecisionMaker,
    Referral,
    ScopingRequest,
)
from reviews.operations import reviews, scoping
from reviews.operations.advice import add_peer_challenge, answer_peer_challenge, live_decision, locked_live
from reviews.operations.bodies import close, record_sent, write_notification_letter
from reviews.operations.outcome import tell_outcome
from reviews.operations.readers import share_answers
from reviews.operations.referrals import expect_version, locked
from reviews.operations.stopping import stop
from reviews.operations.telling import tell

__all__ = [
    "add_peer_challenge", "answer_peer_challenge", "close", "decide", "live_decision", "open_to_deciders",
    "record_sent", "reopen", "running_clock", "send_to_chair", "write_notification_letter",
]  # fmt: skip
O = Decision.Outcome  # noqa: E741
S = Referral.Status
#: What the national bodies are told of a review: owed as long as it runs, whatever becomes of its first decision.
OF_REVIEW = (
    BodyNotification.Kind.REVIEWER,
    BodyNotification.Kind.ADVANCE_COPY,
    BodyNotification.Kind.NON_PUBLICATION,
)


@operation
def send_to_chair(*, referral: Referral, by: User) -> Decision:
    """Hands the case with its recommendation to the deciders, and opens it to them."""
    referral = locked(referral)
    may.check_can_send_to_chair(by, referral)
    states.REFERRAL.require("send_to_chair", referral)
    return _with_deciders(referral, by)


@operation
def open_to_deciders(*, referral: Referral, by: User, reason: str = "") -> None:
    """Opens the case to whoever decides today: another chair, the acting chair, or again after it was decided, so that
    they can look at new information and re-open it. Shuts it to whoever does not decide any more."""
    referral = locked(referral)
    may.check_can_list(by, referral)
    if referral.status not in (S.WITH_CHAIR, S.DECIDED, S.CLOSED):
        raise InvalidMove(
            "The case is not with the chair and was not decided, so it cannot be handed on.",
            "Open the case to see what comes next.",
        )
    if referral.status != S.WITH_CHAIR and len(reason.split()) < 2:
        raise BadInput("Say in a few words why the chair should look at the case again.")
    refuse_names(referral.record, reason)
    key = "decision-needed" if referral.status == S.WITH_CHAIR else "decision-look-again"
    _grant_deciders(referral, by, reason or "To decide", f"handed:{timezone.now().isoformat()}", key)
    share_answers(referral=referral, by=by)
    record_event("referral.handed-on", by=by, record=referral.record, detail={"reason": reason})


def _with_deciders(referral: Referral, by: User) -> Decision:
    consideration = referral.considerations.filter(signed_at__isnull=False).first()
    if consideration is None:
        raise InvalidMove("There is no signed recommendation to decide on.")
    decision = Decision.objects.create(referral=referral, consideration=consideration, sent_by=by)
    _grant_deciders(referral, by, "To decide", f"decide:{decision.pk}")
    referral.status = S.WITH_CHAIR
    referral.version += 1
    referral.save()
    share_answers(referral=referral, by=by)
    record_event("referral.with-chair", by=by, record=referral.record)
    return decision


def _grant_deciders(
    referral: Referral, by: User, reason: str, cause: str, key: str = "decision-needed"
) -> None:
    """Each office's holders of today without a conflict; whoever had it before and decides no more is shut out."""
    kept: set[int] = set()
    for office in may.offices_of(referral):
        people = may.deciders_of(referral, office)
        if not people:
            raise BadInput(
                "Nobody can decide on this case today: the chair is absent or has a conflict.",
                "Ask the Board to appoint an acting chair, then send it again.",
            )
        for person in people:
            kept.add(person.party.pk)
            grant_access(
                record=referral.record, party=person.party, capacity="decider", reason=reason[:200], by=by
            )
            tell(person, referral, key, urgent=True, cause=cause)
    today = timezone.localdate()
    rows = referral.record.access.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), capacity="decider"
    )
    for row in rows.exclude(party_id__in=kept).select_related("party"):
        end_access(
            record=referral.record, party=row.party, capacity="decider", by=by, reason="Decides no more"
        )


def running_clock(referral: Referral, code: str) -> Deadline | None:
    return referral.record.deadlines.running().filter(code=code).first()


@operation
def decide(
    *, referral: Referral, outcome: str, reasons: str, by: User, detail: str = "", why_departs: str = "",
    late_reason: str = "", version: int | None = None,
) -> Decision:  # fmt: skip
    """A decider's own act. Complete when every office that the regime names has agreed (§0.5).

    Two at once: one wins, the other gets StaleEdit and keeps their text. Departing from the recommendation needs the
    reason; so does a decision after the day it was due.
    """
    referral = locked(referral)
    may.check_can_decide(by, referral)
    states.REFERRAL.require("decide", referral)
    decision = locked_live(referral)
    expect_version(decision, version)
    _check_decision(referral, decision, outcome, reasons, detail, late_reason)
    decision.departs = outcome != decision.consideration.recommendation and not _same(decision, outcome)
    if decision.departs and not why_departs.strip():
        raise BadInput("This departs from the group's recommendation: say why.")
    decision.outcome, decision.reasons, decision.detail = outcome, reasons, detail
    decision.why_departs = why_departs if decision.departs else ""
    decision.version += 1
    decision.save()
    office = may.office_held(by, referral)
    if decision.makers.filter(office=office).exists():
        raise InvalidMove(
            "Your office has agreed to this decision already.", "The others have still to agree."
        )
    DecisionMaker.objects.create(
        decision=decision, office=office, person=by, as_role=_role_held(by, referral)
    )
    record_event(
        "decision.agreed", by=by, record=referral.record, detail={"outcome": outcome, "office": office}
    )
    if not may.deciding(decision):
        _complete(referral, decision, by, late_reason)
    return decision


def _role_held(by: User, referral: Referral) -> str:
    """As what the person decides: an acting chair signs as one."""
    roles = (Role.INDEPENDENT_CHAIR, Role.ACTING_CHAIR)
    held = [role for role in roles if any(p.pk == by.pk for p in holders(referral.record.board, role))]
    return (held[0] if held else Role.INDEPENDENT_CHAIR).label


def _check_decision(
    referral: Referral, decision: Decision, outcome: str, reasons: str, detail: str, late_reason: str
) -> None:
    if outcome not in O.values:
        raise BadInput("Choose one of the decisions.")
    if len(reasons.split()) < 3:
        raise BadInput("Give the reasons for the decision; they are kept with it.")
    if outcome == O.OTHER_REVIEW and not detail.strip():
        raise BadInput("Say which other review is to be held.")
    if outcome == O.SCR and referral.is_good_practice:
        raise BadInput("This is a case of good practice, so a Serious Case Review does not follow from it.")
    if decision.makers.exists() and decision.outcome != outcome:
        raise BadInput("Another decider agreed to a different outcome. Talk to them before you decide.")
    clock = running_clock(referral, "DECISION")
    if clock and clock.is_late(timezone.localdate()) and clock.due_on:
        if not late_reason.strip():
            raise BadInput(f"The decision was due on {day_in_words(clock.due_on)}: say why it is late.")
        refuse_names(referral.record, late_reason)


def _same(decision: Decision, outcome: str) -> bool:
    """The group said "another review" and the chair chose one of the other kinds."""
    others = {O.OTHER_REVIEW, O.SINGLE_AGENCY, O.AUDIT, O.GOOD_PRACTICE}
    return decision.consideration.recommendation == "other" and outcome in others


def _complete(referral: Referral, decision: Decision, by: User, late_reason: str) -> None:
    today = timezone.localdate()
    decision.decided_at, decision.decided_on = timezone.now(), today
    decision.save(update_fields=["decided_at", "decided_on"])
    referral.status = S.DECIDED
    referral.version += 1
    referral.save()
    if running_clock(referral, "DECISION"):
        clocks.stop(referral.record, "DECISION", on=today, by=by, reason=late_reason)
    if (
        not referral.is_good_practice
    ):  # national bodies hear of incidents considered against the criteria (§2.1)
        _owe_notifications(referral, decision, by, today)
    for request in referral.scoping_requests.filter(status__in=("requested", "started")):
        _no_longer_needed(request, by)
    record_event("referral.decided", by=by, record=referral.record, detail={"outcome": decision.outcome})
    _follow(referral, decision, by)
    tell_outcome(referral, decision)


def _follow(referral: Referral, decision: Decision, by: User) -> None:
    """A review is opened, or goes on since an earlier decision; or one that is not wanted any more is stopped."""
    running = list(referral.reviews.open())
    if decision.outcome == O.SCR and not running:
        reviews.initiate(decision=decision, by=by)
    if decision.outcome != O.SCR:
        for review in running:
            if states.REVIEW.allows("stop", review):  # its report may be public, and only its actions left
                stop(review=review, decision=decision, by=by)


def _owe_notifications(referral: Referral, decision: Decision, by: User, today: dt.date) -> None:
    manager = [(person.party, 0) for person in holders(referral.record.board, Role.BUSINESS_MANAGER)]
    deadline = clocks.start(
        referral.record, "NOTIFY-DECISION", on=today, by=by, regime=referral.regime, tell=manager
    )
    rules = regime(referral.regime)
    for code in rules.rule("NOTIFY-DECISION").recipients:
        BodyNotification.objects.create(
            referral=referral, decision=decision, kind=BodyNotification.Kind.DECISION,
            recipient=rules.recipient_name(code), due_on=deadline.due_on,
        )  # fmt: skip


def _no_longer_needed(request: ScopingRequest, by: User) -> None:
    """The board decided without an answer; the agency is not reminded any more."""
    scoping.end_request(request=request, reason="The board has decided", by=by)


@operation
def reopen(*, referral: Referral, reason: str, by: User) -> Decision:
    """New information, advice or a court's finding: back to the deciders with a new clock; the old decision stays."""
    referral = locked(referral)
    may.check_can_decide(by, referral)
    states.REFERRAL.require("reopen", referral)
    if len(reason.split()) < 3:
        raise BadInput("Say what is new, in a sentence.")
    refuse_names(referral.record, reason)
    old = locked_live(referral)
    old.reopened_at, old.reopened_by, old.reopened_reason = timezone.now(), by, reason
    old.save(update_fields=["reopened_at", "reopened_by", "reopened_reason"])
    owed = old.notifications.filter(recorded_at__isnull=True)
    owed.exclude(kind__in=OF_REVIEW).update(dropped_at=timezone.now())
    referral.record.closed_at = None
    referral.record.save(update_fields=["closed_at"])
    if running_clock(referral, "NOTIFY-DECISION"):
        clocks.cancel(referral.record, "NOTIFY-DECISION", by=by, reason="The decision was re-opened")
    if not referral.is_good_practice:
        clocks.restart(referral.record, "DECISION", on=timezone.localdate(), by=by, reason=reason)
    record_event("decision.reopened", by=by, record=referral.record, detail={"reason": reason})
    return _with_deciders(referral, by)

"""The decision by the deciders whom the regime names, and telling the national bodies."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.models import Group, Seat, running_on
from lscb.board.operations import write_letter
from lscb.board.permissions import deciders_today, holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.clocks.regimes import regime
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.files.models import FileUse
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.operations import end_access, grant_access
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import BodyNotification, Decision, DecisionMaker, PeerChallenge, Referral
from reviews.operations import reviews
from reviews.operations.referrals import expect_version, locked


@operation
def send_to_chair(*, referral: Referral, by: User) -> Decision:
    """Hands the case with its recommendation to the deciders, and opens it to them."""
    referral = locked(referral)
    may.check_can_send_to_chair(by, referral)
    states.REFERRAL.require("send_to_chair", referral)
    return _with_deciders(referral, by)


def _with_deciders(referral: Referral, by: User) -> Decision:
    consideration = referral.considerations.filter(signed_at__isnull=False).first()
    decision = Decision.objects.create(referral=referral, consideration=consideration, sent_by=by)
    for office in may.offices_of(referral):
        people = deciders_today(referral.record.board, office, referral.record)
        if not people:
            raise NotAllowed(
                "Nobody can decide on this case today: the chair is absent or has a conflict.",
                "Ask the Board to appoint an acting chair, then send it again.",
            )
        for person in people:
            grant_access(
                record=referral.record, party=person.party, capacity="decider", reason="To decide", by=by
            )
            _tell(person, referral, "decision-needed", f"decide:{decision.pk}", urgent=True)
    referral.status = Referral.Status.WITH_CHAIR
    referral.version += 1
    referral.save()
    record_event("referral.with-chair", by=by, record=referral.record)
    return decision


def live_decision(referral: Referral) -> Decision | None:
    return referral.decisions.filter(reopened_at__isnull=True).select_related("consideration").first()


def _locked_live(referral: Referral) -> Decision:
    decision = (
        Decision.objects.select_for_update().filter(referral=referral, reopened_at__isnull=True).first()
    )
    if decision is None:
        raise InvalidMove("This case is not with the chair.")
    return decision


@operation
def add_peer_challenge(
    *, referral: Referral, asked_whom: str, asked_on: dt.date, question: str, by: User, advice: str = "",
    advised_on: dt.date | None = None, effect: str = "",
) -> PeerChallenge:  # fmt: skip
    """Advice sought from another chair or the national panel; the clock keeps running (R058)."""
    referral = locked(referral)
    may.check_can_decide(by, referral)
    challenge = PeerChallenge.objects.create(
        decision=_locked_live(referral), asked_whom=asked_whom, asked_on=asked_on, question=question, advice=advice,
        advised_on=advised_on, effect=effect, added_by=by,
    )  # fmt: skip
    record_event("decision.challenged", by=by, record=referral.record)
    return challenge


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
    decision = _locked_live(referral)
    expect_version(decision, version)
    if len(reasons.split()) < 3:
        raise BadInput("Give the reasons for the decision; they are kept with it.")
    if outcome == Decision.Outcome.OTHER_REVIEW and not detail.strip():
        raise BadInput("Say which other review is to be held.")
    if decision.makers.exists() and decision.outcome != outcome:
        raise BadInput("Another decider agreed to a different outcome. Talk to them before you decide.")
    decision.departs = outcome != decision.consideration.recommendation and not _same(decision, outcome)
    if decision.departs and not why_departs.strip():
        raise BadInput("This departs from the group's recommendation: say why.")
    decision.outcome, decision.reasons, decision.detail = outcome, reasons, detail
    decision.why_departs = why_departs if decision.departs else ""
    decision.version += 1
    decision.save()
    office = may.office_held(by, referral)
    DecisionMaker.objects.create(
        decision=decision, office=office, person=by, as_role=office.replace("-", " ")
    )
    record_event(
        "decision.agreed", by=by, record=referral.record, detail={"outcome": outcome, "office": office}
    )
    if not may.deciding(decision):
        _complete(referral, decision, by, late_reason)
    return decision


def _same(decision: Decision, outcome: str) -> bool:
    """The group said "another review" and the chair chose one of the other kinds."""
    others = {
        Decision.Outcome.OTHER_REVIEW,
        Decision.Outcome.SINGLE_AGENCY,
        Decision.Outcome.AUDIT,
        Decision.Outcome.GOOD_PRACTICE,
    }
    return decision.consideration.recommendation == "other" and outcome in others


def _complete(referral: Referral, decision: Decision, by: User, late_reason: str) -> None:
    today = timezone.localdate()
    decision.decided_at, decision.decided_on = timezone.now(), today
    decision.save(update_fields=["decided_at", "decided_on"])
    referral.status = Referral.Status.DECIDED
    referral.version += 1
    referral.save()
    clocks.stop(referral.record, "DECISION", on=today, by=by, reason=late_reason)
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
    record_event("referral.decided", by=by, record=referral.record, detail={"outcome": decision.outcome})
    if decision.outcome == Decision.Outcome.SCR and not hasattr(decision, "review"):
        reviews.initiate(decision=decision, by=by)
    _tell_outcome(referral, decision)


def _tell_outcome(referral: Referral, decision: Decision) -> None:
    """Referrer, agencies in scope, the group's and the Board's members: that there is a decision, not what it says."""
    groups = (Group.Kind.CASE_REVIEW, Group.Kind.BOARD)
    seats = Seat.objects.filter(
        running_on(timezone.localdate()),
        group__board=referral.record.board,
        group__kind__in=groups,
        user__isnull=False,
    )
    people = {seat.user_id: seat.user for seat in seats.select_related("user")}
    people |= {person.pk: person for person in holders(referral.record.board, Role.BUSINESS_MANAGER)}
    if referral.started_by:
        people[referral.started_by.pk] = referral.started_by
    for request in referral.scoping_requests.filter(answered_by__isnull=False).select_related("answered_by"):
        people[request.answered_by_id] = request.answered_by
    shut = set(referral.record.exclusions.filter(lifted_at__isnull=True).values_list("user_id", flat=True))
    for pk, person in people.items():
        if pk not in shut:
            notify(
                to=person, board=referral.record.board, subject_key="decision-made", reference=referral.record.reference,
                link="/decisions/", unique_key=f"decided:{decision.pk}",
            )  # fmt: skip


def _tell(person: User, referral: Referral, key: str, cause: str, urgent: bool = False) -> None:
    notify(
        to=person, board=referral.record.board, subject_key=key, reference=referral.record.reference, urgent=urgent,
        link=referral.record.get_absolute_url(), unique_key=cause,
    )  # fmt: skip


@operation
def write_notification_letter(*, notification: BodyNotification, by: User) -> None:
    """The letter to a national body from the board's template; it names the case by its reference alone."""
    referral = notification.referral
    may.check_can_notify_bodies(by, referral)
    outcome = notification.decision.get_outcome_display() if notification.decision else ""
    write_letter(
        record=referral.record, code=f"notify-{notification.kind}", recipient=notification.recipient, by=by,
        values={"recipient": notification.recipient, "outcome": outcome, "reference": referral.record.reference},
    )  # fmt: skip
    record_event(
        "notification.letter", by=by, record=referral.record, detail={"recipient": notification.recipient}
    )


@operation
def record_sent(
    *,
    notification: BodyNotification,
    sent_on: dt.date,
    how: str,
    by: User,
    proof: FileUse | None = None,
    late_reason: str = "",
) -> BodyNotification:
    """That a body was told: when, how, and the proof. The last one stops the five-day clock."""
    notification = (
        BodyNotification.objects.select_for_update()
        .select_related("referral__record__board")
        .get(pk=notification.pk)
    )
    may.check_can_notify_bodies(by, notification.referral)
    if notification.recorded_at:
        raise InvalidMove("This was recorded already.")
    if sent_on > timezone.localdate():
        raise BadInput("The day it was sent cannot be in the future.")
    if not how.strip() and proof is None:
        raise BadInput("Say how it was sent, or add the proof.")
    notification.sent_on, notification.how, notification.proof = sent_on, how, proof
    notification.recorded_by, notification.recorded_at = by, timezone.now()
    notification.save()
    record = notification.referral.record
    record_event(
        "notification.sent",
        by=by,
        record=record,
        detail={"recipient": notification.recipient, "on": str(sent_on)},
    )
    waiting = notification.referral.notifications.filter(kind=notification.kind, recorded_at__isnull=True)
    if notification.kind == BodyNotification.Kind.DECISION and not waiting.exists():
        last = max(
            notification.referral.notifications.filter(decision=notification.decision).values_list(
                "sent_on", flat=True
            )
        )
        clocks.stop(record, "NOTIFY-DECISION", on=last, by=by, reason=late_reason)
    return notification


@operation
def close(*, referral: Referral, by: User) -> Referral:
    """The referral's own work is done: decided, and every body told."""
    referral = locked(referral)
    may.check_can_close(by, referral)
    states.REFERRAL.require("close", referral)
    if referral.notifications.filter(recorded_at__isnull=True).exists():
        raise BadInput("Record that each national body was told before you close the referral.")
    referral.status = Referral.Status.CLOSED
    referral.version += 1
    referral.save()
    referral.record.closed_at = timezone.now()
    referral.record.save(update_fields=["closed_at"])
    end_access(record=referral.record, capacity="decider", by=by, reason="The referral is closed")
    record_event("referral.closed", by=by, record=referral.record)
    return referral


@operation
def reopen(*, referral: Referral, reason: str, by: User) -> Decision:
    """New information, advice or a court's finding: back to the deciders with a new clock; the old decision stays."""
    referral = locked(referral)
    may.check_can_decide(by, referral)
    states.REFERRAL.require("reopen", referral)
    if len(reason.split()) < 3:
        raise BadInput("Say what is new, in a sentence.")
    old = _locked_live(referral)
    old.reopened_at, old.reopened_by, old.reopened_reason = timezone.now(), by, reason
    old.save(update_fields=["reopened_at", "reopened_by", "reopened_reason"])
    referral.record.closed_at = None
    referral.record.save(update_fields=["closed_at"])
    if referral.record.deadlines.running().filter(code="NOTIFY-DECISION").exists():
        clocks.cancel(referral.record, "NOTIFY-DECISION", by=by, reason="The decision was re-opened")
    clocks.restart(referral.record, "DECISION", on=timezone.localdate(), by=by, reason=reason)
    record_event("decision.reopened", by=by, record=referral.record, detail={"reason": reason})
    return _with_deciders(referral, by)

"""Telling the national bodies: letters, what was sent when, its proof; and closing a referral that is done."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.utils import timezone

from lscb.board.models import Letter
from lscb.board.operations import write_letter
from lscb.clocks import operations as clocks
from lscb.clocks.words import day_in_words
from lscb.core.errors import BadInput, InvalidMove
from lscb.files.models import FileUse
from lscb.identity.operations import refuse_names
from lscb.people.models import User
from lscb.records.operations import end_access
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import BodyNotification, Referral
from reviews.operations.readers import share_answers
from reviews.operations.referrals import locked

Kind = BodyNotification.Kind


@operation
def write_notification_letter(*, notification: BodyNotification, by: User) -> Letter:
    """The letter to a national body from the board's template; it names the case by its reference alone."""
    referral = notification.referral
    may.check_can_notify_bodies(by, referral)
    decision = notification.decision
    values = {
        "recipient": notification.recipient,
        "outcome": decision.get_outcome_display() if decision else "",
        "decided": day_in_words(decision.decided_on) if decision and decision.decided_on else "",
    }
    letter = write_letter(
        record=referral.record, code=f"notify-{notification.kind}", recipient=notification.recipient, by=by, values=values
    )  # fmt: skip
    record_event(
        "notification.letter", by=by, record=referral.record, detail={"recipient": notification.recipient}
    )
    return letter


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
    rows = BodyNotification.objects.select_for_update(of=("self",)).select_related(
        "referral__record__board", "decision"
    )
    notification = rows.get(pk=notification.pk)
    may.check_can_notify_bodies(by, notification.referral)
    _check_sent(notification, sent_on, how, proof)
    record = notification.referral.record
    last = _last_day(notification, sent_on)
    if last:
        _check_late(notification.referral, last, late_reason)
    notification.sent_on, notification.how, notification.proof = sent_on, how.strip(), proof
    notification.recorded_by, notification.recorded_at = by, timezone.now()
    notification.save()
    detail = {"recipient": notification.recipient, "on": str(sent_on)}
    record_event("notification.sent", by=by, record=record, detail=detail)
    if last and record.deadlines.running().filter(code="NOTIFY-DECISION").exists():
        clocks.stop(record, "NOTIFY-DECISION", on=last, by=by, reason=late_reason)
    return notification


def _check_sent(notification: BodyNotification, sent_on: dt.date, how: str, proof: FileUse | None) -> None:
    if notification.recorded_at:
        raise InvalidMove("This was recorded already.", "Open the page again to see who recorded it.")
    if notification.dropped_at:
        raise InvalidMove("The decision was opened again, so this letter is not needed any more.")
    if sent_on > timezone.localdate():
        raise BadInput("The day it was sent cannot be in the future.")
    decided = notification.decision.decided_on if notification.decision else None
    if notification.kind == Kind.DECISION and decided and sent_on < decided:
        raise BadInput(f"It cannot have been sent before the decision was made on {day_in_words(decided)}.")
    if not how.strip() and proof is None:
        raise BadInput("Say how it was sent, or add the proof.")
    refuse_names(
        notification.referral.record, how, "Say how it was sent without the name of anybody in the case."
    )


def _last_day(notification: BodyNotification, sent_on: dt.date) -> dt.date | None:
    """The day on which the last body was told of the decision, when this one is the last; else nothing."""
    if notification.kind != Kind.DECISION:
        return None
    others = BodyNotification.objects.filter(
        decision=notification.decision, kind=Kind.DECISION, dropped_at__isnull=True
    ).exclude(pk=notification.pk)
    if others.filter(recorded_at__isnull=True).exists():
        return None
    latest: dt.date | None = others.aggregate(latest=Max("sent_on"))["latest"]
    return max(latest, sent_on) if latest else sent_on


def _check_late(referral: Referral, last: dt.date, late_reason: str) -> None:
    clock = referral.record.deadlines.running().filter(code="NOTIFY-DECISION").first()
    if clock and clock.due_on and clock.is_late(last):
        if not late_reason.strip():
            raise BadInput(f"The bodies were to be told by {day_in_words(clock.due_on)}: say why it is late.")
        refuse_names(referral.record, late_reason)


@operation
def close(*, referral: Referral, by: User) -> Referral:
    """The referral's own work is done: decided, and every body told of the decision."""
    referral = locked(referral)
    may.check_can_close(by, referral)
    states.REFERRAL.require("close", referral)
    owed = referral.notifications.filter(
        kind=Kind.DECISION, recorded_at__isnull=True, dropped_at__isnull=True
    )
    if owed.exists():
        raise BadInput("Record that each national body was told before you close the referral.")
    referral.status = Referral.Status.CLOSED
    referral.version += 1
    referral.save()
    referral.record.closed_at = timezone.now()
    referral.record.save(update_fields=["closed_at"])
    end_access(record=referral.record, capacity="decider", by=by, reason="The referral is closed")
    share_answers(referral=referral, by=by)
    record_event("referral.closed", by=by, record=referral.record)
    return referral

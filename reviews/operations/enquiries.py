"""The national panel asks about a decision not to hold a review (R060): what it asked, was given, and advised."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.clocks import operations as clocks
from lscb.core.errors import BadInput, InvalidMove
from lscb.files.models import FileUse
from lscb.identity.operations import refuse_names
from lscb.people.models import User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews.models import Decision, PanelEnquiry, Referral
from reviews.operations.decisions import live_decision, open_to_deciders
from reviews.operations.referrals import expect_version, locked

CLOCK = "PANEL-INFO"


@operation
def record_enquiry(
    *, referral: Referral, asked_on: dt.date, asked_for: str, by: User, answer_by: dt.date | None = None
) -> PanelEnquiry:
    """The panel asked. The case is opened to the chair again, who may have to give evidence."""
    referral = locked(referral)
    may.check_can_notify_bodies(by, referral)
    decision = live_decision(referral)
    if decision is None or decision.decided_on is None or decision.outcome == Decision.Outcome.SCR:
        raise InvalidMove(
            "The national panel asks about a decision not to hold a Serious Case Review; there is none here.",
            "Write a file note if it asked about something else.",
        )
    if asked_on > timezone.localdate() or asked_on < decision.decided_on:
        raise BadInput("The day on which the panel asked is between the decision and today.")
    if answer_by and answer_by < asked_on:
        raise BadInput("The day to answer by cannot be before the day on which the panel asked.")
    if not asked_for.strip():
        raise BadInput("Write down what the panel asked for.")
    enquiry = PanelEnquiry.objects.create(
        decision=decision, asked_on=asked_on, asked_for=asked_for.strip(), answer_by=answer_by, added_by=by
    )
    if not referral.record.deadlines.running().filter(code=CLOCK).exists():
        manager = [(person.party, 0) for person in holders(referral.record.board, Role.BUSINESS_MANAGER)]
        clocks.start(
            referral.record, CLOCK, on=asked_on, due_on=answer_by, by=by, regime=referral.regime, tell=manager
        )
    record_event("enquiry.recorded", by=by, record=referral.record)
    open_to_deciders(referral=referral, by=by, reason="The national panel asked about the decision")
    return enquiry


@operation
def answer_enquiry(
    *, enquiry: PanelEnquiry, by: User, supplied_on: dt.date | None = None, supplied: str = "", proof: FileUse | None = None,
    attended_on: dt.date | None = None, attendance: str = "", advised_on: dt.date | None = None, advice: str = "",
    late_reason: str = "", version: int | None = None,
) -> PanelEnquiry:  # fmt: skip
    """What the panel was given, whether the chair attended, and what the panel advised; each as it comes. The first
    answer stops the clock. After advice the chair may re-open the decision."""
    referral = locked(enquiry.decision.referral)
    may.check_can_notify_bodies(by, referral)
    enquiry = PanelEnquiry.objects.select_for_update().get(pk=enquiry.pk)
    expect_version(enquiry, version)
    today = timezone.localdate()
    for day, words, what in (
        (supplied_on, supplied, "what the panel was given"), (advised_on, advice, "what the panel advised"),
    ):  # fmt: skip
        if bool(day) != bool(words.strip()):
            raise BadInput(f"Say {what}, and on which day.")
    if any(day and not enquiry.asked_on <= day <= today for day in (supplied_on, attended_on, advised_on)):
        raise BadInput("Each of these days is between the day on which the panel asked and today.")
    enquiry.supplied_on, enquiry.supplied = supplied_on, supplied.strip()
    enquiry.attended_on, enquiry.attendance = attended_on, attendance.strip()
    enquiry.advised_on, enquiry.advice = advised_on, advice.strip()
    enquiry.proof = proof or enquiry.proof
    enquiry.version += 1
    enquiry.save()
    answered = min([day for day in (supplied_on, attended_on) if day], default=None)
    if answered:
        _stop_clock(referral, answered, late_reason, by)
    record_event("enquiry.answered", by=by, record=referral.record)
    return enquiry


def _stop_clock(referral: Referral, answered: dt.date, late_reason: str, by: User) -> None:
    clock = referral.record.deadlines.running().filter(code=CLOCK).first()
    if clock is None:
        return
    if clock.is_late(answered) and not late_reason.strip():
        raise BadInput("The panel was answered after the day it set: say why it is late.")
    refuse_names(referral.record, late_reason)
    clocks.stop(referral.record, CLOCK, on=answered, by=by, reason=late_reason)

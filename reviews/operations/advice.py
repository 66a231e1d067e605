"""The decision that is being made, and the advice that a decider seeks before making it (R058)."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove
from lscb.people.models import User
from lscb.trail.recording import operation, record_event
from reviews import permissions as may
from reviews import states
from reviews.models import Decision, PeerChallenge, Referral
from reviews.operations.referrals import locked


def live_decision(referral: Referral) -> Decision | None:
    return referral.decisions.filter(reopened_at__isnull=True).select_related("consideration").first()


def locked_live(referral: Referral) -> Decision:
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
    states.REFERRAL.require("decide", referral)
    _check_advice(asked_on, advice, advised_on)
    challenge = PeerChallenge.objects.create(
        decision=locked_live(referral), asked_whom=asked_whom, asked_on=asked_on, question=question, advice=advice,
        advised_on=advised_on, effect=effect, added_by=by,
    )  # fmt: skip
    record_event("decision.challenged", by=by, record=referral.record)
    return challenge


@operation
def answer_peer_challenge(
    *, challenge: PeerChallenge, advice: str, advised_on: dt.date, effect: str, by: User
) -> PeerChallenge:
    """What they said, and what it changed; written down once it has come."""
    referral = locked(challenge.decision.referral)
    may.check_can_decide(by, referral)
    states.REFERRAL.require("decide", referral)
    challenge = PeerChallenge.objects.select_for_update().get(pk=challenge.pk)
    if not advice.strip():
        raise BadInput("Write down what they said.")
    _check_advice(challenge.asked_on, advice, advised_on)
    challenge.advice, challenge.advised_on, challenge.effect = advice, advised_on, effect
    challenge.save(update_fields=["advice", "advised_on", "effect"])
    record_event("decision.challenge-answered", by=by, record=referral.record)
    return challenge


def _check_advice(asked_on: dt.date, advice: str, advised_on: dt.date | None) -> None:
    today = timezone.localdate()
    if asked_on > today or (advised_on and advised_on > today):
        raise BadInput("The days on which advice was asked for and given cannot be in the future.")
    if advised_on and advised_on < asked_on:
        raise BadInput("They cannot have answered before they were asked.")
    if advice.strip() and advised_on is None:
        raise BadInput("Enter the day on which they answered.")

"""Ways to a state, through the operations alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from lscb.home.demonstration.cast import Cast
from lscb.identity.models import Identifier
from lscb.meetings import operations as meetings
from lscb.meetings.models import Attendance, Meeting
from reviews.models import Decision, Referral, Review, ScopingRequest
from reviews.operations import considerations, decisions, family, referrals, scoping, triage
from tests.remembered import starting_point

K = Identifier.Kind
CHILD = {K.FIRST_NAME: "Tamsin", K.SURNAME: "Fenwright", K.BIRTH: "2009-03-21"}
OUTLINE = "Tamsin Fenwright was found unwell at home. Ms Fenwright rang the surgery."


@starting_point
def nominated(cast: Cast) -> Referral:
    """Good practice, sent."""
    by = cast["police-lead"]
    referral = referrals.start(board=cast.board, by=by, route=Referral.Route.GOOD_PRACTICE)
    family.save_child(referral=referral, values=CHILD, by=by)
    for page, values in {
        "referrer": {"source": "partner"},
        "agencies": {"agencies_known": ["police"]},
        "outline": {"outline": OUTLINE},
        "criteria": {"what_worked": "Everybody met within the day."},
    }.items():
        referrals.save_page(referral=referral, page=page, values=values, by=by)
    return referrals.submit(referral=referral, by=by)


def draft(cast: Cast, by: str = "police-lead", **values: Any) -> Referral:
    referral = referrals.start(board=cast.board, by=cast[by])
    family.save_child(referral=referral, values=CHILD, by=cast[by])
    pages: dict[str, dict[str, Any]] = {
        "referrer": {
            "source": "partner",
            "referrer_phone": "01632 960001",
            "referred_on": timezone.localdate(),
        },
        "agencies": {"agencies_known": ["police", "health"]},
        "outline": {"outline": OUTLINE},
        "criteria": {
            "harm": "seriously-harmed",
            "why_harm": "Hurt.",
            "why_abuse": "Neglect is suspected.",
            "why_concern": "Slow.",
        },
    }
    for page, data in pages.items():
        own = {
            k: v
            for k, v in values.items()
            if k in data or (page == "referrer" and k in ("notified_on", "incident_on"))
        }
        referral = referrals.save_page(referral=referral, page=page, values={**data, **own}, by=cast[by])
    return referral


@starting_point
def submitted(cast: Cast, **values: Any) -> Referral:
    by = values.pop("by", "police-lead")
    return referrals.submit(referral=draft(cast, by, **values), by=cast[by])


@starting_point
def accepted(cast: Cast, **values: Any) -> Referral:
    referral = submitted(cast, **values)
    return triage.accept(
        referral=referral,
        normally_resident=True,
        notifiable=False,
        notified_on=referral.notified_on,
        by=cast["business-manager"],
    )


@starting_point
def gathering(
    cast: Cast, agencies: tuple[str, ...] = ("police", "community-health", "housing")
) -> tuple[Referral, list[ScopingRequest]]:
    referral = accepted(cast)
    due = timezone.localdate() + dt.timedelta(days=10)
    chosen = [cast.agency(slug) for slug in agencies]
    made = scoping.ask(referral=referral, agencies=chosen, due_on=due, by=cast["business-manager"])
    return referrals_again(referral), made


def referrals_again(referral: Referral) -> Referral:
    return Referral.objects.select_related("record__board").get(pk=referral.pk)


@starting_point
def listed(cast: Cast) -> Referral:
    referral, requests = gathering(cast)
    for request in requests:
        lead = scoping.leads_of(request.agency, cast.board)[0]
        scoping.send_answer(request=request, by=lead, involved=True, summary="We knew the family.")
    return list_it(cast, referral)


def list_it(cast: Cast, referral: Referral) -> Referral:
    """On the agenda of the case review group's meeting of today."""
    meeting = meetings.plan(group=cast.group("case-review"), held_on=timezone.localdate(), by=None)
    considerations.list_for_meeting(referral=referral, meeting=meeting, by=cast["business-manager"])
    return referrals_again(referral)


def everyone_here(meeting: Meeting, by: Any) -> None:
    seats = meeting.group.seats.filter(user__isnull=False)
    meetings.record_attendance(
        meeting=meeting, present={s.pk: Attendance.Presence.PRESENT for s in seats}, by=by
    )


COMPLETE = {
    "reasons": "The criteria are met.",
    "proportionality": "It would teach something new.",
    "duplication": "Nothing else covers it.",
}
LIMBS = {
    "a": ("yes", "Neglect"),
    "b_i": ("no", "Alive"),
    "b_ii_harm": ("yes", "Hurt"),
    "b_ii_concern": ("yes", "Slow"),
}


@starting_point
def considered(
    cast: Cast, recommendation: str = "scr", limbs: dict[str, tuple[str, str]] | None = None
) -> Referral:
    referral = listed(cast)
    item = considerations.open_item(referral)
    assert item is not None
    everyone_here(item.meeting, cast["scr-chair"])
    considerations.save_consideration(
        item=item,
        by=cast["scr-chair"],
        limbs=limbs or LIMBS,
        recommendation=recommendation,
        other_review="A partnership review" if recommendation == "other" else "",
        **COMPLETE,
    )
    considerations.sign_recommendation(item=item, by=cast["scr-chair"])
    return referrals_again(referral)


@starting_point
def with_chair(cast: Cast, **values: Any) -> Referral:
    referral = considered(cast, **values)
    decisions.send_to_chair(referral=referral, by=cast["business-manager"])
    return referrals_again(referral)


@starting_point
def decided(cast: Cast, outcome: str = Decision.Outcome.SCR) -> Referral:
    referral = with_chair(cast)
    extra = (
        {} if outcome == "scr" else {"why_departs": "Another way fits better.", "detail": "Another review"}
    )
    decisions.decide(
        referral=referral,
        outcome=outcome,
        reasons="I agree with the group.",
        by=cast["independent-chair"],
        **extra,
    )
    return referrals_again(referral)


@starting_point
def review(cast: Cast) -> Review:
    return Review.objects.select_related("record__board", "referral__record").get(referral=decided(cast))

"""From a new referral to the chair's decision, through operations."""

import datetime as dt

import pytest

from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.meetings import operations as meetings
from lscb.meetings.models import Declaration
from lscb.records.models import forget_reach
from reviews.models import Decision, Referral, Review, ScopingRequest
from reviews.operations import considerations, decisions, triage
from tests.reviews import making

pytestmark = pytest.mark.django_db


def test_a_sent_referral_is_seen_by_the_manager_and_its_referrer_alone(cast):
    referral = making.submitted(cast)
    seen = {
        slug
        for slug in cast.people
        if Referral.objects.visible_to(cast[slug]).filter(pk=referral.pk).exists()
    }
    assert seen == {"business-manager", "police-lead"}


def test_the_clock_starts_on_the_day_the_board_was_told(cast, at):
    at("2017-04-12 09:00")
    making.accepted(cast, notified_on=dt.date(2017, 3, 31))
    deadline = Deadline.objects.get(code="DECISION")
    assert (deadline.starts_on, deadline.due_on) == (dt.date(2017, 3, 31), dt.date(2017, 4, 30))
    assert deadline.act_by == dt.date(2017, 4, 28)


def test_another_area_is_not_accepted(cast):
    referral = making.submitted(cast)
    with pytest.raises(BadInput, match="area where the child normally lives"):
        triage.accept(
            referral=referral,
            normally_resident=False,
            notifiable=False,
            notified_on=referral.notified_on,
            by=cast["business-manager"],
        )


def test_only_the_manager_triages(cast):
    referral = making.submitted(cast)
    for slug in ("business-officer", "independent-chair", "police-lead", "administrator"):
        with pytest.raises(NotAllowed):
            triage.return_with_questions(referral=referral, questions=["Why?"], by=cast[slug])


def test_an_agency_sees_its_own_request_and_nothing_else(cast):
    referral, requests = making.gathering(cast)
    for request, slug in zip(requests, ("police-lead", "health-lead", "housing-lead"), strict=True):
        mine = ScopingRequest.objects.visible_to(cast[slug])
        assert list(mine) == [request], slug
    assert not Referral.objects.visible_to(cast["housing-lead"]).exists()


def test_a_personal_conflict_shuts_the_case_at_the_next_request(cast):
    referral = making.listed(cast)
    police = cast["scr-member-police"]
    assert Referral.objects.visible_to(police).exists()
    meetings.declare_conflict(
        record=referral.record, user=police, kind=Declaration.Kind.PERSONAL, detail="Related", by=police
    )
    forget_reach(police)
    assert not Referral.objects.visible_to(police).exists()


def test_an_agency_interest_may_not_sign_and_does_not_count(cast):
    referral = making.listed(cast)
    item = considerations.open_item(referral)
    chair = cast["scr-chair"]
    making.everyone_here(item.meeting, chair)
    meetings.declare_conflict(
        record=referral.record, user=chair, kind=Declaration.Kind.AGENCY, detail="Our trust", by=chair
    )
    considerations.save_consideration(
        item=item, by=chair, limbs=making.LIMBS, recommendation="scr", **making.COMPLETE
    )
    with pytest.raises(NotAllowed, match="declared an interest"):
        considerations.sign_recommendation(item=item, by=chair)
    signed = considerations.sign_recommendation(item=item, by=cast["scr-vice-chair"])
    assert signed.signed_as == "Vice chair"
    everyone = {s.agency_id for s in cast.group("case-review").seats.all() if s.counts_for_quorum and s.user}
    assert signed.agencies_counted == len(everyone) - 1


@pytest.mark.parametrize(
    ("limbs", "met"),
    [
        (
            {"a": "yes", "b_i": "yes", "b_ii_harm": "no", "b_ii_concern": "no"},
            True,
        ),  # a death needs no concern (trap 9)
        ({"a": "yes", "b_i": "no", "b_ii_harm": "yes", "b_ii_concern": "no"}, False),
        ({"a": "yes", "b_i": "no", "b_ii_harm": "yes", "b_ii_concern": "yes"}, True),
        ({"a": "no", "b_i": "yes", "b_ii_harm": "yes", "b_ii_concern": "yes"}, False),
        ({"a": "no", "b_i": "yes", "b_ii_harm": "no", "b_ii_concern": "no", "police-custody": "yes"}, True),
    ],
)
def test_the_criteria_have_their_true_logic(cast, limbs, met):
    referral = making.listed(cast)
    item = considerations.open_item(referral)
    given = {code: (finding, "Because") for code, finding in limbs.items()}
    consideration = considerations.save_consideration(item=item, by=cast["scr-chair"], limbs=given)
    assert considerations.criteria_met(consideration) is met


def test_the_chair_decides_and_a_review_with_its_clock_begins(cast, at):
    at("2017-06-01 09:00")
    referral = making.decided(cast)
    assert referral.status == Referral.Status.DECIDED
    review = Review.objects.get(referral=referral)
    assert Deadline.objects.get(record=review.record, code="COMPLETE-SCR").due_on == dt.date(2017, 12, 1)
    assert Deadline.objects.get(record=referral.record, code="NOTIFY-DECISION").due_on == dt.date(2017, 6, 8)
    assert referral.notifications.filter(kind="decision").count() == 3


def test_nobody_else_decides(cast):
    referral = making.with_chair(cast)
    for slug in ("business-manager", "scr-chair", "executive-member", "administrator"):
        with pytest.raises(NotAllowed):
            decisions.decide(referral=referral, outcome="scr", reasons="I think it is right.", by=cast[slug])


def test_departing_from_the_recommendation_needs_the_reason(cast):
    referral = making.with_chair(cast)
    chair = cast["independent-chair"]
    with pytest.raises(BadInput, match="departs"):
        decisions.decide(referral=referral, outcome="none", reasons="I see it in another way.", by=chair)
    decision = decisions.decide(
        referral=referral,
        outcome="none",
        reasons="I see it in another way.",
        why_departs="New facts.",
        by=chair,
    )
    assert decision.departs
    assert not Review.objects.exists()


def test_the_second_of_two_decisions_is_told_and_keeps_its_text(cast):
    referral = making.with_chair(cast)
    chair = cast["independent-chair"]
    decisions.decide(referral=referral, outcome="scr", reasons="I agree with the group.", by=chair)
    with pytest.raises(InvalidMove):
        decisions.decide(referral=referral, outcome="scr", reasons="I agree with the group.", by=chair)


def test_reopening_keeps_the_old_decision(cast):
    referral = making.decided(cast)
    decisions.reopen(referral=referral, reason="A court found new facts.", by=cast["independent-chair"])
    assert Decision.objects.filter(referral=referral).count() == 2
    assert Deadline.objects.filter(record=referral.record, code="DECISION").count() == 2

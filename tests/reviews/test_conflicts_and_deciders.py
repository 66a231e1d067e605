"""Who may act on a case: conflicts of both kinds, the acting chair, readers of the answers, leads who change."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.board import access
from lscb.board.operations import end_role, give_role
from lscb.board.roles import Role
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.meetings import operations as meetings
from lscb.meetings.models import Declaration
from lscb.notices.models import Notice
from reviews.models import Referral, ScopingRequest
from reviews.operations import considerations, decisions, scoping
from reviews.operations.upkeep import keep_access_current
from tests.reviews import making

pytestmark = pytest.mark.django_db
PERSONAL, AGENCY = Declaration.Kind.PERSONAL, Declaration.Kind.AGENCY


def conflict(cast, referral, slug, kind):
    meetings.declare_conflict(
        record=referral.record, user=cast[slug], kind=kind, detail="Related", by=cast[slug]
    )


def sees(cast, slug, referral):
    return Referral.objects.visible_to(cast[slug]).filter(pk=referral.pk).exists()


def act_for_the_chair(cast):
    until = timezone.localdate() + dt.timedelta(days=60)
    give_role(
        board=cast.board,
        user=cast["executive-member"],
        role=Role.ACTING_CHAIR,
        by=None,
        reason="Away",
        until_on=until,
    )


def test_a_chair_with_an_interest_does_not_decide_and_the_acting_chair_does(cast):
    referral = making.with_chair(cast)
    conflict(cast, referral, "independent-chair", AGENCY)
    with pytest.raises(NotAllowed, match="declared an interest"):
        decisions.decide(
            referral=referral, outcome="scr", reasons="I agree with it.", by=cast["independent-chair"]
        )
    with pytest.raises(BadInput, match="Nobody can decide"):
        decisions.open_to_deciders(referral=referral, by=cast["business-manager"])
    act_for_the_chair(cast)
    decisions.open_to_deciders(
        referral=referral, by=cast["business-manager"], reason="The chair has an interest"
    )
    assert sees(cast, "executive-member", referral)
    assert not sees(cast, "independent-chair", referral)
    decision = decisions.decide(
        referral=referral, outcome="scr", reasons="I agree with it.", by=cast["executive-member"]
    )
    assert decision.makers.get().as_role == "Acting chair"


def test_the_case_is_not_handed_to_a_chair_with_a_personal_conflict(cast):
    referral = making.considered(cast)
    conflict_by_chair = {"record": referral.record, "user": cast["independent-chair"], "kind": PERSONAL}
    meetings.declare_conflict(**conflict_by_chair, detail="Related", by=cast["business-manager"])
    with pytest.raises(BadInput, match="Nobody can decide"):
        decisions.send_to_chair(referral=referral, by=cast["business-manager"])
    assert not sees(cast, "independent-chair", referral)


def test_a_personal_conflict_takes_somebody_out_of_pages_notices_and_answers(cast, client_as):
    referral = making.listed(cast)
    item = considerations.open_item(referral)
    request = referral.scoping_requests.first()
    assert ScopingRequest.objects.visible_to(cast["scr-member-health"]).filter(pk=request.pk).exists()
    conflict(cast, referral, "scr-member-health", PERSONAL)
    browser = client_as("scr-member-health")
    for url in (
        f"/referrals/{referral}/",
        f"/requests/{request.record.reference}/",
        f"/referrals/{referral}/sheet/",
    ):
        assert browser.get(url).status_code == 404, url
    for url in (f"/meetings/{item.meeting.record.reference}/", "/referrals/", "/requests/", "/"):
        assert referral.record.reference.encode() not in browser.get(url).content, url
    assert (
        not Notice.objects.visible_to(cast["scr-member-health"])
        .filter(reference=referral.record.reference)
        .exists()
    )


def test_a_lead_with_a_personal_conflict_is_not_asked(cast):
    referral = making.accepted(cast)
    meetings.declare_conflict(
        record=referral.record,
        user=cast["housing-lead"],
        kind=PERSONAL,
        detail="Related",
        by=cast["business-manager"],
    )
    due = timezone.localdate() + dt.timedelta(days=5)
    with pytest.raises(BadInput, match="everybody who leads for Westmere Housing"):
        scoping.ask(
            referral=referral, agencies=[cast.agency("housing")], due_on=due, by=cast["business-manager"]
        )
    with pytest.raises(BadInput, match="has no safeguarding lead"):
        scoping.ask(
            referral=referral, agencies=[cast.agency("probation")], due_on=due, by=cast["business-manager"]
        )


def test_a_request_follows_the_agencys_leads(cast, client_as):
    _, requests = making.gathering(cast)
    request = next(one for one in requests if one.agency == cast.agency("housing"))
    old, new = cast["housing-lead"], cast["data-officer"]
    give_role(board=cast.board, user=new, role=Role.AGENCY_LEAD, agency=request.agency, by=None)
    unit = client_as("business-manager")
    url = f"/requests/{request.record.reference}/"
    assert "leads of today" in unit.get(url).content.decode()
    assert client_as("police-lead").post(f"{url}hand-over/").status_code == 404
    assert client_as("housing-lead").post(f"{url}hand-over/").status_code == 403
    assert unit.post(f"{url}hand-over/").status_code == 302
    assert ScopingRequest.objects.visible_to(cast["data-officer"]).filter(pk=request.pk).exists()
    end_role(grant=old.grants.get(), on=timezone.localdate(), by=cast["business-manager"])
    keep_access_current(timezone.localdate())
    assert not ScopingRequest.objects.visible_to(cast["housing-lead"]).filter(pk=request.pk).exists()
    assert keep_access_current(timezone.localdate()) == 0
    with pytest.raises(NotAllowed):
        scoping.hand_over(request=request, by=cast["housing-lead"])


def test_whoever_reads_the_case_reads_the_answers_and_no_longer(cast):
    referral = making.listed(cast)
    answers = ScopingRequest.objects.filter(referral=referral)
    assert set(answers.visible_to(cast["scr-member-probation"])) == set(answers)
    making_done = making.with_chair(cast)
    theirs = ScopingRequest.objects.filter(referral=making_done)
    assert set(theirs.visible_to(cast["independent-chair"])) == set(theirs)
    assert not theirs.visible_to(cast["scr-member-probation"]).exists()


def test_an_officer_with_the_case_on_their_list_sees_and_works_on_it(cast):
    referral = making.accepted(cast)
    officer = cast["business-officer"]
    assert not sees(cast, "business-officer", referral)
    until = timezone.localdate() + dt.timedelta(days=90)
    row = access.let_in(
        record=referral.record, party=officer.party, capacity="case-lead", reason="On the list", until_on=until,
        by=cast["business-manager"],
    )  # fmt: skip
    due = timezone.localdate() + dt.timedelta(days=5)
    request, *_ = scoping.ask(referral=referral, agencies=[cast.agency("housing")], due_on=due, by=officer)
    assert sees(cast, "business-officer", referral)
    assert ScopingRequest.objects.visible_to(cast["business-officer"]).filter(pk=request.pk).exists()
    access.let_out(access=row, reason="Another officer", by=cast["business-manager"])
    assert not ScopingRequest.objects.visible_to(cast["business-officer"]).exists()


def test_the_signer_is_at_the_meeting_and_quorum_holds_the_group_back(cast):
    referral = making.listed(cast)
    item, chair = considerations.open_item(referral), cast["scr-chair"]
    considerations.save_consideration(
        item=item, by=chair, limbs=making.LIMBS, recommendation="scr", **making.COMPLETE
    )
    with pytest.raises(BadInput, match="Record who is at the meeting"):
        considerations.sign_recommendation(item=item, by=chair)
    seats = {seat.user_id: seat.pk for seat in item.meeting.group.seats.exclude(user=None)}
    here = dict.fromkeys(seats.values(), "apologies") | {seats[cast["scr-vice-chair"].pk]: "present"}
    meetings.record_attendance(meeting=item.meeting, present=here, by=chair)
    with pytest.raises(BadInput, match="not recorded as being at this meeting"):
        considerations.sign_recommendation(item=item, by=chair)
    with pytest.raises(BadInput, match="cannot take this item"):
        considerations.sign_recommendation(item=item, by=cast["scr-vice-chair"])
    group = item.meeting.group
    group.quorum_rule = group.QuorumRule.MARK_DECISIONS
    group.save()
    signed = considerations.sign_recommendation(item=item, by=cast["scr-vice-chair"])
    assert (signed.quorate, signed.agencies_counted) == (False, 1)


def test_a_conflict_is_said_without_a_name_and_once(cast):
    referral = making.listed(cast)
    chair = cast["scr-chair"]
    with pytest.raises(BadInput, match="without the name"):
        meetings.declare_conflict(
            record=referral.record, user=chair, kind=AGENCY, detail="Treated Tamsin", by=chair
        )
    conflict(cast, referral, "scr-chair", AGENCY)
    with pytest.raises(InvalidMove):
        conflict(cast, referral, "scr-chair", AGENCY)
    with pytest.raises(NotAllowed):
        meetings.declare_conflict(
            record=referral.record, user=chair, kind=PERSONAL, detail="Related", by=cast["police-lead"]
        )

"""An agency interest that was declared by mistake: taken back with a reason, kept, told; never one's own that others recorded."""

import pytest

from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.meetings import operations as meetings
from lscb.meetings.models import Declaration
from lscb.meetings.quorum import quorum_of
from lscb.notices.models import Notice
from reviews.models import Consideration, Decision
from reviews.operations import considerations, decisions
from tests.reviews import making

pytestmark = pytest.mark.django_db
AGENCY, PERSONAL = Declaration.Kind.AGENCY, Declaration.Kind.PERSONAL
WHY = "It was meant for another case"


def declared(cast, referral, slug, by=None, kind=AGENCY) -> Declaration:
    return meetings.declare_conflict(
        record=referral.record, user=cast[slug], kind=kind, detail="Our agency", by=cast[by or slug]
    )


def test_who_took_it_back_signs_and_counts_again(cast):
    referral = making.listed(cast)
    item = considerations.open_item(referral)
    making.everyone_here(item.meeting, cast["scr-chair"])
    counted = quorum_of(item.meeting, item).counted
    mistake = declared(cast, referral, "scr-chair")
    assert quorum_of(item.meeting, item).counted < counted
    considerations.save_consideration(
        item=item, by=cast["business-manager"], limbs=making.LIMBS, recommendation="scr", **making.COMPLETE
    )
    with pytest.raises(NotAllowed, match="declared an interest"):
        considerations.sign_recommendation(item=item, by=cast["scr-chair"])
    meetings.withdraw_declaration(declaration=mistake, reason=WHY, by=cast["scr-chair"])
    assert quorum_of(item.meeting, item).counted == counted
    considerations.sign_recommendation(item=item, by=cast["scr-chair"])
    assert Consideration.objects.get(item=item).signed_by == cast["scr-chair"]
    mistake.refresh_from_db()
    assert (mistake.withdrawn_by, mistake.withdrawn_reason) == (cast["scr-chair"], WHY)


def test_the_case_comes_back_to_the_chair_who_decides(cast):
    referral = making.with_chair(cast)
    mistake = declared(cast, referral, "independent-chair")
    meetings.withdraw_declaration(declaration=mistake, reason=WHY, by=cast["business-manager"])
    decisions.open_to_deciders(referral=referral, by=cast["business-manager"])
    decisions.decide(
        referral=referral, outcome="scr", reasons="I agree with the group.", by=cast["independent-chair"]
    )
    assert Decision.objects.get(referral=referral).decided_on


def test_it_can_be_declared_again_and_both_are_kept(cast):
    referral = making.listed(cast)
    first = declared(cast, referral, "scr-member-police")
    meetings.withdraw_declaration(declaration=first, reason=WHY, by=cast["scr-member-police"])
    second = declared(cast, referral, "scr-member-police")
    assert second.pk != first.pk and Declaration.objects.filter(record=referral.record).count() == 2
    with pytest.raises(InvalidMove, match="already recorded"):
        declared(cast, referral, "scr-member-police")
    with pytest.raises(InvalidMove, match="taken back already"):
        meetings.withdraw_declaration(declaration=first, reason=WHY, by=cast["scr-member-police"])


def test_nobody_takes_back_what_others_recorded_of_them_or_what_others_declared(cast):
    referral = making.listed(cast)
    imposed = declared(cast, referral, "scr-chair", by="business-manager")
    with pytest.raises(NotAllowed, match="Somebody else recorded"):
        meetings.withdraw_declaration(declaration=imposed, reason=WHY, by=cast["scr-chair"])
    own = declared(cast, referral, "scr-member-police")
    for slug in ("scr-member-health", "police-lead", "stranger", "other-manager"):
        with pytest.raises(NotAllowed):
            meetings.withdraw_declaration(declaration=own, reason=WHY, by=cast[slug])
    meetings.withdraw_declaration(declaration=imposed, reason=WHY, by=cast["scr-vice-chair"])


def test_a_personal_conflict_is_not_taken_back_here_and_a_reason_is_asked_for(cast):
    referral = making.listed(cast)
    personal = declared(cast, referral, "scr-member-health", by="business-manager", kind=PERSONAL)
    with pytest.raises(InvalidMove, match="personal conflict"):
        meetings.withdraw_declaration(declaration=personal, reason=WHY, by=cast["business-manager"])
    own = declared(cast, referral, "scr-member-police")
    for reason in ("", "Mistake", "Tamsin Fenwright is somebody else"):
        with pytest.raises(BadInput):
            meetings.withdraw_declaration(declaration=own, reason=reason, by=cast["scr-member-police"])


def test_the_page_the_links_the_history_and_who_is_told(cast, client_as):
    referral = making.listed(cast)
    own = declared(cast, referral, "scr-member-police")
    case = f"/referrals/{referral}/"
    page = f"{case}conflict/{own.pk}/take-back/"
    member, manager = client_as("scr-member-police"), client_as("business-manager")
    assert page in member.get(case).content.decode()
    assert page in manager.get(case).content.decode()
    assert page in client_as("scr-chair").get(f"{case}consideration/").content.decode()
    assert page not in client_as("scr-member-health").get(case).content.decode()
    assert client_as("scr-member-health").post(page, {"reason": WHY}).status_code == 403
    assert client_as("stranger").get(page).status_code == 404
    assert member.get(page).status_code == 200
    assert member.post(page, {"reason": ""}).status_code == 422
    assert member.post(page, {"reason": WHY}).status_code == 302
    for shown in (member.get(case), client_as("scr-chair").get(f"{case}consideration/")):
        assert "taken back on" in shown.content.decode() and page not in shown.content.decode()
    assert "took a declaration of an agency interest back" in manager.get(case).content.decode()
    notice = Notice.objects.get(subject_key="conflict-withdrawn")
    assert notice.to == cast["business-manager"] and WHY not in " ".join(notice.wording.sentences)
    assert member.get(page).status_code == 404


def test_the_work_comes_back_too(cast, client_as):
    referral = making.listed(cast)
    own, home = declared(cast, referral, "scr-chair"), f"/referrals/{referral}/consideration/"
    assert home not in client_as("scr-chair").get("/").content.decode()
    meetings.withdraw_declaration(declaration=own, reason=WHY, by=cast["scr-chair"])
    assert home in client_as("scr-chair").get("/").content.decode()

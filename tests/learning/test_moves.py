"""Every move: who may, who may not and hears why, and what it leaves behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lscb.board.models import Seat
from lscb.board.operations import end_seat, give_seat
from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed, StaleEdit
from lscb.learning import operations as learning
from lscb.learning.models import Action, Verification
from lscb.notices.models import Notice
from lscb.people.models import User
from lscb.records.models import Record
from lscb.records.operations import grant_access
from tests.cast import Cast
from tests.learning.conftest import ANSWERS, DONE, END, NEXT, NEXT_ON, PROOF, Maker

S = Action.Status
LATER = dt.date(2026, 9, 30)
Deed = Callable[[Action, User], object]

#: verb: state it starts from, the deed, who may, who may not (each reads the action), a word of the refusal
MOVES: dict[str, tuple[str, Deed, str, list[str], str]] = {
    "edit": (S.PROPOSED, lambda a, by: learning.edit_proposal(action=a, by=by, title="New"), "business-officer",
             ["monitoring-chair", "police-lead"], "business unit"),
    "agree": (S.PROPOSED, lambda a, by: learning.agree(action=a, wording_confirmed_safe=True, by=by), "business-officer",
              ["monitoring-chair", "police-lead"], "business unit"),
    "reject": (S.PROPOSED, lambda a, by: learning.reject(action=a, reason="Covered.", by=by), "business-manager",
               ["monitoring-chair", "police-lead"], "business unit"),
    "start": (S.AGREED, lambda a, by: learning.start(action=a, by=by), "police-lead",
              ["monitoring-chair", "business-manager", "health-lead"], "Westmere Constabulary"),
    "update": (S.STARTED, lambda a, by: learning.update_progress(
        action=a, done=DONE, next_activity=NEXT, next_on=NEXT_ON, by=by), "police-lead",
        ["monitoring-chair", "business-manager", "health-lead"], "Westmere Constabulary"),
    "claim": (S.STARTED, lambda a, by: learning.claim(action=a, done=DONE, evidence_text=PROOF, by=by), "police-lead",
              ["monitoring-chair", "business-manager", "health-lead"], "Westmere Constabulary"),
    "verify": (S.CLAIMED, lambda a, by: learning.verify(action=a, reason="All 30 names.", by=by), "monitoring-chair",
               ["police-lead", "business-manager", "scr-chair", "scr-member-health"], "chair or vice chair"),
    "refuse": (S.CLAIMED, lambda a, by: learning.refuse_claim(action=a, reason="Six are missing.", by=by),
               "monitoring-chair", ["police-lead", "business-manager", "scr-chair"], "chair or vice chair"),
    "close": (S.VERIFIED, lambda a, by: learning.close(action=a, difference="Not known yet", by=by), "business-manager",
              ["police-lead", "scr-chair"], "chair or vice chair"),
    "reopen": (S.CLOSED, lambda a, by: learning.reopen(action=a, reason="No change seen.", end_on=LATER, by=by),
               "monitoring-chair", ["police-lead", "scr-chair"], "chair or vice chair"),
    "revise": (S.STARTED, lambda a, by: learning.revise_date(action=a, end_on=LATER, reason="Trainer ill.", by=by),
               "monitoring-chair", ["police-lead", "business-manager", "scr-chair"], "chair or vice chair"),
    "not-achieved": (S.STARTED, lambda a, by: learning.not_achieved(
        action=a, answers=ANSWERS, conclusion="Cancelled twice.", by=by), "monitoring-chair",
        ["police-lead", "business-manager"], "chair or vice chair"),
    "supersede": (S.STARTED, lambda a, by: learning.supersede(action=a, new_action=None, reason="A course.", by=by),
                  "monitoring-chair", ["police-lead", "business-manager"], "chair or vice chair"),
    "accept": (S.STARTED, lambda a, by: learning.accept_without_action(
        action=a, until=LATER, reason="A national course starts then.", by=by), "monitoring-chair",
        ["police-lead", "business-manager"], "chair or vice chair"),
    "accept a proposal": (S.PROPOSED, lambda a, by: learning.accept_without_action(
        action=a, until=LATER, reason="A national course starts then.", by=by), "business-manager",
        ["police-lead", "monitoring-chair"], "business unit"),
    "bring back": (S.ACCEPTED_WITHOUT, lambda a, by: learning.bring_back(action=a, reason="The risk grew.", by=by),
                   "business-manager", ["police-lead", "monitoring-chair"], "business unit"),
    "assign": (S.STARTED, lambda a, by: learning.assign(action=a, owner=None, by=by), "police-lead",
               ["monitoring-chair", "health-lead"], "Westmere Constabulary"),
}  # fmt: skip


@pytest.mark.parametrize("name", MOVES)
def test_who_may_and_who_may_not(name: str, make: Maker, cast: Cast) -> None:
    status, deed, who, others, word = MOVES[name]
    action = make(status)
    for slug in [*others, "stranger", "other-manager"]:
        with pytest.raises(NotAllowed) as refused:
            deed(action, cast[slug])
        assert word in refused.value.reason, slug
        assert refused.value.who_can_help
    before = Action.objects.get(pk=action.pk)
    assert (before.status, before.version) == (status, action.version)
    deed(action, cast[who])
    after = Action.objects.get(pk=action.pk)
    assert after.version > before.version
    assert after.changes.first().changed_by == cast[who]
    if after.status != status:
        with pytest.raises((InvalidMove, NotAllowed)):  # no move is made twice
            deed(action, cast[who])


def test_agreeing_needs_everything(make: Maker, cast: Cast) -> None:
    bare = make(agency=None, end_on=None, resources=" ", difference_expected="")
    with pytest.raises(BadInput) as refused:
        learning.agree(action=bare, wording_confirmed_safe=True, by=cast["business-manager"])
    for words in ("a responsible person or agency", "an end date", "even if that is “none”", "difference"):
        assert words in refused.value.reason
    with pytest.raises(BadInput, match="do not know the case"):
        learning.agree(action=make(), wording_confirmed_safe=False, by=cast["business-manager"])
    with pytest.raises(BadInput, match="end date has passed"):
        learning.agree(
            action=make(end_on=dt.date(2026, 2, 27)), wording_confirmed_safe=True, by=cast["business-manager"]
        )


def test_an_older_plan_can_be_entered_afterwards(make: Maker, cast: Cast) -> None:
    action = make(end_on=dt.date(2025, 12, 31))
    learning.agree(
        action=action, wording_confirmed_safe=True, by=cast["business-manager"], on=dt.date(2025, 9, 1)
    )
    action.refresh_from_db()
    assert action.agreed_at.date() == dt.date(2025, 9, 1)
    assert action.is_overdue(dt.date(2026, 3, 2))
    assert Action.objects.overdue(dt.date(2026, 3, 2)).get() == action


def test_a_vague_activity_is_not_taken(make: Maker) -> None:
    with pytest.raises(BadInput, match="“ongoing” alone"):
        make(activity="Ongoing")
    assert make(activity="Continue to train all 30 duty officers twice a year").pk


def test_people_and_dates_of_a_proposal_must_fit(make: Maker, cast: Cast) -> None:
    with pytest.raises(BadInput, match="before the start date"):
        make(start_on=dt.date(2026, 7, 1))
    with pytest.raises(BadInput, match="same board"):
        make(group=cast.neighbour.group("case-review"))
    with pytest.raises(BadInput, match="not listed at Westmere Constabulary"):
        make(S.AGREED, owner=cast["health-lead"])


@pytest.mark.parametrize("text", ["Ongoing", "in progress.", "TBC", "ASAP", "Continue to monitor"])
@pytest.mark.parametrize("field", ["done", "next_activity"])
def test_ongoing_alone_is_not_an_update(text: str, field: str, make: Maker, cast: Cast) -> None:
    values = {"done": DONE, "next_activity": NEXT, "next_on": NEXT_ON} | {field: text}
    action = make(S.STARTED)
    with pytest.raises(BadInput, match="alone does not say"):
        learning.update_progress(action=action, by=cast["police-lead"], **values)
    assert not action.progress.exists()


def test_an_update_says_when(make: Maker, cast: Cast) -> None:
    action = make(S.STARTED)
    for day in (None, dt.date(2026, 3, 1)):
        with pytest.raises(BadInput, match="date of the next activity"):
            learning.update_progress(
                action=action, done=DONE, next_activity=NEXT, next_on=day, by=cast["police-lead"]
            )


def test_a_claim_needs_evidence(make: Maker, cast: Cast) -> None:
    action = make(S.STARTED)
    with pytest.raises(BadInput, match="Give evidence"):
        learning.claim(action=action, done=DONE, by=cast["police-lead"])
    with pytest.raises(BadInput, match="alone does not say"):
        learning.claim(action=action, done=DONE, evidence_text="ongoing", by=cast["police-lead"])


def test_the_owner_never_verifies(make: Maker, cast: Cast) -> None:
    """Not the person, not the person's agency, even as chair of the group; the vice chair does."""
    group = cast.group("case-review")
    mine = make(agency=cast.agency("childrens-services"), owner=None, group=group)
    learning.agree(action=mine, wording_confirmed_safe=True, by=cast["business-manager"])
    lead = cast["executive-member"]  # of children's services
    learning.start(action=mine, by=lead)
    learning.claim(action=mine, done=DONE, evidence_text=PROOF, by=lead)
    with pytest.raises(NotAllowed) as refused:
        learning.verify(action=mine, reason="Seen.", by=cast["scr-vice-chair"])
    assert "You belong to Westmere Children's Services" in refused.value.reason
    assert (
        "vice chair or another member of Serious Case Review Group must verify" in refused.value.who_can_help
    )
    with pytest.raises(
        NotAllowed, match="Only the chair or vice chair"
    ):  # a member, while the chair may judge
        learning.verify(action=mine, reason="Seen.", by=cast["scr-member-police"])
    learning.verify(action=mine, reason="Seen.", by=cast["scr-chair"])
    assert Verification.objects.get().verified_by == cast["scr-chair"]


def test_a_chair_who_is_the_owner_does_not_verify(make: Maker, cast: Cast) -> None:
    chair = cast["monitoring-chair"]
    action = make(agency=None, owner=chair)
    learning.agree(action=action, wording_confirmed_safe=True, by=cast["business-manager"])
    learning.start(action=action, by=chair)
    learning.claim(action=action, done=DONE, evidence_text=PROOF, by=chair)
    with pytest.raises(NotAllowed, match="responsible for this action"):
        learning.verify(action=action, reason="Seen.", by=cast["monitoring-chair"])
    # nobody else chairs this group, so an ordinary member stands in
    learning.verify(action=action, reason="Seen.", by=cast["scr-member-health"])


def test_no_member_of_the_owners_agency_stands_in(make: Maker, cast: Cast) -> None:
    action = make(S.CLAIMED)
    end_seat(
        seat=Seat.objects.get(user=cast["monitoring-chair"]),
        on=dt.date(2026, 3, 2),
        by=cast["business-manager"],
    )
    with pytest.raises(NotAllowed, match="You belong to Westmere Constabulary"):
        learning.verify(action=action, reason="Seen.", by=cast["scr-member-police"])
    learning.verify(action=action, reason="Seen.", by=cast["scr-member-health"])


def test_who_claimed_it_or_ran_the_review_does_not_judge(make: Maker, cast: Cast, source: Record) -> None:
    action = make(S.CLAIMED)
    for slug in ("panel-chair", "police-lead"):
        give_seat(group=cast.group("monitoring"), user=cast[slug], by=None, office=Seat.Office.VICE_CHAIR)
    grant_access(
        record=source, party=cast["panel-chair"].party, capacity="panel-chair", reason="Appointed", by=None
    )
    with pytest.raises(NotAllowed, match="running the review"):
        learning.verify(action=action, reason="Seen.", by=cast["panel-chair"])
    with pytest.raises(NotAllowed):
        learning.verify(action=action, reason="Seen.", by=cast["police-lead"])


def test_a_refused_claim_goes_back_with_its_clock(make: Maker, cast: Cast) -> None:
    action = make(S.CLAIMED)
    assert not Deadline.objects.of(action.record).running().exists()
    learning.refuse_claim(action=action, reason="Six are missing.", by=cast["monitoring-chair"])
    assert Deadline.objects.of(action.record).running().get().due_on == END
    assert Notice.objects.filter(to=cast["police-lead"], subject_key="action-sent-back").exists()


def test_changes_of_date_are_counted_and_the_third_tells_the_executive(make: Maker, cast: Cast) -> None:
    action = make(S.AGREED)
    for month in (7, 8, 9):
        told = Notice.objects.filter(to=cast["executive-member"], subject_key="action-date-moved-often")
        assert not told.exists()
        day = dt.date(2026, month, 30)
        learning.revise_date(
            action=action, end_on=day, reason="The trainer is ill.", by=cast["monitoring-chair"]
        )
    action.refresh_from_db()
    assert (action.revisions, action.first_end_on, action.end_on) == (3, END, dt.date(2026, 9, 30))
    assert [row.old_on.month for row in action.date_revisions.all()] == [8, 7, 6]
    assert told.exists()
    assert Deadline.objects.of(action.record).running().get().due_on == dt.date(2026, 9, 30)
    assert Action.objects.visible_to(cast["executive-member"]).filter(pk=action.pk).exists()


@pytest.mark.parametrize(("day", "words"), [(END, "already"), (dt.date(2026, 3, 1), "today or later")])
def test_a_new_date_must_be_new_and_to_come(day: dt.date, words: str, make: Maker, cast: Cast) -> None:
    with pytest.raises(BadInput, match=words):
        learning.revise_date(action=make(S.STARTED), end_on=day, reason="Why", by=cast["monitoring-chair"])


def test_not_achieved_asks_six_questions_and_links_the_new_action(make: Maker, cast: Cast) -> None:
    old, new = make(S.STARTED), make(S.PROPOSED)
    with pytest.raises(BadInput, match="each of the six questions"):
        learning.not_achieved(
            action=old, answers={"wrong_data": "no"}, conclusion="So.", by=cast["monitoring-chair"]
        )
    learning.not_achieved(
        action=old, answers=ANSWERS, conclusion="Restated.", new_action=new, by=cast["monitoring-chair"]
    )
    old.refresh_from_db()
    assert (old.status, old.replaced_by) == (S.NOT_ACHIEVED, new)
    with pytest.raises(BadInput, match="its own place"):
        learning.supersede(action=new, new_action=new, reason="So.", by=cast["business-manager"])


def test_reopened_without_impact_gets_a_new_date(make: Maker, cast: Cast) -> None:
    action = make(S.CLOSED)
    learning.reopen(action=action, reason="Audit saw no change.", end_on=LATER, by=cast["monitoring-chair"])
    action.refresh_from_db()
    assert (action.status, action.end_on, action.revisions) == (S.STARTED, LATER, 1)
    assert action.record.closed_at is None


def test_an_acceptance_always_ends(make: Maker, cast: Cast) -> None:
    with pytest.raises(BadInput, match="always ends"):
        learning.accept_without_action(
            action=make(S.STARTED), until=dt.date(2026, 3, 2), reason="So.", by=cast["monitoring-chair"]
        )
    action = make(S.ACCEPTED_WITHOUT)
    assert not Action.objects.acceptance_ended(LATER).exists()
    assert Action.objects.acceptance_ended(dt.date(2026, 10, 1)).get() == action


def test_whoever_gets_it_must_belong_to_the_agency(make: Maker, cast: Cast) -> None:
    action = make(S.STARTED)
    with pytest.raises(BadInput, match="somebody of Westmere Constabulary"):
        learning.assign(action=action, owner=cast["health-lead"], by=cast["police-lead"])
    learning.assign(action=action, owner=cast["police-lead"], by=cast["business-manager"])
    action.refresh_from_db()
    assert action.owner == cast["police-lead"]


def test_another_group_takes_over(make: Maker, cast: Cast) -> None:
    actions = [
        make(S.CLAIMED, group=cast.group("case-review")),
        make(S.AGREED, group=cast.group("case-review")),
    ]
    to = cast.group("monitoring")
    with pytest.raises(NotAllowed):
        learning.offer_hand_over(
            actions=actions, to=to, reason="The review is over.", by=cast["monitoring-chair"]
        )
    offer = learning.offer_hand_over(
        actions=actions, to=to, reason="The review is over.", by=cast["scr-chair"]
    )
    assert Action.objects.visible_to(cast["scr-chair"]).count() == 2  # nothing moves until it is accepted
    assert learning.accept_hand_over(offer=offer, by=cast["monitoring-chair"]) == 2
    seen = Action.objects.visible_to(cast["monitoring-chair"]).filter(pk__in=[row.pk for row in actions])
    assert seen.count() == 2
    assert not Action.objects.visible_to(cast["scr-chair"]).exists()
    with pytest.raises(BadInput, match="already with"):
        learning.offer_hand_over(actions=actions, to=to, reason="Again.", by=cast["business-manager"])


def test_a_stale_edit_is_refused(make: Maker, cast: Cast) -> None:
    action = make()
    learning.edit_proposal(action=action, title="Mine", by=cast["business-manager"], version=action.version)
    with pytest.raises(StaleEdit):
        learning.edit_proposal(
            action=action, title="Yours", by=cast["business-officer"], version=action.version
        )
    action.refresh_from_db()
    assert action.title == "Mine"

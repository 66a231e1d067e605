"""The owner sees its action and not the case; a personal conflict shuts the action too."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from lscb.board import accounts
from lscb.board.models import Grant
from lscb.board.operations import give_role
from lscb.board.roles import Role
from lscb.clocks.models import Deadline
from lscb.clocks.reminders import sweep_reminders
from lscb.core.errors import NotAllowed
from lscb.learning import operations as learning
from lscb.learning.models import Action
from lscb.notices.models import Notice
from lscb.records.models import Record, forget_reach
from lscb.records.operations import exclude, grant_access, open_record
from tests.cast import Cast
from tests.learning.conftest import Maker

S = Action.Status


def readers(action: Action, cast: Cast) -> set[str]:
    slugs = [*cast.people, *cast.neighbour.people]
    return {slug for slug in slugs if Action.objects.visible_to(cast[slug]).filter(pk=action.pk).exists()}


def test_a_proposal_is_seen_by_the_business_unit_alone(make: Maker, cast: Cast) -> None:
    assert readers(make(), cast) == {"business-manager", "business-officer"}


def test_an_agreed_action_is_seen_by_its_agency_its_group_and_the_ladder(
    make: Maker, cast: Cast, source: Record
) -> None:
    action = make(S.AGREED)
    group = {
        "monitoring-chair",
        "scr-vice-chair",
        "scr-member-police",
        "scr-member-health",
        "scr-member-probation",
    }
    unit = {"business-manager", "business-officer"}
    assert readers(action, cast) == {"police-lead", "executive-member"} | group | unit
    seeing_the_case = {
        slug for slug in cast.people if Record.objects.visible_to(cast[slug]).filter(pk=source.pk)
    }
    assert seeing_the_case == {"business-manager"}


@pytest.mark.parametrize("branch", [False, True])
def test_a_personal_conflict_shuts_the_action(branch: bool, make: Maker, cast: Cast, source: Record) -> None:
    """Also when it is recorded on the case that the source belongs to."""
    manager = cast["business-manager"]
    if branch:
        make.source = open_record(
            board=cast.board, kind="review", code="SCR", title="Review", route="learning:action-detail", by=manager,
            root=source,
        )  # fmt: skip
    action = make(S.STARTED)
    exclude(record=source, user=cast["police-lead"], reason="Family of a witness", by=manager)
    assert "police-lead" not in readers(action, cast)
    assert "scr-member-police" in readers(action, cast)
    Notice.objects.all().delete()
    learning.claim(
        action=action,
        done="Trained all 30 officers",
        evidence_text="The signed register",
        by=cast["police-lead"],
    )
    learning.refuse_claim(action=action, reason="Six are missing.", by=cast["monitoring-chair"])
    assert not Notice.objects.filter(to=cast["police-lead"]).exists()


def test_whatever_hangs_on_the_action_is_shut_too(make: Maker, cast: Cast, source: Record, at: Any) -> None:
    """Files, clocks, notices and reminders, although the action's record is no part of the case."""
    action = make(S.STARTED, end_on=dt.date(2026, 3, 3))
    lead = cast["police-lead"]
    for model in (Record, Deadline, Notice):
        assert model.objects.visible_to(lead).exists()
    exclude(record=source, user=lead, reason="Family of a witness", by=cast["business-manager"])
    at("2026-03-12 08:00")
    before = Notice.objects.filter(to=lead).count()
    sweep_reminders(dt.date(2026, 3, 12))
    assert Notice.objects.filter(to=cast["scr-member-police"]).exists() is False
    assert Notice.objects.filter(to=lead).count() == before
    lead = cast["police-lead"]
    for model in (Record, Deadline, Notice):
        assert not model.objects.visible_to(lead).exists()
    assert action.record.case == action.record  # its identities and access stay its own


def test_only_authors_propose(cast: Cast, source: Record) -> None:
    for slug in ("police-lead", "stranger", "other-manager", "reviewer", "business-officer"):
        with pytest.raises(NotAllowed):
            learning.propose(source=source, title="T", activity="Train all duty officers", by=cast[slug])


def test_who_leaves_the_business_unit_keeps_only_what_they_proposed_themselves(
    cast: Cast, make: Maker
) -> None:
    officer, manager = cast["business-officer"], cast["business-manager"]
    theirs = make(S.STARTED)
    grant_access(record=theirs.source, party=officer.party, capacity="panel", reason="Takes part", by=manager)
    forget_reach(officer)
    own = learning.propose(
        source=theirs.source, title="Ask about sleep", activity="Ask at each visit.", by=officer
    )
    give_role(board=cast.board, user=officer, role=Role.BOARD_MEMBER, by=manager)

    def seen() -> set[int]:
        forget_reach(officer)
        return set(Action.objects.visible_to(officer).values_list("pk", flat=True))

    assert seen() == {theirs.pk, own.pk}
    grant = Grant.objects.get(user=officer, role=Role.BUSINESS_OFFICER)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    accounts.withdraw_role(grant=grant, last_day=yesterday, reason="Another post", by=manager)
    assert seen() == {own.pk}

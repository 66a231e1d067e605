"""The owner sees its action and not the case; a personal conflict shuts the action too."""

from __future__ import annotations

import pytest

from lscb.core.errors import NotAllowed
from lscb.learning import operations as learning
from lscb.learning.models import Action
from lscb.notices.models import Notice
from lscb.records.models import Record
from lscb.records.operations import exclude, open_record
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


def test_only_authors_propose(cast: Cast, source: Record) -> None:
    for slug in ("police-lead", "stranger", "other-manager", "reviewer", "business-officer"):
        with pytest.raises(NotAllowed):
            learning.propose(source=source, title="T", activity="Train all duty officers", by=cast[slug])

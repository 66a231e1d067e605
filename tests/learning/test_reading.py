"""What other floors are told: what waits for whom, and how many are overdue."""

from __future__ import annotations

import datetime as dt

from lscb.home.figures.actions import measure
from lscb.learning.models import Action
from lscb.learning.reading import due_for_group, open_for
from lscb.records.models import Record
from lscb.records.operations import exclude
from tests.cast import Cast
from tests.learning.conftest import Maker

S = Action.Status
TODAY = dt.date(2026, 3, 2)


def waiting(cast: Cast, slug: str, today: dt.date = TODAY) -> list[tuple[str, str, bool]]:
    return [(each.verb, each.url.split("/", 3)[3], each.is_overdue) for each in open_for(cast[slug], today)]


def test_what_waits_for_whom(make: Maker, cast: Cast) -> None:
    make(S.PROPOSED)
    make(S.PROPOSED, end_on=None)
    make(S.AGREED)
    late = make(S.STARTED)
    make(S.CLAIMED)
    make(S.CLOSED)
    make(S.ACCEPTED_WITHOUT)
    Action.objects.filter(pk=late.pk).update(end_on=dt.date(2026, 2, 27))
    assert waiting(cast, "police-lead") == [("Update", "update/", True), ("Start", "start/", False)]
    assert waiting(cast, "monitoring-chair") == [("Verify", "verify/", False)]
    assert sorted(waiting(cast, "business-officer")) == [
        ("Agree", "agree/", False),
        ("Complete", "edit/", False),
    ]
    assert ("Look again at", "bring-back/", True) in waiting(cast, "business-manager", dt.date(2026, 10, 1))
    for slug in ("stranger", "health-lead", "executive-member", "scr-member-police", "other-manager"):
        assert waiting(cast, slug) == []


def test_a_named_person_has_it_alone(make: Maker, cast: Cast) -> None:
    make(S.STARTED, owner=cast["police-lead"])
    assert len(waiting(cast, "police-lead")) == 1


def test_nothing_waits_behind_a_conflict(make: Maker, source: Record, cast: Cast) -> None:
    make(S.STARTED)
    exclude(record=source, user=cast["police-lead"], reason="Family", by=cast["business-manager"])
    assert waiting(cast, "police-lead") == []


def test_own_claims_do_not_wait_for_a_chair(make: Maker, cast: Cast) -> None:
    make(S.CLAIMED, group=cast.group("case-review"))
    assert len(waiting(cast, "scr-chair")) == len(waiting(cast, "scr-vice-chair")) == 1
    Action.objects.update(agency=cast.agency("childrens-services"))
    assert (len(waiting(cast, "scr-chair")), len(waiting(cast, "scr-vice-chair"))) == (1, 0)


def test_what_a_group_looks_at(make: Maker, cast: Cast) -> None:
    make(S.CLAIMED)
    make(S.STARTED, end_on=dt.date(2026, 4, 1))
    make(S.STARTED)  # due later than the group looks ahead
    found = due_for_group(cast.group("monitoring"), TODAY)
    assert [each.verb for each in found] == ["Verify", "Discuss"]
    assert due_for_group(cast.group("case-review"), TODAY) == []


def test_counts(make: Maker, cast: Cast, django_assert_num_queries: object) -> None:
    late = make(S.STARTED)
    make(S.AGREED), make(S.CLAIMED), make(S.CLOSED), make(S.PROPOSED)
    Action.objects.filter(pk=late.pk).update(end_on=dt.date(2026, 2, 27))
    found = measure(cast.board, TODAY)
    counts = [found["counts"][f"actions-{name}"] for name in ("open", "overdue", "claimed", "not-started")]
    assert counts == [3, 1, 1, 1]
    assert measure(cast.neighbour.board, TODAY)["counts"]["actions-open"] == 0
    assert found["series"]["actions-by-agency"] == [["Westmere Constabulary", [1, 2]]]

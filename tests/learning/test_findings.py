"""Findings and recommendations: written by the review's own, numbered in order, kept while something rests on them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.learning import operations as learning
from lscb.learning.models import Finding, Recommendation
from lscb.records.models import Record
from lscb.records.operations import grant_access
from tests.cast import Cast
from tests.learning.conftest import Maker


@pytest.fixture
def reviewed(source: Record, cast: Cast) -> Record:
    grant_access(
        record=source, party=cast["reviewer"].party, capacity="reviewer", reason="Appointed", by=None
    )
    return source


def titles(source: Record) -> list[tuple[int, str]]:
    return list(Finding.objects.filter(source=source).values_list("number", "title"))


def test_numbers_follow_the_order(reviewed: Record, cast: Cast) -> None:
    by = cast["reviewer"]
    rows = [learning.add_finding(source=reviewed, kind="concern", title=name, by=by) for name in "ABCD"]
    learning.reorder_findings(source=reviewed, order=[rows[i].pk for i in (3, 0, 1, 2)], by=by)
    assert titles(reviewed) == [(1, "D"), (2, "A"), (3, "B"), (4, "C")]
    learning.remove_finding(finding=rows[0], by=by)
    assert titles(reviewed) == [(1, "D"), (2, "B"), (3, "C")]
    with pytest.raises(InvalidMove, match="has changed"):
        learning.reorder_findings(source=reviewed, order=[rows[3].pk], by=by)


def test_wording_is_kept_in_the_history(reviewed: Record, cast: Cast) -> None:
    finding = learning.add_finding(source=reviewed, kind="strength", title="Good notes", by=cast["reviewer"])
    learning.edit_finding(
        finding=finding, kind="concern", title="Late notes", text="By two days.", by=cast["reviewer"]
    )
    assert list(finding.history.values_list("title", flat=True)) == ["Late notes", "Good notes"]


@pytest.mark.parametrize("slug", ["stranger", "other-manager", "police-lead", "scr-chair"])
def test_others_do_not_write(slug: str, reviewed: Record, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        learning.add_finding(source=reviewed, kind="concern", title="X", by=cast[slug])
    with pytest.raises(NotAllowed):
        learning.add_recommendation(source=reviewed, text="X", by=cast[slug])


def test_bad_input(reviewed: Record, cast: Cast, source: Record) -> None:
    by = cast["reviewer"]
    for values in (
        {"kind": "fault", "title": "X"},
        {"kind": "concern", "title": " "},
        {"kind": "concern", "title": "x" * 201},
    ):
        with pytest.raises(BadInput):
            learning.add_finding(source=reviewed, by=by, **values)
    with pytest.raises(BadInput, match="what should change"):
        learning.add_recommendation(source=reviewed, text="", by=by)


def test_what_something_rests_on_stays(reviewed: Record, cast: Cast, make: Maker) -> None:
    by = cast["reviewer"]
    finding = learning.add_finding(source=reviewed, kind="concern", title="Late notes", by=by)
    first, second = (
        learning.add_recommendation(
            source=reviewed, text=text, finding=finding, agencies=[cast.agency("police")], by=by
        )
        for text in ("Train officers", "Audit notes")
    )
    with pytest.raises(BadInput, match="rests on this finding"):
        learning.remove_finding(finding=finding, by=by)
    action = make(recommendations=[second])
    assert list(second.actions.all()) == [action]
    with pytest.raises(BadInput, match="An action answers"):
        learning.remove_recommendation(recommendation=second, by=by)
    learning.reorder_recommendations(source=reviewed, order=[second.pk, first.pk], by=by)
    learning.edit_recommendation(recommendation=first, text="Train all officers", national=True, by=by)
    learning.remove_recommendation(recommendation=first, by=by)
    assert list(Recommendation.objects.values_list("number", "text")) == [(1, "Audit notes")]


def test_a_closed_review_no_longer_changes(reviewed: Record, cast: Cast) -> None:
    Record.objects.filter(pk=reviewed.pk).update(closed_at=timezone.now())
    with pytest.raises(InvalidMove, match="has been closed"):
        learning.add_finding(source=reviewed, kind="concern", title="X", by=cast["reviewer"])


def test_themes_are_the_boards_own(reviewed: Record, cast: Cast) -> None:
    theme = learning.add_theme(board=cast.board, name="Voice of the child", by=cast["business-manager"])
    finding = learning.add_finding(
        source=reviewed, kind="concern", title="X", themes=[theme], by=cast["reviewer"]
    )
    assert list(finding.themes.all()) == [theme]
    with pytest.raises(BadInput, match="already"):
        learning.add_theme(board=cast.board, name="voice of the CHILD", by=cast["business-manager"])
    with pytest.raises(NotAllowed):
        learning.add_theme(board=cast.board, name="Neglect", by=cast["police-lead"])
    other = learning.add_theme(board=cast.neighbour.board, name="Neglect", by=cast["other-manager"])
    with pytest.raises(BadInput, match="this board"):
        learning.add_finding(source=reviewed, kind="concern", title="Y", themes=[other], by=cast["reviewer"])

"""The second spelling of "may be seen by this person", for long tables, finds what the first finds: for everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from django.db.models import QuerySet

from lscb.learning.models import Action
from lscb.people.models import User
from lscb.records.models import BreakGlass, Record, RecordAccess, forget_reach, readable, readable_of_kind
from lscb.records.operations import end_access, exclude, grant_access
from tests.cast import OTHER_SLUGS, SLUGS, Cast
from tests.learning.conftest import Maker, _monday, make, source  # noqa: F401

S = Action.Status


def both(user: User) -> tuple[set[int], set[int]]:
    forget_reach(user)
    first: QuerySet[Action] = Action.objects.filter(readable(user, "record__"))
    second: QuerySet[Action] = Action.objects.filter(readable_of_kind(user, "action"))
    return set(first.values_list("pk", flat=True)), set(second.values_list("pk", flat=True))


def people(cast: Cast) -> Iterable[User]:
    for slug in (*SLUGS, *OTHER_SLUGS):
        yield cast.people[slug] if slug in cast.people else cast.neighbour[slug]  # type: ignore[index]


def test_both_say_the_same_of_everybody(make: Maker, cast: Cast) -> None:  # noqa: F811
    made = {state: make(state) for state in (S.PROPOSED, S.AGREED, S.CLAIMED, S.CLOSED)}
    other = make(S.AGREED, agency=cast.agency("housing"), group=cast.group("case-review"))
    Record.objects.filter(pk=made[S.CLOSED].record_id).update(mode=Record.Mode.BOARD)
    Record.objects.filter(pk=made[S.CLAIMED].record_id).update(mode=Record.Mode.PUBLIC)
    Record.objects.filter(pk=other.record_id).update(root=other.source)
    exclude(
        record=other.source, user=cast["business-officer"], reason="A friend", by=cast["business-manager"]
    )
    BreakGlass.objects.create(
        record=other.source,
        user=cast["lay-member"],
        reason="Needed now",
        until_at=dt.datetime(2030, 1, 1, tzinfo=dt.UTC),
    )
    grant_access(
        record=other.record, party=cast["data-officer"].party, capacity="reader", reason="Asked", by=None,
        until_on=dt.date(2026, 1, 1), from_on=dt.date(2025, 1, 1),
    )  # fmt: skip
    end_access(record=other.record, by=None, reason="Over", party=cast.agency("housing").party)
    assert RecordAccess.objects.exists()
    found = {user.slug: both(user) for user in people(cast)}
    assert {slug: first for slug, (first, _) in found.items()} == {
        slug: second for slug, (_, second) in found.items()
    }
    sizes = {len(first) for first, _ in found.values()}
    assert len(sizes) > 2, "everybody sees the same: this compares nothing"


@pytest.mark.parametrize("slug", ["business-manager", "police-lead", "stranger"])
def test_somebody_who_has_left_sees_nothing(slug: str, make: Maker, cast: Cast) -> None:  # noqa: F811
    make(S.AGREED)
    user = cast[slug]
    user.is_active = False
    assert both(user) == (set(), set())

"""The cast that everybody uses: who sits where, and that it is quick to make."""

import time

from django.utils import timezone

from lscb.board.models import Grant, Seat
from lscb.board.permissions import has, standing_of
from lscb.board.roles import Permission
from lscb.home.demonstration.cast import AGENCIES, GROUPS, load_cast
from tests.cast import SLUGS, make_cast

PROMISED = {
    "business-manager", "business-officer", "independent-chair", "scr-chair", "scr-vice-chair", "scr-member-police",
    "monitoring-chair", "executive-member", "board-member", "lay-member", "police-lead", "health-lead", "housing-lead",
    "panel-chair", "reviewer", "imr-author", "school-head", "school-dsl", "school-governor", "data-officer", "administrator",
}  # fmt: skip


def test_the_cast_is_whole(cast):
    assert set(SLUGS) >= PROMISED
    assert len(AGENCIES) == 12
    assert len(GROUPS) == 6
    assert cast.board.code == "WES"
    assert cast.board.regime_on(timezone.localdate()) == "EN-WT2015"
    assert load_cast(cast.board).people.keys() == set(SLUGS)


def test_the_case_review_group_can_be_quorate(cast):
    today = timezone.localdate()
    seats = Seat.objects.on(today).filter(
        group=cast.group("case-review"), counts_for_quorum=True, user__isnull=False
    )
    assert (
        len(set(seats.values_list("agency_id", flat=True))) >= cast.group("case-review").quorum_agencies == 4
    )
    monitors = Seat.objects.on(today).filter(
        group=cast.group("monitoring"), counts_for_quorum=True, user__isnull=False
    )
    assert (
        len(set(monitors.values_list("agency_id", flat=True)))
        >= cast.group("monitoring").quorum_agencies
        == 4
    )


def test_the_stranger_is_nothing_anywhere(cast):
    assert standing_of(cast["stranger"]).boards() == []
    assert not Grant.objects.filter(user=cast["stranger"]).exists()


def test_the_neighbour_has_nothing_here(cast):
    assert has(cast["other-manager"], Permission.BOARD_ADMIN, cast.neighbour.board)
    assert not standing_of(cast["other-manager"]).permissions(cast.board)


def test_making_the_cast_is_quick(db):
    started = time.process_time()
    make_cast()
    assert time.process_time() - started < 1, "every test waits for the cast"

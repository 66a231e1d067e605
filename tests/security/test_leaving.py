"""Whoever leaves a seat, a role or the board loses with it what was opened to them by name, at the next click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from lscb.board.accounts import end_membership, withdraw_role, withdraw_seat
from lscb.board.models import Grant, Seat
from lscb.board.structure import add_seat, fill_seat
from lscb.home.demonstration.cast import Cast
from lscb.records.operations import grant_access
from tests.reviews import making

As = Callable[[str], Client]


def yesterday() -> dt.date:
    return timezone.localdate() - dt.timedelta(days=1)


@pytest.fixture
def opened(cast: Cast):
    """opened("scr-member-police", "group-member"): the address of a case that is open to them by name."""

    def make(slug: str, capacity: str) -> str:
        referral = making.accepted(cast)
        grant_access(
            record=referral.record, party=cast[slug].party, capacity=capacity, reason="For this test",
            by=cast["business-manager"],
        )  # fmt: skip
        return referral.record.get_absolute_url()

    return make


def test_a_seat_that_ended_shuts_the_group_s_cases(cast: Cast, client_as: As, opened) -> None:
    address = opened("scr-member-police", "group-member")
    browser = client_as("scr-member-police")
    assert browser.get(address).status_code == 200
    seat = Seat.objects.get(user=cast["scr-member-police"], group=cast.group("case-review"))
    withdraw_seat(seat=seat, last_day=yesterday(), reason="Moved on.", by=cast["business-manager"])
    assert browser.get(address).status_code == 404


def test_a_seat_that_ends_later_keeps_them_until_its_last_day(cast: Cast, client_as: As, opened, at) -> None:
    address = opened("scr-member-police", "group-member")
    seat = Seat.objects.get(user=cast["scr-member-police"], group=cast.group("case-review"))
    last = timezone.localdate() + dt.timedelta(days=3)
    withdraw_seat(seat=seat, last_day=last, reason="Moves on.", by=cast["business-manager"])
    assert client_as("scr-member-police").get(address).status_code == 200
    at(dt.datetime.combine(last + dt.timedelta(days=1), dt.time(9)))
    assert client_as("scr-member-police").get(address).status_code == 404


def test_a_chair_who_left_decides_nothing_and_opens_nothing(cast: Cast, client_as: As, opened) -> None:
    address = opened("independent-chair", "decider")
    browser = client_as("independent-chair")
    assert browser.get(address).status_code == 200
    grant = Grant.objects.get(user=cast["independent-chair"], board=cast.board)
    withdraw_role(grant=grant, last_day=yesterday(), reason="Term ended.", by=cast["business-manager"])
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize("capacity", ["reviewer", "panel", "referrer", "case-lead"])
def test_whoever_left_the_board_keeps_nothing(cast: Cast, client_as: As, opened, capacity: str) -> None:
    address = opened("reviewer", capacity)
    browser = client_as("reviewer")
    assert browser.get(address).status_code == 200
    end_membership(board=cast.board, user=cast["reviewer"], reason="Left us.", by=cast["business-manager"])
    assert browser.get(address).status_code == 404


def test_another_seat_does_not_open_the_group_s_cases(cast: Cast, client_as: As, opened) -> None:
    """Somebody who sits on the case review group and elsewhere loses the cases, and keeps what else they are."""
    address = opened("scr-vice-chair", "group-member")
    seat = Seat.objects.get(user=cast["scr-vice-chair"], group=cast.group("case-review"))
    withdraw_seat(seat=seat, last_day=yesterday(), reason="Moved on.", by=cast["business-manager"])
    browser = client_as("scr-vice-chair")
    assert browser.get(address).status_code == 404
    assert browser.get("/meetings/").status_code == 200


@pytest.mark.parametrize(("taker", "left"), [("board-member", 404), ("data-officer", 200)])
def test_a_deputy_of_a_vacant_seat_goes_when_somebody_else_takes_it(
    cast: Cast, client_as: As, opened, taker: str, left: int
) -> None:
    address = opened("data-officer", "group-member")
    manager = cast["business-manager"]
    seat = add_seat(
        group=cast.group("case-review"), by=manager, user=None, office=Seat.Office.MEMBER, deputy=cast["data-officer"],
        from_on=yesterday(), agency=cast.agency("youth-justice"),
    )  # fmt: skip
    browser = client_as("data-officer")
    assert browser.get(address).status_code == 200
    fill_seat(seat=seat, user=cast[taker], from_on=timezone.localdate(), by=manager)
    assert browser.get(address).status_code == left


def test_an_access_row_of_another_board_is_not_touched(cast: Cast, opened) -> None:
    opened("reviewer", "reviewer")
    assert cast.neighbour
    end_membership(
        board=cast.neighbour.board, user=cast["reviewer"], reason="Was never here.", by=cast["other-manager"]
    )
    from lscb.records.models import RecordAccess

    assert RecordAccess.objects.filter(party=cast["reviewer"].party, until_on__isnull=True).exists()

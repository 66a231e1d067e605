"""The one cast of all tests: the demonstration's people, a stranger, and a neighbouring board with its own manager.

    def test_something(cast, client_as):
        page = client_as("business-manager").get("/referrals/")
        do_something(record=..., by=cast["scr-chair"])

cast["slug"] is a User, cast.agency("police"), cast.group("case-review"), cast.board; cast.neighbour is a Cast too.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from lscb.board.models import Agency, Group
from lscb.board.operations import add_person, create_agency, create_board, create_group
from lscb.board.roles import Role
from lscb.home.demonstration.cast import PARTS, SINCE, Cast, Part, add_part, build_cast
from lscb.people.models import User
from lscb.trail.recording import operation
from tests.remembered import remembered

__all__ = ["OTHER_SLUGS", "SLUGS", "Cast", "cast", "client_as", "make_cast", "sign_in"]

#: Everybody of the cast's board.
SLUGS = tuple(PARTS)
#: A person with an account and nothing else, and the manager of the neighbouring board.
OTHER_SLUGS = ("stranger", "other-manager")

_OTHER = {
    "other-manager": Part("Lydia Hobbs", "Business manager", Role.BUSINESS_MANAGER),
    "other-chair": Part("Edwin Pryce", "Independent chair", Role.INDEPENDENT_CHAIR, seats="board/chair"),
    "other-scr-chair": Part("Nadia Lowe", "Designated nurse", "", "eastmere-health", "case-review/chair"),
}


@operation
def make_cast() -> Cast:
    """Westmere and everybody on it, a stranger, and Eastmere next door (cast.neighbour)."""
    cast = build_cast()
    cast.people["stranger"] = add_person(
        board=cast.board, email="stranger@elsewhere.example", name="Simon Vale", by=None, slug="stranger"
    )
    cast.neighbour = _eastmere()
    return cast


def _eastmere() -> Cast:
    board = create_board(
        slug="eastmere", code="EAS", name="Eastmere Board", regime="EN-WT2015", by=None, from_on=SINCE
    )
    cast = Cast(board)
    for slug, name, kind in (
        ("eastmere-police", "Eastmere Police", Agency.Kind.POLICE),
        ("eastmere-health", "Eastmere Health", Agency.Kind.HEALTH),
        ("eastmere-council", "Eastmere Council", Agency.Kind.CHILDRENS_SERVICES),
        ("eastmere-housing", "Eastmere Housing", Agency.Kind.HOUSING),
    ):
        cast.agencies[slug] = create_agency(
            board=board, name=name, kind=kind, by=None, from_on=SINCE, slug=slug
        )
    for slug, name, kind in (
        ("board", "Eastmere Board", Group.Kind.BOARD),
        ("case-review", "Case Review Group", Group.Kind.CASE_REVIEW),
    ):
        cast.groups[slug] = create_group(board=board, name=name, kind=kind, by=None, slug=slug)
    for slug, part in _OTHER.items():
        add_part(cast, slug, part, by=None)
    return cast


def sign_in(client: Client, user: User) -> Client:
    """Signs in with both factors given just now, without the sign-in pages."""
    client.force_login(user)
    session = client.session
    session["second_factor_at"] = int(timezone.now().timestamp())
    session.save()
    return client


@pytest.fixture
def cast(db: None) -> Cast:
    return remembered("cast", make_cast)


@pytest.fixture
def client_as(cast: Cast) -> Callable[[str], Client]:
    """client_as("scr-chair") is a browser in which that person has signed in; each call is a new browser."""

    def browser(slug: str) -> Client:
        return sign_in(Client(), cast[slug])

    return browser

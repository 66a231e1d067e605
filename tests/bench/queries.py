"""Queries per page for 2 and for 200 objects; bin/bench runs this with pytest and puts the figures into its table.

A new page is a new line in LISTS. The first objects are made by the operations, the others are copies of them.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lscb.home.demonstration.cast import Cast
from lscb.home.volume import multiply
from lscb.learning import operations as learning
from lscb.records.operations import open_record
from reviews.models import Review
from tests.reviews import making
from tests.reviews.review_making import review_at

MANY = 200


def two_cases(cast: Cast) -> None:
    """Two referrals on their way, two reviews, and two actions of the police with what went before them."""
    making.listed(cast)
    making.submitted(cast)
    for status in (Review.Status.INITIATED, Review.Status.GATHERING):
        review_at(cast, status)
    manager = cast["business-manager"]
    for _ in range(2):
        source = open_record(
            board=cast.board,
            kind="review",
            code="SCR",
            title="A review",
            route="learning:action-detail",
            by=manager,
        )
        action = learning.propose(
            source=source, title="Train duty officers", agency=cast.agency("police"), group=cast.group("monitoring"),
            activity="Train all 30 duty officers in hearing the voice of the child.", resources="None",
            difference_expected="Every strategy discussion records what the child said.",
            end_on=timezone.localdate().replace(year=timezone.localdate().year + 1), by=manager,
        )  # fmt: skip
        learning.agree(action=action, wording_confirmed_safe=True, by=manager)


LISTS: list[tuple[str, str, str]] = [
    ("list of referrals", "/referrals/", "business-manager"),
    ("list of reviews", "/reviews/", "business-manager"),
    ("list of actions", "/actions/", "business-manager"),
    ("list of actions, agency lead", "/actions/", "police-lead"),
    ("home, business manager", "/", "business-manager"),
    ("home, agency lead", "/", "police-lead"),
    ("dashboard", "/dashboard/", "board-member"),
]


def queries(visitor: Client, path: str) -> int:
    assert visitor.get(path).status_code == 200, path  # the first look may fill caches
    with CaptureQueriesContext(connection) as found:
        visitor.get(path)
    return len(found)


@pytest.mark.parametrize(("name", "path", "person"), LISTS, ids=[line[0] for line in LISTS])
def test_as_many_queries_for_200_as_for_2(
    name: str, path: str, person: str, cast: Cast, client_as: Callable[[str], Client]
) -> None:
    two_cases(cast)
    visitor = client_as(person)
    few = queries(visitor, path)
    # one copy in ten is of something that is under way, and these reviews and actions all are
    added = multiply(cast.board, referrals=MANY, reviews=10 * MANY, actions=10 * MANY)
    assert min(added["referrals"], added["reviews"], added["actions"]) > MANY - 20
    many = queries(visitor, path)
    if target := os.environ.get("BENCH_QUERIES"):
        with Path(target).open("a") as file:
            file.write(json.dumps({"page": name, "few": few, "many": many}) + "\n")
    assert few == many

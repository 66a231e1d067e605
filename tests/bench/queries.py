"""Queries per page for 2 and for 200 objects; bin/bench runs this with pytest and puts the figures into its table.

A new page is a new line in LISTS: name, address, whose page, and how one more object is made (operations alone).
"""

import datetime as dt
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
from lscb.learning import operations as learning
from lscb.records.operations import open_record
from tests.reviews import making

FEW, MANY = 2, 200


def one_referral(cast: Cast) -> None:
    making.submitted(cast)


def one_action(cast: Cast) -> None:
    manager = cast["business-manager"]
    source = open_record(
        board=cast.board,
        kind="review",
        code="SCR",
        title="A review",
        route="learning:action-detail",
        by=manager,
    )
    learning.propose(
        source=source,
        title="Train duty officers",
        activity="Train all 30 duty officers in hearing the voice of the child.",
        agency=cast.agency("police"),
        group=cast.group("monitoring"),
        end_on=timezone.localdate() + dt.timedelta(days=90),
        difference_expected="Every strategy discussion records what the child said.",
        resources="None",
        by=manager,
    )


LISTS: list[tuple[str, str, str, Callable[[Cast], None]]] = [
    ("list of referrals", "/referrals/", "business-manager", one_referral),
    ("list of actions", "/actions/", "business-manager", one_action),
    ("home, with referrals", "/", "business-manager", one_referral),
]


def queries(visitor: Client, path: str) -> int:
    assert visitor.get(path).status_code == 200, path  # the first look may fill caches
    with CaptureQueriesContext(connection) as found:
        visitor.get(path)
    return len(found)


@pytest.mark.parametrize(("name", "path", "person", "one_more"), LISTS, ids=[line[0] for line in LISTS])
def test_as_many_queries_for_200_as_for_2(
    name: str,
    path: str,
    person: str,
    one_more: Callable[[Cast], None],
    cast: Cast,
    client_as: Callable[[str], Client],
) -> None:
    visitor = client_as(person)
    for _ in range(FEW):
        one_more(cast)
    few = queries(visitor, path)
    for _ in range(MANY - FEW):
        one_more(cast)
    many = queries(visitor, path)
    if target := os.environ.get("BENCH_QUERIES"):
        with Path(target).open("a") as file:
            file.write(json.dumps({"page": name, "few": few, "many": many}) + "\n")
    assert few == many

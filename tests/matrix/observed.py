"""Prints what every role gets, as rows for expectations.py: for new addresses, to be judged against the roles by hand.

LSCB_MODE=test python -m pytest tests/matrix/observed.py -m matrix -s        (all addresses)
MATRIX=reviews:report …                                                      (those that begin so)
"""

from __future__ import annotations

import os
from collections import defaultdict

import pytest

from tests.matrix.asking import ask, bare_pages
from tests.matrix.expectations import TABLE
from tests.matrix.world import ROLES, World
from tests.rules.source import addresses


@pytest.mark.matrix
@pytest.mark.django_db
def test_print_what_is_observed(world: World) -> None:
    wanted = os.environ.get("MATRIX", "")
    for address in addresses():
        if not address.name.startswith(tuple(wanted.split(","))) or (not wanted and address.name in TABLE):
            continue
        try:
            arguments = world.arguments(address, world.own)
        except Exception as problem:  # noqa: BLE001  shown to whoever adds the row
            print(f"# {address.name}: {type(problem).__name__} {problem}")
            continue
        row = {}
        for method in ("get", "post"):
            found = defaultdict(list)
            with bare_pages():
                for role in ROLES:
                    found[ask(world.client(role), method, address.name, arguments).outcome].append(role)
            row[method] = dict(sorted(found.items(), key=lambda item: len(item[1])))
        print(f'    "{address.name}": {"SAME" if row["get"] == row["post"] else "DIFFERENT"}')
        for method in ("get", "post") if row["get"] != row["post"] else ("get",):
            for outcome, roles in row[method].items():
                print(
                    f"        {method} {outcome}: {' '.join(roles) if len(roles) < 14 else f'rest ({len(roles)})'}"
                )

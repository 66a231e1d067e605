from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests import remembered as memory
from tests.matrix.objects import NAME, TEXT
from tests.matrix.publishing import MONDAY, moment
from tests.matrix.world import World
from tests.reviews import making, review_making


def plant(patch: pytest.MonkeyPatch) -> None:
    """The two words stand wherever a case holds names or text (test_markers.py)."""
    patch.setitem(making.CHILD, making.K.FIRST_NAME, NAME)
    for module in (making, review_making):
        for name, value in list(vars(module).items()):
            if name.isupper() and isinstance(value, str) and " " in value:
                patch.setattr(module, name, f"{value} {TEXT} {NAME}")
    # a state that is remembered from another test does not hold the words
    patch.setattr(memory, "remembered", lambda name, make: make())


def empty() -> None:
    """Only what migrations write is left. Nothing to do in a run without tests that commit."""
    rows = getattr(connection, "_test_serialized_contents", None)
    if rows is not None:
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(rows)


@pytest.fixture(scope="package")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Both boards on a Monday in 2026. Whatever a request does is undone, so that one world serves every test.

    The world is committed and each request is rolled back as a transaction of its own: PostgreSQL slows down under
    thousands of savepoints in one transaction. So no test of this folder has the django_db mark.
    """
    files: Path = tmp_path_factory.mktemp("files")
    with (
        django_db_blocker.unblock(),
        override_settings(FILES_DIR=files, ACCOUNT_RATE_LIMITS={}),
        time_machine.travel(moment(MONDAY), tick=False) as clock,
        pytest.MonkeyPatch.context() as patch,
    ):
        cache.clear()
        empty()
        plant(patch)
        made = World(lambda text: clock.move_to(moment(text), tick=False))
        made.settle()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # PostgreSQL plans by what it believes is in a table
        yield made
        empty()

"""Lets the test runner empty the database between tests that use real transactions, although the trail refuses it."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from lscb.trail import guards

_flush = flush.Command.handle


def handle(self: flush.Command, **options: Any) -> None:
    connection = connections[options.get("database") or "default"]
    guards.remove(connection)
    try:
        _flush(self, **options)
    finally:
        guards.install(connection)


flush.Command.handle = handle  # type: ignore[method-assign]

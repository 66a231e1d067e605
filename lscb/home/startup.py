"""The demonstration and a real board never share a database: each mode refuses the other's, before anybody is served."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, connection

log = logging.getLogger("lscb.home")

IN_PRODUCTION = (
    "This database holds the demonstration board, so it is not used in production mode. "
    "Set DATABASE_URL to the board's own database (docs/OPERATIONS.md)."
)
REAL_BOARD = (
    "This database holds a real board, so the demonstration does not touch it. "
    "Set LSCB_VAR to an empty folder, or LSCB_MODE to production."
)
NOT_LOADED = "The demonstration board is not in this database. Run: bin/manage demonstration --core"


def kinds_of_boards() -> set[bool]:
    """Which kinds of board the database holds: True for the demonstration's."""
    boards = apps.get_model("people", "Board")  # this file is read before the models are there
    return set(boards.objects.order_by().values_list("demonstration", flat=True).distinct())


def wrong_database(kinds: set[bool]) -> str:
    """Why this mode must not use a database with such boards; empty when it may."""
    if settings.PRODUCTION and True in kinds:
        return IN_PRODUCTION
    if settings.DEMONSTRATION and False in kinds:
        return REAL_BOARD
    return ""


def refuse_wrong_database() -> None:
    """For the start of the web server and the worker. Raises SystemExit with the reason.

    A database that does not answer yet is not a reason to stop: it cannot be served from either.
    """
    try:
        kinds = kinds_of_boards()
    except DatabaseError:
        log.warning("The database does not answer yet, so it could not be seen whose it is.")
        return
    finally:
        connection.close()  # whoever forks now must not share it
    problem = wrong_database(kinds)
    if settings.DEMONSTRATION and not kinds:
        problem = NOT_LOADED
    if problem:
        raise SystemExit(problem)


class RightDatabase:
    """Is made once, when a web server starts, and looks at the database then; no request passes through it."""

    def __init__(self, get_response: Callable[..., Any]) -> None:
        if settings.PRODUCTION or settings.DEMONSTRATION:
            refuse_wrong_database()
        raise MiddlewareNotUsed


def check_database(*, databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """The same for "migrate" and "check --database default"."""
    if not databases:
        return []
    try:
        problem = wrong_database(kinds_of_boards())
    except DatabaseError:  # not migrated yet
        return []
    return [checks.Error(problem, id="lscb.E001")] if problem else []

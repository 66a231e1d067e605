"""Findings and recommendations in their order, and the lock on the record that they hang on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from lscb.core.errors import InvalidMove
from lscb.learning.models import Finding, Recommendation
from lscb.learning.permissions import check_can_write_learning
from lscb.people.models import User
from lscb.records.models import Record

Row = TypeVar("Row", Finding, Recommendation)


def lock_source(source: Record, by: User) -> Record:
    """The source, locked, once the person may write what was learned from it and it is still open."""
    row = Record.objects.select_for_update().get(pk=source.pk)
    check_can_write_learning(by, row)
    if row.closed_at is not None:
        raise InvalidMove("This has been closed, so what was learned from it no longer changes.")
    return row


def current(row: Row) -> Row:
    """The row as it is now, read after its source was locked. Raises InvalidMove when somebody has removed it."""
    found = type(row)._default_manager.filter(pk=row.pk).select_related("source").first()
    if found is None:
        raise InvalidMove("Somebody has removed this since you opened the page.", "Open the page again.")
    return found


def in_order(rows: dict[int, Row], order: Sequence[int]) -> list[Row]:
    """The rows in the order of their ids. Raises InvalidMove when the order does not name each of them once."""
    if sorted(order) != sorted(rows):
        raise InvalidMove(
            "The list has changed since you opened the page.", "Open it again and put it in order."
        )
    return [rows[pk] for pk in order]


def renumber(rows: Sequence[Row]) -> None:
    """1, 2, 3 in the order given, past the rule that no number stands twice: first out of the way, then in place."""
    changed = [(row, place) for place, row in enumerate(rows, 1) if row.number != place]
    beyond = max((row.number for row in rows), default=0) + len(rows)
    for shift in (beyond, 0):
        for row, place in changed:
            row.number = place + shift
            row.save(update_fields=["number"])

"""New tables of one migration made at once, and new columns in rounds: an empty database is ready in a third of the time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, zip_longest
from typing import Any

from django.db.migrations import AddField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def at_once(operations: Iterable[Operation]) -> list[Operation]:
    """The same operations: each run of new tables as one, each run of new columns in rounds of one column to a table.

    Django draws every model that is related to a changed one anew after each operation, and in the end everything is related
    to people: most of the time of a first `migrate` went there. The tables come out the same (tests/core/test_migrating.py).
    """
    found: list[Operation] = []
    for kind, run in groupby(operations, type):
        if kind is CreateModel:
            found.append(AtOnce(list(run)))
        elif kind is AddField:
            found += _rounds(list(run))
        else:
            found += run
    return found


def _rounds(columns: list[Operation]) -> list[Operation]:
    by_table: dict[str, list[Operation]] = {}
    for one in columns:
        by_table.setdefault(one.model_name_lower, []).append(one)  # type: ignore[attr-defined]
    rounds = zip_longest(*by_table.values())
    return [AtOnce([one for one in each if one is not None]) for each in rounds]


class AtOnce(Operation):
    """Operations on different tables: the models are drawn when all of them are known, and not after each."""

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # drawn again when the first table asks for them
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for one in self.operations:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for one in reversed(self.operations):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def references_model(self, name: str, app_label: str) -> bool:
        return any(one.references_model(name, app_label) for one in self.operations)

    def describe(self) -> str:
        return "; ".join(one.describe() for one in self.operations)

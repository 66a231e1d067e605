"""Agencies, groups, themes and priorities of boards by their names, for the filters of lists: one query, written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet, Value

from lscb.board.models import Agency, Group, Priority, Theme
from lscb.core.prepared import prepared

Choices = list[tuple[str, str]]


def names_on(boards: Sequence[int]) -> dict[str, Choices]:
    """{"agency", "group", "theme", "priority": [(key, name)]} by name; a kind of which there is none is left out."""
    found: dict[str, Choices] = {}
    for kind, pk, name in _of_boards(list(boards)) if boards else []:
        found.setdefault(kind, []).append((str(pk), name))
    for rows in found.values():
        rows.sort(key=lambda row: row[1].casefold())
    return found


@prepared
def _of_boards(boards: list[int]) -> QuerySet[Any, Any]:
    parts: Iterable[tuple[str, type[Model], str, str]] = (
        ("group", Group, "board_id__in", "name"), ("theme", Theme, "board_id__in", "name"),
        ("priority", Priority, "plan__board_id__in", "title"),
    )  # fmt: skip
    agencies = Agency.objects.filter(areas__board_id__in=boards).order_by()
    rows = agencies.values_list(Value("agency"), "pk", "name")
    others = [
        model._default_manager.filter(**{path: boards}).order_by().values_list(Value(kind), "pk", name)
        for kind, model, path, name in parts
    ]
    return rows.union(*others)

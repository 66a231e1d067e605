"""Tagging a record with the board's themes and the priorities of its plan (R016, R096)."""

from __future__ import annotations

from collections.abc import Iterable

from lscb.board.models import Priority, PriorityTag, Theme, ThemeTag
from lscb.core.errors import BadInput
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event


@operation
def set_tags(*, record: Record, themes: Iterable[Theme], priorities: Iterable[Priority], by: User) -> None:
    """The record is about these themes and serves these priorities, and no others. Whoever calls it has checked that
    the person may change the record."""
    wanted_themes, wanted_priorities = list(themes), list(priorities)
    if any(theme.board_id != record.board_id for theme in wanted_themes) or any(
        priority.plan.board_id != record.board_id for priority in wanted_priorities
    ):
        raise BadInput("Choose themes and priorities of the same board.")
    record.theme_tags.exclude(theme__in=wanted_themes).delete()
    record.priority_tags.exclude(priority__in=wanted_priorities).delete()
    for theme in wanted_themes:
        ThemeTag.objects.get_or_create(record=record, theme=theme, defaults={"tagged_by": by})
    for priority in wanted_priorities:
        PriorityTag.objects.get_or_create(record=record, priority=priority, defaults={"tagged_by": by})
    record_event(
        "record.tagged", by=by, record=record,
        detail={"themes": len(wanted_themes), "priorities": len(wanted_priorities)},
    )  # fmt: skip

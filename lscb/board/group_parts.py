"""What apps on floors above add to a group's page: functions that settings.GROUP_PARTS names, since this floor knows none
of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from lscb.board.models import Group
from lscb.people.models import User


@dataclass(frozen=True)
class GroupPart:
    """One section: rows for the component of tables, as far as the reader may see, and where all of it is."""

    anchor: str
    heading: str
    columns: list[str]
    rows: list[dict[str, Any]] = field(default_factory=list)
    empty_text: str = ""
    url: str = ""
    label: str = ""


def parts_of(group: Group, user: User) -> list[GroupPart]:
    """Each named function answers (group, reader) with a section, in a constant number of queries."""
    return [import_string(name)(group, user) for name in settings.GROUP_PARTS]

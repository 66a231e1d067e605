"""What the search in the header finds beside words: a reference, a safe title, an agency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from lscb.board.models import Agency
from lscb.people.models import Board, User
from lscb.records.models import Record, only_referred

MOST = 10


def records(user: User, words: str) -> list[dict[str, str]]:
    """Records by their reference or its beginning, that the person may open."""
    wanted = words.upper()
    if len(wanted) < 3 or not wanted.replace("-", "").isalnum():
        return []
    rows = Record.objects.visible_to(user).filter(Q(reference=wanted) | Q(reference__startswith=wanted))
    if "-" not in wanted:  # the beginning of every reference of a board is no reference
        return []
    rows = rows.exclude(only_referred(user)).order_by("-pk")[:MOST]
    return [{"reference": row.reference, "title": row.title, "url": row.get_absolute_url()} for row in rows]


def agencies(boards: Iterable[Board], words: str) -> list[dict[str, Any]]:
    """Agencies of the person's boards by name; each leads to its actions."""
    if len(words) < 3:
        return []
    rows = Agency.objects.filter(areas__board__in=list(boards), name__icontains=words).distinct()[:MOST]
    return [{"name": row.name, "url": f"{reverse('learning:action-list')}?agency={row.pk}"} for row in rows]

"""Pages by key, the newest first: page 2 is as quick as page 200."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

PAGE = 50


@dataclass(frozen=True)
class Keyset:
    rows: list[Any]
    newer: str = ""
    older: str = ""


def keyset(rows: QuerySet[Any], query: QueryDict, size: int = PAGE) -> Keyset:
    """One page by id, before or after a key (?before=120, ?after=120); other filters stay in the address."""
    before, after = _number(query.get("before", "")), _number(query.get("after", ""))
    if after:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
        more, found = len(found) > size, found[:size][::-1]
        newer = _address(query, "after", found[0].pk) if more else ""
        return Keyset(found, newer, _address(query, "before", found[-1].pk) if found else "")
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    newer = _address(query, "after", found[0].pk) if before and found else ""
    return Keyset(found, newer, _address(query, "before", found[-1].pk) if more else "")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _address(query: QueryDict, name: str, key: int) -> str:
    kept = query.copy()
    for one in ("before", "after"):
        kept.pop(one, None)
    kept[name] = str(key)
    return f"?{kept.urlencode()}"

"""Pages by key, the newest first: page 2 is as quick as page 200."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
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


def by_day(
    rows: QuerySet[Any], day: str, query: QueryDict, *, down: bool = False, size: int = PAGE
) -> Keyset:
    """One page by a day and then by id, after a key (?after=2026-06-30.12); `newer` leads to the first page."""
    found_key = _day_and_number(query.get("after", ""))
    sign, way = ("-", "lt") if down else ("", "gt")
    if found_key:
        on, number = found_key
        rows = rows.filter(Q(**{f"{day}__{way}": on}) | Q(**{day: on, f"pk__{way}": number}))
    found = list(rows.order_by(f"{sign}{day}", f"{sign}pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    older = _address(query, "after", f"{getattr(found[-1], day)}.{found[-1].pk}") if more else ""
    return Keyset(found, _address(query) if found_key else "", older)


def _day_and_number(text: str) -> tuple[dt.date, int] | None:
    said, _, number = text.rpartition(".")
    try:
        return (dt.date.fromisoformat(said), _number(number)) if _number(number) else None
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _address(query: QueryDict, name: str = "", key: object = "") -> str:
    """The same list before or after a key; without one its first page."""
    kept = query.copy()
    for one in ("before", "after"):
        kept.pop(one, None)
    if name:
        kept[name] = str(key)
    return f"?{kept.urlencode()}"

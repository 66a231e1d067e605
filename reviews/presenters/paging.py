"""Keyset paging of lists that are ordered by newest first, and the filters that are in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    newer_url: str
    older_url: str
    more: bool

    def count_text(self, noun: str) -> str:
        """Exact while it fits on a page; a big list is never counted."""
        count = len(self.rows)
        if self.newer_url or self.older_url:
            return f"{count} {noun}s on this page"
        return f"{count} {noun}" + ("" if count == 1 else "s")


def _url(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    text = query.urlencode()
    return f"{request.path}?{text}" if text else request.path


def _key(request: HttpRequest, name: str) -> str:
    """A row's number from the address; anything else, or a number that no row has, is left out."""
    text = request.GET.get(name, "")
    return text if text.isdecimal() and len(text) < 19 else ""


def keyset(request: HttpRequest, rows: Any, size: int) -> Page:
    """A page of rows by descending id: ?before=ID goes to older ones, ?after=ID to newer ones. One query."""
    before, after = _key(request, "before"), _key(request, "after")
    if after:
        found = list(rows.filter(pk__gt=int(after)).order_by("pk")[: size + 1])
        more_newer, found = len(found) > size, found[:size][::-1]
        older = bool(found)
        newer = more_newer
    else:
        if before:
            rows = rows.filter(pk__lt=int(before))
        found = list(rows.order_by("-pk")[: size + 1])
        older, found = len(found) > size, found[:size]
        newer = bool(before)
    return Page(
        rows=found,
        newer_url=_url(request, after=str(found[0].pk)) if newer and found else "",
        older_url=_url(request, before=str(found[-1].pk)) if older and found else "",
        more=older,
    )


def active(request: HttpRequest, form: Any) -> list[dict[str, str]]:
    """The filters in force, each with the address that takes it off."""
    found = []
    for name, field in form.fields.items():
        value = request.GET.get(name, "")
        if value:
            query = request.GET.copy()
            for key in (name, "before", "after"):
                query.pop(key, None)
            label = dict(getattr(field, "choices", [])).get(value, value)
            found.append(
                {
                    "label": field.label,
                    "value": str(label),
                    "remove_url": f"{request.path}?{query.urlencode()}",
                }
            )
    return found

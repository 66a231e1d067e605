"""Notices for Home and for the page of one's own notices."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from lscb.core.prepared import prepared
from lscb.notices.models import Notice
from lscb.people.models import User

PAGE = 25


def open_for(user: User, limit: int = 10) -> list[Notice]:
    """The person's unread notices, newest first; `.wording.subject` is the line, `.link` where it leads. One query."""
    return _unread(user)[:limit]


@prepared
def _unread(user: User) -> QuerySet[Notice]:
    rows: QuerySet[Notice] = Notice.objects.visible_to(user).within_reach(user).unread()
    return rows.select_related("board").order_by("-pk")[:PAGE]


def unread_count(user: User) -> int:
    return Notice.objects.visible_to(user).within_reach(user).unread().count()


@dataclass(frozen=True)
class NoticePage:
    """One page of notices by their numbers: `before` and `after` are where the older and the newer page begin."""

    rows: list[Notice]
    older: int | None
    newer: bool


def page_of(user: User, *, everything: bool = False, before: int | None = None) -> NoticePage:
    """25 notices of a person, newest first, older than number `before`; each says whether what it leads to is `gone`."""
    found = Notice.objects.visible_to(user).with_reach(user).select_related("board").order_by("-pk")
    found = found if everything else found.within_reach(user).unread()
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    return NoticePage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None, before is not None)

"""One thing that waits for somebody, and what the lists of them are made with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from lscb.board.permissions import standing_of
from lscb.board.roles import Permission
from lscb.clocks.models import Deadline
from lscb.people.models import User
from lscb.records.models import Record, RecordAccess, reach_of

#: How many of one kind are listed; the lists of referrals and reviews show the rest.
MOST = 100


@dataclass(frozen=True)
class WorkItem:
    """Verb + thing + due, and where to do it. `urgent`: the day has passed."""

    verb: str
    thing: str
    reference: str
    url: str
    due_on: dt.date | None
    urgent: bool = False


def item(
    verb: str,
    thing: str,
    record: Record,
    today: dt.date,
    *,
    page: str = "",
    due_on: dt.date | None = None,
    urgent: bool = False,
) -> WorkItem:
    late = urgent or bool(due_on and due_on < today)
    return WorkItem(verb, thing, record.reference, record.get_absolute_url() + page, due_on, late)


def boards_of(user: User, permission: Permission) -> list[int]:
    """Boards on which the person may do this."""
    standing = standing_of(user)
    return [board.pk for board in standing.boards() if permission in standing.permissions(board)]


def open_as(user: User, capacities: Collection[str], today: dt.date) -> QuerySet[Any, Any]:
    """Ids of records that are open to the person in one of these capacities, for a subquery."""
    rows = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), from_on__lte=today, capacity__in=capacities,
        party_id__in=reach_of(user).parties,
    )  # fmt: skip
    return rows.values("record_id")


def with_clocks(rows: Any) -> Any:
    """Each row with `due_first`, the earliest day of its record's running clocks, and `decision_due`, its decision's."""
    running = (
        Deadline.objects.running().filter(record=OuterRef("record"), due_on__isnull=False).order_by("due_on")
    )
    return rows.select_related("record").annotate(
        due_first=Subquery(running.values("due_on")[:1]),
        decision_due=Subquery(running.filter(code="DECISION").values("due_on")[:1]),
    )

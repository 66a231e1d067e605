"""First pages of the register, which are asked for most: their SQL is written once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from lscb.core.prepared import Fixed, prepared
from lscb.learning.listing import (
    COUNTED,
    PAGE,
    SORTS,
    ActionListPage,
    boards_of,
    count_of,
    filtered,
    in_order,
    key_of,
    ordered,
    page_of,
    sort_of,
)
from lscb.learning.models import Action
from lscb.people.models import User

#: Filters of so few values that the SQL of a first page with these alone is written once for each.
FEW = {"status", "overdue", "late_to_start"}


def page_with_count(
    user: User, picked: dict[str, Any], query: QueryDict, today: dt.date
) -> tuple[ActionListPage, int]:
    """The page that was asked for; and how many there are, as far as is counted."""
    if set(picked) - FEW or query.get("before") or query.get("after"):
        rows = filtered(user, picked, today)
        return page_of(rows, query), count_of(rows)
    asked, boards = Fixed(tuple(sorted(picked.items()))), boards_of(user)
    if not boards:
        return ActionListPage([]), 0
    keys = _first_keys(user, boards, today, asked, Fixed(sort_of(query)))
    found, count = in_order(keys[:PAGE]), len(_all_keys(user, boards, today, asked))
    more = len(keys) > PAGE and found
    return ActionListPage(found, "", key_of(found[-1], SORTS[sort_of(query)]) if more else ""), count


@prepared
def _first_keys(
    user: User, boards: tuple[int, ...], today: dt.date, asked: Fixed, sort: Fixed
) -> QuerySet[Action, int]:
    rows = ordered(filtered(user, dict(asked.value), today, boards), sort.value)
    keys: QuerySet[Action, int] = rows.values_list("pk", flat=True)
    return keys[: PAGE + 1]


@prepared
def _all_keys(user: User, boards: tuple[int, ...], today: dt.date, asked: Fixed) -> QuerySet[Action, int]:
    rows = filtered(user, dict(asked.value), today, boards)
    keys: QuerySet[Action, int] = rows.order_by().values_list("pk", flat=True)
    return keys[: COUNTED + 1]

"""Reads what the pages of the plan show: priorities, and what is tagged to them as far as the reader may see."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from lscb.board.models import BusinessPlan, Group, Priority
from lscb.people.models import Board, User
from lscb.records.models import Record

PAGE = 50
#: What a record is called, by its kind; registers say their own name.
KINDS = {
    "action": "Action", "review": "Case review", "scr": "Case review", "referral": "Referral", "meeting": "Meeting",
    "agenda-item": "Agenda item", "assurance-report": "Report", "document": "Document", "learning-item": "Learning item",
    "challenge": "Challenge", "risk": "Risk", "escalation": "Professional disagreement", "scrutiny": "Partnership scrutiny",
    "external": "Learning from elsewhere", "inspection": "Inspection", "horizon": "What is coming",
    "failure": "Standard not met", "plan": "Action plan", "group-terms": "Terms of reference",
}  # fmt: skip


@dataclass(frozen=True)
class Tagged:
    """What is tagged to a priority, of what one person may see: how many things are open and how many are closed."""

    priority: Priority
    open: int
    closed: int
    kinds: tuple[tuple[str, int], ...] = ()


def plans_of(board: Board) -> QuerySet[BusinessPlan]:
    return BusinessPlan.objects.filter(board=board).select_related("board")


def plan_on(board: Board, day: dt.date) -> BusinessPlan | None:
    """The plan that holds on a day, else the newest one."""
    rows = list(plans_of(board)[:20])
    return next((row for row in rows if row.from_on <= day <= row.until_on), rows[0] if rows else None)


def priorities_of(plan: BusinessPlan) -> QuerySet[Priority]:
    return Priority.objects.filter(plan=plan).select_related("plan__board", "group")


def tagged_to(user: User, priorities: list[Priority]) -> list[Tagged]:
    """Every priority with its counts, in one query."""
    rows = Record.objects.visible_to(user).filter(priority_tags__priority__in=priorities).order_by()
    counted = rows.values("kind", pk_of=F("priority_tags__priority")).annotate(
        open=Count("pk", filter=Q(closed_at__isnull=True)),
        closed=Count("pk", filter=Q(closed_at__isnull=False)),
    )
    opened: Counter[int] = Counter()
    closed: Counter[int] = Counter()
    kinds: dict[int, Counter[str]] = {}
    for row in counted:
        opened[row["pk_of"]] += row["open"]
        closed[row["pk_of"]] += row["closed"]
        kinds.setdefault(row["pk_of"], Counter())[kind_in_words(row["kind"])] += row["open"] + row["closed"]
    return [
        Tagged(each, opened[each.pk], closed[each.pk], tuple(sorted(kinds.get(each.pk, Counter()).items())))
        for each in priorities
    ]


def kind_in_words(kind: str) -> str:
    return KINDS.get(kind, kind.replace("-", " ").capitalize())


def records_of(user: User, priority: Priority, after: int | None) -> tuple[list[Any], int | None]:
    """One page of what is tagged to a priority, the newest first; and the key of the next page."""
    rows = Record.objects.visible_to(user).filter(priority_tags__priority=priority).order_by("-pk")
    found = list((rows.filter(pk__lt=after) if after else rows)[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    return found, found[-1].pk if more else None


def priorities_of_group(group: Group, day: dt.date) -> list[Priority]:
    """What the group answers for in the plan that holds (R015)."""
    rows = Priority.objects.filter(group=group, plan__from_on__lte=day, plan__until_on__gte=day)
    return list(rows.select_related("plan__board", "group"))

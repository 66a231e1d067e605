"""What the pages of the business plan show; no queries, templates decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from lscb.board.models import BusinessPlan, Group, Priority
from lscb.board.plan_reading import Tagged, kind_in_words
from lscb.core.templatetags.lscb import longdate, plural, shortdate
from lscb.records.models import Record

Row = dict[str, Any]
HOME = {"label": "Board", "url": "/board/"}
LIST = {"label": "Business plan", "url": "/board/plan/"}


def period(plan: BusinessPlan) -> str:
    return f"{longdate(plan.from_on)} to {longdate(plan.until_on)}"


def plan_page(
    plan: BusinessPlan | None,
    tagged: list[Tagged],
    others: Iterable[BusinessPlan],
    *,
    may_keep: bool,
    here: str,
) -> Row:
    page: Row = {
        "title": plan.title if plan else "Business plan", "lead": period(plan) if plan else "",
        "breadcrumbs": [HOME, {"label": "Business plan"}] if not here else [HOME, LIST, {"label": here}],
        "columns": ["Priority", "Group", "Open", "Closed"], "caption": "Priorities", "plan": plan,
        "rows": [_row(each) for each in tagged],
        "others": [
            {"text": f"{each.title}, {period(each)}", "url": reverse("board:plan", args=[each.pk])}
            for each in others
            if plan is None or each.pk != plan.pk
        ],
    }  # fmt: skip
    if may_keep:
        page["add_url"] = reverse("board:plan-add")
        if plan:
            page["priority_url"] = reverse("board:priority-add", args=[plan.pk])
            page["change_url"] = reverse("board:plan-change", args=[plan.pk])
    return page


def _row(each: Tagged) -> Row:
    return {
        "cells": [
            {"text": str(each.priority), "url": priority_url(each.priority), "hint": each.priority.outcome},
            each.priority.group.name if each.priority.group else "None",
            {"text": str(each.open), "numeric": True}, {"text": str(each.closed), "numeric": True},
        ]
    }  # fmt: skip


def priority_url(priority: Priority) -> str:
    return reverse("board:priority", args=[priority.plan_id, priority.number])


def priority_page(
    priority: Priority, tagged: Tagged, records: list[Record], following: int | None, *, may_keep: bool
) -> Row:
    plan = priority.plan
    kinds = ", ".join(f"{name}: {count}" for name, count in tagged.kinds)
    page: Row = {
        "title": str(priority), "kind": "Priority", "lead": plan.title,
        "summary": [
            {"key": "What will be different for children", "value": priority.outcome, "empty": "Not said yet"},
            {"key": "Group that answers for it", "value": priority.group.name if priority.group else "", "empty": "None"},
            {"key": "Tagged to it", "value": kinds, "empty": "Nothing that you may see"},
        ],
        "columns": ["What", "Kind", "Since", "State"], "caption": "What is tagged to it", "caption_hidden": True,
        "rows": [_record(each) for each in records],
        "count_text": f"{plural(tagged.open + tagged.closed, 'thing')} that you may see, {tagged.open} open.",
        "empty_text": "Nothing that you may see is tagged to this priority yet.",
        "older_url": f"?after={following}" if following else "", "older_label": "Next page",
        "breadcrumbs": [
            HOME, LIST, {"label": plan.title, "url": reverse("board:plan", args=[plan.pk])},
            {"label": f"Priority {priority.number}"},
        ],
    }  # fmt: skip
    if may_keep:
        page |= {
            "action_url": reverse("board:priority-change", args=[plan.pk, priority.number]),
            "action_label": "Change the priority",
        }
    return page


def _record(each: Record) -> Row:
    closed = each.closed_at is not None
    return {
        "cells": [
            {"text": each.title, "url": each.get_absolute_url(), "hint": each.reference}, kind_in_words(each.kind),
            shortdate(each.opened_at), {"text": "Closed" if closed else "Open", "colour": "grey" if closed else "blue"},
        ]
    }  # fmt: skip


def progress_page(group: Group, tagged: list[Tagged]) -> Row:
    """What a group has done for its priorities, from live data."""
    parts = []
    for each in tagged:
        total = each.open + each.closed
        said = (
            f"{each.closed} of {plural(total, 'thing')} closed." if total else "Nothing is tagged to it yet."
        )
        lines = [f"{name}: {count}" for name, count in each.kinds] or ["Nothing yet"]
        parts.append(
            {
                "heading": str(each.priority), "url": priority_url(each.priority), "said": said,
                "rows": [
                    {"key": "What will be different for children", "value": each.priority.outcome, "empty": "Not said yet"},
                    {"key": "By kind", "lines": lines},
                ],
            }
        )  # fmt: skip
    return {
        "title": f"Progress of {group.name}", "lead": "Against the priorities that the group answers for, as it is today.",
        "parts": parts,
    }  # fmt: skip

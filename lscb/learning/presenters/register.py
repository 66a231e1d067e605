"""Pages about several actions: the chosen ones, hand-overs, and a person's own filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lscb.clocks.words import day_in_words
from lscb.core.templatetags.lscb import plural, shortdate
from lscb.learning.models import Action, HandOver, SavedFilter
from lscb.learning.presenters.lists import COLUMNS, list_rows
from lscb.learning.presenters.shared import Holidays, link, responsible, status_tag

LIST = {"label": "Actions", "url": "/actions/"}
HAND_OVERS = {"label": "Hand-overs", "url": "/hand-overs/"}
ANSWERS = {
    None: {"text": "Waiting for an answer", "colour": "yellow"}, True: {"text": "Accepted", "colour": "green"},
    False: {"text": "Declined", "colour": "grey"},
}  # fmt: skip


def chosen_page(
    rows: Sequence[Action], deeds: dict[str, Any], today: dt.date, holidays: Holidays
) -> dict[str, Any]:
    return {
        "title": "Chosen actions", "lead": plural(len(rows), "action") if rows else "",
        "breadcrumbs": [LIST, {"label": "Chosen actions"}], "columns": COLUMNS, "caption": "Chosen actions",
        "rows": list_rows(rows, today, holidays), "references": [row.record.reference for row in rows],
        "deeds": [
            {"name": name, "title": deed.title, "lead": deed.lead, "form": deed.form}
            for name, deed in deeds.items()
        ],
        "has_errors": any(deed.form.errors for deed in deeds.values()),
    }  # fmt: skip


def filters_page(rows: Iterable[SavedFilter]) -> dict[str, Any]:
    return {
        "title": "Your filters", "lead": "Nobody else sees them.", "breadcrumbs": [LIST, {"label": "Your filters"}],
        "filters": [
            {
                "name": one.name, "url": f"/actions/?{one.query}",
                "edit_url": reverse("learning:filter-edit", args=[one.pk]),
                "delete_url": reverse("learning:filter-delete", args=[one.pk]),
            }
            for one in rows
        ],
    }  # fmt: skip


def hand_over_list(rows: Sequence[HandOver], older: str) -> dict[str, Any]:
    return {
        "title": "Hand-overs", "lead": "Actions that pass from one group to another, when the other accepts.",
        "breadcrumbs": [LIST, {"label": "Hand-overs"}], "caption": "Hand-overs", "caption_hidden": True,
        "columns": ["From", "To", "Actions", "Offered", "Answer"], "rows": [_offer(row) for row in rows],
        "older_url": f"?before={older}" if older else "",
        "empty_text": "There is no hand-over that you can see. Choose actions in the register to hand them over.",
    }  # fmt: skip


def _offer(row: HandOver) -> dict[str, Any]:
    url = reverse("learning:hand-over-detail", args=[row.pk])
    count = row.count  # type: ignore[attr-defined]
    return {
        "cells": [
            link(row.from_group.name, url), row.to_group.name, str(count), shortdate(timezone.localdate(row.offered_at)),
            ANSWERS[row.accepted],
        ]
    }  # fmt: skip


def hand_over_page(
    row: HandOver, actions: Sequence[Action], readable: set[int], may_answer: bool
) -> dict[str, Any]:
    facts = [
        {"key": "From", "value": row.from_group.name}, {"key": "To", "value": row.to_group.name},
        {"key": "Actions", "value": plural(len(actions), "action")}, {"key": "Why", "value": row.reason},
        {"key": "Offered", "value": f"{day_in_words(timezone.localdate(row.offered_at))}, by {row.offered_by}"},
    ]  # fmt: skip
    if row.answered_at:
        facts.append(
            {
                "key": "Answered",
                "value": f"{day_in_words(timezone.localdate(row.answered_at))}, by {row.answered_by}",
            }
        )
    if row.answer_reason:
        facts.append({"key": "Why not", "value": row.answer_reason})
    waiting = row.answered_at is None
    step = {"heading": "Where this stands", "text": "It has been answered."}
    if waiting:
        words = "Offered, and not answered yet."
        step = {"holder": f"the chair of {row.to_group}", "since": row.offered_at, "text": words}
    if waiting and may_answer:
        step = {
            "text": "Your group is asked to take these actions over.",
            "url": "#answer",
            "label": "Answer",
        }
    return {
        "kind": "Hand-over", "title": f"{row.from_group} to {row.to_group}", "status": ANSWERS[row.accepted],
        "breadcrumbs": [LIST, HAND_OVERS, {"label": f"{row.from_group} to {row.to_group}"}], "next_step": step,
        "facts": facts, "columns": ["Action", "Responsible", "End date", "Status"], "caption": "The actions",
        "waiting": waiting and may_answer,
        "rows": [_offered(action, action.pk in readable) for action in actions], "side_nav": [],
    }  # fmt: skip


def _offered(action: Action, readable: bool) -> dict[str, Any]:
    named = link(action.title, action.get_absolute_url()) if readable else {"text": action.title}
    due = shortdate(action.end_on) or "None"
    return {
        "cells": [named | {"hint": action.record.reference}, responsible(action), due, status_tag(action)]
    }

"""The list of actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from lscb.clocks.words import day_in_words
from lscb.core.templatetags.lscb import plural, shortdate
from lscb.learning.listing import STATUSES, WHOSE, ActionFilterForm, ActionListPage
from lscb.learning.models import Action
from lscb.learning.presenters.shared import (
    Holidays,
    link,
    responsible,
    state_of,
    status_tag,
    time_left,
    times,
)

COLUMNS = ["Action", "Responsible", "Monitored by", "End date", "Status"]
PARTS = ("", "_day", "_month", "_year")


def list_page(
    page: ActionListPage, form: ActionFilterForm, picked: dict[str, Any], query: QueryDict
) -> dict[str, Any]:
    """Everything of the list but its rows and their number."""
    return {
        "title": "Actions", "lead": "What agencies do about what was learned, until somebody else has verified it.",
        "breadcrumbs": [{"label": "Actions"}], "filter_form": form, "active": active_filters(form, picked, query),
        "open": bool(form.errors), "filtered": bool(picked), "columns": COLUMNS, "caption": "Actions",
        "caption_hidden": True, "newer_url": turned(query, before=page.newer), "newer_label": "Previous page",
        "older_url": turned(query, after=page.older), "older_label": "Next page",
    }  # fmt: skip


def list_rows(actions: Iterable[Action], today: dt.date, holidays: Holidays) -> list[dict[str, Any]]:
    return [_row(action, today, holidays) for action in actions]


def _row(action: Action, today: dt.date, holidays: Holidays) -> dict[str, Any]:
    left = time_left(action, today, holidays)
    moved = f"Moved {times(action.revisions)}" if action.revisions else ""
    hints = [part for part in (left, moved) if part]
    owner = action.owner.name if action.owner and action.agency else ""
    return {
        "state": state_of(action, today, holidays),
        "cells": [
            link(action.title, action.get_absolute_url()) | {"hint": action.record.reference},
            {"text": responsible(action) or "Nobody yet", "hint": owner},
            action.group.name,
            {"text": shortdate(action.end_on) or "None yet", "hint": ". ".join(hints)},
            status_tag(action),
        ],
    }


def count_text(count: int) -> str:
    return f"{plural(count, 'action')}." if count else ""


def active_filters(form: ActionFilterForm, picked: dict[str, Any], query: QueryDict) -> list[dict[str, str]]:
    """Filters in use, each with the address of the list without it."""
    words = {"status": dict(STATUSES), "whose": dict(WHOSE)}
    found = []
    for name, value in picked.items():
        text = words[name][value] if name in words else _in_words(value)
        label = str(form.fields[name].label)
        found.append({"label": label, "value": text, "remove_url": without(query, name)})
    return found


def _in_words(value: object) -> str:
    if value is True:
        return "yes"
    return day_in_words(value) if isinstance(value, dt.date) else str(value)


def without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    for key in ("after", "before", *(f"{name}{part}" for part in PARTS)):
        rest.pop(key, None)
    return f"?{rest.urlencode()}"


def turned(query: QueryDict, **key: str) -> str:
    """The address of another page of the same list, or nothing when there is none."""
    ((name, value),) = key.items()
    rest = query.copy()
    rest.pop("after", None)
    rest.pop("before", None)
    rest[name] = value
    return f"?{rest.urlencode()}" if value else ""

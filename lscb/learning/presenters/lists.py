"""The list of actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from lscb.clocks.words import day_in_words
from lscb.core.templatetags.lscb import plural, shortdate
from lscb.learning.forms.filters import ActionFilterForm
from lscb.learning.listing import COUNTED, ActionListPage, sort_of
from lscb.learning.models import Action, SavedFilter
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
#: Columns that the list can be put in order by.
SORTED = {"Responsible": "agency", "End date": "due", "Status": "status"}
PARTS = ("", "_day", "_month", "_year")
#: What belongs to a page of the list, and not to the list itself.
OF_PAGE = ("after", "before", "as")


def list_page(
    page: ActionListPage, form: ActionFilterForm, picked: dict[str, Any], query: QueryDict
) -> dict[str, Any]:
    """Everything of the list but its rows and their number."""
    return {
        "title": "Actions", "lead": "What agencies do about what was learned, until somebody else has verified it.",
        "breadcrumbs": [{"label": "Actions"}], "filter_form": form, "active": active_filters(form, picked, query),
        "open": bool(form.errors), "filtered": bool(picked), "columns": _columns(query), "caption": "Actions",
        "caption_hidden": True, "newer_url": turned(query, before=page.newer), "newer_label": "Previous page",
        "older_url": turned(query, after=page.older), "older_label": "Next page",
        "downloads": [(words, _download(query, kind)) for words, kind in (("CSV", "csv"), ("Excel", "xlsx"))],
    }  # fmt: skip


def _download(query: QueryDict, kind: str) -> str:
    rest = _plain(query)
    rest["as"] = kind
    return f"{reverse('learning:action-export')}?{rest.urlencode()}"


def _columns(query: QueryDict) -> list[Any]:
    """Headings; one that the list can be put in order by turns the order round when it is in use."""
    now = sort_of(query)
    found: list[Any] = []
    for label in COLUMNS:
        name = SORTED.get(label)
        if name is None:
            found.append(label)
            continue
        used = {name: "ascending", f"-{name}": "descending"}.get(now, "")
        rest = _plain(query)
        rest["sort"] = f"-{name}" if used == "ascending" else name
        found.append({"label": label, "sorted": used, "sort_url": f"?{rest.urlencode()}"})
    return found


def _plain(query: QueryDict) -> QueryDict:
    rest = query.copy()
    for key in OF_PAGE:
        rest.pop(key, None)
    return rest


def list_rows(
    actions: Iterable[Action], today: dt.date, holidays: Holidays, *, choose: bool = False
) -> list[dict[str, Any]]:
    return [_row(action, today, holidays, choose) for action in actions]


def _row(action: Action, today: dt.date, holidays: Holidays, choose: bool) -> dict[str, Any]:
    left = time_left(action, today, holidays)
    moved = f"Moved {times(action.revisions)}" if action.revisions else ""
    hints = [part for part in (left, moved) if part]
    owner = action.owner.name if action.owner and action.agency else ""
    chosen = {"value": action.record.reference, "label": action.title} if choose else {}
    return chosen | {
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
    if count > COUNTED:
        return f"More than {COUNTED:,} actions."
    return f"{plural(count, 'action')}." if count else ""


def active_filters(form: ActionFilterForm, picked: dict[str, Any], query: QueryDict) -> list[dict[str, str]]:
    """Filters in use, each with the address of the list without it."""
    return [
        {
            "label": str(form.fields[name].label), "value": _in_words(form.fields[name], value),
            "remove_url": without(query, name),
        }
        for name, value in picked.items()
    ]  # fmt: skip


def _in_words(field: Any, value: object) -> str:
    if value is True:
        return "yes"
    if isinstance(value, dt.date):
        return day_in_words(value)
    return dict(getattr(field, "choices", ())).get(str(value), str(value))


def without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    for key in (*OF_PAGE, *(f"{name}{part}" for part in PARTS)):
        rest.pop(key, None)
    return f"?{rest.urlencode()}"


def turned(query: QueryDict, **key: str) -> str:
    """The address of another page of the same list, or nothing when there is none."""
    ((name, value),) = key.items()
    rest = _plain(query)
    rest[name] = value
    return f"?{rest.urlencode()}" if value else ""


def saved_page(saved: Iterable[SavedFilter], query: QueryDict, picked: dict[str, Any]) -> dict[str, Any]:
    """A person's own filters, and where the one in use can be kept."""
    rest = _plain(query)
    return {
        "saved": [{"name": one.name, "url": f"/actions/?{one.query}"} for one in saved],
        "keep_url": f"{reverse('learning:filter-new')}?{rest.urlencode()}" if picked else "",
    }


def list_links(*, may_load: bool, source: str = "") -> list[dict[str, str]]:
    """Where else the list leads; source: a reference whose open actions can be gone on with all at once."""
    whole = {
        "label": f"Go on with all that is open of {source}",
        "url": f"{reverse('learning:action-chosen')}?{urlencode({'source': source})}",
    }
    load = [{"label": "Load from a spreadsheet", "url": reverse("learning:action-load")}] if may_load else []
    return [
        {"label": "Action plans", "url": reverse("learning:plan-list")},
        {"label": "Hand-overs", "url": reverse("learning:hand-over-list")}, *load, *([whole] if source else []),
    ]  # fmt: skip

"""Impact checks: on an action's page as a line with its stations, and the list of what is due."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lscb.clocks.words import day_in_words, left_in_words
from lscb.learning.impact_reading import ImpactFilterForm
from lscb.learning.models import Action, ImpactCheck
from lscb.learning.paging import Keyset

Outcome = ImpactCheck.Outcome
Holidays = frozenset[dt.date]
COLOURS = {
    Outcome.SUSTAINED: "green",
    Outcome.PARTLY: "yellow",
    Outcome.TOO_EARLY: "grey",
    Outcome.NONE: "red",
}
FILLS = {"green": "#0f7a52", "yellow": "#d08700", "grey": "#8b9393", "red": "#b3261e", "blue": "#ffffff"}
LEFT, RIGHT, MIDDLE = 60, 560, 34


def state_of(check: ImpactCheck, today: dt.date) -> tuple[str, str]:
    """(words, colour)"""
    if check.checked_at is not None:
        return check.get_outcome_display(), COLOURS[Outcome(check.outcome)]
    if check.dropped_at is not None:
        return "No longer wanted", "grey"
    return ("Overdue", "red") if check.due_on < today else ("To come", "blue")


def section(action: Action, checks: list[ImpactCheck], today: dt.date, may: bool) -> dict[str, Any] | None:
    """The action's checks in this round as a drawn line, and all of them as rows; nothing before verification."""
    if not checks:
        return None
    current = [check for check in checks if check.dropped_at is None]
    return {
        "line": _line(current, today) if current else None,
        "rows": [_entry(check, action.record.reference, today, may) for check in checks],
    }


def _line(checks: list[ImpactCheck], today: dt.date) -> dict[str, Any]:
    longest = max(check.months for check in checks)
    stations = []
    for check in checks:
        words, colour = state_of(check, today)
        x = round(LEFT + (RIGHT - LEFT) * check.months / longest)
        stations.append({"x": x, "fill": FILLS[colour], "months": f"{check.months} months", "words": words})
    said = "; ".join(f"after {each['months']}: {each['words'].lower()}" for each in stations)
    return {
        "stations": stations,
        "left": LEFT,
        "right": RIGHT,
        "y": MIDDLE,
        "above": MIDDLE - 16,
        "below": MIDDLE + 28,
        "description": f"From verification: {said}.",
    }


def _entry(check: ImpactCheck, reference: str, today: dt.date, may: bool) -> dict[str, Any]:
    words, colour = state_of(check, today)
    open_ = check.checked_at is None and check.dropped_at is None
    rows: list[dict[str, Any]] = []
    if check.checked_by is not None and check.checked_at is not None:
        rows = [
            {"key": "Still done", "value": check.sustained},
            {"key": "Different for children", "value": check.difference},
            {"key": "Looked at", "value": check.evidence},
            {
                "key": "Checked by",
                "value": f"{check.checked_by}, {day_in_words(timezone.localdate(check.checked_at))}",
                "note": f"Its day was {day_in_words(check.due_on)}.",
            },
        ]
    return {
        "heading": f"After {check.months} months",
        "status": words,
        "colour": colour,
        "rows": rows,
        "due": day_in_words(check.due_on),
        "url": reverse("learning:impact-check", args=[reference, check.months]) if open_ and may else "",
        "open": open_,
    }


def list_page(page: Keyset, form: ImpactFilterForm, today: dt.date, holidays: Holidays) -> dict[str, Any]:
    state = form.cleaned_data.get("state", "")
    return {
        "title": "Impact checks", "filter_form": form, "rows": [_row(check, today, holidays) for check in page.rows],
        "caption": "Impact checks", "caption_hidden": True,
        "lead": "Months after it was verified: is it still done, and what is different for children?",
        "columns": ["Action", "Agency", "Monitored by", "Check", "Due", "State"], "active": [], "clear_url": "?",
        "empty_text": "No impact check fits." if state else "No impact check is due in the next 30 days.",
        "newer_url": page.newer, "newer_label": "First page", "older_url": page.older, "older_label": "Next page",
        "breadcrumbs": [{"label": "Learning", "url": "/learning/"}, {"label": "Impact checks"}],
    }  # fmt: skip


def _row(check: ImpactCheck, today: dt.date, holidays: Holidays) -> dict[str, Any]:
    words, colour = state_of(check, today)
    action = check.action
    if check.checked_at is not None:
        hint = f"Made on {day_in_words(timezone.localdate(check.checked_at))}"
    else:
        hint = left_in_words(check.due_on, today, holidays)
    return {
        "cells": [
            {
                "text": action.title,
                "url": f"{action.record.get_absolute_url()}#impact",
                "hint": action.record.reference,
            },
            action.agency.name if action.agency else "",
            action.group.name,
            f"After {check.months} months",
            {"text": day_in_words(check.due_on), "hint": hint},
            {"text": words, "colour": colour},
        ],
        "state": "overdue" if words == "Overdue" else "",
    }

"""What the pages of clocks show; no queries, templates decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils import timezone

from lscb.clocks import calc
from lscb.clocks.holidays import years_covered
from lscb.clocks.models import Deadline, Holiday, HolidaySet
from lscb.clocks.regimes import Confidence, Regime, Rule, Unit
from lscb.clocks.words import day_in_words, left_in_words, length_in_words
from lscb.core.workdays import working_days_between

CONFIDENCE_WORDS = {
    Confidence.HIGH: "High: read in the source, or met word for word in several places",
    Confidence.MEDIUM: "Medium: met in one place or in another edition",
    Confidence.LOW: "Low: not confirmed",
}
SOON = 5  # working days left from which a clock is shown as due soon


def rule_rows(regime: Regime, on: dt.date, holidays: frozenset[dt.date]) -> list[dict[str, Any]]:
    """One row per rule of a regime, for an event on a day."""
    return [_rule_row(regime, rule, on, holidays) for rule in regime.rules]


def _rule_row(regime: Regime, rule: Rule, on: dt.date, holidays: frozenset[dt.date]) -> dict[str, Any]:
    ends = calc.due(rule, on, holidays)
    earlier = ends.due != ends.act_by
    return {
        "code": rule.code,
        "label": rule.label,
        "length": length_in_words(rule),
        "due": day_in_words(ends.due) if ends.due else "No day",
        "due_word": "Not before" if rule.minimum else "Due",
        "act_by": day_in_words(ends.act_by) if ends.act_by and earlier else "",
        "working_days": _working_days(rule, on, ends, holidays),
        "facts": [
            {"key": "Starts when", "value": rule.starts_on},
            {"key": "Stops when", "value": rule.stops_on},
            {
                "key": "Who is told",
                "value": ", ".join(map(regime.recipient_name, rule.recipients)) or "Nobody",
            },
            {"key": "Force", "value": "Laid down" if rule.hard else "An aim"},
            {"key": "Kind", "value": "The board's own" if rule.local else "Law or guidance"},
            {"key": "Source", "value": rule.source},
            {"key": "Confidence", "value": CONFIDENCE_WORDS[rule.confidence]},
            *([{"key": "Note", "value": rule.note}] if rule.note else []),
        ],
    }


def _working_days(rule: Rule, on: dt.date, ends: calc.Due, holidays: frozenset[dt.date]) -> str:
    if ends.act_by is None or rule.unit is Unit.HOUR:
        return ""
    count = working_days_between(on, ends.act_by, holidays)
    return f"{abs(count)}{' before' if count < 0 else ''}"


def coverage_warning(on: dt.date, holidays: frozenset[dt.date]) -> str:
    """A sentence when the list of holidays says nothing about the year of the event; otherwise nothing."""
    first, last = years_covered(holidays)
    if first <= on.year <= last:
        return ""
    return (
        f"The list of bank holidays covers {first} to {last}. For this day only weekends have been left out."
    )


def clock(
    deadline: Deadline, today: dt.date, holidays: frozenset[dt.date], now: dt.datetime | None = None
) -> dict[str, Any]:
    """One clock of the strip on a record's page (components/clock_strip.html).

    What is left is in working days, counted with today's holidays; days off before the due day do not count.
    now  lets a clock in hours be overdue within the day
    """
    shown: dict[str, Any] = {
        "label": deadline.label,
        "due_on": deadline.due_at or deadline.due_on,
        "due_word": "Not before" if deadline.minimum else "Due",
        "source": f"{deadline.source} ({deadline.confidence} confidence)",
        "note": _note(deadline),
    }
    if deadline.met_on:
        return {**shown, "state": "met", "text": f"Done on {day_in_words(deadline.met_on)}"}
    if deadline.cancelled_at:
        return {**shown, "state": "stopped", "text": "No longer applies"}
    if deadline.due_on is None or deadline.act_by is None:
        return {**shown, "state": "running", "text": "No length is set"}
    if deadline.minimum:
        passed = today >= deadline.due_on
        return {**shown, "state": "running", "text": "The period has passed" if passed else "Still running"}
    if deadline.due_at:
        late = deadline.is_late(now or today)
        text = f"{'Overdue since' if late else 'Due at'} {day_in_words(deadline.due_at)}"
        return {**shown, "state": "overdue" if late else "soon", "text": text}
    text = left_in_words(deadline.due_on, today, holidays)
    if deadline.is_late(today):
        return {**shown, "state": "overdue", "text": text}
    left = working_days_between(today, deadline.due_on, holidays)
    return {**shown, "state": "soon" if left <= SOON else "running", "text": text}


def _note(deadline: Deadline) -> str:
    if deadline.late_reason:
        return f"Late: {deadline.late_reason}"
    if deadline.cancelled_reason:
        return deadline.cancelled_reason
    if deadline.is_running and deadline.act_by and deadline.act_by != deadline.due_on:
        return f"The due day is a day off: act by {day_in_words(deadline.act_by)}"
    return ""


def version_rows(sets: Iterable[HolidaySet], shown: HolidaySet, url: str) -> list[dict[str, Any]]:
    """The table of versions of the lists of holidays, the newest first."""
    return [
        {
            "cells": [
                {
                    "text": f"Version {each.version}",
                    "url": "" if each == shown else f"{url}?version={each.version}",
                },
                each.note,
                day_in_words(timezone.localdate(each.created_at)),
                "Shipped with the product" if each.shipped else str(each.created_by),
            ],
        }
        for each in sets
    ]


def years(days: Iterable[Holiday], this_year: int) -> list[dict[str, Any]]:
    """Holidays by year; this year's are open."""
    return [
        {"year": year, "days": list(of_year), "open": year == this_year}
        for year, of_year in groupby(days, key=lambda each: each.day.year)
    ]

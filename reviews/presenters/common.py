"""What every page of a case shows: title, status, clocks, next step, sections, history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from lscb.clocks.holidays import current_holidays
from lscb.clocks.models import Deadline
from lscb.clocks.presenters import clock
from lscb.core.errors import Refusal
from lscb.core.prepared import timeless
from lscb.records.models import Record

CALENDAR = "england-and-wales"
COLOURS = {
    "draft": "grey", "submitted": "blue", "returned": "yellow", "accepted": "teal", "gathering": "teal", "listed": "teal",
    "considered": "purple", "with-chair": "purple", "decided": "green", "closed": "grey", "stopped": "grey", "redirected": "grey",
    "duplicate": "grey", "withdrawn": "grey", "requested": "blue", "started": "blue", "answered": "green", "cancelled": "grey",
    "initiated": "blue", "commissioning": "blue", "scoping": "teal", "analysis": "teal", "draft-report": "purple",
    "panel-agreed": "purple", "board-approval": "purple", "response-agreed": "green", "pre-publication": "orange",
    "published": "green", "monitoring": "teal", "author-named": "blue", "in-writing": "blue", "accepted-report": "green",
    "writing": "blue", "with-panel": "purple", "board-agreed": "green",
}  # fmt: skip


def status_tag(thing: Any) -> dict[str, str]:
    return {"text": thing.get_status_display(), "colour": COLOURS.get(thing.status, "grey")}


def clocks_of(record: Record, today: dt.date) -> list[dict[str, Any]]:
    """The clock strip of a record: running ones first, then met ones. Two queries."""
    _, holidays = current_holidays(CALENDAR)
    rows = sorted(
        _deadlines(record.pk), key=lambda d: (bool(d.met_on or d.cancelled_at), d.due_on or dt.date.max)
    )
    return [clock(deadline, today, holidays) for deadline in rows if not deadline.cancelled_at]


@timeless
def _deadlines(record: int) -> QuerySet[Deadline]:
    return Deadline.objects.filter(record=record)


def thing(
    record: Record,
    kind: str,
    status: dict[str, str],
    today: dt.date,
    crumbs: list[dict[str, str]],
    events: list[Any],
) -> dict[str, Any]:
    """The frame of layouts/thing.html."""
    return {
        "kind": kind, "reference": record.reference, "title": record.title, "status": status, "marking": record.marking,
        "clocks": clocks_of(record, today), "breadcrumbs": [*crumbs, {"label": record.reference}], "events": events,
        "page_title": f"{kind} {record.reference}",
    }  # fmt: skip


def step_or_refusal(check: Any, step: dict[str, Any]) -> dict[str, Any]:
    """The step if the check lets the reader take it, else why not and who can help."""
    try:
        check()
    except Refusal as no:
        return {"text": step["text"], "refused": no.reason, "help": no.who_can_help}
    return step

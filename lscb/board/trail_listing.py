"""The trail as a list: filters kept in the address, and pages by key."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from lscb.core import forms
from lscb.core.templatetags.lscb import datetime_local, shortdate
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.trail.models import AuditEvent
from lscb.trail.sentences import fact, sentence

PAGE = 50
#: Kinds of event by what they are about; a value is one or more beginnings of event names.
KINDS = [
    ("", "Everything"),
    ("record.read identity file.downloaded trail", "Reading and downloading"),
    ("referral scoping consideration recommendation.signed decision notification", "Referrals and decisions"),
    ("review independence terms proceedings agency-report report", "Reviews and reports"),
    ("finding recommendation theme action actions", "Learning and actions"),
    ("release publication document ruling doubt anonym clearance", "Publication"),
    ("access conflict role seat", "Access, roles and conflicts"),
    ("person people mail board agency group", "People and the board"),
    ("meeting agenda", "Meetings"),
    ("clock holidays", "Clocks"),
]
COLUMNS = ["When", "What happened", "About", "From"]


class TrailFilterForm(forms.FilterForm):
    person = forms.CharField(label="Person", max_length=120, help_text="Part of a name or an e-mail address")
    record = forms.CharField(label="Reference", max_length=40, help_text="For example, WES-REF-2026-007")
    kind = forms.ChoiceField(label="Kind of event", choices=KINDS)
    since = forms.DateField(label="From")
    until = forms.DateField(label="Until")


@dataclass(frozen=True)
class TrailPage:
    events: list[AuditEvent]
    newer: int | None
    older: int | None


def picked_from(form: TrailFilterForm) -> dict[str, Any]:
    """The filters in use; a value that does not fit is left out, and the form says so."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value}


def events_for(user: User, board: Board, picked: dict[str, Any]) -> QuerySet[AuditEvent]:
    """The board's chain, without what happened on records that are shut to this person."""
    seen = Record.objects.visible_to(user).for_board(board)
    rows = AuditEvent.objects.filter(
        Q(record_id__isnull=True) | Q(record_id__in=seen.values("pk")), board_code=board.code
    )
    if reference := picked.get("record"):
        reference = reference.strip().upper()
        family = seen.filter(Q(reference=reference) | Q(root__reference=reference))
        rows = rows.filter(record_id__in=list(family.values_list("pk", flat=True)))
    if person := picked.get("person"):
        people = User.objects.filter(Q(name__icontains=person) | Q(email__icontains=person))
        rows = rows.filter(actor_id__in=list(people.values_list("pk", flat=True)[:500]))
    if kind := picked.get("kind"):
        wanted = Q()
        for start in kind.split():
            wanted |= Q(event=start) if "." in start else Q(event__startswith=f"{start}.")
        rows = rows.filter(wanted)
    if since := picked.get("since"):
        rows = rows.filter(at__gte=_start_of(since))
    if until := picked.get("until"):
        rows = rows.filter(at__lt=_start_of(until + dt.timedelta(days=1)))
    return rows


def page_of(rows: QuerySet[AuditEvent], query: QueryDict) -> TrailPage:
    """One page by descending place in the chain: ?before= goes to older rows, ?after= to newer ones."""
    before, after = _number(query.get("before")), _number(query.get("after"))
    if after:
        found = list(rows.filter(seq__gt=after).order_by("seq")[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        return TrailPage(found, found[0].seq if found and more else None, found[-1].seq if found else None)
    rows = rows.filter(seq__lt=before) if before else rows
    found = list(rows.order_by("-seq")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    return TrailPage(found, found[0].seq if found and before else None, found[-1].seq if more else None)


def context_of(
    request: HttpRequest, form: TrailFilterForm, picked: dict[str, Any], page: TrailPage
) -> dict[str, Any]:
    record = str(picked.get("record", "")).strip().upper()
    return {
        "title": f"Trail of {record}" if record else "Trail",
        "lead": "Who did or read what, when. Nothing here can be changed or taken away.",
        "filter_form": form, "active": _active(form, picked, request.GET), "open": bool(form.errors),
        "filtered": bool(picked), "columns": COLUMNS, "caption": "Events, newest first", "caption_hidden": True,
        "rows": [_row(event) for event in page.events],
        "newer_url": _turned(request.GET, after=page.newer), "older_url": _turned(request.GET, before=page.older),
        "breadcrumbs": _crumbs(record),
    }  # fmt: skip


def _crumbs(record: str) -> list[dict[str, str]]:
    board = {"label": "Board", "url": "/board/"}
    if not record:
        return [board, {"label": "Trail"}]
    return [board, {"label": "Trail", "url": reverse("trail:event-list")}, {"label": record}]


def _row(event: AuditEvent) -> dict[str, Any]:
    reason = str(event.detail.get("reason") or "")
    hints = [event.seat, f"Reason: {reason}" if reason else ""]
    about: Any = "Not about one record"
    if event.reference:
        query = urlencode({"record": event.reference})
        about = {"text": event.reference, "url": f"{reverse('trail:event-list')}?{query}"}
    return {
        "cells": [
            datetime_local(event.at),
            {
                "text": sentence(event.event, event.actor_name, event.detail),
                "hint": ". ".join(filter(None, hints)),
            },
            about,
            event.ip or "This machine",
        ]
    }


def _active(form: TrailFilterForm, picked: dict[str, Any], query: QueryDict) -> list[dict[str, str]]:
    found = []
    for name, value in picked.items():
        shown = dict(KINDS).get(value, value) if name == "kind" else value
        shown = shortdate(value) if isinstance(value, dt.date) else fact(shown)
        names = [name + part for part in ("", "_day", "_month", "_year")]
        found.append(
            {
                "label": str(form.fields[name].label),
                "value": str(shown),
                "remove_url": _without(query, *names) or "?",
            }
        )
    return found


def _without(query: QueryDict, *names: str) -> str:
    left = query.copy()
    for name in (*names, "before", "after"):
        left.pop(name, None)
    return f"?{left.urlencode()}"


def _turned(query: QueryDict, **place: int | None) -> str:
    (name, value), *_ = place.items()
    if value is None:
        return ""
    rest = _without(query)
    return f"{rest}{'&' if rest != '?' else ''}{name}={value}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0


def _start_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))

"""The list of actions: filters kept in the address, and pages by key, so that page 2 is as quick as page 200."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from lscb.board.models import Agency, Group
from lscb.board.permissions import standing_of
from lscb.core import forms
from lscb.core.prepared import prepared
from lscb.learning.forms.base import choose_from
from lscb.learning.models import Action, ActionQuerySet
from lscb.people.models import User
from lscb.records.models import reach_of

PAGE = 50
OPEN, ALL = "open", "all"
STATUSES = [
    ("", "Open: not started, started or awaiting verification"),
    (ALL, "All"),
    *[(status.value, status.label) for status in Action.Status],
]
WHOSE = [("", "Everybody"), ("me", "Mine"), ("agency", "My agency's"), ("group", "Monitored by my groups")]


class ActionFilterForm(forms.FilterForm):
    status = forms.ChoiceField(label="Status", choices=STATUSES)
    whose = forms.ChoiceField(label="Whose", choices=WHOSE)
    agency = forms.ModelChoiceField(
        label="Agency", queryset=Agency.objects.none(), empty_label="All agencies"
    )
    group = forms.ModelChoiceField(
        label="Monitored by", queryset=Group.objects.none(), empty_label="All groups"
    )
    due_before = forms.DateField(label="Due before")
    overdue = forms.BooleanField(label="Overdue only")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = standing_of(user).boards()
        choose_from(self, "agency", Agency.objects.filter(areas__board__in=boards).distinct())
        choose_from(self, "group", Group.objects.filter(board__in=boards))


def chosen(form: ActionFilterForm) -> dict[str, Any]:
    """The filters that are in use; a value that does not fit is left out, and the form says so."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value}


def filtered(user: User, picked: dict[str, Any], today: dt.date) -> ActionQuerySet:
    """The actions that a person may see and asked for."""
    rows: ActionQuerySet = Action.objects.visible_to(user)
    status = picked.get("status", OPEN)
    if status == OPEN:
        rows = rows.open()
    elif status != ALL:
        rows = rows.filter(status=status)
    rows = rows.overdue(today) if picked.get("overdue") else rows
    rows = rows.filter(agency=picked["agency"]) if picked.get("agency") else rows
    rows = rows.filter(group=picked["group"]) if picked.get("group") else rows
    rows = rows.filter(end_on__lt=picked["due_before"]) if picked.get("due_before") else rows
    return _whose(rows, user, picked.get("whose", ""))


def _whose(rows: ActionQuerySet, user: User, whose: str) -> ActionQuerySet:
    if whose == "me":
        return rows.filter(owner=user)
    if whose == "agency":
        return rows.filter(agency__party_id__in=reach_of(user).parties)
    if whose == "group":
        return rows.filter(group__party_id__in=reach_of(user).parties)
    return rows


@dataclass(frozen=True)
class ActionListPage:
    rows: list[Action]
    newer: str = ""
    older: str = ""


ORDER = (F("end_on").asc(nulls_last=True), "pk")
BACKWARD = (F("end_on").desc(nulls_first=True), "-pk")


def usual_page(user: User) -> ActionListPage:
    """The page that is asked for most: the first one, without a filter."""
    found = _usual(user)
    more, found = len(found) > PAGE, found[:PAGE]
    return ActionListPage(found, "", _name(found[-1]) if more else "")


@prepared
def _usual(user: User) -> QuerySet[Action]:
    rows: QuerySet[Action] = filtered(user, {}, timezone.localdate()).with_parties().order_by(*ORDER)
    return rows[: PAGE + 1]


def page_of(rows: ActionQuerySet, query: QueryDict) -> ActionListPage:
    """One page by end date, after or before a key (?after=2026-06-30.12, ?before=none.12)."""
    back = _key(query.get("before", ""))
    forth = None if back else _key(query.get("after", ""))
    if back:
        found = list(rows.filter(_before(*back)).order_by(*BACKWARD)[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        return ActionListPage(
            found, _name(found[0]) if more and found else "", _name(found[-1]) if found else ""
        )
    rows = rows.filter(_after(*forth)) if forth else rows
    found = list(rows.order_by(*ORDER)[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    return ActionListPage(found, _name(found[0]) if forth and found else "", _name(found[-1]) if more else "")


def _name(action: Action) -> str:
    return f"{action.end_on or 'none'}.{action.pk}"


def _key(text: str) -> tuple[dt.date | None, int] | None:
    day, _, number = text.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    try:
        return (None if day == "none" else dt.date.fromisoformat(day)), int(number)
    except ValueError:
        return None


def _after(day: dt.date | None, number: int) -> Q:
    if day is None:
        return Q(end_on__isnull=True, pk__gt=number)
    return Q(end_on__gt=day) | Q(end_on=day, pk__gt=number) | Q(end_on__isnull=True)


def _before(day: dt.date | None, number: int) -> Q:
    if day is None:
        return Q(end_on__isnull=False) | Q(end_on__isnull=True, pk__lt=number)
    return Q(end_on__lt=day) | Q(end_on=day, pk__lt=number)

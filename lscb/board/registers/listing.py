"""The list of one register: filters kept in the address, an order of one's choice, and pages by key."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict

from lscb.board.models import Entry, EntryQuerySet
from lscb.board.names import names_on
from lscb.board.registers.kinds import Register
from lscb.core import forms
from lscb.core.prepared import prepared
from lscb.people.models import Board, User

PAGE = 50
OPEN, ALL = "open", "all"
STATUSES = [("", "Open or answered"), (ALL, "All"), *Entry.Status.choices]
#: name: words, what is put in order, whether the largest comes first, what stands for nothing
LAST_DAY = dt.date(9999, 12, 31)
ORDERS: dict[str, tuple[str, Any, bool]] = {
    "due": ("Due first", Coalesce("due_on", Value(LAST_DAY)), False),
    "new": ("Newest first", F("raised_on"), True),
    "score": ("Highest score first", Coalesce("score", Value(0)), True),
}


#: What stands for no filter.
EVERYTHING = {
    "group": "All groups", "agency": "All agencies", "theme": "All themes", "priority": "All priorities",
    "owner": "Everybody",
}  # fmt: skip


class EntryFilterForm(forms.FilterForm):
    status = forms.ChoiceField(label="Status", choices=STATUSES)
    group = forms.ChoiceField(label="Group")
    agency = forms.ChoiceField(label="Agency")
    theme = forms.ChoiceField(label="Theme")
    priority = forms.ChoiceField(label="Priority")
    owner = forms.ChoiceField(label="Looked after by")
    likelihood = forms.IntegerField(label="Likelihood", min_value=1, max_value=5)
    impact = forms.IntegerField(label="Impact", min_value=1, max_value=5)
    level = forms.ChoiceField(label="Level", choices=[("", "All levels"), *Entry.Level.choices])
    since = forms.DateField(label="Made since")
    sort = forms.ChoiceField(label="Order", choices=[(name, order[0]) for name, order in ORDERS.items()])
    overdue = forms.BooleanField(label="Overdue only")

    def __init__(self, *args: Any, board: Board, register: Register, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = names_on([board.pk])
        found["owner"] = [
            (str(pk), name) for pk, name in _owners(user, board.pk, Entry.Register(register.kind))
        ]
        for name, words in EVERYTHING.items():
            forms.choose_from(self, name, [("", words), *found.get(name, [])])
        if not register.is_scored:
            for name in ("likelihood", "impact"):
                del self.fields[name]
            orders = [(name, order[0]) for name, order in ORDERS.items() if name != "score"]
            forms.choose_from(self, "sort", orders)
        if "level" not in register.column_names:
            del self.fields["level"]


@prepared
def _owners(user: User, board: int, register: Entry.Register) -> QuerySet[User, tuple[int, str]]:
    """Who looks after an entry that the reader may see."""
    entries = Entry.objects.visible_to(user).filter(board=board, register=register)
    rows = User.objects.filter(pk__in=entries.values("owner_id"))
    return rows.order_by("name", "pk").values_list("pk", "name")


def chosen(form: EntryFilterForm) -> dict[str, Any]:
    """The filters that are in use; a value that does not fit is left out, and the form says so."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value}


def filtered(
    user: User, board: Board, register: Register, picked: dict[str, Any], today: dt.date
) -> EntryQuerySet:
    """The entries of a register that a person may see and asked for."""
    rows: EntryQuerySet = Entry.objects.visible_to(user).filter(board=board, register=register.kind)
    status = picked.get("status", OPEN)
    if status == OPEN and "status" not in picked:
        rows = rows.open()
    elif status != ALL:
        rows = rows.filter(status=status)
    rows = rows.overdue(today) if picked.get("overdue") else rows
    for name in ("group", "agency", "owner", "likelihood", "impact", "level"):
        rows = rows.filter(**{name: picked[name]}) if picked.get(name) else rows
    rows = rows.filter(record__theme_tags__theme=picked["theme"]) if picked.get("theme") else rows
    if picked.get("priority"):
        rows = rows.filter(record__priority_tags__priority=picked["priority"])
    return rows.filter(raised_on__gte=picked["since"]) if picked.get("since") else rows


@dataclass(frozen=True)
class EntryListPage:
    rows: list[Entry]
    newer: str = ""
    older: str = ""


def ordered(rows: EntryQuerySet, sort: str) -> EntryQuerySet:
    _, key, descending = ORDERS.get(sort, ORDERS["due"])
    order = ("-sort_key", "-pk") if descending else ("sort_key", "pk")
    return rows.annotate(sort_key=key).order_by(*order)


def page_of(rows: EntryQuerySet, sort: str, query: QueryDict) -> EntryListPage:
    """One page after or before a key (?after=2026-06-30.12); the key is the order's value and the entry's number."""
    rows = ordered(rows, sort).with_parties()
    descending = ORDERS.get(sort, ORDERS["due"])[2]
    if back := _key(query.get("before", ""), sort):
        found = list(rows.filter(_beyond(*back, upward=descending)).reverse()[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        return EntryListPage(
            found, _name(found[0]) if more and found else "", _name(found[-1]) if found else ""
        )
    forth = _key(query.get("after", ""), sort)
    rows = rows.filter(_beyond(*forth, upward=not descending)) if forth else rows
    found = list(rows[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    return EntryListPage(found, _name(found[0]) if forth and found else "", _name(found[-1]) if more else "")


def _beyond(value: Any, number: int, *, upward: bool) -> Q:
    side = "gt" if upward else "lt"
    return Q(**{f"sort_key__{side}": value}) | Q(sort_key=value, **{f"pk__{side}": number})


def _name(entry: Any) -> str:
    return f"{entry.sort_key}.{entry.pk}"


def _key(text: str, sort: str) -> tuple[Any, int] | None:
    value, _, number = text.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    try:
        return (int(value[:6]) if sort == "score" else dt.date.fromisoformat(value)), int(number)
    except ValueError:
        return None

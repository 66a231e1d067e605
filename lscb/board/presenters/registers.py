"""What the pages of the registers show; no queries, templates decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from lscb.board.models import Entry, EntryReview
from lscb.board.presenters import earlier
from lscb.board.registers.exports import value_of
from lscb.board.registers.kinds import Register, register_of
from lscb.board.registers.listing import EntryFilterForm, EntryListPage
from lscb.board.registers.reading import RegisterCounts
from lscb.clocks.words import day_in_words, left_in_words
from lscb.core.errors import NotAllowed
from lscb.core.templatetags.lscb import plural, shortdate
from lscb.core.workdays import working_days_between
from lscb.records.models import Record

Row = dict[str, Any]
Holidays = frozenset[dt.date]
S = Entry.Status
COLOURS = {S.OPEN: "blue", S.ANSWERED: "purple", S.CLOSED: "grey"}
PARTS = ("", "_day", "_month", "_year")
SOON = 10
HOME = {"label": "Board", "url": "/board/"}
ALL = {"label": "Registers", "url": "/board/registers/"}
LABELS = {
    "answer": "Answer this", "review": "Look at it again", "close": "Close the entry", "reopen": "Open it again",
    "change": "Change the entry", "link": "Link what it led to",
}  # fmt: skip


def status_tag(entry: Entry) -> dict[str, str]:
    return {"text": S(entry.status).label, "colour": COLOURS[S(entry.status)]}


def home_rows(found: Iterable[RegisterCounts]) -> list[Row]:
    rows = []
    for each in found:
        late = {"text": str(each.overdue), "colour": "red"} if each.overdue else "None"
        rows.append(
            {
                "cells": [
                    {"text": each.register.name, "url": each.url, "hint": each.register.lead},
                    {"text": str(each.open), "numeric": True}, {"text": str(each.answered), "numeric": True}, late,
                ]
            }
        )  # fmt: skip
    return rows


def list_page(
    register: Register, page: EntryListPage, form: EntryFilterForm, picked: Row, query: QueryDict
) -> Row:
    columns = ["Entry", register.agency_label, "With", register.due_label, "Status"]
    if register.is_scored:
        columns.insert(1, "Score")
    export = reverse("board:register-export", args=[register.slug])
    return {
        "title": register.name, "lead": register.lead, "breadcrumbs": [HOME, ALL, {"label": register.name}],
        "filter_form": form, "active": active_of(form, picked, query), "open": bool(form.errors),
        "filtered": bool(picked), "columns": columns, "caption": register.name, "caption_hidden": True,
        "newer_url": turned(query, before=page.newer), "newer_label": "Previous page",
        "older_url": turned(query, after=page.older), "older_label": "Next page",
        "export_url": f"{export}?{query.urlencode()}", "register_name": register.name.lower(),
    }  # fmt: skip


def list_rows(register: Register, entries: Iterable[Entry], today: dt.date, holidays: Holidays) -> list[Row]:
    return [_row(register, entry, today, holidays) for entry in entries]


def _row(register: Register, entry: Entry, today: dt.date, holidays: Holidays) -> Row:
    left = _left(entry, today, holidays)
    cells: list[Any] = [
        {"text": entry.record.title, "url": entry.get_absolute_url(), "hint": entry.record.reference},
        entry.agency.name if entry.agency else "None",
        {"text": entry.owner.name if entry.owner else "Nobody in particular",
         "hint": entry.group.name if entry.group else ""},
        {"text": shortdate(entry.due_on) or "No day", "hint": left}, status_tag(entry),
    ]  # fmt: skip
    if register.is_scored:
        cells.insert(1, {"text": str(entry.score), "hint": f"{entry.likelihood} × {entry.impact}"})
    return {"state": _state(entry, today, holidays), "cells": cells}


def _left(entry: Entry, today: dt.date, holidays: Holidays) -> str:
    if entry.status != S.OPEN or entry.due_on is None:
        return ""
    return left_in_words(entry.due_on, today, holidays)


def _state(entry: Entry, today: dt.date, holidays: Holidays) -> str:
    if entry.status != S.OPEN or entry.due_on is None:
        return ""
    if entry.is_overdue(today):
        return "overdue"
    return "soon" if working_days_between(today, entry.due_on, holidays) <= SOON else ""


def count_text(count: int) -> str:
    return f"{plural(count, 'entry,entries')}." if count else ""


def active_of(form: Any, picked: Row, query: QueryDict) -> list[Row]:
    """Filters in use, each with the address of the list without it."""
    found = []
    for name, value in picked.items():
        field = form.fields[name]
        words = (
            {str(code): text for code, text in field.choices} if type(field).__name__ == "ChoiceField" else {}
        )
        text = words.get(str(value)) or _in_words(value)
        found.append({"label": str(field.label), "value": text, "remove_url": without(query, name)})
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


@dataclass(frozen=True)
class EntryFacts:
    """Everything that the page of one entry shows, read by the view: rows that the presenter only words."""

    entry: Entry
    refusals: dict[str, NotAllowed | None]
    source: Record | None
    reviews: list[EntryReview]
    led_to: list[Record]
    themes: list[str]
    priorities: list[tuple[str, str]]
    clocks: list[Row]
    events: list[Row]
    today: dt.date
    doers: list[str]
    before: list[earlier.EarlierWording] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)


def entry_page(facts: EntryFacts) -> Row:
    entry, register = facts.entry, register_of(facts.entry)
    here = {"label": register.name, "url": reverse("board:register", args=[register.slug])}
    return {
        "kind": register.one.capitalize(), "reference": entry.record.reference, "title": entry.record.title,
        "status": status_tag(entry), "marking": entry.record.marking, "clocks": facts.clocks, "next_step": _next(facts),
        "rows": _rows(facts), "answer_rows": _answer(entry), "review_columns": _review_columns(register),
        "reviews": [_review(register, each) for each in facts.reviews], "events": facts.events,
        "earlier": earlier.rows(register, facts.before),
        "led_to": [{"text": f"{each.reference}: {each.title}", "url": each.get_absolute_url()} for each in facts.led_to],
        "breadcrumbs": [HOME, ALL, here, {"label": entry.record.reference}],
        "side_nav": [{"label": "Entry", "url": "#entry"}, {"label": "What came of it", "url": "#outcome"}],
    }  # fmt: skip


def _rows(facts: EntryFacts) -> list[Row]:
    entry, register = facts.entry, register_of(facts.entry)
    rows: list[Row] = [{"key": register.text_label, "value": entry.text}]
    for column in register.columns:
        value = value_of(entry, column.name, dict(column.choices))
        shown = day_in_words(value) if isinstance(value, dt.date) else "" if value is None else str(value)
        link = {"url": value} if column.shape == "link" and value else {}
        rows.append({"key": column.label, "value": shown, "empty": "Not said yet", **link})
    if register.is_scored:
        rows.append({"key": "Score", "value": f"{entry.score} of 25"})
    rows += [
        {"key": register.agency_label, "value": entry.agency.name if entry.agency else "", "empty": "None"},
        {"key": "Group", "value": entry.group.name if entry.group else "", "empty": "None"},
        {"key": "Looked after by", "value": entry.owner.name if entry.owner else "", "empty": "Nobody in particular"},
        {"key": "Entered", "value": f"{day_in_words(entry.raised_on)}, by {entry.raised_by.name}"},
        {"key": register.due_label, "value": day_in_words(entry.due_on) if entry.due_on else "", "empty": "No day"},
        {"key": "Who may read it", "value": _readers(entry)},
        {"key": "Themes", "value": ", ".join(facts.themes), "empty": "None"},
        {"key": "Priorities", "lines": [name for name, _ in facts.priorities] or ["None"]},
    ]  # fmt: skip
    if facts.source:
        rows.append(
            {"key": "It came from", "value": facts.source.reference, "url": facts.source.get_absolute_url()}
        )
    elif entry.source_id:
        rows.append({"key": "It came from", "value": "Something that you cannot open"})
    return rows


def _readers(entry: Entry) -> str:
    if entry.record.mode == Record.Mode.BOARD:
        return "Everybody with a seat on the board"
    return f"{entry.group} and the business unit"


def _answer(entry: Entry) -> list[Row]:
    rows: list[Row] = []
    if entry.answered_on and entry.answered_by:
        rows.append({"key": "Answer", "value": entry.answer})
        rows.append(
            {"key": "Answered", "value": f"{day_in_words(entry.answered_on)}, by {entry.answered_by.name}"}
        )
    if entry.outcome:
        rows.append({"key": "Outcome", "value": entry.outcome})
    if entry.closed_on and entry.closed_by:
        rows.append({"key": "Closed", "value": f"{day_in_words(entry.closed_on)}, by {entry.closed_by.name}"})
    return rows


def _review_columns(register: Register) -> list[str]:
    middle = ["Score"] if register.is_scored else ["Level"] if "level" in register.column_names else []
    return ["Looked at on", "What was found", *middle, "By", "Next"]


def _review(register: Register, each: EntryReview) -> Row:
    middle = []
    if register.is_scored:
        middle = [{"text": str(each.score), "hint": f"{each.likelihood} × {each.impact}"}]
    elif each.level:
        middle = [Entry.Level(each.level).label]
    elif "level" in register.column_names:
        middle = ["None"]
    found = each.note or "Entered"
    return {
        "cells": [
            shortdate(each.reviewed_on), found, *middle, each.reviewed_by.name, shortdate(each.next_on) or "No day",
        ]
    }  # fmt: skip


def _next(facts: EntryFacts) -> Row:
    entry, register = facts.entry, register_of(facts.entry)
    main = {
        S.OPEN: "answer" if register.answers else "review", S.ANSWERED: "close", S.CLOSED: "reopen",
    }[S(entry.status)]  # fmt: skip
    refusal = facts.refusals.get(main)
    others = [
        {"label": LABELS[name], "url": facts.urls[name]}
        for name, refused in facts.refusals.items()
        if refused is None and name != main
    ]
    if entry.status == S.CLOSED:
        others += [] if refusal else [{"label": LABELS[main], "url": facts.urls[main]}]
        return {
            "heading": "Where this stands",
            "text": "This entry is closed. Its outcome is below.",
            "others": others,
        }
    text = _text(entry, register)
    if refusal is None:
        return {"text": text, "url": facts.urls[main], "label": LABELS[main], "others": others}
    holder = ", ".join(facts.doers) or "the business unit"
    return {"text": text, "holder": holder if entry.status == S.OPEN else str(entry.group or "the business unit"),
            "since": entry.raised_on, "others": others, "help": refusal.reason}  # fmt: skip


def _text(entry: Entry, register: Register) -> str:
    if entry.status == S.ANSWERED:
        return "It is answered. Whoever asked reads the answer, and closes the entry or asks again."
    if register.answers:
        asked = entry.agency if register.agency_required else None
        return f"{asked} is asked for an answer." if asked else "An answer is due."
    if entry.due_on is None:
        return "No day is set to look at it again."
    return "It is looked at again by the day that is set, or closed."

"""Reads what the page of an entry shows, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

from django.http import Http404
from django.urls import reverse

from lscb.board import states
from lscb.board.models import Entry, EntryQuerySet, EntryReview, PriorityTag, ThemeTag
from lscb.board.presenters.earlier import EarlierWording
from lscb.board.presenters.registers import EntryFacts
from lscb.board.registers.clocks import CALENDAR, doers
from lscb.board.registers.kinds import BY_SLUG, Register, register_of
from lscb.clocks import presenters as clocks
from lscb.clocks.holidays import current_holidays
from lscb.clocks.models import Deadline
from lscb.core.errors import NotAllowed
from lscb.people.models import User
from lscb.records.models import Record
from lscb.records.timeline import timeline

#: Changes that are looked through for earlier wording.
MOST_CHANGES = 60
VERBS = ("answer", "review", "close", "change", "link", "reopen")


def register_or_404(slug: str) -> Register:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def entries_for_page() -> EntryQuerySet:
    """Entries with what their page and their checks need; open_or_404 narrows them to the reader's."""
    return Entry.objects.for_page()


def belongs(entry: Entry, slug: str) -> Entry:
    """The entry, when it stands in the register of this address."""
    if register_of(entry) is not register_or_404(slug):
        raise Http404
    return entry


def refusals(user: User, entry: Entry) -> dict[str, NotAllowed | None]:
    """For every verb that the entry's state allows: None when this person may, else the refusal."""
    answers = register_of(entry).answers
    left_out = {"review"} if answers else {"answer"}
    found: dict[str, NotAllowed | None] = {}
    for verb in VERBS:
        if verb in left_out or not states.allows(verb, entry):
            continue
        try:
            states.check_of(verb)(user, entry)
            found[verb] = None
        except NotAllowed as refusal:
            found[verb] = refusal
    return found


def facts_of(entry: Entry, user: User, today: dt.date) -> EntryFacts:
    register, reference = register_of(entry), entry.record.reference
    readable = Record.objects.visible_to(user)
    linked = readable.filter(entry_links__entry=entry) | readable.filter(shut_with=entry.record)
    tags = (
        PriorityTag.objects.filter(record=entry.record)
        .select_related("priority")
        .order_by("priority__number")
    )
    return EntryFacts(
        entry=entry, refusals=refusals(user, entry), today=today, doers=[person.name for person in doers(entry)],
        source=readable.filter(pk=entry.source_id).first() if entry.source_id else None,
        reviews=list(EntryReview.objects.filter(entry=entry).select_related("reviewed_by")),
        led_to=list(linked.distinct().order_by("pk")[:50]),
        themes=list(ThemeTag.objects.filter(record=entry.record).values_list("theme__name", flat=True)),
        priorities=[(str(tag.priority), "") for tag in tags], clocks=clocks_of(entry, today),
        events=timeline(entry.record, user),
        before=earlier_wording(entry),
        urls={verb: reverse(f"board:entry-{verb}", args=[register.slug, reference]) for verb in VERBS},
    )  # fmt: skip


def earlier_wording(entry: Entry) -> list[EarlierWording]:
    """What the entry said before, the newest first, with who changed it and when. One query."""
    rows = list(
        entry.history.select_related("history_user").order_by("-history_date", "-history_id")[:MOST_CHANGES]
    )
    words = ("text", *(column.name for column in register_of(entry).columns), "answer", "outcome")
    found = []
    for after, before in pairwise(rows):
        for name in words:
            old = getattr(before, name)
            if old not in (None, "") and old != getattr(after, name):
                by = after.history_user.name if after.history_user else ""
                found.append(EarlierWording(name, old, after.history_date, by))
    return found


def clocks_of(entry: Entry, today: dt.date) -> list[dict[str, Any]]:
    """The clock that runs, or the last one that ended."""
    _, holidays = current_holidays(CALENDAR)
    rows = Deadline.objects.of(entry.record).order_by("-pk")[:1]
    return [clocks.clock(row, today, holidays) for row in rows]

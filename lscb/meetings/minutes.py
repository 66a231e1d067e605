"""The minutes of a meeting as one person may read them. Reads; the same number of queries however long they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string

from lscb.core.errors import InvalidMove
from lscb.core.printing.making import CannotMake, pdf_of
from lscb.meetings.conflicts import not_counting
from lscb.meetings.models import (
    AgendaItem,
    Attendance,
    ItemAbsence,
    ItemMinute,
    Meeting,
    MinutesCorrection,
    Resolution,
)
from lscb.meetings.raised import RaisedThing, raised_at
from lscb.meetings.sight import SeenItem, items_seen
from lscb.people.models import User

SECONDS = 40


@dataclass
class MinutedItem:
    """One item with what was said and decided. left: names of those who left the room or had a conflict."""

    seen: SeenItem
    minute: ItemMinute | None = None
    decisions: list[Resolution] = field(default_factory=list)
    raised: list[RaisedThing] = field(default_factory=list)
    corrections: list[MinutesCorrection] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    interest: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Minutes:
    meeting: Meeting
    items: list[MinutedItem]
    attendance: list[Attendance]
    corrections: list[MinutesCorrection]


def minutes_of(meeting: Meeting, user: User) -> Minutes:
    """Items that are shut to the reader are there without title or words; nobody but members learns that they are."""
    seen = items_seen(meeting, user)
    found = {one.item.pk: MinutedItem(one) for one in seen}
    reads = [one.item for one in seen if one.reads]
    for minute in ItemMinute.objects.filter(item__in=reads).select_related("written_by"):
        found[minute.item_id].minute = minute
    for decision in Resolution.objects.filter(item__in=reads).select_related("made_by"):
        found[decision.item_id].decisions.append(decision)
    loose = _corrections(meeting, found, {item.pk for item in reads})
    for item_pk, things in raised_at(meeting, reads, user).items():
        found[item_pk].raised = things
    attendance = list(
        Attendance.objects.filter(meeting=meeting).select_related("user", "agency").order_by("pk")
    )
    _who_left(found, reads, attendance)
    return Minutes(meeting, list(found.values()), attendance, loose)


def _corrections(meeting: Meeting, found: dict[int, MinutedItem], reads: set[int]) -> list[MinutesCorrection]:
    loose = []
    for correction in meeting.corrections.select_related("added_by"):
        if correction.item_id is None:
            loose.append(correction)
        elif correction.item_id in reads:
            found[correction.item_id].corrections.append(correction)
    return loose


def _who_left(
    found: dict[int, MinutedItem], reads: list[AgendaItem], attendance: Iterable[Attendance]
) -> None:
    """Whoever was present and did not take part in an item is named with it (domain report §1.4)."""
    out = not_counting(reads)
    absent = set(ItemAbsence.objects.filter(item__in=reads).values_list("item_id", "user_id"))
    here = {
        row.user_id: row.user
        for row in attendance
        if row.user and row.presence == Attendance.Presence.PRESENT
    }
    for item in reads:
        for pk in sorted(out[item.pk] & set(here)):
            person = here[pk]
            assert person is not None
            row = found[item.pk]
            (row.left if (item.pk, pk) in absent else row.interest).append(person.name)


def minutes_pdf(meeting: Meeting, words: dict[str, Any]) -> bytes:
    """What the reader's page says, as a tagged PDF. Raises InvalidMove when it cannot be made."""
    html = render_to_string("pdf/minutes.html", words | {"board": meeting.group.board.name})
    try:
        return pdf_of(html, hashlib.sha256(html.encode()).hexdigest()[:32], seconds=SECONDS)
    except CannotMake as failure:
        raise InvalidMove(
            "The file could not be made.", "Try again, or read the minutes on the page."
        ) from failure

"""What of a meeting one person sees: the one door to its items, used by every page, pack, list and file.

A heading is open to everybody who sees the meeting, unless it has a record of its own with a conflict. A record is open to
whoever may read it; once the group is done with it, whoever had a seat then still reads its minute. What is shut because of
a conflict is named as such to members, without reference or title; of anything else that is shut nobody learns.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from lscb.files.models import FileUse, StoredFile
from lscb.meetings.conflicts import is_shut
from lscb.meetings.models import PAPER, AgendaItem, Meeting
from lscb.meetings.permissions import runs, seats_held
from lscb.people.models import User
from lscb.records.models import Record


class Sight(StrEnum):
    OPEN = "open"  # everything
    MINUTES = "minutes"  # what was said and decided, not the case
    CONFLICT = "conflict"  # that there is an item, and why it is not shown
    LATER = "later"  # that there is an item, which opens with the papers
    NONE = "none"


#: In which the agenda's words and the minutes of an item may be read.
READS = (Sight.OPEN, Sight.MINUTES)
#: Files that are given out.
GIVEN_OUT = (StoredFile.Scan.CLEAN, StoredFile.Scan.UNSCANNED)


@dataclass(frozen=True)
class SeenItem:
    """An item as one person sees it. number: its place on the agenda as they see it."""

    item: AgendaItem
    number: int
    sight: Sight

    @property
    def is_open(self) -> bool:
        return self.sight == Sight.OPEN

    @property
    def reads(self) -> bool:
        return self.sight in READS

    @property
    def papers_open(self) -> bool:
        """Its papers: for a heading's record too, only where that is open."""
        return self.is_open and self.item.record_id is not None and bool(self.item.__dict__.get("_opens"))

    @property
    def title(self) -> str:
        """What may be read of it here."""
        if self.sight == Sight.CONFLICT:
            return "Not open to you, because of a recorded conflict"
        if self.sight == Sight.LATER:
            out = papers_are_out(self.item.meeting)
            return "Not open to you" if out else "Opens to you when the papers go out"
        if self.item.title:
            return self.item.title
        assert self.item.record is not None
        return self.item.record.title if self.is_open else self.item.record.reference


def items_seen(meeting: Meeting, user: User, *, rows: Iterable[AgendaItem] | None = None) -> list[SeenItem]:
    """The agenda in its order as the person sees it: three queries, however long it is."""
    found = list(_items(meeting) if rows is None else rows)
    readable = _readable(found, user)
    member = bool(seats_held(user, meeting)) or runs(user, meeting.group)
    seen: list[SeenItem] = []
    for item in found:
        item.meeting = meeting
        item.__dict__["_opens"] = item.record_id in readable
        sight = _sight(item, user, item.record_id in readable, member)
        if sight != Sight.NONE:
            seen.append(SeenItem(item, len(seen) + 1, sight))
    return seen


def signature_of(seen: Iterable[SeenItem]) -> str:
    """Two readings with the same signature show the same items, and the same papers of them. One query."""
    seen = list(seen)
    records = [one.item.record_id for one in seen if one.papers_open]
    papers = FileUse.objects.in_use().filter(record__in=records, purpose=PAPER, file__scan__in=GIVEN_OUT)
    rows = [[one.item.pk, one.sight.value, one.papers_open] for one in seen]
    held = [*rows, *papers.order_by("pk").values_list("pk", flat=True)]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()


def item_seen(meeting: Meeting, user: User, pk: int) -> SeenItem | None:
    """One item of a meeting, if the person learns of it at all."""
    return next((one for one in items_seen(meeting, user) if one.item.pk == pk), None)


def may_minute(item: AgendaItem, user: User) -> bool:
    """Whether the person may read, and so write, what is said about the item."""
    readable = _readable([item], user)
    member = bool(seats_held(user, item.meeting)) or runs(user, item.meeting.group)
    return _sight(item, user, item.record_id in readable, member) in READS


def _items(meeting: Meeting) -> Iterable[AgendaItem]:
    rows = AgendaItem.objects.standing().filter(meeting=meeting)
    return rows.select_related(
        "record__board", "record__root__shut_with", "record__shut_with__shut_with", "lead"
    ).order_by("order", "pk")


def _readable(items: list[AgendaItem], user: User) -> set[int]:
    records = {item.record_id for item in items if item.record_id}
    return (
        set(Record.objects.visible_to(user).filter(pk__in=records).values_list("pk", flat=True))
        if records
        else set()
    )


def _sight(item: AgendaItem, user: User, readable: bool, member: bool) -> Sight:
    if is_shut(item, user):
        return Sight.CONFLICT if member else Sight.NONE
    if item.is_plain or readable:
        return Sight.OPEN
    if not member:
        return Sight.NONE
    if item.meeting.is_done or item.closed_at:
        return Sight.MINUTES
    return Sight.LATER


def papers_are_out(meeting: Meeting) -> bool:
    return meeting.papers_out_at is not None or meeting.is_done or meeting.held_on <= timezone.localdate()

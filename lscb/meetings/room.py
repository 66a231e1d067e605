"""The meeting room: the agenda, one item with what was said so far, who is in the room, and whether it is quorate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lscb.meetings.conflicts import not_counting
from lscb.meetings.minutes import MinutedItem, minutes_of
from lscb.meetings.models import AgendaItem, Attendance, ItemAbsence, Meeting
from lscb.meetings.quorum import Quorum, quorum_of, quorums_of
from lscb.people.models import User


@dataclass(frozen=True)
class PersonHere:
    """Somebody at the meeting, for one item. counts: with the quorum of this item."""

    row: Attendance
    name: str
    agency: str
    is_out: bool
    counts: bool
    conflict: bool


@dataclass(frozen=True)
class Room:
    meeting: Meeting
    items: list[MinutedItem]
    chosen: MinutedItem | None
    quorum: Quorum
    quorums: dict[int, Quorum]
    people: list[PersonHere]


def room_of(meeting: Meeting, user: User, number: int | None) -> Room:
    """The chosen item, or the first one that is not minuted yet and that the person may read."""
    minutes = minutes_of(meeting, user)
    readable = [one for one in minutes.items if one.seen.reads]
    wanted = [one for one in readable if one.seen.item.pk == number]
    unwritten = [one for one in readable if one.minute is None and not one.decisions]
    chosen = next(iter(wanted or (unwritten if number is None else []) or readable), None)
    items = [one.seen.item for one in readable]
    here = _here(minutes.attendance, chosen.seen.item) if chosen else []
    return Room(meeting, minutes.items, chosen, quorum_of(meeting), quorums_of(meeting, items), here)


def _here(attendance: list[Attendance], item: AgendaItem) -> list[PersonHere]:
    """People of the item that may be read; who has a conflict is known in the room."""
    out: set[int] = not_counting([item])[item.pk]
    absent: set[Any] = set(ItemAbsence.objects.filter(item=item).values_list("user_id", flat=True))
    found = []
    for row in attendance:
        if row.presence != Attendance.Presence.PRESENT or row.user is None:
            continue
        away = row.user_id in absent
        found.append(
            PersonHere(
                row, row.user.name, row.agency.name if row.agency else "", is_out=away,
                counts=row.counts_for_quorum and row.user_id not in out, conflict=row.user_id in out and not away,
            )
        )  # fmt: skip
    return found

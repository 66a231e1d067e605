"""The papers of a meeting as one person sees them, and who has opened and read them. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lscb.board.models import Seat, running_on
from lscb.files.models import FileUse
from lscb.meetings.conflicts import people_shut_out
from lscb.meetings.models import PAPER, AgendaItem, Meeting, PaperRead
from lscb.meetings.sight import GIVEN_OUT, SeenItem
from lscb.people.models import User
from lscb.trail.models import AuditEvent


def papers_of(seen: Iterable[SeenItem]) -> dict[int, list[FileUse]]:
    """The files of each item whose papers are open to the person, by item. One query."""
    records = {one.item.record_id: one.item.pk for one in seen if one.papers_open}
    found: dict[int, list[FileUse]] = {pk: [] for pk in records.values()}
    if records:
        rows = FileUse.objects.in_use().filter(record__in=records, purpose=PAPER)
        for use in rows.select_related("file", "added_by").order_by("pk"):
            found[records[use.record_id]].append(use)
    return found


def given_out(use: FileUse) -> bool:
    return use.file.scan in GIVEN_OUT


def mine_read(meeting: Meeting, user: User) -> set[tuple[int, int | None]]:
    """What the person has said they read, as (item, file use or None)."""
    rows = PaperRead.objects.filter(item__meeting=meeting, user=user)
    return set(rows.values_list("item_id", "use_id"))


@dataclass
class Readers:
    """One paper and who has it: names of those who opened it, who said that they read it, and who did neither yet."""

    item: AgendaItem
    use: FileUse | None
    read: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    neither: list[str] = field(default_factory=list)


def readers_of(meeting: Meeting, seen: Iterable[SeenItem]) -> list[Readers]:
    """For the chair and the business unit: every paper with its readers. Members with a conflict on the item are not
    counted. Opened is what the trail says: the file, the record's page, or the pack of the meeting. Five queries."""
    shown = [one.item for one in seen if one.is_open and one.item.record_id]
    papers = papers_of(seen)
    members = _members(meeting)
    shut = people_shut_out(shown)
    read = set(PaperRead.objects.filter(item__in=shown).values_list("item_id", "use_id", "user_id"))
    opened, packs = _opened(meeting, shown)
    found: list[Readers] = []
    for item in shown:
        uses: list[FileUse | None] = (
            list(papers.get(item.pk, [])) if item.is_plain else [None, *papers.get(item.pk, [])]
        )
        for use in uses:
            row = Readers(item, use)
            for person in members:
                if person.pk in shut[item.pk]:
                    continue
                key = f"use:{use.pk}" if use else f"record:{item.record_id}"
                if (item.pk, use.pk if use else None, person.pk) in read:
                    row.read.append(person.name)
                elif (person.pk, key) in opened or person.pk in packs:
                    row.opened.append(person.name)
                else:
                    row.neither.append(person.name)
            found.append(row)
    return found


def _members(meeting: Meeting) -> list[User]:
    """Whoever holds a seat on the day of the meeting."""
    seats = Seat.objects.filter(running_on(meeting.held_on), group=meeting.group_id, user__isnull=False)
    return list(
        {
            seat.user_id: seat.user for seat in seats.select_related("user").order_by("pk") if seat.user
        }.values()
    )


def _opened(meeting: Meeting, items: list[AgendaItem]) -> tuple[set[tuple[int, str]], set[int]]:
    """From the trail: (person, what) that was opened, and the people who took their pack."""
    records = {item.record_id for item in items} | {meeting.record_id}
    rows = AuditEvent.objects.filter(
        record_id__in=records,
        event__in=("file.downloaded", "record.read", "pack.downloaded"),
        actor_id__isnull=False,
    )
    found: set[tuple[int, str]] = set()
    packs: set[int] = set()
    for event, actor, record, detail in rows.values_list("event", "actor_id", "record_id", "detail"):
        if event == "pack.downloaded":
            packs.add(actor or 0)
        else:
            found.add(
                (actor or 0, f"use:{detail.get('use')}" if event == "file.downloaded" else f"record:{record}")
            )
    return found, packs

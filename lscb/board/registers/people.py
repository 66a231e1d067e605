"""Who an entry is open to, and who is told of it. Parts that the operations of the registers share."""

from __future__ import annotations

from collections.abc import Iterable

from lscb.board import keepers
from lscb.board.models import Entry
from lscb.board.registers import clocks
from lscb.board.registers.kinds import register_of
from lscb.board.registers.permissions import chairs_of
from lscb.notices.operations import notify
from lscb.people.models import Party, User
from lscb.records import operations as records
from lscb.records.models import Record, RecordAccess

#: Capacities in which an entry is open to people whom its mode leaves out.
GROUP, AGENCY, OWNER, MAKER = "register-group", "register-agency", "register-owner", "register-maker"
ALL = (GROUP, AGENCY, OWNER, MAKER, keepers.CAPACITY)


def readers_of(entry: Entry) -> str:
    return "board" if entry.record.mode == Record.Mode.BOARD else "group"


def wanted(entry: Entry) -> dict[tuple[int, str], Party]:
    """Parties that the entry is to be open to, by party and capacity."""
    found: dict[tuple[int, str], Party] = {}
    if entry.record.mode == Record.Mode.CLOSED:
        if entry.group:
            found[entry.group.party_id, GROUP] = entry.group.party
        found[entry.raised_by.party.pk, MAKER] = entry.raised_by.party
        found |= {(user.party.pk, keepers.CAPACITY): user.party for user in keepers.keepers_of(entry.record)}
    if entry.agency:
        found[entry.agency.party_id, AGENCY] = entry.agency.party
    if entry.owner:
        found[entry.owner.party.pk, OWNER] = entry.owner.party
    return found


def open_to(entry: Entry, *, by: User) -> None:
    for (_, capacity), party in wanted(entry).items():
        records.grant_access(
            record=entry.record, party=party, capacity=capacity, reason="Named in a register", by=by
        )


def move(entry: Entry, *, title: str, readers: str, by: User) -> None:
    """Another title, other readers: what is no longer meant to be open is shut."""
    entry.record.title = title
    entry.record.mode = Record.Mode.BOARD if readers == "board" else Record.Mode.CLOSED
    entry.record.save(update_fields=["title", "mode"])
    keep = wanted(entry)
    rows = RecordAccess.objects.filter(record=entry.record, capacity__in=ALL, until_on__isnull=True)
    for row in rows.select_related("party"):
        if (row.party_id, row.capacity) not in keep:
            records.end_access(
                record=entry.record,
                party=row.party,
                capacity=row.capacity,
                by=by,
                reason="The entry was changed",
            )
    open_to(entry, by=by)


def tell_of_entry(entry: Entry, *, by: User) -> None:
    """Whoever has the next step: an answer to give, or an entry to look after."""
    if entry.due_on is None and entry.owner is None:
        return
    key = "entry-asked" if register_of(entry).answers else "entry-yours"
    tell(entry, clocks.doers(entry), key, by=by)


def askers(entry: Entry) -> list[User]:
    """Who looks at an answer: the chair of the group, and whoever made the entry."""
    return [*chairs_of(entry), entry.raised_by]


def tell(entry: Entry, people: Iterable[User], key: str, *, by: User) -> None:
    """One notice to each who may read the entry, but not to whoever did it."""
    for person in dict.fromkeys(people):
        if person.pk == by.pk or not _may_read(person, entry):
            continue
        notify(
            to=person, board=entry.board, subject_key=key, reference=entry.record.reference,
            link=entry.get_absolute_url(), unique_key=f"{key}:{entry.pk}:{entry.version}",
        )  # fmt: skip


def _may_read(person: User, entry: Entry) -> bool:
    """With their reach as it is now, not as it was when the request began."""
    fresh = User(pk=person.pk, is_active=person.is_active)
    return Record.objects.visible_to(fresh).filter(pk=entry.record_id).exists()

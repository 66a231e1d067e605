"""Reading the register: for machines (masking, leak scan) without a reveal, for people only after one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lscb.core.crypto import decrypt
from lscb.core.errors import NotAllowed
from lscb.core.prepared import attach, timeless
from lscb.identity import folding, lookups
from lscb.identity.models import Identifier, ProtectedPerson, Reveal
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import record_event

Kind = Identifier.Kind
#: Identifiers that are an entry of their own in the anonymiser's register.
_PLACES = (Kind.ADDRESS, Kind.PREVIOUS_ADDRESS)
_DATES = (Kind.BIRTH, Kind.DEATH)


@dataclass(frozen=True)
class KnownPerson:
    """Somebody of the case with their real values, for a page that may show them."""

    person: ProtectedPerson
    values: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        names = lookups.names_in(list(self.values))
        return names[0] if names else ""

    def of_kind(self, *kinds: str) -> list[str]:
        return [value for kind, value in self.values if kind in kinds]


def values_of(person: ProtectedPerson) -> list[tuple[str, str]]:
    """(kind, real value) pairs, decrypted."""
    return [(row.kind, decrypt(row.value)) for row in person.identifiers.all()]


def _people(record: Record) -> list[ProtectedPerson]:
    people = _current(record.case_id)
    attach(people, "identifiers", _identifiers(record.case_id) if people else [])
    return people


@timeless
def _current(case_id: int) -> QuerySet[ProtectedPerson]:
    return ProtectedPerson.objects.current().filter(record_id=case_id).order_by("order", "id")


@timeless
def _identifiers(case_id: int) -> QuerySet[Identifier]:
    return Identifier.objects.filter(person__record_id=case_id, person__retired_at__isnull=True).order_by(
        "id"
    )


def register(record: Record) -> list[dict[str, Any]]:
    """The case's register in the shape the anonymiser and the leak scan take. For machines: never shown to anybody.

    Two queries. Entries: id, kind, role, name, other_names, pseudonym, and dates for a person. Addresses and numbers
    of a person are entries of their own ("[address]", "[number]"). People who need no protection are left out.
    """
    found: list[dict[str, Any]] = []
    for person in _people(record):
        if person.protect:
            found += _entries(person, values_of(person))
    return found


def _entries(person: ProtectedPerson, values: list[tuple[str, str]]) -> list[dict[str, Any]]:
    names = lookups.names_in(values)
    places = [value for kind, value in values if kind in _PLACES]
    numbers = [value for kind, value in values if kind == Kind.NUMBER]
    if person.kind == ProtectedPerson.Kind.CODE:
        names, numbers = names + numbers, []
    if person.kind == ProtectedPerson.Kind.LOC and not names:
        names, places = places, []
    own: list[dict[str, Any]] = []
    if names:
        own.append({
            "id": f"p{person.pk}", "kind": person.kind, "role": person.role, "name": names[0],
            "other_names": names[1:], "pseudonym": person.pseudonym,
            "dates": [value for kind, value in values if kind in _DATES],
        })  # fmt: skip
    own += [_loose(person, "address", "LOC", number, text) for number, text in enumerate(places, 1)]
    return own + [_loose(person, "number", "CODE", number, text) for number, text in enumerate(numbers, 1)]


def _loose(person: ProtectedPerson, word: str, kind: str, number: int, text: str) -> dict[str, Any]:
    return {
        "id": f"p{person.pk}-{word}-{number}", "kind": kind, "role": person.role, "name": text,
        "other_names": [], "pseudonym": f"[{word}]", "dates": [],
    }  # fmt: skip


def name_parts_of(record: Record) -> set[str]:
    """Folded parts of the names of the case's people (not its places), longer than two letters."""
    found: set[str] = set()
    for person in _people(record):
        if person.kind != ProtectedPerson.Kind.PERSON:
            continue
        for name in lookups.names_in(values_of(person)):
            found |= {part for part in folding.parts(name) if len(part) > 2}
    return found


def running_reveal(record: Record, user: User) -> Reveal | None:
    """The person's reveal of the record's case that still runs, the longest."""
    return next(iter(_reveals(record.case_id, user.pk, timezone.now())), None)


@timeless
def _reveals(case_id: int, user_id: int, now: dt.datetime) -> QuerySet[Reveal]:
    return Reveal.objects.filter(record_id=case_id, user=user_id, until_at__gt=now).order_by("-until_at")[:1]


def is_revealed(record: Record, user: User) -> bool:
    """Whether the case's real names are shown to the person now. One query."""
    return running_reveal(record, user) is not None


def people_of(record: Record, user: User) -> list[KnownPerson]:
    """The people of a case with their real values, while the person's reveal runs; every showing is in the trail.

    Raises NotAllowed when identity is hidden from the person.
    """
    if not is_revealed(record, user):
        raise NotAllowed("Identity is hidden. Show it first, giving a reason.")
    found = [KnownPerson(person, tuple(values_of(person))) for person in _people(record)]
    record_event("identity.shown", by=user, record=record.case, detail={"people": len(found)})
    return found


def pseudonyms_of(record: Record) -> list[ProtectedPerson]:
    """The people of a case by pseudonym and role alone: safe for everybody who may open it. One query."""
    return list(ProtectedPerson.objects.of_case(record).current().order_by("order", "id"))

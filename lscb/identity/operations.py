"""Changing the register of a case, and showing it. No value is ever written to the trail or a log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lscb.core.crypto import encrypt
from lscb.core.errors import BadInput
from lscb.identity import lookups, pseudonyms
from lscb.identity.folding import WORDS_AND_NAMES, parts
from lscb.identity.masking import remask
from lscb.identity.models import Identifier, ProtectedPerson, Reveal
from lscb.identity.reading import name_parts_of, values_of
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

REVEAL_MINUTES = 15
Values = Iterable[tuple[str, str]]


@operation
def add_person(
    *, record: Record, kind: str, role: str, values: Values, by: User | None, pseudonym: str | None = None,
    called: str = "", protect: bool = True, protect_reason: str = "",
) -> ProtectedPerson:  # fmt: skip
    """Puts a person, place, body or number into the register of the record's case.

    values     (Identifier.Kind, text) pairs; empty texts are left out; dates as 2014-03-12
    pseudonym  chosen by somebody, or None for the next free one
    called     what the next free one starts with ("Mother", "Social worker", "Town"), else by role
    Raises BadInput when there is nothing to protect, or the pseudonym is taken or gives the name away.
    """
    case = _locked(record)
    found = _clean(values)
    if not found:
        raise BadInput("Enter at least one name, date, address or number to protect.")
    names = lookups.names_in(found)
    word = (
        pseudonyms.check_chosen(case, kind, pseudonym, names)
        if pseudonym
        else pseudonyms.next_free(case, role, called)
    )
    person = ProtectedPerson.objects.create(
        record=case, kind=kind, role=role, pseudonym=word, protect=protect, protect_reason=protect_reason,
        added_by=by, order=ProtectedPerson.objects.of_case(case).count(),
    )  # fmt: skip
    _write(person, found)
    remask(case)
    record_event("identity.added", by=by, record=case, detail={"person": person.pk, "role": role})
    return person


@operation
def change_person(
    *, person: ProtectedPerson, by: User | None, values: Values | None = None, pseudonym: str | None = None,
    role: str | None = None, protect: bool | None = None, protect_reason: str = "",
) -> ProtectedPerson:  # fmt: skip
    """Changes what is given; `values` replace all that were there. A pseudonym that is given up stays taken."""
    case = _locked(person.record)
    person = ProtectedPerson.objects.select_related("record__board").get(pk=person.pk)
    if person.retired_at:
        raise BadInput("This entry was taken out of the register. Add the person again.")
    found = _clean(values) if values is not None else values_of(person)
    if not found:
        raise BadInput("Enter at least one name, date, address or number to protect.")
    if pseudonym and pseudonym != person.pseudonym:
        names = lookups.names_in(found)
        word = pseudonyms.check_chosen(case, person.kind, pseudonym, names, own=person.pseudonym)
        person.former_pseudonyms = [*person.former_pseudonyms, person.pseudonym]
        person.pseudonym = word
    if protect is False and not protect_reason.strip():
        raise BadInput("Say why this name may be published.")
    person.role = role or person.role
    person.protect = person.protect if protect is None else protect
    person.protect_reason = protect_reason if protect is not None else person.protect_reason
    person.save()
    if values is not None:
        person.identifiers.all().delete()
        _write(person, found)
    remask(case)
    record_event(
        "identity.changed", by=by, record=case, detail={"person": person.pk, "values": values is not None}
    )
    return person


@operation
def retire_person(*, person: ProtectedPerson, reason: str, by: User | None) -> None:
    """Takes an entry that does not belong out of the register; its pseudonym is never used again."""
    case = _locked(person.record)
    if not reason.strip():
        raise BadInput("Say why this entry is taken out of the register.")
    refuse_names(case, reason)
    changed = ProtectedPerson.objects.current().filter(pk=person.pk)
    if not changed.update(retired_at=timezone.now(), retired_by=by, retired_reason=reason.strip()[:200]):
        raise BadInput("This entry was already taken out of the register.")
    person.lookups.all().delete()
    record_event(
        "identity.retired", by=by, record=case, detail={"person": person.pk, "reason": reason.strip()[:200]}
    )


@operation
def reveal(*, record: Record, reason: str, by: User) -> Reveal:
    """Shows the case's real names to one person for 15 minutes. Whether they may is the caller's check.

    reason  at least three words and no name: it is kept in the trail
    """
    reason = " ".join(reason.split())
    if len(reason.split()) < 3:
        raise BadInput("Say in a few words why you need to see who this is about.")
    if len(reason) > 300:
        raise BadInput("Give the reason in at most 300 characters.")
    refuse_names(record.case, reason)
    now = timezone.now()
    row = Reveal.objects.create(
        record=record.case,
        user=by,
        reason=reason,
        revealed_at=now,
        until_at=now + dt.timedelta(minutes=REVEAL_MINUTES),
    )
    record_event(
        "identity.revealed", by=by, record=record.case, detail={"reason": reason, "minutes": REVEAL_MINUTES}
    )
    return row


@operation
def hide(*, record: Record, by: User) -> int:
    """Ends the person's running reveals of the case before their time. Returns how many ran."""
    now = timezone.now()
    count = Reveal.objects.filter(record_id=record.case_id, user=by, until_at__gt=now).update(until_at=now)
    record_event("identity.hidden", by=by, record=record.case)
    return count


def _locked(record: Record) -> Record:
    """The case's record, locked: two people adding at once get two pseudonyms."""
    return Record.objects.select_for_update().select_related("board").get(pk=record.case_id)


def _clean(values: Values) -> list[tuple[str, str]]:
    found = [(Identifier.Kind(kind), " ".join(str(text).split())) for kind, text in values]
    return [(kind, text) for kind, text in dict.fromkeys(found) if text]


def _write(person: ProtectedPerson, values: list[tuple[str, str]]) -> None:
    Identifier.objects.bulk_create(
        [Identifier(person=person, kind=kind, value=encrypt(text)) for kind, text in values]
    )
    lookups.renew(person, values)


def refuse_names(case: Record, text: str, sentence: str = "") -> None:
    """A reason is read without the case, so it must not name anybody of it, nor of a case that it is shut with, by
    whatever way it came from there. Plain words that are names too may stand."""
    said = {part for word in text.split() if word not in WORDS_AND_NAMES for part in parts(word)}
    if said and any(name_parts_of(each) & said for each in case.lineage()):
        raise BadInput(
            sentence
            or "Give the reason without anybody's name: it is kept where it can be read without the case."
        )

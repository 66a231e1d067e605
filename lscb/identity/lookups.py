"""Keyed hashes of the forms of a name or birth date: written when a person changes, read when a like one is sought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lscb.core.crypto import keyed_hash, keyed_hashes
from lscb.identity import folding
from lscb.identity.models import Identifier, LookupHash, ProtectedPerson

Form = LookupHash.Form
Kind = Identifier.Kind
Values = list[tuple[str, str]]

NAMES = (Kind.NAME, Kind.FIRST_NAME, Kind.SURNAME, Kind.OTHER_NAME)


def names_in(values: Values) -> list[str]:
    """Every way to write the person's whole name: as given, and first name and surname together."""
    found = [value for kind, value in values if kind in (Kind.NAME, Kind.OTHER_NAME)]
    first = " ".join(value for kind, value in values if kind == Kind.FIRST_NAME)
    last = " ".join(value for kind, value in values if kind == Kind.SURNAME)
    both = f"{first} {last}".strip()
    return list(dict.fromkeys(([both] if both else []) + found))


def forms_of(names: Iterable[str], birth: dt.date | None) -> set[tuple[str, str]]:
    """(form, text) of everything by which somebody can be found."""
    found: set[tuple[str, str]] = set()
    for name in names:
        if whole := folding.whole(name):
            found.add((Form.WHOLE, whole))
        for part in folding.parts(name):
            found.add((Form.PART, part))
            if said := folding.sound(part):
                found.add((Form.SOUND, said))
            found |= {(Form.NEAR, text) for text in folding.near(part)}
    if birth:
        found |= {
            (Form.BIRTH, birth.isoformat()),
            (Form.BIRTH_DAY, f"{birth:%m-%d}"),
            (Form.BIRTH_MONTH, f"{birth:%Y-%m}"),
        }
    return found


def hash_of(form: str, text: str) -> str:
    return keyed_hash(text, purpose=f"identity:{form}")


def hashes_of(form: str, text: str) -> list[str]:
    """Under every key still in use, so that nobody is lost while keys are being changed."""
    return keyed_hashes(text, purpose=f"identity:{form}")


def renew(person: ProtectedPerson, values: Values) -> None:
    """Writes the person's look-up rows afresh, under the newest key."""
    person.lookups.all().delete()
    if person.kind != ProtectedPerson.Kind.PERSON:
        return
    births = [day for kind, value in values if kind == Kind.BIRTH and (day := folding.read_date(value))]
    forms = forms_of(names_in(values), births[0] if births else None)
    LookupHash.objects.bulk_create(
        [LookupHash(person=person, form=form, hash=hash_of(form, text)) for form, text in sorted(forms)]
    )

"""Changing the keys: every value encrypted and every look-up hashed anew under the newest key."""

from __future__ import annotations

from django.db import transaction

from lscb.core.crypto import rotate
from lscb.identity import lookups
from lscb.identity.models import Identifier, ProtectedPerson
from lscb.identity.reading import values_of
from lscb.trail.recording import operation, record_event

BATCH = 100


@operation
def rotate_keys() -> int:
    """Brings every person under the newest of IDENTITY_KEYS; may be stopped and run again. Returns how many.

    Raises cryptography.fernet.InvalidToken when a value fits none of the keys: then a key was taken away too early.
    """
    done, last = 0, 0
    while batch := _next(last):
        with transaction.atomic():
            for person in batch:
                _rotate(person)
        done, last = done + len(batch), batch[-1].pk
    record_event("identity.keys-rotated", by=None, detail={"people": done})
    return done


def _next(after: int) -> list[ProtectedPerson]:
    return list(
        ProtectedPerson.objects.filter(pk__gt=after).order_by("pk").prefetch_related("identifiers")[:BATCH]
    )


def _rotate(person: ProtectedPerson) -> None:
    rows = list(person.identifiers.all())
    for row in rows:
        row.value = rotate(row.value)
    Identifier.objects.bulk_update(rows, ["value"])
    if person.retired_at is None:
        lookups.renew(person, values_of(person))

"""The case's register, changed while a text is prepared; after every change the text is made anew."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.identity import operations as identity
from lscb.identity.models import ProtectedPerson
from lscb.people.models import User
from lscb.publishing import permissions as may
from lscb.publishing.anonymiser.folding import fold
from lscb.publishing.models import Document, Doubt, Ruling
from lscb.publishing.operations.shared import locked, require_preparing
from lscb.publishing.preparing import recompute
from lscb.trail.recording import operation, record_event


def _begin(document: Document, by: User) -> Document:
    document = locked(document)
    may.check_can_rule(by, document)
    require_preparing(document)
    document.authors.add(by)
    return document


def _end(document: Document, by: User, what: str) -> int:
    left = recompute(document)
    record_event("document.register", by=by, record=document.record, detail={"what": what, "left": left})
    return left


@operation
def add_entry(*, document: Document, by: User, doubt: Doubt | None = None, **entry: Any) -> int:
    """Puts somebody or something into the register (lscb.identity.operations.add_person). Returns how many doubts are open.

    doubt  the doubtful word that turned out to be somebody: settled by this
    """
    document = _begin(document, by)
    identity.add_person(record=document.record, by=by, **entry)
    if doubt is not None:
        for row in document.rulings.all():
            if fold(row.text) == fold(doubt.text):
                row.delete()
        Ruling.objects.create(
            document=document,
            text=doubt.text,
            action=Ruling.Action.REGISTER,
            ruled_by=by,
            ruled_at=timezone.now(),
        )
    return _end(document, by, "added")


@operation
def change_entry(*, document: Document, person: ProtectedPerson, by: User, **changes: Any) -> int:
    """Changes an entry (lscb.identity.operations.change_person). Returns how many doubts are open."""
    document = _begin(document, by)
    identity.change_person(person=person, by=by, **changes)
    return _end(document, by, "changed")


@operation
def retire_entry(*, document: Document, person: ProtectedPerson, reason: str, by: User) -> int:
    """Takes out an entry that does not belong; its pseudonym is never used again. Returns how many doubts are open."""
    document = _begin(document, by)
    identity.retire_person(person=person, reason=reason, by=by)
    return _end(document, by, "taken out")

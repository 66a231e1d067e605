"""What people and places of a case are called instead. A pseudonym is never used twice in a case."""

from __future__ import annotations

import itertools
import string
from collections.abc import Iterator

from lscb.core.errors import BadInput
from lscb.identity.folding import fold, parts
from lscb.identity.models import ProtectedPerson
from lscb.records.models import Record

Role = ProtectedPerson.Role

#: What somebody is called when nobody says otherwise.
DEFAULT_CALLED = {
    Role.CHILD: "Child",
    Role.SIBLING: "Sibling",
    Role.PARENT: "Carer",
    Role.RELATIVE: "Relative",
    Role.STAFF: "Professional",
    Role.OTHER: "Person",
    Role.PLACE: "Place",
    Role.SCHOOL: "School",
    Role.SERVICE: "Service",
    Role.NUMBER: "Number",
}
#: Lettered, as the field does it ("Child A", "School A", "Town B"); everybody else is numbered.
LETTERED = frozenset({Role.CHILD, Role.PLACE, Role.SCHOOL})
#: There is usually one of each in a case: the first has no number.
ALONE = frozenset(
    [
        "mother",
        "father",
        "stepmother",
        "stepfather",
        "grandmother",
        "grandfather",
        "guardian",
        "aunt",
        "uncle",
    ]
    + ["step-mother", "step-father", "foster carer"]
)


def taken_in(record: Record) -> set[str]:
    """Folded pseudonyms that are or ever were used in the record's case."""
    rows = ProtectedPerson.objects.of_case(record).values_list("pseudonym", "former_pseudonyms")
    return {fold(word) for now, former in rows for word in [now, *former]}


def letters() -> Iterator[str]:
    """A … Z, AA, AB …"""
    for length in itertools.count(1):
        for found in itertools.product(string.ascii_uppercase, repeat=length):
            yield "".join(found)


def candidates(role: str, called: str) -> Iterator[str]:
    base = called or DEFAULT_CALLED.get(Role(role), "Person")
    if fold(base) in {fold(word) for word in ALONE}:
        yield base
        yield from (f"{base} {number}" for number in itertools.count(2))
    marks = letters() if role in LETTERED else map(str, itertools.count(1))
    yield from (f"{base} {mark}" for mark in marks)


def next_free(record: Record, role: str, called: str = "") -> str:
    """The next pseudonym that nobody in the case has or had: "Child A", "Mother", "Social worker 2"."""
    taken = taken_in(record)
    return next(word for word in candidates(role, called) if fold(word) not in taken)


def check_chosen(record: Record, pseudonym: str, names: list[str], own: str = "") -> str:
    """A pseudonym that somebody chose, cleaned. Raises BadInput when it is taken or gives the name away."""
    word = " ".join(pseudonym.split())
    if not word or len(word) > 80:
        raise BadInput("Enter a pseudonym of at most 80 characters, for example Child A.")
    if fold(word) != fold(own) and fold(word) in taken_in(record):
        raise BadInput(f"{word} is or was used for somebody else in this case. Choose another pseudonym.")
    given_away = {part for name in names for part in parts(name) if len(part) > 2} & set(fold(word).split())
    if given_away:
        raise BadInput("This pseudonym holds part of the real name. Choose one that gives nothing away.")
    return word

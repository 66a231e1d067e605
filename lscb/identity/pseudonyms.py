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
#: Words of a place's or body's name that only say what it is: "School A" gives no school away.
GENERIC = frozenset(
    "school schools primary secondary infant infants junior high academy college nursery preschool university hospital "
    "clinic surgery practice medical health centre center trust foundation nhs council county borough district city town "
    "village street road lane avenue close police constabulary station service services team unit agency charity club "
    "church home care children childrens family support housing association social work number place".split()
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


def check_chosen(record: Record, kind: str, pseudonym: str, names: list[str], own: str = "") -> str:
    """A pseudonym that somebody chose, cleaned. Raises BadInput when it is taken or gives the name away."""
    word = " ".join(pseudonym.split())
    if not word or len(word) > 80:
        raise BadInput("Enter a pseudonym of at most 80 characters, for example Child A.")
    if fold(word) != fold(own) and fold(word) in taken_in(record):
        raise BadInput(f"{word} is or was used for somebody else in this case. Choose another pseudonym.")
    if any(_gives_away(word, name, kind) for name in names):
        raise BadInput("This pseudonym holds part of the real name. Choose one that gives nothing away.")
    return word


def _gives_away(word: str, name: str, kind: str) -> bool:
    """Whether the pseudonym holds a word of the name that tells it from others, or all of its words."""
    said = set(fold(word).split())
    of_name = {part for part in parts(name) if len(part) > 2}
    telling = of_name if kind == ProtectedPerson.Kind.PERSON else of_name - GENERIC
    return bool(telling & said) or (len(of_name) > 1 and of_name <= said)

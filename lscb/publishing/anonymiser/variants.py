"""Every variant of an entry of the register."""

from __future__ import annotations

from collections.abc import Iterator

from lscb.publishing.anonymiser.body_variants import of_body, of_code
from lscb.publishing.anonymiser.folding import fold
from lscb.publishing.anonymiser.person_variants import of_person
from lscb.publishing.anonymiser.register import RegisterEntry
from lscb.publishing.anonymiser.spelling import Variant, whole


def variants_of(entry: RegisterEntry, index: int) -> Iterator[tuple[str, Variant]]:
    """Pairs of folded text and what it stands for."""
    for name in entry.names:
        if entry.kind == "PERSON":
            yield from of_person(name, index)
        elif entry.kind == "CODE":
            yield from of_code(name, index)
        elif entry.kind in ("ORG", "LOC"):
            yield from of_body(name, index, entry.kind)
        else:
            yield from whole(fold(name), index)

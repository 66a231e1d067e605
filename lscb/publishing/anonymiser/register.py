"""The register of one case: who and what must not be named, and by what they are replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lscb.publishing.anonymiser.folding import fold

DEFAULT_REPLACEMENT = {
    "PERSON": "[person]",
    "ORG": "[organisation]",
    "LOC": "[place]",
    "CODE": "[reference]",
}


class RegisterError(ValueError):
    """The register cannot be used; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One person, body, place or reference, under every name the register holds."""

    id: str
    kind: str
    names: tuple[str, ...]
    replacement: str
    role: str = ""

    @property
    def identity(self) -> str:
        """Two rows with one pseudonym are one person (a teacher who is also a foster carer)."""
        return self.replacement if not self.replacement.startswith("[") else self.id


def read_register(register: Any) -> tuple[RegisterEntry, ...]:
    """Accept a list of entries or {"entries": [...]}; raise RegisterError with a sentence."""
    if isinstance(register, Mapping):
        register = register.get("entries", register.get("register"))
    if not isinstance(register, Sequence) or isinstance(register, (str, bytes)):
        raise RegisterError(
            "The register must be a list of entries, or an object with a list called entries."
        )
    return tuple(_entry(row, number) for number, row in enumerate(register, 1))


def _entry(row: Any, number: int) -> RegisterEntry:
    if isinstance(row, RegisterEntry):
        return row
    if not isinstance(row, Mapping):
        raise RegisterError(f"Entry {number} of the register is not an object.")
    name = row.get("name") or ""
    others = row.get("other_names") or row.get("aliases") or ()
    if isinstance(others, str):
        others = (others,)
    if not isinstance(name, str) or not isinstance(others, Iterable):
        raise RegisterError(f"Entry {number} of the register has a name that is not text.")
    names = tuple(n.strip() for n in (name, *others) if isinstance(n, str) and n.strip())
    if not names:
        raise RegisterError(f"Entry {number} of the register has no name.")
    kind = str(row.get("kind") or row.get("type") or "PERSON").upper()
    replacement = (
        row.get("pseudonym") or row.get("replacement") or DEFAULT_REPLACEMENT.get(kind, "[withheld]")
    )
    return RegisterEntry(
        id=str(row.get("id") or f"entry {number}"),
        kind=kind,
        names=names,
        replacement=str(replacement),
        role=str(row.get("role") or ""),
    )


def check_register(register: Any, retired: Iterable[str] = ()) -> list[str]:
    """Sentences about a register that would confuse readers or give somebody away."""
    entries = read_register(register)
    gone = {fold(word) for word in retired}
    warnings = []
    holders: dict[str, RegisterEntry] = {}
    full_names = {fold(name): entry for entry in entries for name in entry.names}
    for entry in entries:
        word = fold(entry.replacement)
        if entry.replacement.startswith("["):
            continue
        if word in gone:
            warnings.append(f"{entry.replacement} was used for somebody else and may not be used again.")
        holder = holders.setdefault(word, entry)
        if holder is not entry and holder.kind != entry.kind:
            warnings.append(
                f"{entry.replacement} stands for two different things: {holder.id} and {entry.id}."
            )
        if word in full_names:
            warnings.append(f"{entry.replacement} is also a real name in this register.")
    for name, owners in _owners(entries).items():
        if len(owners) > 1:
            warnings.append(
                f"The name {name!r} belongs to {' and '.join(owners)}: it will be left for a "
                f"person to decide."
            )
    return warnings


def _owners(entries: tuple[RegisterEntry, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in entries:
        for name in entry.names:
            owners = found.setdefault(fold(name), [])
            if entry.identity not in owners:
                owners.append(entry.identity)
    return found

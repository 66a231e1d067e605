"""The case's register by pseudonym; real values only while identity is revealed."""

from __future__ import annotations

from typing import Any

from lscb.identity.models import Identifier, ProtectedPerson
from lscb.identity.presenters import person_row
from lscb.identity.reading import KnownPerson
from lscb.publishing.models import Document
from lscb.publishing.presenters.pages import frame, url

GROUPS = (
    ("Children", ("child", "sibling")), ("Family", ("parent", "relative")), ("Staff, by role", ("staff",)),
    ("Places, schools and services", ("place", "school", "service")), ("Others and numbers", ("other", "number")),
)  # fmt: skip


def page(
    document: Document, people: list[ProtectedPerson], known: list[KnownPerson], warnings: list[str]
) -> dict[str, Any]:
    """Everybody and everything by group. `known` is empty while identity is hidden."""
    lines = {k.person.pk: person_row(k)["lines"] for k in known}
    sections = [
        {"heading": heading, "rows": [_row(document, p, lines) for p in people if p.role in roles]}
        for heading, roles in GROUPS
    ]
    return frame(document, "The case's register") | {
        "sections": [s for s in sections if s["rows"]], "warnings": warnings, "add_url": url(document, "register-new"),
        "run_url": url(document, "word-run"), "can_change": document.status == Document.Status.PREPARING,
    }  # fmt: skip


def _row(document: Document, person: ProtectedPerson, lines: dict[int, list[str]]) -> dict[str, Any]:
    note = person.get_role_display() + ("" if person.protect else "; need not be hidden")
    row: dict[str, Any] = {"key": person.pseudonym, "note": note, "empty": "Hidden"}
    if person.pk in lines:
        row["lines"] = lines[person.pk]
        if document.status == Document.Status.PREPARING:
            row["action_url"] = url(document, "register-change", person.pk)
    return row


def initial(known: KnownPerson) -> dict[str, Any]:
    """What the form of an entry begins with."""
    other = known.of_kind(Identifier.Kind.OTHER_NAME)
    return {
        "kind": known.person.kind, "role": known.person.role, "name": known.name,
        "other_names": "\n".join(name for name in other if name != known.name), "pseudonym": known.person.pseudonym,
    }  # fmt: skip


#: Identifiers that the form does not show and that therefore stay as they are.
UNSHOWN = frozenset(Identifier.Kind.values) - {
    Identifier.Kind.NAME, Identifier.Kind.FIRST_NAME, Identifier.Kind.SURNAME, Identifier.Kind.OTHER_NAME,
}  # fmt: skip


def kept_values(known: KnownPerson, name: str) -> list[tuple[str, str]]:
    """Values that a change of names leaves alone: dates, addresses, numbers; first name and surname while the name stays."""
    same = {Identifier.Kind.FIRST_NAME, Identifier.Kind.SURNAME} if name == known.name else set()
    return [(kind, value) for kind, value in known.values if kind in UNSHOWN or kind in same]

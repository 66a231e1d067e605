"""The identity panel of a case's pages: hidden, refused, or shown with its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from lscb.identity.folding import read_date
from lscb.identity.models import Identifier, ProtectedPerson, Reveal
from lscb.identity.reading import KnownPerson, people_of, running_reveal
from lscb.people.models import User
from lscb.records.models import Record

Kind = Identifier.Kind
Ask = Callable[[Record, User], Reveal | None]
LABELS: list[tuple[str, str]] = [
    (Kind.OTHER_NAME, "Also known as"),
    (Kind.BIRTH, "Born"),
    (Kind.DEATH, "Died"),
    (Kind.ADDRESS, "Address"),
    (Kind.PREVIOUS_ADDRESS, "Previous address"),
    (Kind.NUMBER, "Number"),
    (Kind.ETHNICITY, "Ethnicity"),
    (Kind.RELIGION, "Religion"),
    (Kind.NOTE, "Note"),
]


def identity_panel(
    record: Record, user: User, may_reveal: bool, back: str = "", ask: Ask = running_reveal
) -> dict[str, Any]:
    """Context of templates/identity/panel.html, put in a page's context as `identity`.

    may_reveal  the page's own answer to "may this person see who the case is about"
    back        where to return after showing or hiding; the record's page unless given
    ask         for a page that has asked already whether a reveal of the person runs
    One query while hidden; while shown, the reading of the people too, which is told to the trail.
    """
    running = ask(record, user) if may_reveal else None
    address = "?" + urlencode({"back": back}, safe="/") if back else ""
    if running is None:
        return {
            "shown": False,
            "show_url": reverse("identity:reveal", args=[record.reference]) + address if may_reveal else "",
            "refused": ""
            if may_reveal
            else "You work with this case through its pseudonyms. Ask the business manager.",
        }
    return {
        "shown": True,
        "rows": [person_row(known) for known in people_of(record, user)],
        "hide_url": reverse("identity:hide", args=[record.reference]) + address,
        "hide_after": max(1, int((running.until_at - timezone.now()).total_seconds())),
        "until": running.until_at,
    }


def person_row(known: KnownPerson) -> dict[str, Any]:
    """One row of a summary list: the pseudonym, and what it stands for."""
    person: ProtectedPerson = known.person
    lines = [known.name] if known.name else []
    for kind, label in LABELS:
        lines += [f"{label}: {written(kind, value)}" for value in known.of_kind(kind) if value != known.name]
    note = (
        ""
        if person.protect
        else "Need not be hidden" + (f": {person.protect_reason}" if person.protect_reason else "")
    )
    return {"key": person.pseudonym, "lines": lines, "note": note}


def written(kind: str, value: str) -> str:
    """Dates as everywhere else: Friday 4 December 2026."""
    day: dt.date | None = read_date(value) if kind in (Kind.BIRTH, Kind.DEATH) else None
    return f"{day:%A} {day.day} {day:%B %Y}" if day else value

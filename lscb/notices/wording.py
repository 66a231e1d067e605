"""What every notice says: a verb and a reference, three sentences, one link. The words are in wording.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

CLOSING = "The link opens it once you have signed in."

WORDING: dict[str, tuple[str, str, str]] = {
    key: (entry["subject"], entry["what"], entry["next"])
    for key, entry in tomllib.loads(Path(__file__).with_name("wording.toml").read_text("utf-8")).items()
}

#: A notice whose wording was forgotten still says something true.
FALLBACK = ("Look at {reference}", "Something has changed that concerns you.", "See what is asked of you.")


class NoWording(KeyError):
    """A subject key without an entry in wording.toml: a fault in the program, raised in tests."""


@dataclass(frozen=True)
class Wording:
    subject: str
    sentences: tuple[str, str, str]

    def deputised(self) -> Wording:
        """The same for whoever deputises; without the name of the person on leave."""
        first, *others = self.sentences
        said = f"You deputise for a colleague on leave. {first}"
        return Wording(f"For your colleague: {self.subject}", (said, *others))  # type: ignore[arg-type]


def wording_of(subject_key: str, reference: str, board: str) -> Wording:
    """The words of a notice; raises NoWording in tests when there are none for the key."""
    entry = WORDING.get(subject_key)
    if entry is None:
        if settings.MODE == "test":
            raise NoWording(f"lscb/notices/wording.toml has no entry for {subject_key!r}")
        entry = FALLBACK
    subject, what, then = (_filled(text, reference, board) for text in entry)
    return Wording(subject, (what, then, CLOSING))


def _filled(text: str, reference: str, board: str) -> str:
    """On one line whatever the values hold; without a reference nothing dangles."""
    full = text.replace("{board}", board).replace("{reference}", reference)
    return " ".join(full.split()).rstrip(":")

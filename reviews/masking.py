"""Case text on screens: shown through the case's pseudonyms until the reader reveals identity (domain report §0.4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lscb.identity.reading import is_revealed, register
from lscb.people.models import User
from lscb.publishing.anonymiser import anonymise
from lscb.records.models import Record


@dataclass
class Screen:
    """How one reader sees one case on one page: reads the register at most once.

    `of(text)` gives the text as they may see it. A board may switch the masking of screens off; the trail never is.
    """

    record: Record
    user: User
    shown: bool | None = None  # whether identity is shown, where the page has asked already

    @cached_property
    def revealed(self) -> bool:
        if not self.record.board.mask_screens:
            return True
        return is_revealed(self.record, self.user) if self.shown is None else self.shown

    @cached_property
    def _register(self) -> list[dict[str, Any]]:
        return register(self.record)

    def of(self, text: str) -> str:
        if not text or self.revealed:
            return text
        return masked(text, self._register)

    def hides(self, *texts: str) -> bool:
        """Whether any of the texts would show the reader a real name that they have not asked for."""
        return any(self.of(text) != text for text in texts)


def masked(text: str, register_of_case: list[dict[str, Any]]) -> str:
    """The text with every known name replaced. Unlike publication, dates and unknown names stay; a name that could be
    two people's is hidden as well."""
    if not register_of_case:
        return text
    pieces, place = [], 0
    for finding in anonymise(text, register_of_case).findings:
        if finding.ids and finding.start >= place:
            pieces += [text[place : finding.start], finding.replacement or "[name]"]
            place = finding.end
    return "".join([*pieces, text[place:]])

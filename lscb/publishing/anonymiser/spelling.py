"""What a variant of a registered name is, and the spellings common to all names.

A variant carries how it was made (its form) and the capitals it needs to count: a word that
is also plain English ("grace", "price") only counts with a capital letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lscb.publishing.anonymiser import lexicon

ANY_CASE, CAPITAL, ALL_CAPITALS = 0, 1, 2
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
ACRONYMS_OF_TRADE = frozenset(
    "uk eu us un gp ga ad am pm tv it no mp pc dc ds di hr id ok nhs nice bbc rcpch cps cpn ehc gcse "
    "ceo cin cla cpc cpp csc cse dbs dfe dna dob dwp ehm eta faq fgm gmc hiv imr iro lac mar may par "
    "the and for was his her has had not but she who iii vii".split()
)


@dataclass(frozen=True, slots=True)
class Variant:
    """`entry` is the place of the entry in the register."""

    entry: int
    form: str  # full, given, surname, initials, short, tail, doubtful
    case: int


def case_for(words: list[str]) -> int:
    """Capitals are asked of short names and of names made of plain words only."""
    if all(lexicon.is_ordinary_name(word) for word in words):
        return CAPITAL
    return ANY_CASE


def whole(
    folded: str, index: int, form: str = "full", case: int | None = None
) -> Iterator[tuple[str, Variant]]:
    """A text as it is, and with its hyphens read as blanks or left out."""
    folded = folded.strip(" .,;:'\"()[]")
    words = WORD.findall(folded)
    if not words or (len(folded) < 2):
        return
    kind = Variant(index, form, case_for(words) if case is None else case)
    yield folded, kind
    if "-" in folded:
        yield folded.replace("-", " "), kind
        yield folded.replace("-", ""), kind
    if "'" in folded:
        yield folded.replace("'", ""), kind
        yield folded.replace("'", " "), kind

"""Taking a case's registered names out of a text that is kept where it can be found by its words.

Plainer and stricter than the anonymiser, which prepares a text for the public: whatever could be a registered name, or a
slip of the finger away from one, is replaced. A name that is also a word ("Rose") stands where it is written small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lscb.identity.folding import WORDS_AND_NAMES, fold, near, parts
from lscb.identity.models import ProtectedPerson
from lscb.identity.pseudonyms import GENERIC
from lscb.identity.reading import register
from lscb.records.models import Record, SearchRow

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*", re.UNICODE)  # noqa: RUF001  a typographer's apostrophe
_OWNED = re.compile(r"['’]s$", re.IGNORECASE)  # noqa: RUF001


@dataclass
class Needles:
    """What is looked for: runs of folded words, single parts, and parts with a letter left out."""

    runs: dict[tuple[str, ...], str] = field(default_factory=dict)
    single: dict[str, str] = field(default_factory=dict)
    close: dict[str, str] = field(default_factory=dict)

    @property
    def longest(self) -> int:
        return max((len(run) for run in self.runs), default=0)


def mask(text: str, entries: Sequence[dict[str, Any]]) -> str:
    """The text with everything that could be one of the register's names replaced by its pseudonym."""
    if not entries or not text:
        return text
    needles = _needles(entries)
    tokens = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(text)]
    folded = [tuple(fold(_OWNED.sub("", word)).split()) for _, _, word in tokens]
    pieces, place, at = [], 0, 0
    while at < len(tokens):
        count, word = _hit(needles, tokens, folded, at)
        if word:
            pieces += [text[place : tokens[at][0]], word]
            place = tokens[at + count - 1][1]
        at += count
    return "".join([*pieces, text[place:]])


def mask_for(record: Record, *texts: str) -> list[str]:
    """The texts without the names of the record's case."""
    entries = register(record)
    return [mask(text, entries) for text in texts]


def remask(case: Record) -> int:
    """After a change of the register: what the index holds of the case loses the new names too. Returns how many changed."""
    rows = list(SearchRow.objects.of_case(case))
    entries = register(case) if rows else []
    changed = []
    for row in rows:
        title, text = mask(row.title, entries)[:200], mask(row.text, entries)
        if (title, text) != (row.title, row.text):
            row.title, row.text = title, text
            changed.append(row)
    SearchRow.objects.bulk_update(changed, ["title", "text"])
    return len(changed)


def _needles(entries: Iterable[dict[str, Any]]) -> Needles:
    found = Needles()
    for entry in entries:
        person = entry["kind"] == ProtectedPerson.Kind.PERSON
        for name in [entry["name"], *entry["other_names"]]:
            _add(
                found,
                name,
                entry["pseudonym"],
                person=person,
                numbers=entry["kind"] == ProtectedPerson.Kind.CODE,
            )
    return found


def _add(found: Needles, name: str, pseudonym: str, *, person: bool, numbers: bool) -> None:
    run = tuple(fold(name).split())
    if not run or (len(run) == 1 and len(run[0]) < 3):
        return
    found.runs.setdefault(run, pseudonym)
    if numbers:
        return
    for part in parts(name):
        if len(part) < 3 or (not person and (part in GENERIC or part.isdigit())):
            continue
        found.single.setdefault(part, pseudonym)
        if person:
            for other in near(part):
                found.close.setdefault(other, pseudonym)


def _hit(
    needles: Needles, tokens: list[tuple[int, int, str]], folded: list[tuple[str, ...]], at: int
) -> tuple[int, str]:
    """How many words are taken here, and what stands for them; one and nothing where there is no name."""
    words: tuple[str, ...] = ()
    best = (1, "")
    for count, part in enumerate(folded[at : at + needles.longest], 1):
        words += part
        if words in needles.runs and not (count == 1 and _small(tokens[at][2])):
            best = (count, needles.runs[words])
    if best[1]:
        return best
    written = tokens[at][2]
    if _small(written):
        return best
    for folded_part in folded[at]:
        if folded_part in needles.single:
            return 1, needles.single[folded_part]
        close = near(folded_part) if written[:1].isupper() else set()
        if found := next((needles.close[other] for other in sorted(close) if other in needles.close), ""):
            return 1, found
    return best


def _small(word: str) -> bool:
    """A word that is also a name, written as a word."""
    return word in WORDS_AND_NAMES

"""Find the register's names in folded text with one pass of an Aho-Corasick automaton."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.folding import Folded
from lscb.publishing.anonymiser.register import RegisterEntry
from lscb.publishing.anonymiser.spelling import ALL_CAPITALS, ANY_CASE, CAPITAL, WORD, Variant
from lscb.publishing.anonymiser.variants import variants_of

ACCENTED = re.compile(r"[\u00c0-\u024f]")
SPELLED = re.compile(r"\b[a-z](?:[-. ]{1,2}[a-z]){2,}\b")


@dataclass(slots=True)
class NameHit:
    """A name found at text[start:end] of the folded text, and whose it may be."""

    start: int
    end: int
    entries: frozenset[int]
    forms: frozenset[str]
    plural: bool = False
    fuzzy: bool = False


class CompiledRegister:
    """A register made ready for matching."""

    def __init__(self, entries: tuple[RegisterEntry, ...]) -> None:
        self.entries = entries
        self.variants: dict[str, list[Variant]] = {}
        for index, entry in enumerate(entries):
            for text, variant in variants_of(entry, index):
                if variant not in (known := self.variants.setdefault(text, [])):
                    known.append(variant)
        self.automaton = ahocorasick.Automaton()
        for text, variants in self.variants.items():
            self.automaton.add_word(text, (len(text), variants))
        if self.variants:
            self.automaton.make_automaton()
        self.names = self._names()
        self.people = frozenset(i for i, entry in enumerate(entries) if entry.kind == "PERSON")
        self.replacements = frozenset(e.replacement for e in entries if not e.replacement.startswith("["))

    def _names(self) -> dict[str, frozenset[int]]:
        """Single distinctive words, for the comparison that allows typing errors."""
        names: dict[str, set[int]] = {}
        for text, variants in self.variants.items():
            for word in WORD.findall(text) if " " in text or "-" in text else [text]:
                if len(word) < 5 or not word.isalpha():
                    continue
                for variant in variants:
                    entry = self.entries[variant.entry]
                    if variant.form == "doubtful" or variant.case == ALL_CAPITALS or entry.kind == "CODE":
                        continue
                    if entry.kind != "PERSON" and lexicon.is_common(word):
                        continue
                    names.setdefault(word, set()).add(variant.entry)
        return {word: frozenset(owners) for word, owners in names.items()}


@lru_cache(maxsize=16)
def compile_register(entries: tuple[RegisterEntry, ...]) -> CompiledRegister:
    """Compiling takes longer than a short text: keep the last few."""
    return CompiledRegister(entries)


def find_names(folded: Folded, compiled: CompiledRegister) -> list[NameHit]:
    """The longest names, not overlapping, in the order of the text."""
    if not compiled.variants:
        return []
    text, found = folded.text, []
    size = len(text)
    for last, (length, variants) in compiled.automaton.iter(text):
        start, end, plural = last - length + 1, last + 1, False
        before = text[start - 1 : start]
        if (
            before.isalnum()
            and text[start].isalnum()
            and (before.isalpha() or variants[0].case != ANY_CASE or length < 4)
        ):
            continue
        if end < size and length < 4 and text[end].isdigit():
            continue
        if end < size and text[end].isalpha() and text[end - 1].isalpha():
            end = _plural_end(text, end, size)
            if not end:
                continue
            plural = True
        found.append((start, end, variants, plural))
    found.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
    taken = bytearray(size + 1)
    hits = []
    for start, end, variants, plural in found:
        if taken[start] or taken[end - 1] or any(taken[start:end]):
            continue
        good = _right_case(folded, start, end, variants)
        if good and not text.endswith("the ", 0, start):
            good = [v for v in good if v.form != "tail"]
        if good:
            taken[start:end] = b"\1" * (end - start)
            hits.append(
                NameHit(start, end, frozenset(v.entry for v in good), frozenset(v.form for v in good), plural)
            )
    hits.sort(key=lambda hit: hit.start)
    return hits


def find_spelled(folded: Folded, compiled: CompiledRegister) -> list[NameHit]:
    """Names written letter by letter ("F-E-N-W-R-I-G-H-T")."""
    found = []
    for match in SPELLED.finditer(folded.text):
        letters = re.sub(r"[^a-z]", "", match[0])
        good = [v for v in compiled.variants.get(letters, ()) if v.case != ALL_CAPITALS]
        if good:
            found.append(
                NameHit(*match.span(), frozenset(v.entry for v in good), frozenset(v.form for v in good))
            )
    return found


def _plural_end(text: str, end: int, size: int) -> int:
    """Where a plural ends ("Fenwrights", "Mosses"), or 0 when the word goes on."""
    for ending in ("s", "es"):
        after = end + len(ending)
        if text.startswith(ending, end) and not (after < size and text[after].isalpha()):
            return after
    return 0


def _right_case(folded: Folded, start: int, end: int, variants: list[Variant]) -> list[Variant]:
    """The variants whose capitals are there."""
    if all(v.case == ANY_CASE for v in variants):
        return variants
    first, last = folded.span(start, end)
    source = folded.source[first:last]
    upper = source.isupper()
    words = [w for w in WORD.findall(source) if w[0].isalpha()]
    # A word with an accent is no plain English, whatever its capitals.
    title = bool(words) and (
        words[0][0].isupper() and (len(words) == 1 or words[-1][0].isupper()) or ACCENTED.search(source)
    )
    good = []
    for variant in variants:
        if (
            variant.case == ANY_CASE
            or variant.case == CAPITAL
            and title
            or variant.case == ALL_CAPITALS
            and upper
        ):
            good.append(variant)
    return good

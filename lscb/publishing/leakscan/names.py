"""The register as the scan uses it: in prose, in labels and among bytes that are no text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import ahocorasick

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.folding import Folded, fold
from lscb.publishing.anonymiser.fuzzy import fuzzy_hits
from lscb.publishing.anonymiser.matcher import CompiledRegister, compile_register, find_names, find_spelled
from lscb.publishing.anonymiser.people import resolve
from lscb.publishing.anonymiser.register import read_register

NOT_A_LEAK = ("initials", "name or ordinary word")
PRINTABLE = re.compile(r"[\w .,'@/\\:;()+\-‐-―\u0300-\u036f]{5,}")
UTF16 = re.compile(rb"(?:[\x20-\xff][\x00-\x02]){5,}|(?:[\x00-\x02][\x20-\xff]){5,}")
HUGE = 400_000


class RegisterNames:
    """Finds register ids in text; `kept` are words that people ruled harmless."""

    def __init__(self, register: Any, kept: Iterable[str] = ()) -> None:
        self.compiled: CompiledRegister = compile_register(read_register(register))
        self.kept = frozenset(fold(word) for word in kept)
        self.squeezed: ahocorasick.Automaton = ahocorasick.Automaton()
        for text, variants in self.compiled.variants.items():
            words = re.findall(r"[^\W\d_]+", text)
            glued = "".join(words)
            plain = all(lexicon.is_common(word) for word in words)
            # An initial proves nothing here: any letter may stand before a surname.
            if (
                len(glued) >= 9
                and min(map(len, words)) > 1
                and not plain
                and any(v.form == "full" for v in variants)
            ):
                ids = frozenset(self.compiled.entries[v.entry].id for v in variants)
                self.squeezed.add_word(glued, (glued, ids))
        if len(self.squeezed):
            self.squeezed.make_automaton()

    def in_prose(self, text: str) -> set[str]:
        """Whatever the anonymiser would have masked or held back, typing errors included."""
        return self._find(text, fuzzy=True, short=True) | self._glued(text)

    def in_label(self, text: str) -> set[str]:
        """The same without typing errors and bare initials: names of fields, keys and files."""
        spaced = re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", text)
        found = self._find(text, fuzzy=False, short=False) | self._glued(text)
        return found | (self._find(spaced, fuzzy=False, short=False) if spaced != text else set())

    def in_key(self, text: str) -> set[str]:
        """Names of keys and layers, where a plain English word is a word of the format."""
        return self._find(text, fuzzy=False, short=False, plain=False) | self._glued(text)

    def in_guess(self, text: str) -> set[str]:
        """Text read with a coding that may be the wrong one: four letters can be chance."""
        return self._find(text, fuzzy=False, short=False, least=5) | self._glued(text)

    def in_bytes(self, data: bytes) -> set[str]:
        """Names in bytes of unknown meaning: printable stretches, written as names are written."""
        found: set[str] = set()
        for text in _readable(data):
            folded = Folded(text)
            for hit in find_names(folded, self.compiled):
                first, last = folded.span(hit.start, hit.end)
                word = folded.source[first:last]
                even = word.islower() or word.isupper() or word.istitle()
                if len(word) >= 5 and even and not hit.forms <= {"tail", "doubtful", "initials"}:
                    found |= self._ids(hit.entries)
        return found

    def _find(self, text: str, fuzzy: bool, short: bool, plain: bool = True, least: int = 2) -> set[str]:
        if not text.strip() or not self.compiled.variants:
            return set()
        folded = Folded(text)
        hits = [h for h in find_names(folded, self.compiled) if h.forms != {"tail"}]
        if not short:
            hits = [h for h in hits if h.end - h.start > 4 or not h.forms & {"initials", "short", "doubtful"}]
        hits = [h for h in hits if h.end - h.start >= least]
        if not plain:
            hits = [h for h in hits if not lexicon.is_common(folded.text[h.start : h.end])]
        hits += find_spelled(folded, self.compiled) if short else []
        hits += fuzzy_hits(folded, hits, self.compiled) if fuzzy else []
        hits.sort(key=lambda hit: hit.start)
        found: set[str] = set()
        for finding in resolve(hits, folded, self.compiled):
            if (
                finding.reason in NOT_A_LEAK
                or self.kept
                and fold(text[finding.start : finding.end]) in self.kept
            ):
                continue
            found |= set(finding.ids)
        return found

    def _glued(self, text: str) -> set[str]:
        """Full names once blanks, marks and breaks between letters are taken out."""
        if not len(self.squeezed):
            return set()
        letters = re.sub(r"[\W\d_]+", "", Folded(text).text)
        return {i for _, (_, ids) in self.squeezed.iter(letters) for i in ids}

    def _ids(self, entries: Iterable[int]) -> set[str]:
        return {self.compiled.entries[i].id for i in entries}


def _readable(data: bytes) -> Iterable[str]:
    """Printable stretches of bytes, read as UTF-8, as Latin-1 and as UTF-16 of both orders."""
    for start in range(0, len(data), HUGE):
        part = data[start : start + HUGE + 200]
        for coding in ("utf-8", "latin-1"):
            yield "\n".join(PRINTABLE.findall(part.decode(coding, "ignore")))
        wide = []
        for match in UTF16.finditer(part):
            order = "utf-16-le" if match[0][1] < 3 else "utf-16-be"
            wide.append(match[0].decode(order, "ignore"))
        yield "\n".join(wide)

"""Where it is worth running a pattern: around digits, and around the words that trigger it.

Most of a report holds neither. One pass finds every digit and one finds every trigger; the
patterns then see only what stands near them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

import ahocorasick

BEFORE, AFTER = 70, 90
NEAR_BEFORE, NEAR_AFTER = 30, 50
DIGITS = re.compile(r"\d+")
# Letters and digits in one mark: pupil numbers, postcodes, plates, case numbers.
MIXED = re.compile(r"\d(?:[a-z]|(?<=[a-z]\d)|(?<=[a-z][-/]\d)|\d[ -]\d\d[ -]\d\d[ -]?[a-d]\b)")


class TextDigest:
    """The parts of a text that lie near what an expression finds, joined, with the way back."""

    __slots__ = ("text", "_here", "_there")

    def __init__(self, text: str, expression: re.Pattern[str] = DIGITS) -> None:
        pieces: list[str] = []
        self._here: list[int] = []
        self._there: list[int] = []
        length = 0
        for start, end in windows(
            (m.start() for m in expression.finditer(text)), text, NEAR_BEFORE, NEAR_AFTER
        ):
            self._here.append(length)
            self._there.append(start)
            pieces.append(text[start:end])
            length += end - start + 1
        self.text = "\n".join(pieces)

    def back(self, offset: int) -> int:
        """The offset in the whole text of an offset in the digest."""
        index = bisect_right(self._here, offset) - 1
        return self._there[index] + offset - self._here[index]


def windows(
    places: Iterable[int], text: str, before: int = BEFORE, after: int = AFTER
) -> list[tuple[int, int]]:
    """Stretches around the places, widened to whole words and merged where they meet."""
    found: list[tuple[int, int]] = []
    start = end = -1
    for place in places:
        if end >= 0 and place + after * 2 // 3 < end:
            continue
        first = text.rfind(" ", 0, max(0, place - before)) + 1
        last = text.find(" ", place + after)
        last = len(text) if last < 0 else last
        if first <= end:
            end = last
        else:
            if end >= 0:
                found.append((start, end))
            start, end = first, last
    if end >= 0:
        found.append((start, end))
    return found


class Triggers:
    """Every trigger word of every pattern in one automaton."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        table: dict[str, list[int]] = {}
        for word, pattern in words:
            table.setdefault(word, []).append(pattern)
        self._automaton = ahocorasick.Automaton()
        for word, patterns in table.items():
            self._automaton.add_word(word, tuple(patterns))
        self._automaton.make_automaton()

    def places(self, text: str) -> dict[int, list[int]]:
        """For each pattern the places where one of its triggers ends."""
        found: dict[int, list[int]] = {}
        for last, patterns in self._automaton.iter(text):
            for pattern in patterns:
                found.setdefault(pattern, []).append(last)
        return found

"""Fold text for matching, keeping the way back to the places in the source.

Folding lower-cases, drops accents, turns look-alike letters into Latin ones, removes what
a reader does not see (zero-width characters, soft hyphens, inline tags, hyphens at a line
end) and makes every run of white space one blank. Only stretches that change length cost
anything: everything between two of them is translated in one call and shares one offset.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

# Letters that look like Latin ones; NFKD does not decompose them.
LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕԁһӏԛԝвкмнтАЕОРСУХІЈЅВКМНТԌԚԜαοιρυνκτεηχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhlqwbkmhtaeopcyxijsbkmhtgqwaoipuvktenxabezhikmnoptyx",
        strict=True,
    )
) | dict(zip("ıłøđðħŧĸɡɩʟɑəΑŁØĐÐĦŦ", "iloddhtkgilaealoddht", strict=True))
LONGER = {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "þ": "th", "Æ": "ae", "Œ": "oe", "Þ": "th", "…": "..."}
HYPHENS = "‐‑‒–—―−﹘﹣-⁃"
QUOTES = "‘’‛`´ʼ＇′"
DOUBLE_QUOTES = "“”„‟«»″"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff\u061c\u180e"
INLINE_TAG = (
    r"</?(?:b|i|em|strong|span|u|a|font|sup|sub|mark|small|big|s|del|ins|abbr|wbr|tt|code)"
    r"(?:\s[^<>]{0,300})?/?>"
)
BLOCK_TAG = r"</?[a-zA-Z][a-zA-Z0-9:]{0,15}(?:\s[^<>]{0,300})?/?>"
ENTITY = r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d?);"
COMBINING = "\u0300-\u036f\u0483-\u0487\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"

# Groups: 1 removed, 2 turned into one blank, 3 written differently (length may change).
UNEVEN = re.compile(
    rf"((?<=[^\W\d_])[-‐\u00ad]\s*\n\s*(?=[^\W\d_])|[{INVISIBLE}{COMBINING}]+|{INLINE_TAG})"
    rf"|({BLOCK_TAG}|\s{{2,}})"
    rf"|({ENTITY}|[{''.join(LONGER)}]|[\ufb00-\ufb06\U0001d400-\U0001d7ff])",
    re.IGNORECASE,
)
# Where the slow expression may match at all; a set of characters first keeps the search fast.
CHEAP = re.compile(
    rf"[<&\s{INVISIBLE}{COMBINING}{''.join(LONGER)}\ufb00-\ufb06\U0001d400-\U0001d7ff‐-](?:(?<=\s)\s|"
    rf"(?<=[-‐])\s*\n|(?<=[^\s‐-]))"
)


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """The folded form of one character; may be empty or longer than one."""
    if character in LOOK_ALIKES:
        return LOOK_ALIKES[character]
    if character in LONGER:
        return LONGER[character]
    if character in HYPHENS:
        return "-"
    if character in QUOTES:
        return "'"
    if character in DOUBLE_QUOTES:
        return '"'
    if character.isspace():
        return " "
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return "".join(LOOK_ALIKES.get(c, c) for c in plain).lower()


class _Table(dict[int, str]):
    """Fills itself as characters are met: most texts use few of them."""

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        # A character that changes length here would move every later offset.
        value = folded if len(folded) == 1 else chr(code)
        self[code] = value
        return value


TABLE = _Table()


class Folded:
    """Folded text; `span` turns folded offsets into offsets of the source."""

    __slots__ = ("source", "text", "_folded_at", "_source_at", "_even")

    def __init__(self, source: str) -> None:
        self.source = source
        pieces: list[str] = []
        self._folded_at: list[int] = [0]
        self._source_at: list[int] = [0]
        self._even: list[bool] = [True]
        place = folded_length = 0
        for start, end, written in uneven(source):
            if start > place:
                pieces.append(source[place:start].translate(TABLE))
                folded_length += start - place
            if written:
                self._mark(folded_length, start, False)
                pieces.append(written)
                folded_length += len(written)
            self._mark(folded_length, end, True)
            place = end
        pieces.append(source[place:].translate(TABLE))
        self.text = "".join(pieces)

    def _mark(self, folded: int, source: int, even: bool) -> None:
        self._folded_at.append(folded)
        self._source_at.append(source)
        self._even.append(even)

    def place(self, offset: int) -> int:
        """Where in the source the folded character at `offset` stands."""
        index = bisect_right(self._folded_at, offset) - 1
        start = self._source_at[index]
        return start + offset - self._folded_at[index] if self._even[index] else start

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that folded into text[start:end]."""
        first = self.place(start)
        index = bisect_right(self._folded_at, end - 1) - 1
        if self._even[index]:
            last = self._source_at[index] + end - self._folded_at[index]
        else:
            last = self._source_at[index + 1]
        # Accents written as separate marks belong to the letter before them.
        while last < len(self.source) and unicodedata.combining(self.source[last]):
            last += 1
        return first, max(last, first + 1)


def uneven(source: str) -> list[tuple[int, int, str]]:
    """Stretches that do not fold character by character, with what they become."""
    found = []
    place = 0
    for candidate in CHEAP.finditer(source):
        start = candidate.start()
        if start < place or not (match := UNEVEN.match(source, start)):
            continue
        if match[1] is not None:
            written = ""
        elif match[2] is not None:
            written = " "
        else:
            text = html.unescape(match[3])
            if text == match[3] and text[0] == "&":  # "Ann&Bob;" is no entity
                continue
            written = "".join(fold_character(c) for c in text)
        place = match.end()
        found.append((start, place, written))
    return found


def fold(text: str) -> str:
    """The folded form alone, for names and rulings."""
    return " ".join(Folded(unicodedata.normalize("NFC", text)).text.split())

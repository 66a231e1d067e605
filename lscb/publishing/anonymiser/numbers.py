"""Numbers written in words, as patterns and as values."""

from __future__ import annotations

import re

UNITS = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))
TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(10, 20),
        strict=True,
    )
)
TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        range(1, 21),
        strict=True,
    )
) | {"thirtieth": 30}
UNIT = "(?:" + "|".join(UNITS) + ")"
SMALL = (
    "(?:(?:"
    + "|".join(TENS)
    + ")(?:[- ]"
    + UNIT
    + r"\b)?|"
    + "|".join(sorted((*TEENS, *UNITS), key=len, reverse=True))
    + ")"
)
WORDED = SMALL + "(?: (?:hundred|thousand|million)(?: and " + SMALL + ")?)*"
ORDINAL = "(?:(?:twenty|thirty)[- ])?(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
YEAR_IN_WORDS = (
    r"(?:two thousand(?: and)?(?: "
    + SMALL
    + ")?|(?:nineteen|twenty)[- ](?:hundred and )?(?:oh[- ]?)?"
    + SMALL
    + ")"
)
_WORD = re.compile("[a-z]+")


def value(text: str) -> int | None:
    """The number that digits or words say; None when it is none."""
    text = text.strip().replace(",", "")
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    total = current = 0
    seen = False
    for word in _WORD.findall(text):
        number = UNITS.get(word) or TEENS.get(word) or TENS.get(word) or ORDINALS.get(word)
        if number is not None:
            current, seen = current + number, True
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in ("thousand", "million"):
            total, current = total + (current or 1) * (1000 if word == "thousand" else 1_000_000), 0
        elif word not in ("and", "oh", "of", "the"):
            return None
    return total + current if seen else None


def year_value(text: str) -> int | None:
    """A year in words: "two thousand and nine", "nineteen ninety-eight"."""
    words = _WORD.findall(text)
    if words[:1] in (["nineteen"], ["twenty"]) and "thousand" not in words:
        rest = value(" ".join(w for w in words[1:] if w != "hundred"))
        return (1900 if words[0] == "nineteen" else 2000) + (rest or 0)
    return value(text)

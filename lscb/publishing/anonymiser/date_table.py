"""The patterns of dates and times, and what a pattern is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lscb.publishing.anonymiser import dates, lexicon, quantities
from lscb.publishing.anonymiser.numbers import ORDINALS


@dataclass(frozen=True, slots=True)
class TextPattern:
    """`accept` gets the match and the words as written and may refuse."""

    label: str
    expression: re.Pattern[str]
    replacement: str | Callable[[str], str]
    triggers: tuple[str, ...] | None = None
    mixed: bool = False
    group: str | int = 0
    accept: Callable[[re.Match[str], str], bool] | None = None


def _month_word(match: re.Match[str], source: str) -> bool:
    return source[:1].isupper() or len(source) > 4


def _real_year(match: re.Match[str], source: str) -> bool:
    before = match.string[max(0, match.start() - 16) : match.start()]
    return not re.search(
        r"(?:\bno\.?|\bnos\.?|§|\barticles?|\bsection|[£$€]|\b" + quantities.CODES + r") ?\Z", before
    )


MONTHS = tuple(m for m in lexicon.MONTHS if len(m) > 3 or m == "may") + tuple(
    f"{m}{end}"
    for m in ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    for end in " .,"
)
WORDED = tuple(
    f"{ending} {link}{month}"
    for month in lexicon.MONTHS
    for ending in ("first", "second", "third", "th")
    for link in ("", "of ", "day of ")
) + tuple(
    f"{month} {word}"
    for month in lexicon.MONTHS
    for word in ("the ", *(o[:4] for o in (*ORDINALS, "twenty", "thirty")))
)
DATE_PATTERNS = (
    TextPattern("DATE", dates.DAY_MONTH, ""),
    TextPattern("DATE", dates.MONTH_DAY, "", accept=_month_word),
    TextPattern("DATE", dates.MONTH_YEAR, ""),
    TextPattern("DATE", dates.ISO, ""),
    TextPattern("DATE", dates.NUMERIC, ""),
    TextPattern("DATE", dates.NUMERIC_MONTH, ""),
    TextPattern("DATE", dates.DAY_ALONE, ""),
    TextPattern("DATE", dates.WORDED_DATE, "", WORDED),
    TextPattern(
        "DATE",
        dates.SEASON,
        "",
        ("spring ", "summer ", "autumn ", "winter ", "easter ", "christmas ", " half of", "quarter "),
    ),
    TextPattern("DATE", dates.BARE_YEAR, "", accept=_real_year),
    TextPattern("DATE", dates.MONTH_ALONE, "", MONTHS, group="date"),
    TextPattern(
        "DATE",
        dates.EVENT,
        "",
        (
            "christmas",
            "boxing day",
            "new year",
            "easter",
            "halloween",
            "bonfire",
            "valentine",
            "mother's d",
            "mother's s",
            "mothering",
            "mothers",
            "father's d",
            "fathers d",
            "s day",
            "eid",
            "diwali",
            "hanukkah",
            "passover",
            "ash wed",
            "pancake",
            "shrove",
            "bank holiday",
            "good friday",
            "souls",
            "ramadan",
            "yom k",
            "rosh h",
            "nowruz",
            "newroz",
            "vaisakhi",
            "holi",
        ),
    ),
    TextPattern("TIME", dates.CLOCK, "[time]"),
    TextPattern(
        "TIME",
        dates.CLOCK_WORDS,
        "[time]",
        (
            "half past",
            "quarter past",
            "quarter to ",
            "five past",
            "ten past",
            "twenty past",
            "five to ",
            "ten to ",
            "twenty to ",
            "minutes past",
            "minutes to ",
            "o'clock",
        ),
    ),
)

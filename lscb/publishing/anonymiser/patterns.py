"""Run the table of patterns over a text and put what they find into words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lscb.publishing.anonymiser import codes, dates, lexicon, quantities
from lscb.publishing.anonymiser.date_table import TextPattern
from lscb.publishing.anonymiser.findings import MaskOrDoubt
from lscb.publishing.anonymiser.folding import Folded
from lscb.publishing.anonymiser.pattern_table import NUMERIC_LABELS, PATTERNS, TRIGGERS
from lscb.publishing.anonymiser.zones import MIXED, TextDigest, windows

# Start or end of a group of a match.
Edge = Callable[[str | int], int]


@dataclass(frozen=True, slots=True)
class DatePolicy:
    """What the publishing board lets stand: "month", "year" or "remove" for dates."""

    dates: str = "month"


def find_patterns(folded: Folded, policy: DatePolicy) -> list[MaskOrDoubt]:
    """Everything the table finds; overlaps are settled by the caller, dates first."""
    digest, mixed = TextDigest(folded.text), TextDigest(folded.text, MIXED)
    places = TRIGGERS.places(folded.text)
    found: list[MaskOrDoubt] = []
    for number, pattern in enumerate(PATTERNS):
        if pattern.triggers:
            for start, end in windows(places.get(number, ()), folded.text):
                for match in pattern.expression.finditer(folded.text, start, end):
                    found += _read(pattern, match, match.start, match.end, folded, policy)
        elif (part := mixed if pattern.mixed else digest).text:
            for match in pattern.expression.finditer(part.text):
                found += _read(
                    pattern, match, _mapped(match.start, part), _mapped(match.end, part, 1), folded, policy
                )
    found += _roads(folded)
    return found


def _roads(folded: Folded) -> list[MaskOrDoubt]:
    """Streets without a house number."""
    found = []
    for match in codes.ROAD.finditer(folded.source):
        start, first = match.start(), match[0].split()[0]
        if first.lower() in lexicon.FUNCTION_WORDS:
            start += len(first) + 1
            if len(match[0].split()) < 3:
                continue
        if not (start and folded.source[start - 1].isalnum()):
            found.append(MaskOrDoubt(start, match.end(), "ADDRESS", "[address]"))
    return found


def _mapped(edge: Edge, digest: TextDigest, step: int = 0) -> Edge:
    """An edge of a match in the digest as an offset in the whole text."""

    def mapped(group: str | int = 0) -> int:
        return digest.back(edge(group) - step) + step

    return mapped


def _read(
    pattern: TextPattern,
    match: re.Match[str],
    start_of: Edge,
    end_of: Edge,
    folded: Folded,
    policy: DatePolicy,
) -> list[MaskOrDoubt]:
    """The finding that a match stands for, if its written form bears it out."""
    start, end = start_of(pattern.group), end_of(pattern.group)
    first, last = folded.span(start, end)
    written = folded.source[first:last]
    text = match[pattern.group]
    if pattern.accept and not pattern.accept(match, written):
        return []
    if pattern.label == "DATE":
        if pattern.expression is dates.MONTH_ALONE and not written[:1].isupper():
            return []
        return [_date(text, start, end, folded, policy, pattern)]
    if pattern.label == "AGE":
        return (
            [_age(match, first, last, folded.span(start_of("age"), end_of("age")))]
            if _age_of_a_person(match)
            else []
        )
    new = pattern.replacement(text) if callable(pattern.replacement) else pattern.replacement
    new = new[0].upper() + new[1:] if written[:1].isupper() and new[0] == "a" else new
    if pattern.label in NUMERIC_LABELS:
        about = quantities.ABOUT_BEFORE.search(folded.text, max(0, start - 15), start)
        first = folded.place(about.start()) if about else first
    return [MaskOrDoubt(first, last, pattern.label, new)]


def _date(
    text: str, start: int, end: int, folded: Folded, policy: DatePolicy, pattern: TextPattern
) -> MaskOrDoubt:
    weekday = dates.WEEKDAY_DATE.search(folded.text, max(0, start - 16), start)
    part = dates.PART_BEFORE.search(folded.text, max(0, start - 16), start)
    lead = weekday or part
    start = lead.start() if lead else start
    first, last = folded.span(start, end)
    written = folded.source[first:last]
    if pattern.expression in (dates.EVENT, dates.DAY_ALONE):
        return MaskOrDoubt(first, last, "DATE", "[date]")
    coarse = dates.month_and_year(text, policy.dates)
    return MaskOrDoubt(first, last, "DATE", coarse or written)


def _age(match: re.Match[str], first: int, last: int, number: tuple[int, int]) -> MaskOrDoubt:
    """An age as a band, in words that fit the sentence."""
    band = dates.age_band(match["age"])
    text, groups = match[0], match.groupdict()
    if band.startswith("[") or "birthday" in text:
        return MaskOrDoubt(
            *(number if "birthday" not in text else (number[0], last)),
            "AGE",
            "[age]" if "birthday" not in text else "birthday",
        )
    if text.startswith("age"):
        lead = {"aged": "aged ", "age": "age "}.get(text.split()[0], "aged ")
        return MaskOrDoubt(first, last, "AGE", lead + band)
    if groups.get("noun"):
        return MaskOrDoubt(first, last, "AGE", f"{groups['noun']} aged {band}")
    if "old" in text or "yo" in text or "of age" in text or "y/o" in text:
        before = match.string[max(0, match.start() - 4) : match.start()]
        person = "person " if band == dates.BANDS_END else "child "
        return MaskOrDoubt(
            first, last, "AGE", (person if before.endswith((" a ", " an ", "the ")) else "") + f"aged {band}"
        )
    return MaskOrDoubt(*number, "AGE", "[age]")


def _age_of_a_person(match: re.Match[str]) -> bool:
    return match["age"] not in ("one",) or "old" in match[0] or match[0].startswith("age")

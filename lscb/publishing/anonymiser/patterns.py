"""The table of patterns, each with the cheap trigger that must be in the text for it to run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lscb.publishing.anonymiser import codes, dates, lexicon, quantities
from lscb.publishing.anonymiser.findings import Finding
from lscb.publishing.anonymiser.folding import Folded

DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the publishing board lets stand: "month", "year" or "remove" for dates."""

    dates: str = "month"


@dataclass(frozen=True, slots=True)
class Pattern:
    """`accept` gets the match and the words as written and may refuse."""

    label: str
    expression: re.Pattern[str]
    replacement: str | Callable[[str], str]
    triggers: tuple[str, ...] = ()
    digits: bool = True
    group: str | int = 0
    accept: Callable[[re.Match[str], str], bool] | None = None


def _written_in_capitals(match: re.Match[str], source: str) -> bool:
    return source.upper() == source


def _capital_name(match: re.Match[str], source: str) -> bool:
    words = [w for w in source.replace(",", " ").split() if w[0].isalpha()]
    return bool(words) and all(w[0].isupper() for w in words) and words[0].lower() not in lexicon.FUNCTION_WORDS


def _file_number(match: re.Match[str], source: str) -> bool:
    before = match.string[max(0, match.start() - 24):match.start()]
    return not codes.NOT_A_FILE.search(before)


def _mixed(match: re.Match[str], source: str) -> bool:
    return any(c.isdigit() for c in source) and (source.upper() == source or sum(c.isdigit() for c in source) > 2)


def _month_word(match: re.Match[str], source: str) -> bool:
    return source[:1].isupper() or len(source) > 4


def _real_year(match: re.Match[str], source: str) -> bool:
    before = match.string[max(0, match.start() - 16):match.start()]
    return not re.search(r"(?:\bno\.?|\bnos\.?|§|\barticles?|\bsection|[£$€]|\b" + quantities.CODES + r") ?\Z", before)


def _slash(match: re.Match[str], source: str) -> bool:
    return source not in ("24/7", "50/50", "1/2", "1/3", "2/3", "1/4", "3/4") and _file_number(match, source)


def _demonym(match: re.Match[str], source: str) -> bool:
    word = match["origin"]
    return word in lexicon.DEMONYMS or word == "united kingdom"


def _age_of_a_person(match: re.Match[str], source: str) -> bool:
    return match["age"] not in ("one",) or "old" in match[0] or match[0].startswith("age")


NUMERIC_LABELS = ("MONEY", "SHARE", "MEASURE", "COUNT")
MONTHS = tuple({m[:3] for m in lexicon.MONTHS})
STREETS = tuple(codes.STREET[3:-1].split("|"))
PATTERNS = (
    Pattern("EMAIL", codes.EMAIL, "[e-mail address]", ("@", "(at)", "[at]", " at "), digits=False),
    Pattern("HANDLE", codes.HANDLE, "[handle]", ("@",), digits=False),
    Pattern("HANDLE", codes.ACCOUNT, "[handle]", ("snapchat", "insta", "tiktok", "kik", "whatsapp", "discord", "xbox",
            "playstation", "roblox", "gamertag", "user", "screen name", "password"), digits=False, group="code"),
    Pattern("WEB", codes.WEB, "[web address]", ("http", "www."), digits=False),
    Pattern("POSTCODE", codes.POSTCODE, "[postcode]"),
    Pattern("PHONE", codes.PHONE, "[phone number]"),
    Pattern("NHS", codes.NHS, codes.nhs_or_number),
    Pattern("NI", codes.NI, "[National Insurance number]"),
    Pattern("UPN", codes.UPN, "[pupil number]"),
    Pattern("VEHICLE", codes.PLATE, "[vehicle mark]", accept=_written_in_capitals),
    Pattern("CITATION", codes.CITATION, "[case reference]", ("[19", "[20", "(19", "(20", "ew", "uk")),
    Pattern("CODE", codes.CASE_NUMBER, "[case reference]", accept=_slash),
    Pattern("CODE", codes.MIXED, "[reference]", accept=_mixed),
    Pattern("CODE", codes.NUMBERED, "[number]", group="code", accept=_file_number),
    Pattern("CODE", codes.PLOT, "[number]"),
    Pattern("NATIONALITY", codes.NATIONALITY, "[nationality]", ("national", "citizen"), digits=False, accept=_demonym),
    Pattern("CODE", codes.SLASHED, "[number]", ("/", ":"), accept=_slash),
    Pattern("CODE", codes.LONG, "[number]"),
    Pattern("PLACE", codes.COORDINATE, "[place]"),
    Pattern("CODE", codes.INTERNET, "[internet address]"),
    Pattern("ADDRESS", codes.ADDRESS, "[address]", STREETS, accept=_capital_name),
    Pattern("ADDRESS", codes.ROAD, "[address]", STREETS, digits=False, accept=_capital_name),
    Pattern("MONEY", quantities.MONEY_SIGN, "[amount]", ("£", "$", "€")),
    Pattern("MONEY", quantities.MONEY_CODE, "[amount]"),
    Pattern("MONEY", quantities.MONEY_NAME, "[amount]"),
    Pattern("MONEY", quantities.MONEY_WORDS, "[amount]", ("euro", "pound", "pence", "dollar", "lira", "zlot", "mark",
            "schilling", "kron", "franc", "crown"), digits=False),
    Pattern("SHARE", quantities.SHARE, "[percentage]", ("%", "per cent", "percent")),
    Pattern("MEASURE", quantities.MEASURE, "[measure]"),
    Pattern("COUNT", quantities.COUNT, quantities.uncounted),
    Pattern("COUNT", quantities.COUNT_WORDS, quantities.uncounted, digits=False),
    Pattern("SENTENCE", dates.SENTENCE, "[length of sentence]", ("sentenc", "impris", "jail", "convict", "suspen", "custody"),
            digits=False, group="code"),
    Pattern("SENTENCE", dates.TERM_BEFORE, "[length of sentence]", ("impris", "prison", "custody", "suspen", "detention"),
            digits=False, group="code"),
    Pattern("SENTENCE", dates.LIFE, "[length of sentence]", ("life ", "to life"), digits=False),
)
DATE_PATTERNS = (
    Pattern("DATE", dates.DAY_MONTH, "", MONTHS),
    Pattern("DATE", dates.MONTH_DAY, "", MONTHS, accept=_month_word),
    Pattern("DATE", dates.MONTH_YEAR, "", MONTHS),
    Pattern("DATE", dates.ISO, ""),
    Pattern("DATE", dates.NUMERIC, ""),
    Pattern("DATE", dates.WORDED_DATE, "", MONTHS, digits=False),
    Pattern("DATE", dates.SEASON, "", ("spring", "summer", "autumn", "winter", "easter", "christmas", " half", "quarter")),
    Pattern("DATE", dates.BARE_YEAR, "", accept=_real_year),
    Pattern("DATE", dates.MONTH_ALONE, "", MONTHS, digits=False, group="date"),
    Pattern("DATE", dates.EVENT, "", ("christmas", "boxing", "new year", "easter", "halloween", "bonfire", "valentine",
            "mother", "father's", "st ", "eid", "diwali", "hanukkah", "passover", "ash wed", "pancake", "shrove",
            "bank holiday", "good friday", "all s", "ramadan", "yom", "rosh", "nowruz", "newroz", "vaisakhi", "holi"), digits=False),
)
TIME_PATTERNS = (
    Pattern("TIME", dates.CLOCK, "[time]"),
    Pattern("TIME", dates.CLOCK_WORDS, "[time]", (" past ", " to ", "o'clock"), digits=False),
)


def find_patterns(folded: Folded, policy: Policy) -> list[Finding]:
    """Everything the table finds; overlaps are settled by the caller."""
    text = folded.text
    has_digits = bool(DIGIT.search(text))
    found = []
    # Dates first: of two findings of one length the earlier stands.
    for pattern in (*DATE_PATTERNS, *TIME_PATTERNS, *PATTERNS):
        if pattern.digits and not has_digits or pattern.triggers and not any(t in text for t in pattern.triggers):
            continue
        found.extend(_run(pattern, folded, policy))
    for expression in dates.AGES:
        for match in expression.finditer(text):
            if _age_of_a_person(match, match[0]):
                found.append(_age(match, folded))
    return found


def _run(pattern: Pattern, folded: Folded, policy: Policy) -> Iterator[Finding]:
    for match in pattern.expression.finditer(folded.text):
        start, end = match.span(pattern.group)
        first, last = folded.span(start, end)
        written = folded.source[first:last]
        if pattern.accept and not pattern.accept(match, written):
            continue
        text = match[pattern.group]
        if pattern.label == "DATE":
            if pattern.expression is dates.MONTH_ALONE and not written[:1].isupper():
                continue
            yield _date(text, start, end, folded, policy, pattern)
        else:
            new = pattern.replacement(text) if callable(pattern.replacement) else pattern.replacement
            if pattern.label in NUMERIC_LABELS:
                about = quantities.ABOUT_BEFORE.search(folded.text, max(0, start - 15), start)
                first = folded.place(about.start()) if about else first
            yield Finding(first, last, pattern.label, new)


def _date(text: str, start: int, end: int, folded: Folded, policy: Policy, pattern: Pattern) -> Finding:
    weekday = dates.WEEKDAY_DATE.search(folded.text, max(0, start - 16), start)
    part = dates.PART_BEFORE.search(folded.text, max(0, start - 16), start)
    if weekday or part:
        start = (weekday or part).start()
    first, last = folded.span(start, end)
    written = folded.source[first:last]
    if pattern.expression is dates.EVENT:
        return Finding(first, last, "DATE", "[date]")
    coarse = dates.month_and_year(text, policy.dates)
    return Finding(first, last, "DATE", coarse or written)


def _age(match: re.Match[str], folded: Folded) -> Finding:
    band = dates.age_band(match["age"])
    first, last = folded.span(*match.span())
    text = match[0]
    if band.startswith("["):
        return Finding(first, last, "AGE", band)
    if text.startswith("age"):
        lead = {"aged": "aged ", "age": "age "}.get(text.split()[0], "aged ")
        return Finding(first, last, "AGE", "an adult" if band == "adult" else lead + band)
    if "old" in text or "yo" in text or "of age" in text:
        noun = "adult" if band == "adult" else f"aged {band}"
        return Finding(first, last, "AGE", noun)
    first, last = folded.span(*match.span("age"))
    return Finding(first, last, "AGE", "[age]")

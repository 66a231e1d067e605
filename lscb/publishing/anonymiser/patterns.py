"""The table of patterns, each with the cheap trigger that must be in the text for it to run."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lscb.publishing.anonymiser import codes, dates, lexicon, quantities
from lscb.publishing.anonymiser.findings import Finding
from lscb.publishing.anonymiser.folding import Folded
from lscb.publishing.anonymiser.numbers import ORDINALS
from lscb.publishing.anonymiser.zones import MIXED, Digest, Triggers, windows


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
    triggers: tuple[str, ...] | None = None
    mixed: bool = False
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


def _age_of_a_person(match: re.Match[str]) -> bool:
    return match["age"] not in ("one",) or "old" in match[0] or match[0].startswith("age")


NUMERIC_LABELS = ("MONEY", "SHARE", "MEASURE", "COUNT")
MONTHS = tuple(m for m in lexicon.MONTHS if len(m) > 3 or m == "may") + tuple(
    f"{m}{end}" for m in ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec") for end in " .,")
WORDED = tuple(
    f"{ending} {link}{month}" for month in lexicon.MONTHS for ending in ("first", "second", "third", "th")
    for link in ("", "of ", "day of ")
) + tuple(f"{month} {word}" for month in lexicon.MONTHS for word in ("the ", *(o[:4] for o in (*ORDINALS, "twenty", "thirty"))))
CURRENCIES = tuple(f" {word}" for word in (
    "euro", "pound", "pence", "dollar", "lir", "new turkish", "zlot", "mark", "schilling", "kron", "franc", "crown", "rouble",
    "ruble", "peseta", "kuna", "forint"))
MONEY_CODES = tuple(quantities.CODES[3:-1].split("|"))
SENTENCES = ("sentenc", "impris", "prison", "jail", "convict", "suspen", "custody", "detention", "probation")
COUNTED = tuple(re.sub(r"\(.*|\?", "", w) for w in (quantities.COUNTED[3:-1] + "|" + quantities.COUNTED_TOO[3:-1]).split("|"))
DATE_PATTERNS = (
    Pattern("DATE", dates.DAY_MONTH, ""),
    Pattern("DATE", dates.MONTH_DAY, "", accept=_month_word),
    Pattern("DATE", dates.MONTH_YEAR, ""),
    Pattern("DATE", dates.ISO, ""),
    Pattern("DATE", dates.NUMERIC, ""),
    Pattern("DATE", dates.NUMERIC_MONTH, ""),
    Pattern("DATE", dates.DAY_ALONE, ""),
    Pattern("DATE", dates.WORDED_DATE, "", WORDED),
    Pattern("DATE", dates.SEASON, "", ("spring ", "summer ", "autumn ", "winter ", "easter ", "christmas ", " half of", "quarter ")),
    Pattern("DATE", dates.BARE_YEAR, "", accept=_real_year),
    Pattern("DATE", dates.MONTH_ALONE, "", MONTHS, group="date"),
    Pattern("DATE", dates.EVENT, "", (
        "christmas", "boxing day", "new year", "easter", "halloween", "bonfire", "valentine", "mother's d", "mother's s",
        "mothering", "mothers", "father's d", "fathers d", "s day", "eid", "diwali", "hanukkah", "passover", "ash wed", "pancake",
        "shrove", "bank holiday", "good friday", "souls", "ramadan", "yom k", "rosh h", "nowruz", "newroz", "vaisakhi", "holi")),
    Pattern("TIME", dates.CLOCK, "[time]"),
    Pattern("TIME", dates.CLOCK_WORDS, "[time]", (
        "half past", "quarter past", "quarter to ", "five past", "ten past", "twenty past", "five to ", "ten to ", "twenty to ",
        "minutes past", "minutes to ", "o'clock")),
)
# Without triggers a pattern is looked for near digits only.
PATTERNS = DATE_PATTERNS + (
    Pattern("EMAIL", codes.EMAIL, "[e-mail address]", (
        "@", "(at)", "[at]", ".org", ".com", ".net", ".uk", ".co", ".gov", ".edu", ".info", ".sch", ".me", ".io", ".eu")),
    Pattern("HANDLE", codes.HANDLE, "[handle]", ("@",)),
    Pattern("HANDLE", codes.ACCOUNT, "[handle]", (
        "snapchat", "insta", "tiktok", "kik", "whatsapp", "discord", "xbox", "playstation", "roblox", "gamertag", "username",
        "user name", "screen name", "password"), group="code"),
    Pattern("WEB", codes.WEB, "[web address]", ("http:", "https:", "www.")),
    Pattern("POSTCODE", codes.POSTCODE, "[postcode]", mixed=True),
    Pattern("PHONE", codes.PHONE, "[phone number]"),
    Pattern("NHS", codes.NHS, codes.nhs_or_number),
    Pattern("NI", codes.NI, "[National Insurance number]", mixed=True),
    Pattern("UPN", codes.UPN, "[pupil number]", mixed=True),
    Pattern("VEHICLE", codes.PLATE, "[vehicle mark]", mixed=True, accept=_written_in_capitals),
    Pattern("CITATION", codes.CITATION, "[case reference]", ("[19", "[20", "(19", "(20", "ewhc", "ewca", "ewfc", "uksc", "ukhl", "ukut", "bailii", " p. ")),
    Pattern("CODE", codes.CASE_NUMBER, "[case reference]", mixed=True, accept=_slash),
    Pattern("CODE", codes.MIXED, "[reference]", mixed=True, accept=_mixed),
    Pattern("CODE", codes.NUMBERED, "[number]", ("no. ", "nos. ", "no ", "nos ", "number", "ref", "plot", "parcel", "file ", "folio ", "flat ",
            "account ", "room ", "cell ", "block ", "sheet/plan ", "registration "), group="code", accept=_file_number),
    Pattern("CODE", codes.PLOT, "[number]", ("plot", "parcel", "flat ", "cell ", "room ", "house ", "apartment ", "unit ", "of block")),
    Pattern("NATIONALITY", codes.NATIONALITY, "[nationality]", (" national", " citizen"), accept=_demonym),
    Pattern("CODE", codes.SLASHED, "[number]", accept=_slash),
    Pattern("CODE", codes.LONG, "[number]"),
    Pattern("PLACE", codes.COORDINATE, "[place]"),
    Pattern("PLACE", codes.GRID, "[place]", accept=_written_in_capitals),
    Pattern("PLACE", codes.THREE_WORDS, "[place]", ("///",)),
    Pattern("CODE", codes.INTERNET, "[internet address]"),
    Pattern("ADDRESS", codes.ADDRESS, "[address]", accept=_capital_name),
    Pattern("MONEY", quantities.MONEY_SIGN, "[amount]", ("£", "$", "€")),
    Pattern("MONEY", quantities.MONEY_CODE, "[amount]", tuple(f"{code} " for code in MONEY_CODES)),
    Pattern("MONEY", quantities.MONEY_NAME, "[amount]", CURRENCIES + tuple(f" {code}" for code in MONEY_CODES)),
    Pattern("MONEY", quantities.MONEY_WORDS, "[amount]", CURRENCIES),
    Pattern("SHARE", quantities.SHARE, "[percentage]", ("%", "per cent", "percent")),
    Pattern("MEASURE", quantities.MEASURE, "[measure]"),
    Pattern("COUNT", quantities.COUNT, quantities.uncounted),
    Pattern("COUNT", quantities.COUNT_WORDS, quantities.uncounted, tuple(f" {word}" for word in COUNTED)),
    Pattern("SENTENCE", dates.SENTENCE, "[length of sentence]", SENTENCES, group="code"),
    Pattern("SENTENCE", dates.TERM_BEFORE, "[length of sentence]", SENTENCES, group="code"),
    Pattern("SENTENCE", dates.LIFE, "[length of sentence]", ("life ", "to life")),
) + tuple(Pattern("AGE", expression, "", triggers) for expression, triggers in zip(dates.AGES, (
    ("aged ", "age "), (" old", "-old", "of age"), ("yo", "y/o", "yr old", "yrs old"), ("turned ", "turning ", "was just ", "was only ", "birthday")), strict=True))
TRIGGERS = Triggers((word, number) for number, pattern in enumerate(PATTERNS) for word in pattern.triggers or ())


def find_patterns(folded: Folded, policy: Policy) -> list[Finding]:
    """Everything the table finds; overlaps are settled by the caller, dates first."""
    digest, mixed = Digest(folded.text), Digest(folded.text, MIXED)
    places = TRIGGERS.places(folded.text)
    found: list[Finding] = []
    for number, pattern in enumerate(PATTERNS):
        if pattern.triggers:
            for start, end in windows(places.get(number, ()), folded.text):
                for match in pattern.expression.finditer(folded.text, start, end):
                    found += _read(pattern, match, match.start, match.end, folded, policy)
        elif (part := mixed if pattern.mixed else digest).text:
            for match in pattern.expression.finditer(part.text):
                found += _read(pattern, match, _mapped(match.start, part), _mapped(match.end, part, 1), folded, policy)
    found += _roads(folded)
    return found


def _roads(folded: Folded) -> list[Finding]:
    """Streets without a house number."""
    found = []
    for match in codes.ROAD.finditer(folded.source):
        start, first = match.start(), match[0].split()[0]
        if first.lower() in lexicon.FUNCTION_WORDS:
            start += len(first) + 1
            if len(match[0].split()) < 3:
                continue
        if not (start and folded.source[start - 1].isalnum()):
            found.append(Finding(start, match.end(), "ADDRESS", "[address]"))
    return found


def _mapped(edge: Callable[[str | int], int], digest: Digest, step: int = 0) -> Callable[[str | int], int]:
    """An edge of a match in the digest as an offset in the whole text."""
    return lambda group=0: digest.back(edge(group) - step) + step


def _read(
    pattern: Pattern, match: re.Match[str], start_of: Callable[..., int], end_of: Callable[..., int], folded: Folded, policy: Policy
) -> list[Finding]:
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
        return [_age(match, first, last, folded.span(start_of("age"), end_of("age")))] if _age_of_a_person(match) else []
    new = pattern.replacement(text) if callable(pattern.replacement) else pattern.replacement
    new = new[0].upper() + new[1:] if written[:1].isupper() and new[0] == "a" else new
    if pattern.label in NUMERIC_LABELS:
        about = quantities.ABOUT_BEFORE.search(folded.text, max(0, start - 15), start)
        first = folded.place(about.start()) if about else first
    return [Finding(first, last, pattern.label, new)]


def _date(text: str, start: int, end: int, folded: Folded, policy: Policy, pattern: Pattern) -> Finding:
    weekday = dates.WEEKDAY_DATE.search(folded.text, max(0, start - 16), start)
    part = dates.PART_BEFORE.search(folded.text, max(0, start - 16), start)
    if weekday or part:
        start = (weekday or part).start()
    first, last = folded.span(start, end)
    written = folded.source[first:last]
    if pattern.expression in (dates.EVENT, dates.DAY_ALONE):
        return Finding(first, last, "DATE", "[date]")
    coarse = dates.month_and_year(text, policy.dates)
    return Finding(first, last, "DATE", coarse or written)


def _age(match: re.Match[str], first: int, last: int, number: tuple[int, int]) -> Finding:
    """An age as a band, in words that fit the sentence."""
    band = dates.age_band(match["age"])
    text, groups = match[0], match.groupdict()
    if band.startswith("[") or "birthday" in text:
        return Finding(*(number if "birthday" not in text else (number[0], last)), "AGE", "[age]" if "birthday" not in text else "birthday")
    if text.startswith("age"):
        lead = {"aged": "aged ", "age": "age "}.get(text.split()[0], "aged ")
        return Finding(first, last, "AGE", lead + band)
    if groups.get("noun"):
        return Finding(first, last, "AGE", f"{groups['noun']} aged {band}")
    if "old" in text or "yo" in text or "of age" in text or "y/o" in text:
        before = match.string[max(0, match.start() - 4):match.start()]
        person = "person " if band == dates.BANDS_END else "child "
        return Finding(first, last, "AGE", (person if before.endswith((" a ", " an ", "the ")) else "") + f"aged {band}")
    return Finding(*number, "AGE", "[age]")

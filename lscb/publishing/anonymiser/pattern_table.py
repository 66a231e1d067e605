"""The table of patterns, each with the cheap trigger that must be in the text for it to run."""

from __future__ import annotations

import re

from lscb.publishing.anonymiser import codes, dates, lexicon, quantities
from lscb.publishing.anonymiser.date_table import DATE_PATTERNS, TextPattern
from lscb.publishing.anonymiser.zones import Triggers


def _written_in_capitals(match: re.Match[str], source: str) -> bool:
    return source.upper() == source


def _capital_name(match: re.Match[str], source: str) -> bool:
    words = [w for w in source.replace(",", " ").split() if w[0].isalpha()]
    return (
        bool(words) and all(w[0].isupper() for w in words) and words[0].lower() not in lexicon.FUNCTION_WORDS
    )


def _file_number(match: re.Match[str], source: str) -> bool:
    before = match.string[max(0, match.start() - 24) : match.start()]
    return not codes.NOT_A_FILE.search(before)


def _mixed(match: re.Match[str], source: str) -> bool:
    return any(c.isdigit() for c in source) and (
        source.upper() == source or sum(c.isdigit() for c in source) > 2
    )


def _slash(match: re.Match[str], source: str) -> bool:
    return source not in ("24/7", "50/50", "1/2", "1/3", "2/3", "1/4", "3/4") and _file_number(match, source)


def _demonym(match: re.Match[str], source: str) -> bool:
    word = match["origin"]
    return word in lexicon.DEMONYMS or word == "united kingdom"


NUMERIC_LABELS = ("MONEY", "SHARE", "MEASURE", "COUNT")
CURRENCIES = tuple(
    f" {word}"
    for word in (
        "euro",
        "pound",
        "pence",
        "dollar",
        "lir",
        "new turkish",
        "zlot",
        "mark",
        "schilling",
        "kron",
        "franc",
        "crown",
        "rouble",
        "ruble",
        "peseta",
        "kuna",
        "forint",
    )
)
MONEY_CODES = tuple(quantities.CODES[3:-1].split("|"))
SENTENCES = ("sentenc", "impris", "prison", "jail", "convict", "suspen", "custody", "detention", "probation")
COUNTED = tuple(
    re.sub(r"\(.*|\?", "", w)
    for w in (quantities.COUNTED[3:-1] + "|" + quantities.COUNTED_TOO[3:-1]).split("|")
)
# Without triggers a pattern is looked for near digits only.
PATTERNS = (
    DATE_PATTERNS
    + (
        TextPattern(
            "EMAIL",
            codes.EMAIL,
            "[e-mail address]",
            (
                "@",
                "(at)",
                "[at]",
                ".org",
                ".com",
                ".net",
                ".uk",
                ".co",
                ".gov",
                ".edu",
                ".info",
                ".sch",
                ".me",
                ".io",
                ".eu",
            ),
        ),
        TextPattern("HANDLE", codes.HANDLE, "[handle]", ("@",)),
        TextPattern(
            "HANDLE",
            codes.ACCOUNT,
            "[handle]",
            (
                "snapchat",
                "insta",
                "tiktok",
                "kik",
                "whatsapp",
                "discord",
                "xbox",
                "playstation",
                "roblox",
                "gamertag",
                "username",
                "user name",
                "screen name",
                "password",
            ),
            group="code",
        ),
        TextPattern("WEB", codes.WEB, "[web address]", ("http:", "https:", "www.")),
        TextPattern("POSTCODE", codes.POSTCODE, "[postcode]", mixed=True),
        TextPattern("PHONE", codes.PHONE, "[phone number]"),
        TextPattern("NHS", codes.NHS, codes.nhs_or_number),
        TextPattern("NI", codes.NI, "[National Insurance number]", mixed=True),
        TextPattern("UPN", codes.UPN, "[pupil number]", mixed=True),
        TextPattern("VEHICLE", codes.PLATE, "[vehicle mark]", mixed=True, accept=_written_in_capitals),
        TextPattern(
            "CITATION",
            codes.CITATION,
            "[case reference]",
            ("[19", "[20", "(19", "(20", "ewhc", "ewca", "ewfc", "uksc", "ukhl", "ukut", "bailii", " p. "),
        ),
        TextPattern("CODE", codes.CASE_NUMBER, "[case reference]", mixed=True, accept=_slash),
        TextPattern("CODE", codes.MIXED, "[reference]", mixed=True, accept=_mixed),
        TextPattern(
            "CODE",
            codes.NUMBERED,
            "[number]",
            (
                "no. ",
                "nos. ",
                "no ",
                "nos ",
                "number",
                "ref",
                "plot",
                "parcel",
                "file ",
                "folio ",
                "flat ",
                "account ",
                "room ",
                "cell ",
                "block ",
                "sheet/plan ",
                "registration ",
            ),
            group="code",
            accept=_file_number,
        ),
        TextPattern(
            "CODE",
            codes.PLOT,
            "[number]",
            ("plot", "parcel", "flat ", "cell ", "room ", "house ", "apartment ", "unit ", "of block"),
        ),
        TextPattern(
            "NATIONALITY", codes.NATIONALITY, "[nationality]", (" national", " citizen"), accept=_demonym
        ),
        TextPattern("CODE", codes.SLASHED, "[number]", accept=_slash),
        TextPattern("CODE", codes.LONG, "[number]"),
        TextPattern("PLACE", codes.COORDINATE, "[place]"),
        TextPattern("PLACE", codes.GRID, "[place]", accept=_written_in_capitals),
        TextPattern("PLACE", codes.THREE_WORDS, "[place]", ("///",)),
        TextPattern("CODE", codes.INTERNET, "[internet address]"),
        TextPattern("ADDRESS", codes.ADDRESS, "[address]", accept=_capital_name),
        TextPattern("MONEY", quantities.MONEY_SIGN, "[amount]", ("£", "$", "€")),
        TextPattern("MONEY", quantities.MONEY_CODE, "[amount]", tuple(f"{code} " for code in MONEY_CODES)),
        TextPattern(
            "MONEY", quantities.MONEY_NAME, "[amount]", CURRENCIES + tuple(f" {code}" for code in MONEY_CODES)
        ),
        TextPattern("MONEY", quantities.MONEY_WORDS, "[amount]", CURRENCIES),
        TextPattern("SHARE", quantities.SHARE, "[percentage]", ("%", "per cent", "percent")),
        TextPattern("MEASURE", quantities.MEASURE, "[measure]"),
        TextPattern("COUNT", quantities.COUNT, quantities.uncounted),
        TextPattern(
            "COUNT", quantities.COUNT_WORDS, quantities.uncounted, tuple(f" {word}" for word in COUNTED)
        ),
        TextPattern("SENTENCE", dates.SENTENCE, "[length of sentence]", SENTENCES, group="code"),
        TextPattern("SENTENCE", dates.TERM_BEFORE, "[length of sentence]", SENTENCES, group="code"),
        TextPattern("SENTENCE", dates.LIFE, "[length of sentence]", ("life ", "to life")),
    )
    + tuple(
        TextPattern("AGE", expression, "", triggers)
        for expression, triggers in zip(
            dates.AGES,
            (
                ("aged ", "age "),
                (" old", "-old", "of age"),
                ("yo", "y/o", "yr old", "yrs old"),
                ("turned ", "turning ", "was just ", "was only ", "birthday"),
            ),
            strict=True,
        )
    )
)
TRIGGERS = Triggers(
    (word, number) for number, pattern in enumerate(PATTERNS) for word in pattern.triggers or ()
)

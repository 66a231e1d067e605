"""Dates, times, durations and ages: found, and made coarser by the policy.

The policy "month" turns an exact date into its month and year and leaves a month or a year
alone; "year" leaves the year only; "remove" leaves nothing. What is left alone is still
reported, so that the reader of the queue sees every date there is.
"""

from __future__ import annotations

import re

from lscb.publishing.anonymiser.lexicon import MONTHS
from lscb.publishing.anonymiser.numbers import ORDINAL, WORDED, YEAR_IN_WORDS, value, year_value

MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b(?:(?<=\b[a-z]{3})\.|(?<=sept)\.)?"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thurs?|fri|sat|sun)"
YEAR = r"(?:1[6-9]|20)\d\d\b"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?: ?(?:st|nd|rd|th))?\b"
MONTH_NAMES = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FEAST = (
    r"(?:christmas(?: day| eve)?|boxing day|new year'?s (?:day|eve)|good friday|easter (?:sunday|monday|day)|"
    r"halloween|all (?:saints|souls)'? day|ramadan|yom kippur|rosh hashanah|(?:chinese|lunar) new year|"
    r"nowruz|newroz|vaisakhi|holi\b|"
    r"bonfire night|valentine'?s day|mother(?:ing|'?s) (?:sunday|day)|father'?s day|st [a-z]+'s day|"
    r"eid(?:[- ]al[- ]\w+)?|diwali|hanukkah|passover|ash wednesday|pancake day|shrove tuesday|"
    r"(?:early |late )?may (?:day )?bank holiday|(?:summer|august|spring) bank holiday)"
)
DURATION_UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade)"

# "17, 18 and 19 May 2004", "3-5 June", "1st of March 1999", "Tuesday 3 May"
DAY_MONTH = re.compile(
    rf"\d(?<!\w\d)(?<!\d[/.,-]\d)(?:\d)?(?: ?(?:st|nd|rd|th))?(?:(?:,| and| or| to|-| -|/) ?(?:the )?{DAY}){{0,4}},?"
    rf"(?: day)?(?: of)?[ -]?{MONTH}(?:(?:,? ?| of |-|/){YEAR}| '?\d\d(?![\d:.])(?! ?(?:am|pm|{MONTH})))?"
)
# Grouped by first letter, with the look behind after it: the search then runs on plain letters.
MONTH_FIRST = (
    "(?:"
    + "|".join(
        f"{letter}(?<!\\w.)(?:{'|'.join(sorted((k[1:] for k in MONTHS if k[0] == letter), key=len, reverse=True))})"
        for letter in "jfmasond"
    )
    + r")\b(?:(?<=\b[a-z]{3})\.|(?<=sept)\.)?"
)
MONTH_DAY = re.compile(
    rf"{MONTH_FIRST} "
    rf"(?:the )?{DAY}(?!\d)(?:,? {YEAR})?"
)
MONTH_YEAR = re.compile(rf"{MONTH_FIRST}(?:(?:,| of|-)? ?{YEAR}| '\d\d\b)")
ISO = re.compile(r"[12](?<![\w/.-].)[09]\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\w/])")
NUMERIC = re.compile(
    r"\d(?<![\w/.-]\d)(?:\d)?([-/.]) ?(?:0?[1-9]|1[0-2])\1 ?(?:(?:19|20)\d\d|\d\d)(?![\w/-])(?!\.\d)"
)
NUMERIC_MONTH = re.compile(r"\d(?<![\w/.,-]\d)(?:(?<=0)[1-9]|(?<=1)[0-2])?/(?:19|20)\d\d(?![\w/])")
DAY_ALONE = re.compile(
    r"\d(?<=(?:the|day|.on) \d)\d?(?:st|nd|rd|th)\b(?= ?(?:[.,;:)!?\n]|$|and |but |when |she |he |they |at ))"
)
WORDED_DATE = re.compile(
    rf"\b(?:the )?{ORDINAL}(?: day)? (?:of )?{MONTH}(?:,? (?:of )?(?:{YEAR}|{YEAR_IN_WORDS}))?|"
    rf"\b{MONTH} (?:the )?{ORDINAL}\b(?:,? (?:{YEAR}|{YEAR_IN_WORDS}))?"
)
BARE_YEAR = re.compile(
    rf"[12](?<![\w/.,:§].)(?<!\d-.)(?<!nos. .)(?<!no. .)(?<!article .)(?:[6-9]|0)\d\d(?:s\b|\b)"
    rf"(?:(?:/|-| and | to | or )(?:{YEAR}|\d\d\b(?! [a-z]+ "
    rf"\d)))?(?![\d/])(?!,\d)(?!\.\d)(?! euros?)"
)
MONTH_ALONE = re.compile(
    rf"\b(?:in|since|until|till|by|of|from|during|before|after|between|early|late|mid|end of|and|to|last|following)[ -]"
    rf"(?P<date>(?:{MONTH})(?! (?:have|be|not|also|only|well|in|the|a|an|we|i|he|she|it|they)\b)(?: and {MONTH})?)"
)
EVENT = re.compile(
    rf"(?:\b(?:on|{WORDED}|\d+|the|a) (?:(?:day|night|morning|evening|week|weekend|month)s? )(?:after|"
    rf"before|of|following) )?"
    rf"(?:the )?\b{FEAST}(?:,? {YEAR})?"
)
WEEKDAY_DATE = re.compile(rf"\b{WEEKDAY},? (?:the )?\Z")
CLOCK = re.compile(
    r"\d(?<![\w/.,:£$€-]\d)\d?(?:[.:]\d\d){0,2} ?(?:a\.m\.|p\.m\.|am\b|pm\b|noon\b|midnight\b|hrs\b|hours\b(?= on))|"
    r"\d(?<![\w/.,:-]\d)\d?:[0-5]\d(?::[0-5]\d)?\b(?!\d)(?! ?%)"
)
CLOCK_WORDS = re.compile(
    r"\b(?:half|quarter|five|ten|twenty|twenty-five)(?: minutes?)? (?:past|to) (?:one|two|three|four|five|"
    r"six|seven|eight|nine|ten|"
    r"eleven|twelve|midnight|noon)\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'clock\b"
)
SEASON = re.compile(
    rf"\b(?:(?:spring|summer|autumn|winter|easter|christmas|(?:first|second|latter) half|(?:first|second|"
    rf"third|last) quarter)"
    rf"(?: and | or |,? )?)+(?:of )?(?:the year )?(?:term )?{YEAR}"
)
PART_BEFORE = re.compile(r"\b(?:the )?(?:beginning|end|start|middle|early|late|mid)(?: of|-)? ?\Z")

# The length of a sentence can be searched for in the press.
TERM = (
    rf"(?:\d{{1,2}}|{WORDED})(?: and a half)?[ -](?:day|week|month|year)s?(?:'s?)?(?: and (?:\d{{1,2}}|"
    rf"{WORDED}) (?:day|week|month)s?)?'?"
)
SENTENCE = re.compile(
    rf"\b(?:sentenc\w+|imprisonment|jailed|imprisoned|convicted|suspended|suspension|"
    rf"custody)\b[^.;\n]{{0,60}}?\b(?P<code>{TERM})\b"
    rf"(?! (?:later|ago|before|after|earlier))"
)
TERM_BEFORE = re.compile(
    rf"\b(?P<code>{TERM}) (?:of )?(?:imprisonment|in prison|in custody|custody|suspended|youth custody|"
    rf"detention|probation|prison)\b"
)
LIFE = re.compile(r"\blife (?:imprisonment|sentence)\b|\bsentenced to (?P<code>life)\b")
AGE_NUMBER = rf"(?:\d{{1,3}}(?:[.½]\d?)?|{WORDED})"
AGE_SPAN = (
    rf"{AGE_NUMBER}(?: and a half|½)?[ -](?:year|month|week|day)s?(?:[ ,-]+(?:and )?{AGE_NUMBER} "
    rf"(?:month|week|day)s?)?"
)
PERSON_NOUN = (
    r"(?:baby|boy|girl|child|son|daughter|man|woman|brother|sister|sibling|infant|toddler|"
    r"teenager|male|female|pupil|"
    r"half-brother|half-sister|nephew|niece|cousin|student|youth|mother|father)"
)
AGES = (
    re.compile(
        rf"\bage[ds]? (?:about |around |approximately |just |only |nearly |of )?(?P<age>{AGE_SPAN}|{AGE_NUMBER}"
        rf"(?: and a half)?)(?:[- ]olds?| of age)?\b(?! (?:to|and|-) ?\d)(?! or over)(?!-\d| ?%|/)"
    ),
    re.compile(rf"(?P<age>\b{AGE_SPAN})(?:[- ]olds?| of age)\b(?: (?P<noun>{PERSON_NOUN})\b)?"),
    re.compile(r"(?P<age>\b\d{1,2} ?(?:yo|y/o|yrs? old)\b)"),
    re.compile(
        rf"\b(?:turned|turning|was just|was only|his|her|their) (?P<age>\d{{1,2}}|{WORDED})(?:(?:st|"
        rf"nd|rd|th)? birthday|(?=[,.;]))"
    ),
)
BANDS_END = "18 or over"
BANDS = ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 to 17"))


def month_and_year(text: str, policy: str = "month") -> str:
    """The date in the form that the policy lets stand."""
    if policy == "remove":
        return "[date]"
    month, year, exact = parts(text)
    if not exact and (policy == "month" or month is None) and year is not None:
        return ""
    if year is None:
        if not exact and policy == "month":
            return ""
        return MONTH_NAMES[month] if month and policy == "month" else "[date]"
    if policy == "year" or month is None:
        return str(year)
    return f"{MONTH_NAMES[month]} {year}"


ISO_FORM = re.compile(r"(\d{4})[-/.](\d\d?)[-/.]\d\d?$")
SHORT_FORM = re.compile(r"(\d\d?)/(\d{4})$")
NUMERIC_FORM = re.compile(r"\d\d?[-/.] ?(\d\d?)[-/.] ?(\d{2,4})$")
LETTERS, DIGITS, ANY_YEAR = re.compile(r"[a-z]+"), re.compile(r"\d+"), re.compile(YEAR)
SHORT_YEAR = re.compile(r"[' ](\d\d)$")
SPOKEN_YEAR, EXACT_WORD = re.compile(YEAR_IN_WORDS), re.compile(rf"\b{ORDINAL}\b")
WITHOUT_YEAR = re.compile(rf"{YEAR}|'\d\d$")


def parts(text: str) -> tuple[int | None, int | None, bool]:
    """Month, year and whether a day was given, of folded text."""
    if text[0].isdigit() and not text[-1].isalpha():
        if iso := ISO_FORM.match(text):
            return int(iso[2]), int(iso[1]), True
        if short := SHORT_FORM.match(text):
            return int(short[1]), int(short[2]), True
        if numeric := NUMERIC_FORM.match(text):
            return int(numeric[1]), full_year(numeric[2]), True
    month = next((MONTHS[w] for w in LETTERS.findall(text) if w in MONTHS), None)
    digits = ANY_YEAR.search(text)
    year = int(digits[0]) if digits else None
    if year is None and month:
        short = SHORT_YEAR.search(text)
        if short and len(DIGITS.findall(text)) > (0 if "'" in text else 1):
            year = full_year(short[1])
        elif spoken := SPOKEN_YEAR.search(text):
            year = year_value(spoken[0])
    rest = WITHOUT_YEAR.sub("", text)
    return month, year, bool(DIGITS.search(rest) or EXACT_WORD.search(rest))


def full_year(text: str) -> int:
    """Two digits are of this century up to 39."""
    number = int(text)
    return number if number > 99 else number + (2000 if number < 40 else 1900)


def age_band(text: str) -> str:
    """The band that an exact age falls into."""
    number = value(re.split(r"[ -](?:year|month|week|day)", text)[0])
    years = number if number is not None and not re.search(r"month|week|day", text.split("year")[0]) else None
    if number is not None and years is None:
        per_year = 12 if "month" in text else 52 if "week" in text else 365
        years = number // per_year
    if years is None:
        return "[age]"
    for limit, band in BANDS:
        if years < limit:
            return band
    return BANDS_END

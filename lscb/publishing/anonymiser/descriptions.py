"""What tells who somebody is without a name: a trade, an origin, a length of time.

An occupation that the text states outright is masked; the other descriptions are listed for a
person to weigh, because only a reader can tell which of them single a family out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.findings import MaskOrDoubt
from lscb.publishing.anonymiser.folding import Folded
from lscb.publishing.anonymiser.numbers import WORDED
from lscb.publishing.anonymiser.zones import Triggers, windows

TRADES = (
    "civil servant|research assistant|medical practitioner|non-commissioned officer|security guard|shop "
    "assistant|care assistant|"
    "housing officer|prison officer|managing director|chief executive|editor-in-chief|army officer|machine "
    "operator|estate agent|"
    "shop owner|business owner|company director|bus conductor|market trader|flight attendant|dinner lady|"
    "lollipop lady|lorry driver|"
    "bank clerk|sales assistant|office manager|soldier|military academy|pub landlord"
)
TRADE = re.compile(rf"\b(?:{TRADES})s?\b")
STATED = re.compile(
    r"\b(?:(?:works?|worked|working|employed|employment|practis\w+|job|career|post|position|trained|"
    r"training|qualified|served|"
    r"serving|business|living|retired|began|started)(?: \w+){0,3}? (?:as|of)|"
    r"(?:he|she|who|i|father|mother|applicant|partner|stepfather|uncle|aunt|grandfather|grandmother|husband|wife)"
    r"(?: is| was| has been| had been| became|,)) (an? )?((?:[a-z-]+ ){0,4}[a-z-]+)"
)
ORIGIN = re.compile(
    r"\b(?:black|white|brown|mixed[- ]race|mixed[- ]heritage|dual[- ]heritage|biracial)(?: british| african|"
    r" caribbean| irish| other)?"
    r" (?:wom[ae]n|m[ae]n|boys?|girls?|child(?:ren)?|famil(?:y|ies)|mothers?|fathers?|males?|females?|"
    r"people|persons?|teenagers?|babies|baby)\b"
)
DURATION = re.compile(
    rf"\b(?:\d{{1,3}}|{WORDED})(?: and a half)?[ -](?:years?|months?|weeks?|days?)\b(?! (?:old|of age))"
)
BODY = re.compile(
    r"\b(?:loss of (?:vision|sight|hearing|memory|a limb)|[a-z]+-based(?= )|gave birth to "
    r"(?:a|twin|triplet)[a-z ]{0,10}|"
    r"(?:twins?|triplets?|quadruplets?|(?:el|ol)dest|youngest|only child|stillborn|surrogate)\b|"
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ](?:born|child|pregnancy)\b)"
)
DESCRIPTIONS = (
    (TRADE, "occupation", tuple(TRADES.split("|"))),
    (ORIGIN, "origin", ("black ", "white ", "brown ", "mixed", "dual", "biracial")),
    (
        BODY,
        "description",
        (
            "loss of ",
            "-based",
            "gave birth",
            "twin",
            "triplet",
            "quadruplet",
            "eldest",
            "oldest",
            "youngest",
            "only child",
            "stillborn",
            "surrogate",
            "born",
            "th child",
            "nd child",
            "rd child",
            "pregnancy",
        ),
    ),
    (DURATION, "length of time", ("year", "month", "week", " day", "-day")),
)
OWN = len(DESCRIPTIONS)
TRIGGERS = Triggers(
    [
        *((word, number) for number, row in enumerate(DESCRIPTIONS) for word in row[2]),
        *(
            (f" {verb} {article} ", OWN)
            for verb in ("as", "is", "was", "been", "became", "of", "father,", "mother,", "applicant,")
            for article in ("a", "an")
        ),
    ]
)


def stated_occupations(folded: Folded) -> list[MaskOrDoubt]:
    """Masks for trades that are said to be somebody's own."""
    found = []
    text = folded.text
    for last in TRIGGERS.places(text).get(OWN, ()):
        for match in STATED.finditer(text, max(0, last - 50), min(len(text), last + 60)):
            if match.start(2) != last + 1:
                continue
            length = _trade(match[2])
            if length:
                found.append(
                    MaskOrDoubt(
                        *folded.span(match.start(2), match.start(2) + length), "OCCUPATION", "[occupation]"
                    )
                )
            break
    return found


def _trade(words: str) -> int:
    """How many letters of the phrase tell a trade; 0 when none does."""
    phrase = TRADE.search(words)
    best = phrase.end() if phrase else 0
    place = 0
    for word in words.split():
        if word in lexicon.FUNCTION_WORDS and word != "of":
            break
        end = place + len(word)
        if word in lexicon.OCCUPATIONS:
            best = max(best, end)
            break
        place = end + 1
    return best


def described(folded: Folded) -> Iterator[tuple[int, int, str]]:
    """(start, end, reason) of descriptions that a reader should weigh."""
    places = TRIGGERS.places(folded.text)
    for number, (expression, reason, _) in enumerate(DESCRIPTIONS):
        for start, end in windows(places.get(number, ()), folded.text, 30, 30):
            for match in expression.finditer(folded.text, start, end):
                yield *folded.span(*match.span()), reason

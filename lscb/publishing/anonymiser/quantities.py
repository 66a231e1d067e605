"""Sums of money, shares and counts that single a case out."""

from __future__ import annotations

import re

from lscb.publishing.anonymiser.numbers import WORDED

CODES = (
    r"(?:eur|gbp|usd|trl|try|ytl|pln|dem|ats|sek|nok|dkk|chf|frf|itl|cyp|hrk|huf|czk|rub|esp|pte|fim|bef|nlg)"
)
NAMES = (
    r"(?:euros?|pounds?(?: sterling)?|pence|dollars?|(?:new )?turkish lir(?:as?|e)|(?:polish )?zlotys?|"
    r"(?:deutsch(?:e)? ?|german )?marks?|(?:austrian )?schillings?|(?:swedish |norwegian |danish "
    r")?kron(?:or|er|a)|"
    r"(?:swiss |french |belgian )?francs?|liras?|lire|crowns?|roubles?|rubles?|pesetas?|kunas?|forints?)"
)
NAMES = rf"(?:[a-z]{{3}} )?{NAMES}"
AMOUNT = r"\d[\d,.' ]*\d|\d"
ABOUT_BEFORE = re.compile(
    r"\b(?:approximately|approx\.?|about|around|some|over|nearly|almost|up to|at "
    r"least|more than) \Z"
)
TAIL = rf"(?: \(?{CODES}\b\)?)?"
MONEY_SIGN = re.compile(r"[£$€] ?\d[\d,.]*\d?(?: ?(?:k|m|bn|million|thousand|billion)\b)?")
MONEY_CODE = re.compile(rf"\b{CODES} (?:{AMOUNT})(?![\w])(?: (?:million|billion|thousand))?(?: \({NAMES}\))?")
MONEY_NAME = re.compile(
    rf"\d(?<![\w.,/]\d)(?:[\d,.']*\d| \d{{3}}\b)*(?: (?:million|billion|thousand|"
    rf"hundred))?(?: {CODES}\b| {NAMES}\b){TAIL}"
)
MONEY_WORDS = re.compile(rf"\b{WORDED} {NAMES}\b{TAIL}")
SHARE = re.compile(
    r"\d(?<![\w.,/]\d)[\d.,]*(?: ?%)?(?: (?:to|and|or) \d[\d.,]*)?(?: ?%| per ?cent\b| percent\b)"
)
MEASURE = re.compile(
    r"\d(?<![\w.,/§-]\d)[\d.,]*(?: x \d[\d.,]*)?[ -]?(?:km/h|mph|kilomet(?:re|er)s?|km|centimet(?:re|er)s?|"
    r"cm|millimet(?:re|er)s?|mm|"
    r"met(?:re|er)s?|miles?|yards?|feet|foot|ft|inch(?:es)?|kilograms?|kg|grams?|mg|ml|lit(?:re|er)s?|hectares?|acres?|"
    r"square met(?:re|er)s|sq ?m|m2|stones?|lbs?|ounces?|oz|tonnes?|tons?)\b(?! of the)"
)
COUNTED = (
    r"(?:persons?|people|hearings?|occasions?|tablets?|packages?|envelopes?|pages?|decisions?|witnesses|"
    r"defendants|co-defendants|accused|suspects|plots?|houses|flats|employees|applicants|children|"
    r"sons|daughters|"
    r"brothers|sisters|siblings|shares|bottles|bullets|sessions|cars|sheets|dogs|cats|horses|pupils|students|"
    r"villages|times|counts)"
)
COUNTED_TOO = r"(?:landowners|landlords|residents|neighbours|relatives|members|staff|officers)"
OTHER = r"(?:older |younger |half-|step|other |further |different |separate |ecstasy |additional |more |ex-|former )?"
COUNT = re.compile(rf"\d(?<![\w.,/§-]\d)[\d,]* {OTHER}(?:{COUNTED}|{COUNTED_TOO})\b")
COUNT_WORDS = re.compile(
    rf"\b(?!one )(?!(?:two|three) (?:times|occasions)\b){WORDED} {OTHER}(?:{COUNTED}|{COUNTED_TOO})\b"
)


def uncounted(text: str) -> str:
    """The count without its number: "three siblings" becomes "a number of siblings"."""
    words = text.split()
    place = next(
        (i for i, word in enumerate(words) if re.fullmatch(COUNTED + "|" + COUNTED_TOO, word)), len(words) - 1
    )
    return "a number of " + " ".join(words[place:])

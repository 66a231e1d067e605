"""Numbers and marks that lead to one person: NHS and pupil numbers, phones, plates, addresses."""

from __future__ import annotations

import re

from stdnum.gb import nhs

EMAIL = re.compile(
    r"(?:[\w.+'-]|[(\[]dot[)\]])+ ?(?:@|\(at\)|\[at\]) ?[a-z0-9-]+(?:(?:\.| ?[\[(]dot[\])] ?| dot )[a-z0-9-]+)+|"
    r"[\w+-]*[.\d][\w.+-]* at [a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|com|net|uk|co|gov|edu|info|sch|me|io|"
    r"eu)\b(?:\.[a-z]{2,3}\b)?"
)
HANDLE = re.compile(r"@(?<![\w.]@)[\w][\w.]*\w")
WEB = re.compile(r"\b(?:https?://|www\.)[^\s<>\"']+[\w/]")
ACCOUNT = re.compile(
    r"\b(?:snapchat|instagram|insta|tiktok|kik|whatsapp|discord|xbox|playstation|roblox|gamertag|username|user name|"
    r"screen name|password)(?: (?:name|user ?name|handle|account|profile|id))?(?: is| was|:| as) "
    r"(?P<code>@?[\w.]*[\d_.][\w.]*\w)"
)
POSTCODE = re.compile(r"\b(?:[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}|gir ?0aa)\b")
PHONE = re.compile(
    # One set of characters to start with: the search then skips everything else at once.
    r"[+(0](?:(?:(?<=\()\+?|(?<=\+))44\)?|(?<=0)044)(?<!\d0044)[ .()-]*(?:\(0\))?(?:[ .()-]*\d){9,10}(?!\d)|"
    r"[+(0](?:(?<=\()0|(?<=0)(?<![\w.,/]0))\d(?:[ .()-]{0,2}\d){8,9}(?![\d/])|[+(0](?<=\+)\d{1,3}(?:[ "
    r".-]?\d){7,12}(?!\d)"
)
NHS = re.compile(r"\d(?<![\w.,/-]\d)\d\d[ -]?\d{3}[ -]?\d{4}(?![\d/-])")
NI = re.compile(r"\b[abceghj-prstw-z][abceghj-nprstw-z](?: ?-?\d\d){3} ?-?[a-d]\b")
UPN = re.compile(r"\b[a-hj-np-rt-z]\d{11}[\da-hj-np-rt-z]\b")
PLATE = re.compile(r"\b(?:[a-z]{2}\d\d ?[a-z]{3}|[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z])\b")
CITATION = re.compile(
    r"[\[(](?:19|20)\d\d[\])] (?:\d+ )?[a-z]{2,6}(?: (?:civ|crim|admin|fam|b))*(?: ?b?\d+)(?: \((?:fam|"
    r"admin|civ|crim|ch|qb|kb)\))?|"
    r"\b[a-z]{2,5} (?:19|20)\d\d p\. ?\d+|\b(?:19|20)\d\d (?:ewhc|ewca|ewfc|uksc|ukhl|ukut|bailii) ?(?:civ |"
    r"crim )?b?\d+"
)
CASE_NUMBER = re.compile(
    r"\b[a-z]{2}\d\d[a-z]\d{5}\b|\b(?:[a-z]{1,4}[-/])?\d{2,6}/\d{2,4}(?:/[a-z\d]{1,5})*\b"
)
MIXED = re.compile(
    r"\b(?=[a-z]{0,8}\d)(?=\d{0,8}[a-z])(?!\d+(?:st|nd|rd|th|s|am|pm|km|kg|cm|mm|ml|mg|hrs|yo|m|k)\b)"
    r"[a-z\d]{6,}(?:[-/][a-z\d]+)*\b|\b[a-z]{1,4}-(?!(?:19|20)\d\d\b)\d{2,}\b"
)
NUMBERED = re.compile(
    r"\b(?:nos?\.?|number|numbers|numbered|ref\.?|reference|plots?(?: nos?\.)?|parcels?(?: nos?\.)?|file|"
    r"folio|flat|account|"
    r"room|cell|block|sheet/plan|registration) "
    r"(?P<code>(?:no\. )?\d[\d./:-]*(?:[a-z]\d*)?(?:(?:,| and|, and) \d[\d./:-]*(?<![.:,]))*)(?<![.:,])"
)
PLOT = re.compile(
    r"\b(?:plots?|parcels?) (?:nos?\. ?|numbers? )?\d[\d./-]*[a-z]?\b(?:(?:,| and|, and) \d[\d./-]*)*(?: of "
    r"block [a-z]\b)?(?<![.,])|"
    r"\b(?:flat|cell|room|house|apartment|unit) (?:no\.? ?|number )?\d[\d/-]*[a-z]?\b|\bno\. \d+ of block [a-z]\b"
)
NATIONALITY = re.compile(
    r"\b(?P<origin>united kingdom|[a-z-]{4,20}) (?:nationals?|citizens?|citizenship|"
    r"nationality)\b"
)
NOT_A_FILE = re.compile(
    r"(?:protocol|law|laws|decree|act|article|articles|rule|rules|regulation|directive|series|resolution|"
    r"recommendation|"
    r"convention|form|table|figure|chapter|section|appendix|schedule|annex|page|paragraph|type|legislative|"
    r"ordinance|circular|"
    r"a large|a small|large|small|total|any) \Z"
)
LONG = re.compile(r"\d(?<![\w.,/-]\d)(?!(?<=1)9\d\d |(?<=2)0\d\d )(?:[ -]?\d){5,}(?![\d/%])(?!,\d)(?!\.\d)")
SLASHED = re.compile(r"\d(?<![\w.,/-]\d)\d*(?:[/:]\d+){1,3}[a-z]?\b(?!%)")
COORDINATE = re.compile(r"\d(?<![\w/]\d)\d{0,2}\.\d{4,}, ?-?\d{1,3}\.\d{4,}")
GRID = re.compile(r"\b[hnst][a-hj-z] ?(?:\d{3} ?\d{3}|\d{4} ?\d{4}|\d{5} ?\d{5})\b")
THREE_WORDS = re.compile(r"///[a-z]+\.[a-z]+\.[a-z]+")
INTERNET = re.compile(r"\d(?<![\w.]\d)\d{0,2}(?:\.\d{1,3}){3}\b")
STREET = (
    r"(?:street|road|lane|avenue|row|close|crescent|drive|gardens|grove|terrace|mews|walk|court|way|hill|place|"
    r"square|parade|rise|green|view|rd|st|ave|cres|gdns|tce)"
)
ADDRESS = re.compile(rf"\d(?<![\w.,/-]\d)\d{{0,3}}[a-z]?,? (?P<name>(?:[a-z][\w'-]+ ){{1,3}}{STREET})\b")
# Read in the text as written: the capitals tell "the house on Otter Lane" from "on the road".
ROAD = re.compile(
    r"[A-Z][\w'’-]+ (?:[A-Z][\w'’-]+ )?(?:Street|Road|Lane|Avenue|Crescent|Mews|Row|Terrace|Grove|Gardens|"
    r"Close|Drive|Estate|"
    r"STREET|ROAD|LANE|AVENUE|CRESCENT|MEWS|ROW|TERRACE|GROVE|GARDENS|CLOSE|DRIVE)\b"
)


def nhs_or_number(text: str) -> str:
    """A ten-digit number with a good check digit is an NHS number; any other stays hidden all the same."""
    return "[NHS number]" if nhs.is_valid(re.sub(r"\D", "", text)) else "[number]"

"""List every word that may still give somebody away, for a person to decide.

A word is doubtful when it is capitalised where no sentence starts and is not plain English,
when it is no English word at all, when it is a first name, or when it tells an origin, an
occupation or an illness. Plain words with a capital ("the Court") are not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.descriptions import described
from lscb.publishing.anonymiser.findings import MaskOrDoubt, Spans
from lscb.publishing.anonymiser.folding import Folded
from lscb.publishing.anonymiser.spelling import ACRONYMS_OF_TRADE

CAPITALISED = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w]*(?:['’\-‑.][^\W\d_]\w*)*")
JOIN = re.compile(
    r" (?:(?:of|the|de|la|van|von|der|und|et|for|and|du|i|ve|w) ){0,2}\Z| ?[&-] ?\Z|"
    r"(?:(?<=\b[A-Z])|(?<=\b[A-Z][a-z])|(?<=\bM[a-z]s))\. ?\Z"
)
LOWER = re.compile(r"[a-z][a-z'-]{2,}[a-z]")
SENTENCE_END = re.compile(r"(?:[.!?:;]['\"”’)\]]*|\n|^|[•*·-])\s*[\"“‘'(\[]*\s*\Z")
NUMBER = re.compile(r"\d[\d.,/:-]*\d|\d")
QUOTED = re.compile(r"[“\"]([^“”\"\n]{3,80})[”\"]")
VERB_AFTER = re.compile(
    r" (?:\w{3,}ed|was|is|had|has|said|told|went|left|came|gave|took|saw|felt|began|ran|wrote|rang|"
    r"would|could|did|does|and|who|then|also|never|always|kept|lay|sat|stood|cried|met|"
    r"knew|says)\b"
)
FINITE = re.compile(r" (?:\w{3,}ed|was|is|had|has|said|told|went|came|gave|took|saw)\b")
INITIALS_OF_LAW = frozenset(
    "§ article articles rule rules section protocol paragraph page chapter no act law".split()
)
BEFORE_NUMBER = re.compile(r"(\S+) ?\Z")
# A state and its organs ("the Polish Government") say nothing about a person.
STATE = re.compile(
    r"(?:[A-Z]\w+(?:-[A-Z]\w+)? (?:Government|Republic|Embassy|Constitution|Parliament|Penal|"
    r"Criminal|Civil|Code|Law|law|"
    r"authorities|courts?|Court|Army|State|Supreme|Consulate|legislation|language)|"
    r"(?:Federal )?Republic of [A-Z]\w+)\b"
)
NO_NAMES = lexicon.PUBLIC | lexicon.FUNCTION_WORDS | lexicon.TITLES
INITIAL = re.compile(r"[A-Z]\. ?[A-Z]")
DOTTED = re.compile(r"(?:[^\W\d_]\.){1,4}[^\W\d_]")
# Words before a name that is also a plain word ("her dog Biscuit").
CALLED = frozenset(
    "called named nicknamed dog cat horse pony puppy pet friend neighbour cousin brother sister son "
    "daughter boyfriend girlfriend "
    "uncle aunt nephew niece operation surnamed alias aka partner ex-partner husband wife baby "
    "colleague little".split()
)
NAME_FOLLOWS = CALLED | lexicon.SURE_TITLES | {"as"}
WORD_BEFORE = re.compile(r"([\w-]+)\.?[\s,:'\"“‘(]*\Z")
LANDMARKS = frozenset(
    "arms inn head park estate wood woods green farm bridge mill hall cottage cottages "
    "court tower towers lake".split()
) - {"court", "hall", "head"}
LANDMARK_AFTER = re.compile(
    r" (?:pub|inn|hotel|bar|caf[eé]|park|estate|club|shop|supermarket|farm|flats|"
    r"takeaway|restaurant|station)\b"
)
PUBLIC_WORDS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday english britain england europe european uk christian christmas easter "
    "strasbourg convention hudoc lscb ofsted nspcc cafcass nhs internet facebook whatsapp snapchat instagram".split()
)


def find_residual(folded: Folded, taken: Spans, protected: frozenset[str]) -> list[MaskOrDoubt]:
    """Doubtful stretches that touch nothing already found."""
    found: list[MaskOrDoubt] = []
    source = folded.source
    guarded = _protect(source, protected, found, taken)
    for step in (
        _capitals(source, taken),
        _quoted(source, taken),
        described(folded),
        _lower_case(folded),
        _numbers(source),
    ):
        for start, end, reason in step:
            if not taken.touches(start, end) and not guarded.touches(start, end):
                taken.add(start, end)
                found.append(MaskOrDoubt(start, end, "REVIEW", None, reason))
    return found


def _protect(source: str, protected: frozenset[str], found: list[MaskOrDoubt], taken: Spans) -> Spans:
    """A pseudonym that stands in the source already could be mistaken for our own: say so."""
    guarded = Spans()
    for word in protected:
        sure = " " in word and any(c.isdigit() or c.isupper() for c in word.split()[-1])
        start = source.find(word)
        while start >= 0:
            end = start + len(word)
            if not source[start - 1 : start].isalnum() and not source[end : end + 1].isalnum():
                if sure and not taken.touches(start, end):
                    found.append(MaskOrDoubt(start, end, "REVIEW", None, "pseudonym already in the source"))
                guarded.add(start, end)
            start = source.find(word, end)
    return guarded


def _capitals(source: str, taken: Spans) -> Iterator[tuple[int, int, str]]:
    """Runs of capitalised words, judged as one."""
    run: list[re.Match[str]] = []
    for match in CAPITALISED.finditer(source):
        if match.start() and (source[match.start() - 1].isalnum() or source[match.start() - 1] == "["):
            continue
        if taken.touches(*match.span()):
            if run:
                yield from _run(run, source)
                run = []
            continue
        # A page in capitals is no name: runs stay short, and so does the time they take.
        if run and (
            len(run) > 11
            or not (match.start() - run[-1].end() < 12 and JOIN.match(source, run[-1].end(), match.start()))
        ):
            yield from _run(run, source)
            run = []
        run.append(match)
    yield from _run(run, source)


def _run(run: list[re.Match[str]], source: str) -> Iterator[tuple[int, int, str]]:
    if len(run) == 1 and _boring(run[0][0]):
        # Most capitals of a report: a plain word that only what stands before it can make a name.
        lead = WORD_BEFORE.search(source, max(0, run[0].start() - 20), run[0].start())
        if not lead or lead[1].lower() not in NAME_FOLLOWS:
            return
    starts, words = False, []
    while run:
        words = [_plain(m[0]) for m in run]
        first = words[0]
        starts = bool(SENTENCE_END.search(source[max(0, run[0].start() - 6) : run[0].start()]))
        if len(run) == 1 and first in lexicon.FUNCTION_WORDS & lexicon.GIVEN_NAMES:
            break
        if (
            starts
            and len(run) == 2
            and not lexicon.PUBLIC & set(words)
            and VERB_AFTER.match(source, run[1].end())
        ) and not {*words} & (lexicon.FUNCTION_WORDS | lexicon.TITLES):
            yield run[0].start(), run[1].end(), "capitalised phrase"
            return
        if (
            first in lexicon.FUNCTION_WORDS
            or first in lexicon.TITLES
            and len(run) > 1
            or (starts and len(run) > 1 and lexicon.is_common(first) and first not in lexicon.GIVEN_NAMES)
        ):
            run = run[1:]
            continue
        break
    if not run:
        return
    reason = _judge(run, words[-len(run) :], starts and len(words) == len(run), source)
    if reason:
        yield run[0].start(), run[-1].end(), reason


@lru_cache(maxsize=65536)
def _boring(written: str) -> bool:
    word = _plain(written)
    return (
        written.isascii()
        and word not in lexicon.GIVEN_NAMES
        and lexicon.is_common(word)
        and "." not in written
    )


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    folded = "".join(Folded(word).text)
    return folded[:-2] if folded.endswith("'s") else folded.rstrip(".'")


def _judge(run: list[re.Match[str]], words: list[str], starts: bool, source: str) -> str:
    """Why the run is doubtful, or nothing."""
    unknown = [w for w, m in zip(words, run, strict=True) if _unknown(w, m[0])]
    names = [w for w in words if w in lexicon.GIVEN_NAMES]
    before = source[max(0, run[0].start() - 20) : run[0].start()].lower().split()
    if before and before[-1].rstrip(".") in lexicon.SURE_TITLES and len("".join(words)) > 1:
        return "name after a title"
    if len(words) == 1 and starts:
        if names and (lexicon.is_common(words[0]) or words[0] in lexicon.MONTHS):
            follows = FINITE if words[0] in lexicon.FUNCTION_WORDS else VERB_AFTER
            return "first name" if follows.match(source, run[0].end()) else ""
        return "unknown word" if unknown else ""
    if words[0] in lexicon.FUNCTION_WORDS and len(words) == 1:
        return "first name" if FINITE.match(source, run[0].end()) else ""
    if names and (len(words) > 1 or not lexicon.is_common(words[0]) or not starts):
        return "first name"
    if unknown and all(w in lexicon.DEMONYMS or w in lexicon.COUNTRIES for w in unknown):
        return (
            ""
            if STATE.match(source, run[0].start()) or STATE.search(source, run[0].start(), run[-1].end() + 16)
            else "origin"
        )
    if unknown:
        return "unknown name"
    if any(DOTTED.fullmatch(m[0]) for m in run) or len(run) > 1 and INITIAL.match(source, run[0].start()):
        return "initials"
    lead = [w for w in (b.strip(",:'\"“‘(") for b in before) if w]
    if lead and not starts and (lead[-1] in CALLED or lead[-2:] in (["known", "as"], ["referred", "as"])):
        return "possible name"
    if len(words) > 1 and (words[-1] in LANDMARKS or LANDMARK_AFTER.match(source, run[-1].end())):
        return "landmark"
    plain = [w for w in words if w not in lexicon.PUBLIC and w not in PUBLIC_WORDS and len(w) > 1]
    if len(words) > 1 and plain and (words[-1] in lexicon.NAMED_BODIES and words[0] in plain):
        return "possible name of a place or body"
    if 1 < len(words) < 4 and len(plain) == len(words) and not starts:
        return "capitalised phrase"
    return ""


@lru_cache(maxsize=65536)
def _unknown(word: str, written: str) -> bool:
    if word in PUBLIC_WORDS or word in lexicon.MONTHS or len(word) < 2 or word in lexicon.SURE_TITLES:
        return False
    if written.isupper() and len(written) < 7 and "." not in written:
        return word not in ACRONYMS_OF_TRADE and not lexicon.is_common(word) and not set(word) <= set("ivx")
    if not written.isascii() and word not in lexicon.WORDS and written.isalpha():
        return True
    pieces = re.split(r"[-'.]", word)
    return any(len(p) > 1 and not lexicon.is_common(p) and p not in PUBLIC_WORDS for p in pieces)


def _quoted(source: str, taken: Spans) -> Iterator[tuple[int, int, str]]:
    """A phrase quoted with capitals is a headline or a name: it can be searched for."""
    for match in QUOTED.finditer(source):
        words = match[1].split()
        capitals = [w for w in words if w[:1].isupper()]
        if len(words) > 2 and len(capitals) >= 2 and len(capitals) * 2 >= len(words):
            yield from _free(match.start(1), match.end(1), taken, source, "quoted phrase")


def _free(start: int, end: int, taken: Spans, source: str, reason: str) -> Iterator[tuple[int, int, str]]:
    """The stretch, or those of its words that are not spoken for."""
    if not taken.touches(start, end):
        yield start, end, reason
        return
    for match in re.finditer(r"[A-Z]\w{2,}", source[start:end]):
        yield start + match.start(), start + match.end(), reason


def _lower_case(folded: Folded) -> Iterator[tuple[int, int, str]]:
    """Words that are no English, and words that tell origin, occupation or illness."""
    text = folded.text
    for word in set(LOWER.findall(text)):
        reason = _about(word)
        place = text.find(word) if reason else -1
        while place >= 0:
            end = place + len(word)
            if (
                not (place and (text[place - 1].isalnum() or text[place - 1] in "-'"))
                and not text[end : end + 1].isalnum()
            ):
                first, last = folded.span(place, end)
                # Words with a capital were judged with their neighbours.
                if reason == "health" or folded.source[first].islower():
                    yield first, last, reason
            place = text.find(word, end)


@lru_cache(maxsize=65536)
def _about(word: str) -> str:
    plain = word[:-2] if word.endswith("'s") else word
    single = plain[:-1] if plain.endswith("s") else plain
    if plain in lexicon.DEMONYMS or single in lexicon.DEMONYMS:
        return "origin" if plain not in PUBLIC_WORDS else ""
    if plain in lexicon.HEALTH:
        return "health"
    if plain in lexicon.OCCUPATIONS or single in lexicon.OCCUPATIONS:
        return "occupation"
    if plain in lexicon.GIVEN_NAMES:
        return "" if lexicon.is_common(plain) else "first name"
    if plain in PUBLIC_WORDS or plain in lexicon.MONTHS or lexicon.is_common(plain):
        return ""
    if all(lexicon.is_common(p) or len(p) < 3 for p in re.split(r"[-']", plain)):
        return ""
    return "unknown word"


def _numbers(source: str) -> Iterator[tuple[int, int, str]]:
    """Long numbers that no pattern explained."""
    for match in NUMBER.finditer(source):
        if len(match[0].rstrip(".,")) < 3:
            continue
        before = BEFORE_NUMBER.search(source[max(0, match.start() - 14) : match.start()].lower())
        if before and before[1].rstrip(".") in INITIALS_OF_LAW:
            continue
        yield match.start(), match.start() + len(match[0].rstrip(".,")), "number"

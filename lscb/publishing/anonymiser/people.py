"""Decide whose name a hit is, and say so when it cannot be known.

Neighbouring parts of a name are read together. Parts of two different people side by side,
a surname of several people and a stranger's first name before a known surname are never
guessed: they are doubtful, with the candidates.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.findings import MaskOrDoubt
from lscb.publishing.anonymiser.folding import Folded
from lscb.publishing.anonymiser.matcher import CompiledRegister, NameHit
from lscb.publishing.anonymiser.person_variants import name_parts
from lscb.publishing.anonymiser.register import RegisterEntry

JOINED = re.compile(r"(?:[ ._+-]|, ?|\. |, (?:mr|mrs|ms|dr) )\Z")
TITLE_BEFORE = re.compile(r"((?:\b[a-z]{2,14}\.? ){1,3})\Z")
WORD_BEFORE = re.compile(r"([^\W\d_](?:[\w'-]*[^\W_]|\.(?: ?[^\W\d_]\.)*)?) \Z")
WORD_AFTER = re.compile(r" ([^\W\d_][\w'-]*)")
FAMILY_AFTER = re.compile(
    r"(?:'s)? (?:family|families|household|children|siblings|brothers|sisters|parents|"
    r"home|house|boys|girls)\b"
)
VERB_AFTER = re.compile(
    r"'s\b|,| (?:\w{3,}ed|was|is|had|has|said|told|went|left|came|gave|took|saw|felt|began|ran|wrote|rang|"
    r"would|could|did|does|and|who|"
    r"then|also|never|always|kept|lay|sat|stood|cried|met|knew|says|may|might|will|must|should|lives|spoke|"
    r"made|got|brought|drove|"
    r"hit|hurt|held|became|agreed|told|thought|found|[a-z])\b(?! of\b)|[.!?;)\"]|\Z"
)
HALF_BEFORE = re.compile(r"(?<![\w-])([^\W\d_]{2,})-\Z")
HALF_AFTER = re.compile(r"-([^\W\d_]{2,})(?![\w-])")
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your it them him us me".split()
)


def resolve(hits: list[NameHit], folded: Folded, compiled: CompiledRegister) -> list[MaskOrDoubt]:
    """Findings, in the order of the text, for all hits."""
    merged = _merge(hits, folded, compiled)
    found = []
    for position, hit in enumerate(merged):
        limit = merged[position - 1].end if position else 0
        after = merged[position + 1].start if position + 1 < len(merged) else len(folded.text)
        found.append(_finding(hit, limit, after, folded, compiled))
    return found


def _merge(hits: list[NameHit], folded: Folded, compiled: CompiledRegister) -> list[NameHit]:
    """Join parts of one name; parts of different people become one hit of nobody."""
    merged: list[NameHit] = []
    for hit in hits:
        before = merged[-1] if merged else None
        if before is None or not (before.entries & compiled.people and hit.entries & compiled.people):
            merged.append(hit)
            continue
        gap = folded.text[before.end : hit.start]
        if not JOINED.fullmatch(gap) or before.plural:
            merged.append(hit)
            continue
        both = before.entries & hit.entries
        if both:
            forms = before.forms | hit.forms if gap[0] == "," else frozenset(("full",))
            merged[-1] = NameHit(before.start, hit.end, both, forms, hit.plural, before.fuzzy or hit.fuzzy)
        elif (
            gap in (" ", "-")
            and not ("full" in before.forms and "full" in hit.forms)
            and not _stop(before, folded)
        ):
            merged[-1] = NameHit(
                before.start, hit.end, before.entries | hit.entries, frozenset(("composite",))
            )
        else:
            merged.append(hit)
    return merged


def _stop(hit: NameHit, folded: Folded) -> bool:
    """A sentence or cell that ends there, or a dash, keeps two names apart."""
    first, last = folded.span(hit.start, hit.end)
    return (
        folded.source[last : last + 1] in "—–―"
        or "\n\n" in folded.source[last : last + 3]
        or "\t" in folded.source[last : last + 2]
    )


def _finding(hit: NameHit, limit: int, after: int, folded: Folded, compiled: CompiledRegister) -> MaskOrDoubt:
    entries = [compiled.entries[i] for i in sorted(hit.entries)]
    kind = entries[0].kind
    start = hit.start
    if not hit.entries & compiled.people:
        return _body(hit, entries, folded)
    titles, start = _titles_before(hit, limit, folded)
    if "composite" in hit.forms:
        return _doubt(start, hit.end, folded, "possible new person", entries)
    if "doubtful" in hit.forms:
        return _doubt(start, hit.end, folded, "initials", entries)
    people = _by_title([e for e in entries if e.kind == "PERSON"], titles)
    if not people:  # the title fits nobody of that name: Mrs Price is not the father
        return _doubt(start, hit.end, folded, "possible new person", entries)
    double = _double_barrelled(hit, folded)
    if double is not None:
        return _doubt(*double, folded, "possible new person", people)
    stranger = _stranger(hit, start, limit, after, titles, people, folded)
    if stranger is not None:
        first, last, word = stranger
        people = [p for p in people if _misspelt(word, p)]
        if len({p.identity for p in people}) != 1:
            return _doubt(
                first, last, folded, "possible new person", [e for e in entries if e.kind == "PERSON"]
            )
        first, last = folded.span(first, last)
        return MaskOrDoubt(first, last, people[0].kind, people[0].replacement, ids=(people[0].id,))
    if hit.plural and "surname" in hit.forms:
        first, last = folded.span(hit.start, hit.end)
        return MaskOrDoubt(first, last, kind, "family", ids=tuple(e.id for e in people))
    if len({e.identity for e in people}) > 1:
        if "surname" in hit.forms and FAMILY_AFTER.match(folded.text, hit.end):
            # Which of them is meant does not matter: the name is that of all.
            return MaskOrDoubt(
                *folded.span(hit.start, hit.end), kind, "[family name]", ids=tuple(e.id for e in people)
            )
        return _doubt(start, hit.end, folded, "ambiguous", people)
    if _plain_word(hit, folded, titles):
        return _doubt(start, hit.end, folded, "name or ordinary word", people)
    first, last = folded.span(start, hit.end)
    return MaskOrDoubt(first, last, people[0].kind, people[0].replacement, ids=(people[0].id,))


def _body(hit: NameHit, entries: list[RegisterEntry], folded: Folded) -> MaskOrDoubt:
    the = 4 if hit.forms == {"tail"} else 0  # "the School" becomes "School 1"
    first, last = folded.span(hit.start - the, hit.end)
    if "doubtful" in hit.forms and "full" not in hit.forms:
        return _doubt(hit.start, hit.end, folded, "name or ordinary word", entries)
    if len({e.identity for e in entries}) > 1:
        full = [e for e in entries if any(len(n) == last - first for n in e.names)]
        if len({e.identity for e in full}) != 1:
            # All candidates are masked alike: what is hidden is not in doubt, only which one it is.
            kinds = sorted({e.kind for e in entries})
            neutral = "[place]" if kinds == ["LOC"] else "[organisation]"
            return MaskOrDoubt(first, last, kinds[0], neutral, ids=tuple(e.id for e in entries))
        entries = full
    return MaskOrDoubt(first, last, entries[0].kind, entries[0].replacement, ids=(entries[0].id,))


def _doubt(start: int, end: int, folded: Folded, reason: str, entries: list[RegisterEntry]) -> MaskOrDoubt:
    first, last = folded.span(start, end)
    names = sorted({e.identity for e in entries})
    if reason == "ambiguous":
        reason = "ambiguous: " + " or ".join(names)
    return MaskOrDoubt(first, last, "PERSON", None, reason, tuple(e.id for e in entries))


def _titles_before(hit: NameHit, limit: int, folded: Folded) -> tuple[list[str], int]:
    """Titles that stand before the name, and where the first of them starts."""
    window = folded.text[max(limit, hit.start - 40) : hit.start]
    match = TITLE_BEFORE.search(window)
    titles: list[str] = []
    start = hit.start
    if match:
        for word in reversed(match[1].split()):
            if word.rstrip(".") not in lexicon.SURE_TITLES and not (titles and word in lexicon.RANKS):
                break
            titles.append(word.rstrip("."))
            start -= len(word) + 1
    return titles, start


def _by_title(people: list[RegisterEntry], titles: list[str]) -> list[RegisterEntry]:
    """Those whom the title fits: Mr is no mother, and no title of adults goes with a child."""
    if not titles:
        return people
    male = any(t in lexicon.MALE_TITLES for t in titles)
    female = any(t in lexicon.FEMALE_TITLES for t in titles)
    ranked = any(t in lexicon.RANKS for t in titles)
    fitting = []
    for person in people:
        role = set(re.findall(r"[\w-]+", f"{person.role} {person.replacement}".lower()))
        own = set(name_parts(person.names[0])[0])
        if role & lexicon.CHILD_ROLES and (male or female or ranked):
            continue
        if male and (own & lexicon.FEMALE_TITLES or role & lexicon.FAMILY_FEMALE):
            continue
        if female and (own & lexicon.MALE_TITLES or role & lexicon.FAMILY_MALE):
            continue
        fitting.append(person)
    return fitting


def _stranger(
    hit: NameHit,
    start: int,
    limit: int,
    after: int,
    titles: list[str],
    people: list[RegisterEntry],
    folded: Folded,
) -> tuple[int, int, str] | None:
    """The stretch of a name whose other half is not this person's, if there is one, and that half."""
    if "surname" in hit.forms and not titles and "full" not in hit.forms:
        match = WORD_BEFORE.search(folded.text, max(limit, start - 30), start)
        if match and _foreign_given(match[1], match.start(1), people, folded):
            return match.start(1), hit.end, match[1]
    if "given" in hit.forms and not hit.forms & {"full", "surname"}:
        match = WORD_AFTER.match(folded.text, hit.end)
        if match and match.end() <= after and _foreign_surname(match[1], match.start(1), people, folded):
            return start, match.end(), match[1]
    return None


def _double_barrelled(hit: NameHit, folded: Folded) -> tuple[int, int] | None:
    """The whole of a double name of which the register knows one half ("Mary-Grace")."""
    text = folded.text
    before = HALF_BEFORE.search(text, max(0, hit.start - 25), hit.start)
    after = HALF_AFTER.match(text, hit.end)
    start = before.start(1) if before and _name_like(before[1], before.start(1), folded) else hit.start
    end = after.end() if after and _name_like(after[1], after.start(1), folded) else hit.end
    return (start, end) if (start, end) != (hit.start, hit.end) else None


def _name_like(word: str, offset: int, folded: Folded) -> bool:
    """Written with a capital, and a first name or no English word; a dash is no hyphen."""
    place = folded.place(offset)
    joint = folded.source[place - 1 : place] + folded.source[folded.place(offset + len(word) - 1) + 1 :][:1]
    if set(joint) & set("—–―") or not folded.source[place : place + 1].isupper():
        return False
    return word in lexicon.GIVEN_NAMES or not lexicon.is_common(word)


def _misspelt(word: str, person: RegisterEntry) -> bool:
    """Is the word beside a sure half of a name the other half with a slip or two?

    Another person's first name is none, however near it is: siblings' names often are.
    """
    if word in lexicon.GIVEN_NAMES or len(word) < 3:
        return False
    parts = [p for name in person.names for group in name_parts(name)[1:] for p in group]
    return any(
        len(part) > 2 and OSA.distance(word, part) <= (1 if len(part) < 6 else 2 if len(part) < 10 else 3)
        for part in parts
    )


def _foreign_given(word: str, offset: int, people: list[RegisterEntry], folded: Folded) -> bool:
    first, last = folded.span(offset, offset + len(word))
    written = folded.source[first:last]
    if not written[:1].isupper() or word in lexicon.TITLES or word in lexicon.FUNCTION_WORDS:
        return False
    known = [g for p in people for name in p.names for g in name_parts(name)[1]]
    if not known:
        return False
    if len(word.rstrip(".")) == 1 or "." in word:
        return bool(known) and word[0] not in {g[0] for g in known}
    if word in lexicon.GIVEN_NAMES or written.isupper() and folded.source.isupper():
        return word in lexicon.GIVEN_NAMES
    return not lexicon.is_common(word) and word not in lexicon.DEMONYMS


def _foreign_surname(word: str, offset: int, people: list[RegisterEntry], folded: Folded) -> bool:
    first, last = folded.span(offset, offset + len(word))
    written = folded.source[first:last]
    has_surname = any(name_parts(name)[1] for p in people for name in p.names)
    if not has_surname or not written[:1].isupper() or len(word) < 3 or word.endswith("'s"):
        return False
    return not lexicon.is_common(word) and word not in lexicon.MONTHS and word not in lexicon.DAYS


def _plain_word(hit: NameHit, folded: Folded, titles: list[str]) -> bool:
    """Plain English at the start of a sentence ("Will the ...") is not surely a name."""
    word = folded.text[hit.start : hit.end]
    if titles or " " in word or not lexicon.is_common(word):
        return False
    first, _ = folded.span(hit.start, hit.end)
    before = folded.source[max(0, first - 3) : first].rstrip(" \t\"'(“‘")
    if before and before[-1] not in ".?!:\n":
        return False
    match = WORD_AFTER.match(folded.text, hit.end)
    if word in lexicon.FUNCTION_WORDS or match and match[1] in DETERMINERS:
        return True
    return not VERB_AFTER.match(folded.text, hit.end)

"""Names with a typing error, looked for among the distinct words that nothing else explained."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.findings import MaskOrDoubt, Spans
from lscb.publishing.anonymiser.folding import Folded
from lscb.publishing.anonymiser.matcher import CompiledRegister, NameHit

CAPITALISED = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[a-z]{4,}")
TOKEN = re.compile(r"[^\W\d_]{4,}")


def allowed(length: int) -> int:
    """How many slips a word of this length may have and still be read as the name."""
    return 0 if length < 5 else 1 if length < 8 else 2


def fuzzy_hits(folded: Folded, hits: list[NameHit], compiled: CompiledRegister) -> list[NameHit]:
    """Hits for misspelt names; a word that is a name in its own right is left for the residual scan."""
    if not compiled.names:
        return []
    matches = {}
    for word in set(TOKEN.findall(folded.text)):
        if word not in compiled.names and not skip(word):
            near = nearest(word, compiled)
            if near:
                matches[word] = near
    if not matches:
        return []
    taken = Spans()
    for hit in hits:
        taken.add(hit.start, hit.end)
    found = []
    for word, (owners, name) in matches.items():
        forms = forms_of(name, owners, compiled)
        for match in re.finditer(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", folded.text):
            # Four letters are little to go by: they must at least be written as a name.
            short = len(word) < 5 and folded.source[folded.place(match.start())].islower()
            if not short and not taken.touches(*match.span()):
                found.append(NameHit(match.start(), match.end(), owners, forms, fuzzy=True))
    return found


@lru_cache(maxsize=65536)
def skip(word: str) -> bool:
    """Plain words, other people's first names and origins are not slips of the pen."""
    stem = word[:-1] if word.endswith("s") else word
    return (
        lexicon.is_common(word)
        or word in lexicon.GIVEN_NAMES
        or word in lexicon.DEMONYMS
        or stem in lexicon.GIVEN_NAMES
    )


def nearest(word: str, compiled: CompiledRegister) -> tuple[frozenset[int], str] | None:
    """Whose name the word is nearest to, within the slips allowed."""
    best, least = None, 3
    for name, owners in compiled.names.items():
        limit = allowed(len(name))
        if abs(len(name) - len(word)) > limit or name[0] != word[0] and name[-1] != word[-1]:
            continue
        distance = OSA.distance(word, name, score_cutoff=limit)
        if 0 < distance <= limit and distance < least:
            best, least = (owners, name), distance
        elif distance == least and best is not None and distance <= limit:
            best = (best[0] | owners, best[1])
    return best


def forms_of(name: str, owners: frozenset[int], compiled: CompiledRegister) -> frozenset[str]:
    """Given name or surname, so that neighbours are judged as with the right spelling."""
    forms = {v.form for v in compiled.variants.get(name, ()) if v.entry in owners}
    return frozenset(forms or {"short"})


def near_plain_words(folded: Folded, compiled: CompiledRegister) -> list[MaskOrDoubt]:
    """Plain words with a capital in mid-sentence, one slip away from a person's name: doubtful."""
    people = {
        name: owners & compiled.people for name, owners in compiled.names.items() if owners & compiled.people
    }
    near: dict[str, frozenset[int]] = {}
    found = []
    for match in CAPITALISED.finditer(folded.source) if people else ():
        word = match[0].lower()
        if word not in near:
            owners = [
                o
                for name, o in people.items()
                if abs(len(name) - len(word)) < 2 and OSA.distance(word, name) == 1
            ]
            near[word] = frozenset().union(*owners) if lexicon.is_common(word) else frozenset()
        if near[word]:
            ids = tuple(compiled.entries[i].id for i in sorted(near[word]))
            found.append(MaskOrDoubt(*match.span(), "PERSON", None, "like a registered name", ids))
    return found

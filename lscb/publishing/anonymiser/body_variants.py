"""Every way in which a reference, a body or a place may be written, in folded form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.folding import fold
from lscb.publishing.anonymiser.spelling import (
    ACRONYMS_OF_TRADE,
    ALL_CAPITALS,
    ANY_CASE,
    BRACKETS,
    CAPITAL,
    WORD,
    Variant,
    whole,
)


def of_code(name: str, index: int) -> Iterator[tuple[str, Variant]]:
    folded = fold(name)
    kind = Variant(index, "full", ANY_CASE)
    for text in {
        folded,
        re.sub(r"[\s-]+", "", folded),
        re.sub(r"[\s-]+", " ", folded),
        re.sub(r"[\s-]+", "-", folded),
    }:
        if len(text) > 1:
            yield text, kind


def of_body(name: str, index: int, kind: str) -> Iterator[tuple[str, Variant]]:
    folded = fold(name).strip(" .,;:\"'")
    short = re.sub(r"\s+", " ", BRACKETS.sub(" ", folded)).strip(" ,\"'")
    # A body that the register itself writes without capitals is found without them.
    capitals = ANY_CASE if name.islower() and len(short) > 6 else None
    texts = {folded, short, folded.replace('"', ""), short.replace('"', "")}
    texts |= {inside.strip() for inside in BRACKETS.findall(folded) + re.findall(r'"([^"]{3,})"', folded)}
    for text in sorted(texts):
        if text.startswith("the "):
            text = text[4:]
        if len(text) > 1 and text not in lexicon.BODY_WORDS | lexicon.PLACE_WORDS:
            yield from whole(text, index, "full", capitals)
    yield from _spellings(short, index)
    yield from _country(short, index)
    words = WORD.findall(short)
    if kind == "ORG":
        yield from _short_body(words, name, index)
    else:
        yield from _short_place(short, index)


def _country(short: str, index: int) -> Iterator[tuple[str, Variant]]:
    """A country under its short name and its adjective ("Republic of Poland", "Polish")."""
    state, _, rest = short.partition(" of ")
    state = state.removeprefix("the ")
    if rest and state in ("republic", "kingdom", "federal republic", "government", "state"):
        yield from whole(rest, index, "short")
        short = rest
    if short.startswith("united kingdom"):
        yield from whole("united kingdom", index, "short")
    adjective = lexicon.COUNTRIES.get(short)
    if adjective:
        yield adjective, Variant(index, "short", CAPITAL)
        yield f"{adjective} government", Variant(index, "short", CAPITAL)


def _spellings(short: str, index: int) -> Iterator[tuple[str, Variant]]:
    pairs = (
        ("&", "and"),
        (" and ", " & "),
        ("st ", "saint "),
        ("saint ", "st "),
        ("st. ", "st "),
        (" road", " rd"),
        (" street", " st"),
        (" avenue", " ave"),
        ("centre", "center"),
        (" limited", " ltd"),
        ("doctors'", "doctors"),
        (" street", " st."),
        (" court", " courts"),
    )
    for old, new in pairs:
        if old in short:
            yield from whole(short.replace(old, new), index)


def _short_body(words: list[str], name: str, index: int) -> Iterator[tuple[str, Variant]]:
    """The name without its generic words, and its capitals."""
    proper = [w for w in words if w not in ("the", "a")]
    if len(proper) < 2:
        return
    if any(word in lexicon.NAMED_BODIES for word in proper):
        cut = next((i for i, word in enumerate(proper) if word in lexicon.BODY_WORDS), len(proper))
        head = proper[:cut]
        if head and not (len(head) == 1 and head[0] in lexicon.FUNCTION_WORDS):
            form = "short" if not all(lexicon.is_common(w) for w in head) or len(head) > 1 else "doubtful"
            yield from whole(" ".join(head), index, form, CAPITAL if form == "doubtful" else None)
            for end in range(cut + 1, len(proper)):
                yield from whole(" ".join(proper[:end]), index, "short")
            yield from whole(" ".join((*head, proper[-1])), index, "short")
    yield from _tail(words, index)
    letters = "".join(w[0] for w in proper if w not in lexicon.FUNCTION_WORDS)
    if len(letters) > 2 and letters not in ACRONYMS_OF_TRADE and name[:1].isupper():
        yield letters, Variant(index, "short", ALL_CAPITALS)
        yield ".".join(letters), Variant(index, "short", ALL_CAPITALS)


def _tail(words: list[str], index: int) -> Iterator[tuple[str, Variant]]:
    """What follows the distinctive words: "the Labour Court" for "Harrow Labour Court"."""
    cut = next(
        (i for i, word in enumerate(words) if lexicon.is_common(word) or word in lexicon.BODY_WORDS), 0
    )
    tail = words[cut:]
    if cut and len(tail) > 1 and all(lexicon.is_common(w) or w in lexicon.BODY_WORDS for w in tail):
        yield " ".join(tail), Variant(index, "tail", CAPITAL)
    if len(words) > 1 and words[-1] in lexicon.CALLED_BY_KIND:
        yield words[-1], Variant(index, "tail", CAPITAL)


def _short_place(short: str, index: int) -> Iterator[tuple[str, Variant]]:
    first = short.split(",")[0].strip()
    if first and first != short:
        yield from whole(first, index, "short")
    words = [w for w in first.split() if w not in lexicon.PLACE_WORDS]
    if words and len(words) < len(first.split()) and not any(c.isdigit() for c in first):
        text = " ".join(words)
        street = first.split()[-1] in (
            "street",
            "road",
            "avenue",
            "lane",
            "close",
            "drive",
            "way",
            "place",
            "square",
        )
        if not street and not all(lexicon.is_common(w) for w in words):
            yield from whole(text, index, "short")
    yield from whole(re.sub(r"[ -]", "", short), index, "short") if " " in short or "-" in short else ()

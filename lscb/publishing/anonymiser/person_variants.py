"""Every way in which a person's name may be written, in folded form."""

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
    case_for,
    whole,
)


def name_parts(name: str) -> tuple[list[str], list[str], list[str]]:
    """Titles, given names (or initials) and surname words of a person's name, folded."""
    folded = BRACKETS.sub(" ", fold(name)).strip(" .,;:\"'")
    if "," in folded:  # "Fenwright, Tamsin Orla"
        last, _, first = folded.partition(",")
        if len(first.split()) <= 3 and first.strip():
            folded = f"{first} {last}"
    folded = re.sub(r"(?<=\b[^\W\d_])\.\s*(?=[^\W\d_])", ". ", folded)
    words = [w.strip(",;:'\"") for w in folded.split()]
    words = [w for w in words if WORD.search(w)]
    titles = []
    while len(words) > 1 and words[0].rstrip(".") in lexicon.TITLES:
        titles.append(words.pop(0).rstrip("."))
    while len(words) > 1 and words[-1].rstrip(".") in ("jr", "jnr", "snr", "sr", "obe", "mbe", "qc", "kc"):
        words.pop()
    words = [w if len(w) == 2 and w[1] == "." else w.rstrip(".") for w in words]
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] in lexicon.PARTICLES:
        cut -= 1
    return titles, words[:cut], words[cut:]


def of_person(name: str, index: int) -> Iterator[tuple[str, Variant]]:
    titles, given, surname = name_parts(name)
    for alias in BRACKETS.findall(fold(name)):
        yield from whole(alias, index)
    if not surname:
        return
    last = " ".join(surname)
    if not given:  # one word: a nickname, a surname after a title, or dotted initials
        form = "surname" if titles else "given"
        if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?", last):
            yield from _initials([c for c in last if c != "."], index)
        elif len(last.rstrip(".")) == 1:
            yield last.rstrip("."), Variant(index, form, ALL_CAPITALS)
        else:
            yield from whole(last, index, form)
            yield from _halves(surname, index, form)
        return
    yield from _orders(given, last, index)
    for word in given:
        if len(word.rstrip(".")) > 1:
            if word not in lexicon.PARTICLES and word not in lexicon.FUNCTION_WORDS:
                yield from whole(word, index, "given")
            yield from _halves([word], index, "given")
    if last.rstrip(".") and len(last.rstrip(".")) > 1:
        yield from whole(last, index, "surname")
    yield from _halves(surname, index, "surname")
    letters = [w[0] for w in (*given, *last.replace("-", " ").split())]
    yield from _initials(letters, index)
    if len(letters) > 2:
        yield from _initials([letters[0], last[0]], index)
        if "-" in last:
            yield from _initials([w[0] for w in (*given, last)], index)


def _halves(surname: list[str], index: int, form: str) -> Iterator[tuple[str, Variant]]:
    pieces = [p for word in surname for p in word.split("-")]
    if len(pieces) > 1:
        for piece in pieces:
            if len(piece) > 2 and piece not in lexicon.PARTICLES:
                yield from whole(piece, index, form)


def _orders(given: list[str], last: str, index: int) -> Iterator[tuple[str, Variant]]:
    first, initial = given[0], given[0][0]
    letters = [w[0] for w in given]
    forms = {
        " ".join((*given, last)),
        f"{first} {last}",
        f"{last} {first}",
        f"{last}, {first}",
        f"{last} {' '.join(given)}",
        f"{last}, {' '.join(given)}",
        f"{last}, {initial}",
        f"{last} {initial}.",
        f"{initial} {last}",
        f"{initial}. {last}",
        f"{initial}.{last}",
        f"{''.join(letters)} {last}",
        ".".join(letters) + f". {last}",
        ". ".join(letters) + f". {last}",
        ".".join(letters) + f".{last}",
        f"{' '.join(letters)} {last}",
        f"{last}, {'.'.join(letters)}.",
        f"{last}, {'.'.join(letters)}",
        f"{last}, {' '.join(letters)}",
        f"{last} {''.join(letters)}",
        f"{last} {' '.join(letters)}",
        f"{last} {'.'.join(letters)}.",
        f"{first}{last}".replace(" ", ""),
        f"{last}{first}".replace(" ", ""),
        *(f"{a} {b}" for i, a in enumerate(given) for b in given[i + 1 :]),
        *(f"{word} {last}" for word in given),
        *(" ".join((first, *given[i:], last)) for i in range(2, len(given))),
    }
    if len(given) > 1:
        forms.add(f"{first} {' '.join(w[0] for w in given[1:])} {last}")
        forms.add(f"{first} {' '.join(w[0] + '.' for w in given[1:])} {last}")
    if len(first.rstrip(".")) > 1:
        forms |= {f"{first} {last[0]}.", f"{initial}{last}".replace(" ", "")}
    usual = {" ".join((*given, last)), f"{first} {last}"} if len(first.rstrip(".")) > 1 else set()
    usual |= {f"{a}{mark}{b}" for mark in "_." for a, b in ((first, last), (last, first))} if usual else set()
    for text in usual:
        # First name and surname together count in lower case too, plain words or not.
        if not lexicon.FUNCTION_WORDS & set(text.split()):
            yield from whole(text, index, "full", ANY_CASE)
    for text in forms:
        yield from whole(
            text, index, "full", case_for([w for w in WORD.findall(text) if len(w) > 1] or [text])
        )
        if "." in text and len(WORD.findall(text)) > 1 and text.endswith("."):
            yield text, Variant(index, "full", CAPITAL)


def _initials(letters: list[str], index: int) -> Iterator[tuple[str, Variant]]:
    if len(letters) < 2 or not all(c.isalpha() for c in letters):
        return
    sure = Variant(index, "initials", ALL_CAPITALS)
    yield ".".join(letters) + ".", sure
    yield ".".join(letters), sure
    yield ". ".join(letters) + ".", sure
    bare = "".join(letters)
    if bare not in ACRONYMS_OF_TRADE:
        yield bare, sure if len(bare) > 2 else Variant(index, "doubtful", ALL_CAPITALS)

"""Every way in which a registered name may be written, in folded form.

A variant carries how it was made (its form) and the capitals it needs to count: a word that
is also plain English ("grace", "price") only counts with a capital letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lscb.publishing.anonymiser import lexicon
from lscb.publishing.anonymiser.folding import fold
from lscb.publishing.anonymiser.register import Entry

ANY_CASE, CAPITAL, ALL_CAPITALS = 0, 1, 2
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
ACRONYMS_OF_TRADE = frozenset(
    "uk eu us un gp ga ad am pm tv it no mp pc dc ds di hr id ok nhs nice bbc rcpch cps cpn ehc gcse "
    "ceo cin cla cpc cpp csc cse dbs dfe dna dob dwp ehm eta faq fgm gmc hiv imr iro lac mar may par "
    "the and for was his her has had not but she who iii vii".split()
)


@dataclass(frozen=True, slots=True)
class Variant:
    """`entry` is the place of the entry in the register."""

    entry: int
    form: str  # full, given, surname, initials, short, tail, doubtful
    case: int


def variants_of(entry: Entry, index: int) -> Iterator[tuple[str, Variant]]:
    """Pairs of folded text and what it stands for."""
    for name in entry.names:
        if entry.kind == "PERSON":
            yield from _person(name, index)
        elif entry.kind == "CODE":
            yield from _code(name, index)
        elif entry.kind in ("ORG", "LOC"):
            yield from _body(name, index, entry.kind)
        else:
            yield from _whole(fold(name), index)


def _case_for(words: list[str]) -> int:
    """Capitals are asked of short names and of names made of plain words only."""
    if all(lexicon.is_ordinary_name(word) for word in words):
        return CAPITAL
    return ANY_CASE


def _whole(folded: str, index: int, form: str = "full", case: int | None = None) -> Iterator[tuple[str, Variant]]:
    """A text as it is, and with its hyphens read as blanks or left out."""
    folded = folded.strip(" .,;:'\"()[]")
    words = WORD.findall(folded)
    if not words or (len(folded) < 2):
        return
    kind = Variant(index, form, _case_for(words) if case is None else case)
    yield folded, kind
    if "-" in folded:
        yield folded.replace("-", " "), kind
        yield folded.replace("-", ""), kind
    if "'" in folded:
        yield folded.replace("'", ""), kind
        yield folded.replace("'", " "), kind


# ------------------------------------------------------------------ people
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


def _person(name: str, index: int) -> Iterator[tuple[str, Variant]]:
    titles, given, surname = name_parts(name)
    for alias in BRACKETS.findall(fold(name)):
        yield from _whole(alias, index)
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
            yield from _whole(last, index, form)
            yield from _halves(surname, index, form)
        return
    yield from _orders(given, last, index)
    for word in given:
        if len(word.rstrip(".")) > 1:
            if word not in lexicon.PARTICLES and word not in lexicon.FUNCTION_WORDS:
                yield from _whole(word, index, "given")
            yield from _halves([word], index, "given")
    if last.rstrip(".") and len(last.rstrip(".")) > 1:
        yield from _whole(last, index, "surname")
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
                yield from _whole(piece, index, form)


def _orders(given: list[str], last: str, index: int) -> Iterator[tuple[str, Variant]]:
    first, initial = given[0], given[0][0]
    letters = [w[0] for w in given]
    forms = {
        " ".join((*given, last)), f"{first} {last}", f"{last} {first}", f"{last}, {first}",
        f"{last} {' '.join(given)}", f"{last}, {' '.join(given)}", f"{last}, {initial}", f"{last} {initial}.",
        f"{initial} {last}", f"{initial}. {last}", f"{initial}.{last}", f"{''.join(letters)} {last}",
        ".".join(letters) + f". {last}", ". ".join(letters) + f". {last}", ".".join(letters) + f".{last}",
        f"{' '.join(letters)} {last}", f"{last}, {'.'.join(letters)}.", f"{last}, {'.'.join(letters)}", f"{last}, {' '.join(letters)}",
        f"{last} {''.join(letters)}", f"{last} {' '.join(letters)}", f"{last} {'.'.join(letters)}.",
        f"{first}{last}".replace(" ", ""), f"{last}{first}".replace(" ", ""),
        *(f"{a} {b}" for i, a in enumerate(given) for b in given[i + 1:]),
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
            yield from _whole(text, index, "full", ANY_CASE)
    for text in forms:
        yield from _whole(text, index, "full", _case_for([w for w in WORD.findall(text) if len(w) > 1] or [text]))
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


# ------------------------------------------------------------------ codes, bodies, places
def _code(name: str, index: int) -> Iterator[tuple[str, Variant]]:
    folded = fold(name)
    kind = Variant(index, "full", ANY_CASE)
    for text in {folded, re.sub(r"[\s-]+", "", folded), re.sub(r"[\s-]+", " ", folded), re.sub(r"[\s-]+", "-", folded)}:
        if len(text) > 1:
            yield text, kind


def _body(name: str, index: int, kind: str) -> Iterator[tuple[str, Variant]]:
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
            yield from _whole(text, index, "full", capitals)
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
        yield from _whole(rest, index, "short")
        short = rest
    if short.startswith("united kingdom"):
        yield from _whole("united kingdom", index, "short")
    adjective = lexicon.COUNTRIES.get(short)
    if adjective:
        yield adjective, Variant(index, "short", CAPITAL)
        yield f"{adjective} government", Variant(index, "short", CAPITAL)


def _spellings(short: str, index: int) -> Iterator[tuple[str, Variant]]:
    pairs = (("&", "and"), (" and ", " & "), ("st ", "saint "), ("saint ", "st "), ("st. ", "st "),
             (" road", " rd"), (" street", " st"), (" avenue", " ave"), ("centre", "center"), (" limited", " ltd"),
             ("doctors'", "doctors"), (" street", " st."), (" court", " courts"))
    for old, new in pairs:
        if old in short:
            yield from _whole(short.replace(old, new), index)


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
            yield from _whole(" ".join(head), index, form, CAPITAL if form == "doubtful" else None)
            for end in range(cut + 1, len(proper)):
                yield from _whole(" ".join(proper[:end]), index, "short")
            yield from _whole(" ".join((*head, proper[-1])), index, "short")
    yield from _tail(words, index)
    letters = "".join(w[0] for w in proper if w not in lexicon.FUNCTION_WORDS)
    if len(letters) > 2 and letters not in ACRONYMS_OF_TRADE and name[:1].isupper():
        yield letters, Variant(index, "short", ALL_CAPITALS)
        yield ".".join(letters), Variant(index, "short", ALL_CAPITALS)


def _tail(words: list[str], index: int) -> Iterator[tuple[str, Variant]]:
    """What follows the distinctive words: "the Labour Court" for "Harrow Labour Court"."""
    cut = next((i for i, word in enumerate(words) if lexicon.is_common(word) or word in lexicon.BODY_WORDS), 0)
    tail = words[cut:]
    if cut and len(tail) > 1 and all(lexicon.is_common(w) or w in lexicon.BODY_WORDS for w in tail):
        yield " ".join(tail), Variant(index, "tail", CAPITAL)
    if len(words) > 1 and words[-1] in lexicon.CALLED_BY_KIND:
        yield words[-1], Variant(index, "tail", CAPITAL)


def _short_place(short: str, index: int) -> Iterator[tuple[str, Variant]]:
    first = short.split(",")[0].strip()
    if first and first != short:
        yield from _whole(first, index, "short")
    words = [w for w in first.split() if w not in lexicon.PLACE_WORDS]
    if words and len(words) < len(first.split()) and not any(c.isdigit() for c in first):
        text = " ".join(words)
        street = first.split()[-1] in ("street", "road", "avenue", "lane", "close", "drive", "way", "place", "square")
        if not street and not all(lexicon.is_common(w) for w in words):
            yield from _whole(text, index, "short")
    yield from _whole(re.sub(r"[ -]", "", short), index, "short") if " " in short or "-" in short else ()

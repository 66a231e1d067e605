"""From copied passages, the case's register and the rulings to public text and to the doubtful words that are left."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from lscb.identity.reading import register
from lscb.publishing.anonymiser import anonymise
from lscb.publishing.anonymiser.folding import fold
from lscb.publishing.models import Document, Doubt, Passage, Ruling

#: Part of every copy's account: which rules made its text.
RULE_VERSION = "1"
AROUND = 70
#: More places of one word than anybody reads; the count still says how many there are.
CONTEXTS = 60
LONGEST = 1000

K = Doubt.Kind
_NAMES = (
    "first name", "unknown name", "name after a title", "possible name", "possible new person", "ambiguous",
    "name or ordinary word", "initials", "like a registered name",
    "pseudonym already in the source", "quoted phrase", "capitalised phrase",
)  # fmt: skip
_RISK = {K.NAME: 3, K.NUMBER: 2, K.HEALTH: 2, K.OTHER: 1}


@dataclass(frozen=True)
class SourcePassage:
    """One section as it stands in the source: plain text with headings and lists."""

    code: str
    heading: str
    text: str


@dataclass
class _Found:
    """One distinct doubtful word with all its places."""

    text: str
    reason: str
    count: int = 0
    contexts: list[dict[str, str]] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)


def digest(title: str, passages: Iterable[SourcePassage]) -> str:
    """The sha256 of a source text; equal texts are equal copies."""
    rows = [[p.code, p.heading, p.text] for p in passages]
    return hashlib.sha256(json.dumps([title, rows], ensure_ascii=True).encode()).hexdigest()


def kind_of(reason: str, text: str) -> Doubt.Kind:
    """How carefully a doubt is settled: an unknown word with a capital may be a name."""
    if reason.startswith(_NAMES) or (reason == "unknown word" and text[:1].isupper()):
        return K.NAME
    if reason == "number":
        return K.NUMBER
    return K.HEALTH if reason == "health" else K.OTHER


def recompute(document: Document, *, word: str = "") -> int:
    """Makes the public text anew, and the list of doubts. Returns how many doubts are open.

    word  only passages in which it stands (in any spelling that folds to it) are made anew
    """
    people = register(document.record)
    rulings = [
        {"text": row.text, "action": row.action, "replacement": row.replacement or None}
        for row in document.rulings.all()
        if row.action in (Ruling.Action.KEEP, Ruling.Action.MASK)
    ]
    passages, wanted = list(document.passages.all()), fold(word)
    for passage in passages:
        if not wanted or wanted in fold(passage.source_text):
            made = anonymise(passage.source_text, people, rulings)
            passage.public_text, passage.replacements = made.text, made.replacements
            passage.doubtful = made.doubtful
    Passage.objects.bulk_update(passages, ["public_text", "replacements", "doubtful"])
    return _list_doubts(document, passages)


def _list_doubts(document: Document, passages: list[Passage]) -> int:
    found = _gather(passages)
    known = {fold(doubt.text): doubt for doubt in document.doubts.select_related("ruling")}
    fresh: list[Doubt] = []
    changed: list[Doubt] = []
    for key, row in found.items():
        doubt = known.pop(key, None)
        made = doubt or Doubt(document=document, text=row.text)
        made.reason, made.count, made.contexts, made.candidates = (
            row.reason,
            row.count,
            row.contexts,
            row.candidates,
        )
        made.kind = kind_of(row.reason, row.text)
        made.risk, made.ruling = _RISK[made.kind], None
        (changed if doubt else fresh).append(made)
    Doubt.objects.bulk_create(fresh)
    Doubt.objects.bulk_update(
        changed, ["reason", "count", "contexts", "candidates", "kind", "risk", "ruling"]
    )
    settled = _rulings_by_word(document)
    for key, doubt in known.items():
        if key in settled and doubt.ruling_id != settled[key].pk:
            doubt.ruling = settled[key]
            doubt.save(update_fields=["ruling"])
        elif key not in settled:
            doubt.delete()
    return len(found)


def _gather(passages: list[Passage]) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for passage in passages:
        for row in passage.doubtful:
            text = row["text"][:LONGEST]
            entry = found.setdefault(fold(text), _Found(text, row["reason"][:200]))
            entry.count += 1
            entry.candidates = list(dict.fromkeys([*entry.candidates, *row.get("candidates", [])]))
            if len(entry.contexts) < CONTEXTS:
                entry.contexts.append(context(passage, row["start"], row["end"]))
    return found


def context(passage: Passage, start: int, end: int) -> dict[str, str]:
    """A word with what stands around it, on one line."""
    text = passage.source_text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return {
        "code": passage.code,
        "before": ("…" if start > AROUND else "")
        + " ".join(before.split())
        + (" " if before[-1:].isspace() else ""),
        "word": " ".join(text[start:end].split()),
        "after": (" " if after[:1].isspace() else "")
        + " ".join(after.split())
        + ("…" if end + AROUND < len(text) else ""),
    }


def _rulings_by_word(document: Document) -> dict[str, Ruling]:
    return {fold(row.text): row for row in document.rulings.all()}


def carry_rulings(old: Document, new: Document) -> list[Ruling]:
    """Earlier rulings on words that stand in the new copy too; who ruled, when and why stays as it was."""
    text = "\n".join(fold(passage.source_text) for passage in new.passages.all())
    rows = [
        Ruling(
            document=new, text=row.text, action=row.action, replacement=row.replacement, reason=row.reason,
            ruled_by_id=row.ruled_by_id, ruled_at=row.ruled_at,
        )
        for row in old.rulings.all()
        if fold(row.text) in text
    ]  # fmt: skip
    return Ruling.objects.bulk_create(rows)

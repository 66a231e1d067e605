"""Ruling on doubtful words. Each ruling makes the text anew; whoever rules is an author from then on (§0.8)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lscb.core.errors import BadInput
from lscb.identity.folding import parts
from lscb.identity.reading import name_parts_of
from lscb.people.models import User
from lscb.publishing import permissions as may
from lscb.publishing.anonymiser.folding import fold
from lscb.publishing.models import Document, Doubt, Ruling
from lscb.publishing.operations.shared import locked, require_preparing
from lscb.publishing.preparing import recompute
from lscb.trail.recording import operation, record_event

Action = Ruling.Action


def _begin(document: Document, by: User) -> Document:
    document = locked(document)
    may.check_can_rule(by, document)
    require_preparing(document)
    return document


@operation
def rule(*, doubt: Doubt, action: str, by: User, replacement: str = "", reason: str = "") -> int:
    """Keep a doubtful word, or replace it, wherever it stands. Returns how many doubts are left.

    Raises BadInput when a reason or other words are missing.
    """
    document = _begin(doubt.document, by)
    if action == Action.KEEP and doubt.kind in Doubt.NEEDS_REASON and len(reason.split()) < 2:
        raise BadInput(
            "Say in a few words why this may stay: names, numbers and health can tell who somebody is."
        )
    _write(document, doubt.text, action, by, replacement, reason)
    left = recompute(document, word=doubt.text)
    record_event(
        "word.ruled",
        by=by,
        record=document.record,
        detail={"action": str(action), "places": doubt.count, "left": left},
    )
    return left


@operation
def keep_all(*, document: Document, doubts: Iterable[int], by: User) -> int:
    """Keeps several unusual words at once; words that need a reason are refused. Returns how many doubts are left."""
    document = _begin(document, by)
    rows = list(document.doubts.filter(pk__in=list(doubts), ruling__isnull=True))
    if not rows:
        raise BadInput("Select the words that may stay.")
    if any(row.kind in Doubt.NEEDS_REASON for row in rows):
        raise BadInput("Names, numbers and health are ruled on one by one, each with its reason.")
    for row in rows:
        _write(document, row.text, Action.KEEP, by)
    left = recompute(document)
    record_event(
        "word.several-kept", by=by, record=document.record, detail={"words": len(rows), "left": left}
    )
    return left


@operation
def hide_words(*, document: Document, text: str, replacement: str, by: User) -> int:
    """Replaces words that nobody doubted but that give somebody away all the same. Returns how many doubts are left."""
    document = _begin(document, by)
    text = " ".join(text.split())
    if not fold(text).strip() or len(text) > 1000:
        raise BadInput("Enter the words as they stand in the text.")
    if not any(fold(text) in fold(passage.source_text) for passage in document.passages.all()):
        raise BadInput("These words do not stand in the text. Copy them from the left side.")
    _write(document, text, Action.MASK, by, replacement)
    left = recompute(document, word=text)
    record_event("word.hidden", by=by, record=document.record, detail={"left": left})
    return left


@operation
def open_again(*, ruling: Ruling, by: User) -> int:
    """Takes a ruling back: the word is doubtful again. Returns how many doubts are open."""
    document = _begin(ruling.document, by)
    word = ruling.text
    document.authors.add(by)
    ruling.delete()
    left = recompute(document, word=word)
    record_event("word.opened-again", by=by, record=document.record, detail={"left": left})
    return left


@operation
def run_again(*, document: Document, by: User) -> int:
    """Makes the text anew with the register as it is now. Returns how many doubts are open."""
    document = _begin(document, by)
    left = recompute(document)
    record_event("document.run-again", by=by, record=document.record, detail={"left": left})
    return left


def _write(
    document: Document, text: str, action: str, by: User, replacement: str = "", reason: str = ""
) -> None:
    """One ruling for each word, however it is spelled; a later one takes its place."""
    replacement = " ".join(replacement.split())
    if action == Action.MASK:
        if not replacement or len(replacement) > 200:
            raise BadInput("Enter the words that stand in its place, at most 200 characters.")
        if set(parts(replacement.replace("'", " ").replace("’", " "))) & name_parts_of(document.record):
            raise BadInput("These words hold part of a real name. Choose others.")
    for row in document.rulings.all():
        if fold(row.text) == fold(text):
            row.delete()
    Ruling.objects.create(
        document=document, text=text, action=action, replacement=replacement if action == Action.MASK else "",
        reason=" ".join(reason.split())[:300], ruled_by=by, ruled_at=timezone.now(),
    )  # fmt: skip
    document.authors.add(by)

"""Source and public text side by side, and the queue of doubtful words. Shown only while identity is revealed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lscb.identity.models import ProtectedPerson
from lscb.publishing.anonymiser.folding import fold
from lscb.publishing.models import Document, Doubt, Passage, Ruling
from lscb.publishing.presenters.pages import frame, url

SIZE = 25
Piece = dict[str, Any]


def pieces(passage: Passage, marks: dict[str, int]) -> tuple[list[Piece], list[Piece]]:
    """The passage as two lists of pieces: as written, and as it will be published. Text stays text.

    marks  folded doubtful word → its doubt, so that the queue can point at its places
    """
    text, place = passage.source_text, 0
    source: list[Piece] = []
    result: list[Piece] = []
    spans = [(r["start"], r["end"], r["replacement"]) for r in passage.replacements]
    spans += [(r["start"], r["end"], None) for r in passage.doubtful]
    for start, end, replacement in sorted(spans, key=lambda span: span[:2]):
        if start < place:
            continue
        source.append({"text": text[place:start]})
        result.append({"text": text[place:start]})
        word = text[start:end]
        if replacement is None:
            doubt = {"text": word, "kind": "doubt", "mark": marks.get(fold(word))}
            source.append(doubt)
            result.append(doubt)
        else:
            source.append({"text": word, "kind": "removed" if replacement != word else ""})
            result.append({"text": replacement, "kind": "replaced" if replacement != word else ""})
        place = end
    tail = {"text": text[place:]}
    return [*source, tail], [*result, tail]


def page(document: Document, section: str, show: str, number: int) -> dict[str, Any]:
    """One section side by side, and a page of the queue. A constant number of queries."""
    passages = list(document.passages.all())
    passage = next((p for p in passages if p.code == section), None) or _first(passages)
    rows = list(document.doubts.select_related("ruling__ruled_by"))
    waiting = [row for row in rows if row.ruling_id is None]
    chosen = [row for row in rows if row.ruling_id] if show == "ruled" else waiting
    start = (number - 1) * SIZE
    people = candidates(chosen[start : start + SIZE])
    left, right = pieces(passage, {fold(row.text): row.pk for row in waiting})
    home = url(document, "words")
    return frame(document, "Doubtful words") | {
        "open_count": len(waiting), "open_figure": {"label": "Open words", "value": len(waiting)},
        "ruled_figure": {"label": "Settled words", "value": len(rows) - len(waiting)}, "show": show, "passage": passage,
        "source_pieces": left, "result_pieces": right, "side_nav": _sections(home, passages, passage, show),
        "doubts": [_doubt(document, row, passages, people) for row in chosen[start : start + SIZE]],
        "several": sum(row.kind == Doubt.Kind.OTHER for row in waiting),
        "newer_url": _address(home, passage.code, show, number - 1) if number > 1 else "",
        "older_url": _address(home, passage.code, show, number + 1) if len(chosen) > start + SIZE else "",
        "open_url": _address(home, passage.code, "", 1), "ruled_url": _address(home, passage.code, "ruled", 1),
        "several_url": url(document, "word-several"),
        "hide_url": url(document, "word-hide"), "run_url": url(document, "word-run"),
        "register_url": url(document, "register"), "freeze_url": url(document, "freeze"),
        "can_change": document.status == Document.Status.PREPARING,
    }  # fmt: skip


def _first(passages: list[Passage]) -> Passage:
    """The first section with an open doubt, else the first that is a text."""
    texts = [p for p in passages if p.code != "title"] or passages
    return next((p for p in texts if p.doubtful), texts[0])


def _address(home: str, section: str, show: str, number: int) -> str:
    more = (f"&show={show}" if show else "") + (f"&page={number}" if number > 1 else "")
    return f"{home}?section={section}{more}"


def _sections(home: str, passages: list[Passage], here: Passage, show: str) -> list[dict[str, Any]]:
    return [
        {
            "label": p.heading, "url": _address(home, p.code, show, 1), "current": p.pk == here.pk, "count": len(p.doubtful),
            "count_noun": "doubtful places",
        }
        for p in passages
    ]  # fmt: skip


def candidates(doubts: list[Doubt]) -> dict[int, ProtectedPerson]:
    """People of the register whom the words may mean, by id. One query."""
    ids = {number for doubt in doubts for number in register_numbers(doubt)}
    return {p.pk: p for p in ProtectedPerson.objects.filter(pk__in=ids)} if ids else {}


def register_numbers(doubt: Doubt) -> list[int]:
    found = [name.removeprefix("p").split("-")[0] for name in doubt.candidates]
    return list(dict.fromkeys(int(digits) for digits in found if digits.isdecimal()))


def _doubt(
    document: Document, doubt: Doubt, passages: list[Passage], people: dict[int, ProtectedPerson]
) -> dict[str, Any]:
    headings = {p.code: p.heading for p in passages}
    places = {1: "once", 2: "twice"}.get(doubt.count, f"{doubt.count} times")
    return {
        "mark": doubt.pk, "word": doubt.text, "ruled": _ruled(doubt.ruling) if doubt.ruling else "",
        "why": f"{doubt.get_kind_display()} ({doubt.reason}); stands {places}",
        "contexts": [_context(row, headings) for row in doubt.contexts], "url": url(document, "word-rule"),
        "rulings": _rulings(doubt, people),
    }  # fmt: skip


def _context(row: dict[str, str], headings: dict[str, str]) -> list[Piece]:
    where = f"{headings.get(row['code'], '')}: {row['before']}"
    return [{"text": where}, {"text": row["word"], "kind": "doubt"}, {"text": row["after"]}]


def _ruled(ruling: Ruling) -> str:
    if ruling.action == Ruling.Action.MASK:
        return f"Becomes “{ruling.replacement}”, ruled by {ruling.ruled_by}"
    word = "Kept" if ruling.action == Ruling.Action.KEEP else "In the register"
    return f"{word}, ruled by {ruling.ruled_by}" + (f": {ruling.reason}" if ruling.reason else "")


def _rulings(doubt: Doubt, people: dict[int, ProtectedPerson]) -> list[dict[str, str]]:
    if doubt.ruling_id:
        return [{"value": "open", "label": "Open it again", "key": "o"}]
    found = [
        {
            "value": "keep",
            "label": "Keep" if doubt.kind == Doubt.Kind.OTHER else "Keep, with a reason",
            "key": "a",
        }
    ]
    known = [people[number] for number in register_numbers(doubt) if number in people]
    for number, person in enumerate(known[:5], 1):
        found.append({"value": f"as-{person.pk}", "label": f"It is {person.pseudonym}", "key": str(number)})
    return [
        *found, {"value": "mask", "label": "Replace by…", "key": "m"},
        {"value": "register", "label": "Add to the register", "key": "r"},
    ]  # fmt: skip


def quick(doubt: Doubt, ruling: str) -> dict[str, str] | None:
    """What a single button settles by itself, as arguments of words.rule; None when a form has to ask more."""
    if ruling == "keep" and doubt.kind == Doubt.Kind.OTHER:
        return {"action": Ruling.Action.KEEP}
    if ruling.startswith("as-"):
        people = candidates([doubt])
        person = next((p for pk, p in people.items() if f"as-{pk}" == ruling), None)
        return {"action": Ruling.Action.MASK, "replacement": person.pseudonym} if person else None
    return None


def form_url(doubt: Doubt, ruling: str) -> str:
    """Where a ruling that needs words goes on."""
    page = {"keep": "word-keep", "register": "word-register"}.get(ruling, "word-mask")
    return reverse(f"publishing:{page}", args=[doubt.document.record.reference, doubt.pk])


def one(document: Document, doubt: Doubt, title: str) -> dict[str, Any]:
    """The form page of a single word: the word in all its places."""
    headings = {p.code: p.heading for p in document.passages.all()}
    context = frame(document, title)
    return context | {
        "word": doubt.text, "why": f"{doubt.get_kind_display()} ({doubt.reason})", "cancel_url": url(document, "words"),
        "contexts": [_context(row, headings) for row in doubt.contexts],
    }  # fmt: skip


def several(document: Document) -> dict[str, Any]:
    """Unusual words that may be kept at once: a table to tick."""
    rows = document.doubts.filter(ruling__isnull=True, kind=Doubt.Kind.OTHER)[:100]
    table = [
        {
            "cells": [d.text, d.reason, {"text": str(d.count), "numeric": True}, _short(d)],
            "value": d.pk,
            "label": d.text,
        }
        for d in rows
    ]
    return frame(document, "Keep several words") | {
        "rows": table, "caption": "Unusual words", "cancel_url": url(document, "words"),
        "columns": [{"label": "Word"}, {"label": "Why"}, {"label": "Times", "numeric": True}, {"label": "Place"}],
    }  # fmt: skip


def _short(doubt: Doubt) -> str:
    row = doubt.contexts[0] if doubt.contexts else {"before": "", "word": doubt.text, "after": ""}
    return f"{row['before']}{row['word']}{row['after']}"

"""The pack of a meeting for one reader: cover, contents, agenda, each item with its papers, as one tagged PDF.

It holds only what this reader may see at this moment. Papers that are PDFs are laid in; others are listed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from lscb.core.errors import InvalidMove
from lscb.core.printing.making import CannotMake, lay_in, pages_of, pdf_of
from lscb.files.models import FileUse
from lscb.files.presenters import shown_name
from lscb.meetings.models import Meeting
from lscb.meetings.papers import given_out, papers_of
from lscb.meetings.sight import SeenItem, items_seen, signature_of
from lscb.people.models import User
from lscb.records.models import forget_reach

SECONDS = 40
#: More than this is not laid into a pack but listed: it is read on the screen.
MOST_PAGES, LARGEST = 300, 40 * 1024 * 1024


@dataclass(frozen=True)
class Paper:
    """A paper in the pack. shapes: "tall" or "wide" for each of its pages; none when it is only listed, and why."""

    title: str
    shapes: tuple[str, ...]
    why: str
    place: Path | None


@dataclass(frozen=True)
class Pack:
    """signature: what its reader could see of the meeting when it was begun."""

    pdf: bytes
    pages: int
    items: int
    signature: str


def make_pack(meeting: Meeting, user: User) -> Pack:
    """The reader's pack. Raises InvalidMove when it cannot be made, or when what they may see changed meanwhile."""
    seen = items_seen(meeting, user)
    signature = signature_of(seen)
    papers = _papers(seen)
    html = render_to_string("pdf/pack.html", _context(meeting, user, seen, papers))
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32]
    places = [
        paper.place for one in seen for paper in papers.get(one.item.pk, []) if paper.shapes and paper.place
    ]
    try:
        pdf = pdf_of(html, identifier, seconds=SECONDS)
        pdf = lay_in(pdf, places, seconds=SECONDS) if places else pdf
    except CannotMake as failure:
        raise InvalidMove(
            "Your pack could not be made.",
            "Try again; if it fails again, read the papers one by one and tell the business unit.",
        ) from failure
    forget_reach(user)
    if signature_of(items_seen(meeting, user)) != signature:
        raise InvalidMove("What you may see of this meeting changed just now.", "Ask for your pack again.")
    return Pack(pdf, sum(len(p.shapes) for rows in papers.values() for p in rows), len(seen), signature)


def _papers(seen: list[SeenItem]) -> dict[int, list[Paper]]:
    uses = papers_of(seen)
    pdfs = [use for rows in uses.values() for use in rows if _may_lie_in(use)]
    shapes = dict(zip([use.pk for use in pdfs], _shapes(pdfs), strict=True))
    left = MOST_PAGES
    found: dict[int, list[Paper]] = {}
    for item, rows in uses.items():
        for use in rows:
            pages = tuple(shapes.get(use.pk) or ())
            why = _why_not(use, pages, left)
            if not why:
                left -= len(pages)
            found.setdefault(item, []).append(
                Paper(shown_name(use, revealed=False), () if why else pages, why, use.file.place)
            )
    return found


def _shapes(uses: list[FileUse]) -> list[list[str] | None]:
    if not uses:
        return []
    try:
        return pages_of([use.file.place for use in uses], seconds=SECONDS)
    except CannotMake:  # one of them stops the reader: none is laid in
        return [None] * len(uses)


def _may_lie_in(use: FileUse) -> bool:
    here = use.file.extension.lower() == "pdf" and given_out(use)
    return here and use.file.size <= LARGEST and use.file.place.is_file()


def _why_not(use: FileUse, pages: tuple[str, ...], left: int) -> str:
    if not given_out(use):
        return "not checked for viruses yet"
    if use.file.extension.lower() != "pdf":
        return f"a {use.file.extension.upper()} file: open it on the page of the meeting"
    if not pages:
        return "it cannot be laid into the pack: open it on the page of the meeting"
    return "too long for the pack: open it on the page of the meeting" if len(pages) > left else ""


def _context(
    meeting: Meeting, user: User, seen: list[SeenItem], papers: dict[int, list[Paper]]
) -> dict[str, Any]:
    closed = any(one.is_open and one.item.record_id and not one.item.is_plain for one in seen)
    return {
        "meeting": meeting, "reader": user.name, "made_at": timezone.now(), "board": meeting.group.board.name,
        "marking": "Strictly confidential" if closed else "For members of the group only",
        "items": [_item(one, papers.get(one.item.pk, [])) for one in seen],
    }  # fmt: skip


def _item(one: SeenItem, papers: list[Paper]) -> dict[str, Any]:
    item = one.item
    shown: dict[str, Any] = {"number": one.number, "anchor": f"item-{one.number}", "open": one.is_open}
    if not one.is_open:
        why = "because of a recorded conflict" if one.sight == "conflict" else "it is not open to you now"
        return shown | {"heading": f"Item {one.number}: not in your pack, {why}"}
    reference = item.record.reference if item.record and not item.is_plain else ""
    return shown | {
        "heading": f"Item {one.number}: {one.title}", "reference": reference, "purpose": item.get_purpose_display(),
        "allotted": item.allotted, "lead": item.lead.name if item.lead else "", "brief": item.brief,
        "papers": [
            {"title": p.title, "why": p.why, "pages": [{"shape": s, "n": n} for n, s in enumerate(p.shapes, 1)]}
            for p in papers
        ],
    }  # fmt: skip

"""The frozen text: what is approved, rendered, scanned and shown to the public, and nothing else."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from lscb.publishing.markup import clean, to_blocks
from lscb.publishing.models import Document

Frozen = dict[str, Any]
FORMAT = 1
#: Signs that the bundled fonts do not have, in words that say the same.
SIGNS = str.maketrans(
    {
        "→": "to",
        "←": "from",
        "≥": "at least ",
        "≤": "at most ",
        "≈": "about ",
        "✓": "yes",
        "✔": "yes",
        "\u2011": "-",
    }
)


def freeze_text(document: Document, dated: str) -> Frozen:
    """The public text of a copy. Holds no reference, no name of an author and no path."""
    passages = list(document.passages.all())
    title = next((p.public_text for p in passages if p.code == "title"), "")
    return {
        "format": FORMAT,
        "board": document.record.board.name,
        "title": " ".join(clean(title).split()),
        "subtitle": document.subtitle,
        "dated": dated,
        "passages": [
            {"code": p.code, "heading": p.heading, "text": clean(p.public_text).translate(SIGNS)}
            for p in passages
            if p.code != "title" and p.public_text.strip()
        ],
    }


def canonical(text: Frozen) -> bytes:
    """The same text always gives the same bytes."""
    return json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def text_hash(text: Frozen) -> str:
    return hashlib.sha256(canonical(text)).hexdigest()


def shown(text: Frozen) -> Frozen:
    """The frozen text as templates draw it: every passage with its blocks."""
    passages = [{**p, "blocks": to_blocks(p["text"])} for p in text["passages"]]
    return {**text, "passages": passages}


@lru_cache(maxsize=1)
def _printable() -> frozenset[int]:
    lines = Path(__file__).with_name("printable.txt").read_text("ascii").split()
    ends = [[int(end, 16) for end in line.split("-")] for line in lines]
    return frozenset(point for first, last in ends for point in range(first, last + 1)) | {
        ord("\n"),
        ord("\t"),
    }


def unprintable(text: Frozen) -> list[str]:
    """Characters that the bundled fonts do not have, in order; a document that holds one cannot be read aloud."""
    known = _printable()
    pieces = [text["title"], text["board"], text["subtitle"]]
    pieces += [part for p in text["passages"] for part in (p["heading"], p["text"])]
    return list(dict.fromkeys(c for piece in pieces for c in piece if ord(c) not in known))

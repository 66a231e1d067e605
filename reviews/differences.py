"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import difflib
import re
from typing import Any

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: Word by word is costly on long texts; beyond this it is line by line.
WORD_LIMIT = 4000


def pieces(old: str, new: str) -> list[dict[str, Any]]:
    """Pieces in order for components/diff.html: text, and whether it was taken out or put in."""
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    if len(left) + len(right) > WORD_LIMIT:
        left, right = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[dict[str, Any]] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag in ("delete", "replace"):
            found.append({"text": "".join(left[a1:a2]), "kind": "taken"})
        if tag in ("insert", "replace"):
            found.append({"text": "".join(right[b1:b2]), "kind": "added"})
        if tag == "equal":
            found.append({"text": "".join(left[a1:a2]), "kind": ""})
    return found

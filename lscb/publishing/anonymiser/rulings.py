"""Decisions that people took on doubtful words, applied to every place where they stand.

A ruling is {"text": distinct string, "action": "mask" | "keep", "replacement": str or None}.
Its text is compared in folded form, so capitals, accents and odd blanks make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from lscb.publishing.anonymiser.findings import MaskOrDoubt
from lscb.publishing.anonymiser.folding import Folded, fold

WITHHELD = "[withheld]"


class RulingError(ValueError):
    """A ruling cannot be applied; the message is a sentence for the user."""


def apply_rulings(
    found: list[MaskOrDoubt], folded: Folded, rulings: Iterable[Mapping[str, Any]]
) -> list[MaskOrDoubt]:
    """Findings after the decisions: ruled doubts become masks or disappear.

    Keeping never uncovers a name of the register: it only settles doubts and patterns.
    """
    for ruling in sorted(rulings, key=lambda r: -len(str(r.get("text", "")))):
        text, action = fold(str(ruling.get("text") or "")), ruling.get("action")
        if not text or action not in ("mask", "keep"):
            raise RulingError("A ruling needs a text, and an action that is mask or keep.")
        places = [
            folded.span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", folded.text)
        ]
        if action == "keep":
            found = _keep(found, text, folded)
        else:
            found = _mask(found, places, str(ruling.get("replacement") or WITHHELD))
    return found


def _keep(found: list[MaskOrDoubt], text: str, folded: Folded) -> list[MaskOrDoubt]:
    return [f for f in found if f.ids and not f.doubtful or fold(folded.source[f.start : f.end]) != text]


def _mask(found: list[MaskOrDoubt], places: list[tuple[int, int]], replacement: str) -> list[MaskOrDoubt]:
    """Mask each place; a doubt that is longer than the ruled words stays for what is left of it."""
    kept = list(found)
    for start, end in places:
        if any(not f.doubtful and f.start < end and start < f.end for f in kept):
            continue
        rest = []
        for finding in kept:
            if finding.doubtful and finding.start < end and start < finding.end:
                rest += [
                    MaskOrDoubt(a, b, finding.label, None, finding.reason, finding.ids)
                    for a, b in ((finding.start, start), (end, finding.end))
                    if b - a > 1 and (a, b) != (start, end)
                ]
            else:
                rest.append(finding)
        kept = [*rest, MaskOrDoubt(start, end, "RULED", replacement)]
    return kept

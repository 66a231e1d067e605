"""What was found, with why it matched; no queries."""

from __future__ import annotations

from typing import Any

from lscb.learning.forms.search import KINDS
from lscb.records.searching import SearchResult

LABELS = {
    "finding": "Finding",
    "recommendation": "Recommendation",
    "action": "Action",
    "learning-item": "Learning item",
}
COLOURS = {"finding": "orange", "recommendation": "purple", "action": "blue", "learning-item": "green"}
assert set(LABELS) == {kind for kind, _ in KINDS if kind}


def hits(result: SearchResult) -> list[dict[str, Any]]:
    return [
        {
            "title": hit.title,
            "text": hit.text,
            "kind": LABELS.get(hit.row.kind, hit.row.kind),
            "colour": COLOURS.get(hit.row.kind, ""),
            "url": hit.row.record.get_absolute_url(),
            "reference": hit.row.record.reference,
            "said_on": hit.row.said_on,
        }
        for hit in result.hits
    ]

"""The one text that a row's hash is made from, the same on every database and for ever.

What is stored must come back unchanged from SQLite's text and from PostgreSQL's jsonb, or the chain would break by
itself: numbers with a fraction, keys that are not text, and half characters are therefore not allowed in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

#: The columns that the hash covers, in this order; prev_hash ties a row to the one before it.
COVERED = (
    "board_code", "seq", "at", "event", "actor_id", "actor_name", "seat", "record_id", "reference", "detail",
    "ip", "request_id", "prev_hash",
)  # fmt: skip
AT = COVERED.index("at")

#: The hash before the first row of a chain.
START = "0" * 64

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def plain(value: Any) -> Any:
    """A detail in the few shapes that every database gives back as they were written.

    Fractions, dates and anything else become text; keys become text; a character that cannot be stored becomes "?".
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) < 2**63:
        return int(value)
    if isinstance(value, dict):
        return {_text(str(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        parts = [plain(inner) for inner in value]
        return sorted(parts, key=str) if isinstance(value, (set, frozenset)) else parts
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, (str, int, float, Decimal)):
        return _text(str(value))
    raise TypeError(f"A trail event cannot hold a {type(value).__name__}")


def _text(text: str) -> str:
    return text.replace("\x00", "?").encode("utf-8", "replace").decode("utf-8")


def digest(values: Sequence[Any]) -> str:
    """SHA-256 (hexadecimal) over the values of COVERED, as they are stored."""
    parts = list(values)
    parts[AT] = parts[AT].astimezone(dt.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_encode(parts).encode()).hexdigest()

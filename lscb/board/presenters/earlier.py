"""What an entry of a register said before it was changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lscb.board.registers.kinds import Register
from lscb.clocks.words import day_in_words
from lscb.core.templatetags.lscb import shortdate


@dataclass(frozen=True)
class EarlierWording:
    """What one part of an entry said until somebody changed it."""

    name: str
    value: Any
    until: dt.datetime
    by: str


def rows(register: Register, found: Iterable[EarlierWording]) -> list[dict[str, Any]]:
    return [_row(register, each) for each in found]


def _row(register: Register, each: EarlierWording) -> dict[str, Any]:
    labels = {"text": register.text_label, "answer": "Answer", "outcome": "Outcome"}
    labels |= {column.name: column.label for column in register.columns}
    words = next((dict(column.choices) for column in register.columns if column.name == each.name), {})
    text = words.get(str(each.value), str(each.value))
    value = day_in_words(each.value) if isinstance(each.value, dt.date) else text
    by = f", changed by {each.by}" if each.by else ""
    return {"key": labels[each.name], "value": value, "note": f"Until {shortdate(each.until)}{by}"}

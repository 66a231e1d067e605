"""The letters that every board starts with, and filling one in. Pure: text in, text out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

#: What may stand in braces in a letter, and what it becomes.
FIELDS: dict[str, str] = {
    "reference": "the reference of the case",
    "board": "the Board's name",
    "date": "the day on which the letter is written",
    "recipient": "to whom the letter goes",
    "outcome": "the decision, in the words of the register",
    "decided": "the day of the decision",
    "contact": "the Board's e-mail address and telephone",
    "writer": "who writes it, by their job",
}
_FIELD = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class ShippedLetter:
    code: str
    title: str
    body: str


@lru_cache(maxsize=1)
def shipped() -> dict[str, ShippedLetter]:
    """The letters of the house, by their code."""
    found = tomllib.loads((Path(__file__).parent / "data" / "letters.toml").read_text("utf-8"))
    return {
        code: ShippedLetter(code, text["title"], text["body"].strip() + "\n") for code, text in found.items()
    }


def filled(body: str, values: dict[str, str]) -> str:
    """The letter with its fields filled in; one whose value is not known stays visible, so that somebody fills it in."""
    return _FIELD.sub(lambda found: values.get(found.group(1)) or found.group(0), body)


def unknown_fields(body: str) -> list[str]:
    """Words in braces that no letter knows."""
    return sorted({name for name in _FIELD.findall(body) if name not in FIELDS})


def open_fields(body: str) -> list[str]:
    """Fields that are still to be filled in, as they stand in the letter."""
    return sorted({found.group(0) for found in _FIELD.finditer(body)})

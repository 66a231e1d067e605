"""Text as a page draws it, seen or unseen: white, off the page, under a box, in hidden layers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pikepdf

from lscb.publishing.leakscan.pdf_fonts import DrawnFont

BREAKS = frozenset(("Td", "TD", "Tm", "T*", "'", '"', "ET", "BT"))
# A move of more than this (thousandths of the type size) is a blank between words.
GAP = -180


def drawn_text(
    instructions: Iterable[Any], fonts: dict[str, DrawnFont], everything: list[DrawnFont]
) -> tuple[str, str, str]:
    """The text with its line breaks, without any break, and the marked-content texts."""
    spaced: list[str] = []
    glued: list[str] = []
    marked: list[str] = []
    font: DrawnFont | None = everything[0] if everything else None
    for operands, operator in instructions:
        name = str(operator)
        if name == "Tf" and operands:
            font = fonts.get(str(operands[0]), font)
        elif name in ("BDC", "DP"):
            marked += _properties(operands)
        if name in BREAKS:
            spaced.append("\n")
        if name in ("Tj", "'", '"') and operands:
            text = _shown(operands[-1], font)
            spaced.append(text)
            glued.append(text)
        elif name == "TJ" and operands:
            for item in operands[0]:
                if isinstance(item, pikepdf.String):
                    text = _shown(item, font)
                    spaced.append(text)
                    glued.append(text)
                elif float(item) < GAP:
                    spaced.append(" ")
                    glued.append(" ")
    return "".join(spaced), "".join(glued), "\n".join(marked)


def _shown(item: Any, font: DrawnFont | None) -> str:
    data = bytes(item)
    return font.text(data) if font else data.decode("cp1252", "replace")


def _properties(operands: Any) -> list[str]:
    """ActualText, Alt and E of marked content."""
    found = []
    for operand in operands:
        if isinstance(operand, pikepdf.Dictionary):
            found += [str(value) for value in operand.values() if isinstance(value, pikepdf.String)]
    return found

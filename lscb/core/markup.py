"""Markup in pieces, escaped in one go: format_html for every cell of a long table takes longer than its words."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html


class Markup:
    """markup.add('<td class="{}">{}</td>', css, text) as often as is needed, then markup.html().

    The text of a piece is ours and holds a {} for each value; values are escaped by format_html unless they are safe.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._values: list[Any] = []

    def add(self, text: str, *values: Any) -> None:
        self._texts.append(text)
        self._values += values

    def html(self) -> str:
        return format_html("{}" + "".join(self._texts), "", *self._values)  # it wants one value at least

"""Plain text with headings, lists and simple tables, read into blocks that a template draws. Nobody's HTML gets through.

Pure: the same text always gives the same blocks, in time that grows with its length alone. There is no nesting, so no
text can make a page or a document run away; everything stays text until the template escapes it.

    # Heading            ## Smaller heading
    - point              1. numbered point        (a line that begins with two spaces goes on with the point above)
    | Date | Event |     a table; its first row is the heading, a line "Table: …" above it is its caption
"""

from __future__ import annotations

import re
from typing import Any

Block = dict[str, Any]

#: A table wider than this is not readable on paper; what is beyond stays in the last cell.
COLUMNS = 10
#: As long as a heading may be; a longer line is a paragraph.
HEADING = 200

#: None of these may look twice at a character: a line can be as long as a report.
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)$")
_BULLET = re.compile(r"[ \t]*[-*•][ \t]+(\S.*)$")
_NUMBER = re.compile(r"[ \t]*(\d{1,3})[.)][ \t]+(\S.*)$")
_RULE = frozenset(" :|-\t")
_CAPTION = re.compile(r"table:[ \t]*(\S.*)$", re.IGNORECASE)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
#: Characters that XML and PDF cannot hold, and marks that turn the direction of what follows.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def to_blocks(text: str, top: int = 3) -> list[Block]:
    """The text as blocks, in order, each with a `kind`:

    heading     level (an HTML level, `top` for "#"; never a jump), text
    paragraph   lines
    bullets     points
    numbers     points, start
    table       caption, columns (texts), rows (lists of {text, label}, as many as columns; label is the column's)
    """
    reader = _Reader(top)
    for line in clean(text).split("\n"):
        reader.take(line)
    return reader.finish()


def clean(text: str) -> str:
    """The text without characters that no document can hold, with line ends of one kind."""
    return _UNPRINTABLE.sub("", _LINE_END.sub("\n", text))


class _Reader:
    """Gathers lines into the block at hand until another kind begins."""

    def __init__(self, top: int) -> None:
        self.top, self.level = top, top - 1
        self.blocks: list[Block] = []
        self.kind = ""
        self.lines: list[str] = []
        self.start = 1
        self.caption = ""

    def take(self, line: str) -> None:
        stripped = line.strip()
        if not stripped:
            self.close()
        elif (
            (found := _HEADING.match(stripped)) and len(words := found[2].rstrip(" \t#")) <= HEADING and words
        ):
            self.close()
            self._heading(len(found[1]), words)
        elif len(stripped) > 1 and stripped[0] == "|":
            self._table_line(stripped)
        elif found := _BULLET.match(line):
            self._add("bullets", found[1])
        elif (found := _NUMBER.match(line)) and not self._goes_on(line):
            if self.kind != "numbers":
                self.close()
                self.start = int(found[1])
            self._add("numbers", found[2])
        elif self.kind in ("bullets", "numbers") and self._goes_on(line):
            self.lines[-1] += f" {stripped}"
        else:
            self._add("paragraph", stripped)

    def finish(self) -> list[Block]:
        self.close()
        return self.blocks

    def close(self) -> None:
        """Ends the block at hand."""
        if self.lines:
            made = getattr(self, f"_made_{self.kind}")()
            self.blocks.append({"kind": self.kind, **made})
        self.kind, self.lines = "", []

    def _goes_on(self, line: str) -> bool:
        """Whether a paragraph runs (a line that begins with a number is part of it), or a point is carried on."""
        return (
            self.kind == "paragraph"
            or self.kind in ("bullets", "numbers")
            and line[:2] in ("  ", " \t", "\t")
        )

    def _add(self, kind: str, text: str) -> None:
        if self.kind != kind:
            self.close()
            self.kind = kind
        self.lines.append(text)

    def _heading(self, marks: int, text: str) -> None:
        self.level = min(self.top + marks - 1, self.level + 1, 6)
        self.blocks.append({"kind": "heading", "level": self.level, "text": text})

    def _table_line(self, line: str) -> None:
        if self.kind != "table":
            self.caption = ""
            if self.kind == "paragraph" and (found := _CAPTION.match(self.lines[-1])):
                self.caption = found[1]
                self.lines.pop()
        self._add("table", line)

    def _made_paragraph(self) -> Block:
        return {"lines": self.lines}

    def _made_bullets(self) -> Block:
        return {"points": self.lines}

    def _made_numbers(self) -> Block:
        return {"points": self.lines, "start": self.start}

    def _made_table(self) -> Block:
        rows = [_cells(line) for line in self.lines if "-" not in line or not _RULE.issuperset(line)] or [
            ["–"]
        ]
        width = max(map(len, rows))
        columns = [text or f"Column {number}" for number, text in enumerate(_padded(rows[0], width), 1)]
        return {
            "caption": self.caption or f"Table: {', '.join(columns)}",
            "captioned": bool(self.caption),
            "columns": columns,
            "rows": [
                [
                    {"text": text, "label": label}
                    for text, label in zip(_padded(row, width), columns, strict=True)
                ]
                for row in rows[1:]
            ],
        }


def _cells(line: str) -> list[str]:
    inner = line[1:-1] if line.endswith("|") and len(line) > 2 else line[1:]
    return [cell.strip() for cell in inner.split("|", COLUMNS - 1)]


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))

"""A register's list as a table file, CSV or Excel. No cell can start a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lscb.board.models import Entry
from lscb.board.registers.kinds import Register
from lscb.core.tables import csv_text, workbook
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

SHARED = ("reference", "title", "status", "group", "agency", "looked after by", "made on", "due", "overdue")


@operation
def export_entries(
    *, register: Register, board: Board, rows: Iterable[Entry], today: dt.date, excel: bool, by: User
) -> str | bytes:
    """The rows as a table, and a trail event on the board."""
    headings = [
        *SHARED, register.text_label.lower(), *(column.label.lower() for column in register.columns),
        *(["score"] if register.is_scored else []), "answer", "outcome",
    ]  # fmt: skip
    lines = [_line(register, row, today) for row in rows]
    record_event(
        "registers.exported", by=by, board=board, detail={"register": register.kind, "count": len(lines)}
    )
    return workbook(register.name, headings, lines) if excel else csv_text(headings, lines)


def _line(register: Register, row: Entry, today: dt.date) -> list[object]:
    own = [value_of(row, column.name, dict(column.choices)) for column in register.columns]
    score = [row.score] if register.is_scored else []
    return [
        row.record.reference, row.record.title, row.get_status_display(), row.group, row.agency, row.owner, row.raised_on,
        row.due_on, "yes" if row.is_overdue(today) else "no", row.text, *own, *score, row.answer, row.outcome,
    ]  # fmt: skip


def value_of(row: Entry, name: str, words: dict[str, str]) -> object:
    """What a column of one's own holds, in words where it is a choice."""
    value = getattr(row, name)
    return words.get(str(value), value) if words and value is not None else value

"""Tables that leave the house: CSV and Excel in which no cell can start a formula, and which load back as they were."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

#: What spreadsheets take for the start of a formula, and blanks that hide it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Signs that are passed over when a formula is looked for: blanks, and marks that were put before one.
_PASSED = "' \u00a0"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
#: How wide a column of Excel is, in signs: no date is shown as a row of ####, no text fills the screen.
NARROWEST, WIDEST, LOOKED_AT = 12, 60, 200
#: As much as one cell of Excel holds.
LONGEST = 32_767


def cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula; a day as 2026-03-02."""
    text = "" if value is None else str(value)
    return f"'{text}" if _hides_formula(text) else text


def uncell(text: str) -> str:
    """The text without the mark that cell() has put before it."""
    return text[1:] if text.startswith("'") and _hides_formula(text) else text


def _hides_formula(text: str) -> bool:
    return text.lstrip(_PASSED).startswith(FORMULA)


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV, with the mark at its beginning by which Excel knows UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as an Excel file with a bold first row; days are days, numbers are numbers, all else is text."""
    from openpyxl import Workbook  # noqa: PLC0415  large: every process would carry it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    rows, some = _looked_at(rows)
    for number, heading in enumerate(headings):
        widest = max(len(str(each)) for each in [heading, *(row[number] for row in some)])
        letter = get_column_letter(number + 1)
        sheet.column_dimensions[letter].width = min(max(widest + 2, NARROWEST), WIDEST)
    first = [WriteOnlyCell(sheet, cell(heading)) for heading in headings]
    for each in first:
        each.font = Font(bold=True)
    sheet.append(first)
    for row in rows:
        sheet.append([_value(value, ILLEGAL_CHARACTERS_RE) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _looked_at(rows: Iterable[Sequence[object]]) -> tuple[Iterable[Sequence[object]], list[Sequence[object]]]:
    """The rows, and the first of them, from which the widths are taken; long lists are never held whole."""
    rest = iter(rows)
    some = list(islice(rest, LOOKED_AT))
    return chain(some, rest), some


def _value(value: object, illegal: re.Pattern[str]) -> Any:
    """Text that cell() has been over is never taken for a formula; without signs that no workbook may hold."""
    if value is None or value == "":
        return None
    if isinstance(value, (dt.date, int)) and not isinstance(value, (dt.datetime, bool)):
        return value
    return illegal.sub("", cell(value)[:LONGEST])

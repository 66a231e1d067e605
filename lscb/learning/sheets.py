"""Reads a spreadsheet of actions: Excel or CSV, columns found by their headings, rows numbered with the header as row 1."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import io
import itertools
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from lscb.core.crypto import decrypt, encrypt
from lscb.core.errors import BadInput
from lscb.core.fields import clean_text
from lscb.core.tables import uncell
from lscb.files.checks import check_upload
from lscb.learning.columns import Column, column_of

MOST_ROWS, MOST_COLUMNS = 20_000, 200
MOST_BYTES = 10 * 1024 * 1024
#: What a workbook may become when it is opened, and how many of its sheets are looked through for the rows.
MOST_UNPACKED, MOST_SHEETS = 80 * 1024 * 1024, 10
#: An action cannot be told without these; the file says which of them it lacks.
NEEDED = ("action", "owner agency", "due", "status")
NOT_READABLE = "The file could not be read. Save it as .xlsx or .csv, and try again."
Value = str | dt.date
Cell = str | dt.date


@dataclass(frozen=True)
class SheetRow:
    """What one row says: text and days by the names of the columns, without what is empty."""

    number: int
    values: dict[str, Value]


@dataclass(frozen=True)
class Sheet:
    """name of the file; columns: which were found; ignored: headings that mean nothing here."""

    name: str
    rows: list[SheetRow]
    columns: frozenset[str]
    ignored: tuple[str, ...] = ()


def read_sheet(upload: UploadedFile) -> Sheet:
    """Raises BadInput with a sentence when it is not such a file; what its rows say is judged elsewhere."""
    name = upload.name or ""
    if not name.lower().endswith((".csv", ".xlsx")):
        raise BadInput("Use an Excel file (.xlsx) or a CSV file.")
    checked = check_upload(upload)
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadInput("The file is larger than 10 MB. Split it into parts.")
    with tempfile.TemporaryDirectory(prefix="lscb-sheet-") as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        checked.kind.check(path)
    lines = _excel(content) if checked.kind.extension == "xlsx" else _csv(content)
    return _sheet(checked.name, lines)


def _sheet(name: str, lines: Iterable[list[Cell]]) -> Sheet:
    rest = itertools.dropwhile(lambda cells: not any(cells), lines)
    head = next(rest, [])
    columns, ignored = _columns(head)
    rows = []
    for number, cells in enumerate(rest, start=2):
        values = {
            column.name: cell
            for column, cell in zip(columns, cells, strict=False)
            if column is not None and column.read and cell != ""
        }
        if values:
            rows.append(SheetRow(number, values))
        if len(rows) > MOST_ROWS:
            raise BadInput(f"The file has more than {MOST_ROWS:,} rows. Split it into parts.")
    if not rows:
        raise BadInput("The file has no rows below its headings.")
    return Sheet(name, rows, frozenset(column.name for column in columns if column), ignored)


def _columns(head: list[Cell]) -> tuple[list[Column | None], tuple[str, ...]]:
    """What each column is. Raises BadInput when a needed one is missing, or one is there twice."""
    columns = [column_of(str(cell)) for cell in head]
    names = [column.name for column in columns if column]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadInput(
            f"Two columns are headed “{twice[0]}”. Take one of them out, or give it another heading."
        )
    if "reference" not in names and (missing := _missing(names)):
        words = ", ".join(f"“{name}”" for name in missing)
        raise BadInput(f"The first row has to hold the headings of the columns. Missing: {words}.")
    ignored = tuple(
        str(cell) for cell, column in zip(head, columns, strict=True) if column is None and cell != ""
    )
    return columns, ignored


def _missing(names: list[str]) -> list[str]:
    found = {*names, *(["owner agency"] if "owner e-mail" in names else [])}
    return [name for name in NEEDED if name not in found]


# --- CSV --------------------------------------------------------------------------------------------------


def _csv(content: bytes) -> Iterator[list[Cell]]:
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    separator = max(",;\t", key=first.count)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [_tidy(cell) for cell in cells[:MOST_COLUMNS]]
    except csv.Error:
        raise BadInput(NOT_READABLE) from None


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, what Excel calls Unicode text, else the Windows code page."""
    encodings = (
        ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1")
    )
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput(NOT_READABLE)


def _tidy(text: str) -> str:
    return uncell(clean_text(text).strip()).strip()


# --- Excel ------------------------------------------------------------------------------------------------


def _excel(content: bytes) -> Iterator[list[Cell]]:
    """The first sheet with anything on it. It was checked before, so that it unpacks to no more than it should."""
    import openpyxl  # noqa: PLC0415  large: every process would carry it

    _check_unpacked(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets[:MOST_SHEETS]:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=MOST_ROWS * 2, max_col=MOST_COLUMNS, values_only=True)
            lines = [[_value(cell) for cell in row] for row in rows]
            if any(any(line) for line in lines):
                return iter(lines)
    except Exception:  # a broken workbook fails in as many ways as there are workbooks
        raise BadInput(NOT_READABLE) from None
    return iter([])


def _check_unpacked(content: bytes) -> None:
    """A workbook is read into memory: far less than what may be kept as a file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile:
        raise BadInput(NOT_READABLE) from None
    if size > MOST_UNPACKED:
        raise BadInput("The file becomes far too large when opened. Split it into parts, or save it as CSV.")


def _value(cell: object) -> Cell:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _tidy(str(cell))


# --- days -------------------------------------------------------------------------------------------------

_ORDERS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%d/%m/%y", "%d.%m.%y", "%d-%m-%y", "%d %B %Y",
    "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %y", "%Y/%m/%d",
)  # fmt: skip


def day_of(value: Value) -> dt.date | None:
    """The day that a cell means: a date of Excel, ISO, or day first; None when it means none."""
    if isinstance(value, dt.date):
        return _within_reason(value)
    text = " ".join(value.replace(",", " ").split())
    for ending in ("T00:00:00", " 00:00:00", " 00:00"):
        text = text.removesuffix(ending)
    for order in _ORDERS:
        try:
            found = dt.datetime.strptime(text, order).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
        return _within_reason(found)
    return None


def _within_reason(day: dt.date) -> dt.date | None:
    """9999-12-31 stands for "never" in some workbooks: no reminder can be reckoned from it."""
    return day if 1990 <= day.year <= 2100 else None


# --- between the page that shows it and the one that takes it ---------------------------------------------------


def seal(sheet: Sheet) -> str:
    """What was read, for the page that asks "is this right?"; only we can read or change it."""
    rows = [[row.number, {name: _kept(value) for name, value in row.values.items()}] for row in sheet.rows]
    said = json.dumps({"name": sheet.name, "rows": rows, "columns": sorted(sheet.columns)})
    return encrypt(base64.b64encode(zlib.compress(said.encode())).decode())


def unseal(text: str) -> Sheet:
    try:
        said = json.loads(zlib.decompress(base64.b64decode(decrypt(text))))
        rows = [
            SheetRow(number, {name: _unkept(value) for name, value in values.items()})
            for number, values in said["rows"]
        ]
        return Sheet(said["name"], rows, frozenset(said["columns"]))
    except Exception:  # whatever it is, it is not what we sealed
        raise BadInput("The file could not be read again. Upload it once more.") from None


def _kept(value: Value) -> Any:
    return {"day": value.isoformat()} if isinstance(value, dt.date) else value


def _unkept(value: Any) -> Value:
    return dt.date.fromisoformat(value["day"]) if isinstance(value, dict) else str(value)

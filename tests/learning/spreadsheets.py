"""Spreadsheets of actions for tests, as boards keep them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

HEADINGS = (
    "Recommendation", "Action", "Owner agency", "Owner e-mail", "Start", "Due", "Status", "Progress",
)  # fmt: skip
GOOD = {
    "Recommendation": "Hear the child in every strategy discussion", "Owner agency": "Westmere Constabulary",
    "Action": "Train all 30 duty officers in hearing the voice of the child.", "Owner e-mail": "", "Start": "2026-01-05",
    "Due": "30/6/2026", "Status": "Started", "Progress": "Trained 12 of 30 officers by 20 February.",
}  # fmt: skip


def row(**values: Any) -> dict[str, Any]:
    """A row without a fault; owner_agency="" empties a cell."""
    said = {name.replace("_", " ").lower(): value for name, value in values.items()}
    known = {name.lower().replace("-", " "): name for name in GOOD}
    return GOOD | {known.get(name, name.capitalize()): value for name, value in said.items()}


def csv_bytes(rows: Sequence[dict[str, Any]], *, encoding: str = "utf-8", separator: str = ",") -> bytes:
    headings = list(dict.fromkeys(name for one in rows for name in one))
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def excel_bytes(rows: Sequence[dict[str, Any]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    headings = list(dict.fromkeys(name for one in rows for name in one))
    sheet.append(headings)
    for one in rows:
        sheet.append([one.get(name) for name in headings])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "actions.csv") -> SimpleUploadedFile:
    kind = "text/csv" if name.endswith(".csv") else "application/octet-stream"
    return SimpleUploadedFile(name, content, content_type=kind)

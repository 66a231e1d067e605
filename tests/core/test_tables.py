"""Tables that are taken away can be read as they open."""

import datetime as dt
import io

import openpyxl

from lscb.core.tables import NARROWEST, WIDEST, workbook


def test_columns_are_as_wide_as_what_they_hold():
    rows = ([1, dt.date(2026, 11, 20), "A title of some length here", "x" * 500] for _ in range(3))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook("Risks", ["n", "due", "title", "text"], rows))).active
    widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    assert widths == [NARROWEST, NARROWEST, len("A title of some length here") + 2, WIDEST]
    assert sheet.max_row == 4


def test_a_table_without_rows_has_its_headings():
    sheet = openpyxl.load_workbook(io.BytesIO(workbook("Risks", ["n", "due"], []))).active
    assert [cell.value for cell in sheet[1]] == ["n", "due"]

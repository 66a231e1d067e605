"""The Board's report as a Word file: a template whose marked places are filled. Made with python-docx.

Marks: {{board}}, {{title}}, {{as_at}}, {{foreword}} inside any text; {{figures}} and {{charts}} alone in a paragraph.
"""

from __future__ import annotations

import io
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lscb.clocks.words import day_in_words
from lscb.core.errors import BadInput

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FIGURES, CHARTS = "{{figures}}", "{{charts}}"
NOT_WORD = "This is not a Word file that can be read. Save it as .docx and send it again."
NO_PLACE = (
    "The template has no place for the figures. Write {{figures}} alone in a paragraph where they belong, and {{charts}} "
    "where the tables of the charts belong."
)


def _open(data: bytes) -> Document:
    from docx import Document as read  # noqa: PLC0415  heavy

    return read(io.BytesIO(data))


def shipped() -> bytes:
    """The template that comes with the product, to be used as it is or edited."""
    from docx import Document as new  # noqa: PLC0415  heavy

    document = new()
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = "Report to the Board"
    document.add_paragraph("{{board}}")
    document.add_heading("{{title}}", 0)
    document.add_paragraph("As at {{as_at}}")
    document.add_paragraph("{{foreword}}")
    document.add_heading("Figures", 1)
    document.add_paragraph(FIGURES)
    document.add_heading("Tables", 1)
    document.add_paragraph(CHARTS)
    return _bytes(document)


def check_template(data: bytes) -> None:
    """Raises BadInput unless it is a Word file with a place for the figures."""
    try:
        paragraphs = _paragraphs(_open(data))
    except Exception:
        raise BadInput(NOT_WORD) from None
    if not any(paragraph.text.strip() == FIGURES for paragraph in paragraphs):
        raise BadInput(NO_PLACE)


def filled(template: bytes, content: dict[str, Any]) -> bytes:
    """The report's content in the marked places of a template."""
    document = _open(template)
    words = {
        "{{board}}": content["board"], "{{title}}": content["title"], "{{as_at}}": day_in_words(content["as_at"]),
        "{{foreword}}": content["foreword"],
    }  # fmt: skip
    for paragraph in _paragraphs(document):
        mark = paragraph.text.strip()
        if mark == FIGURES:
            _figures(document, paragraph, content["sections"])
        elif mark == CHARTS:
            _charts(document, paragraph, [*_risks(content.get("risks")), *content["charts"]])
        else:
            _replace(paragraph, words)
    document.core_properties.title = f"{content['title']}, {content['board']}"
    return _bytes(document)


def _bytes(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(document: Document) -> list[Paragraph]:
    found = list(document.paragraphs)
    for table in document.tables:
        found += [paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
    for section in document.sections:
        found += [*section.header.paragraphs, *section.footer.paragraphs]
    return found


def _replace(paragraph: Paragraph, words: dict[str, str]) -> None:
    """Word cuts a text into runs where it likes: a mark may lie across several."""
    text = paragraph.text
    if not any(mark in text for mark in words) or not paragraph.runs:
        return
    for mark, value in words.items():
        text = text.replace(mark, value)
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        run.text = ""


def _figures(document: Document, place: Paragraph, sections: list[dict[str, Any]]) -> None:
    for section in sections:
        rows = [
            [figure["label"], str(figure["value"]), figure.get("change", ""), figure.get("note", "")]
            for figure in section["figures"]
        ]
        _table_before(document, place, section["title"], ["Figure", "Number", "Change", "Note"], rows)
    _remove(place)


def _risks(drawn: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The map of risks as one more table; nothing where no risk is open."""
    if drawn is None:
        return []
    rows = [
        {"label": row["label"], "cells": [str(cell["text"]) for cell in row["cells"]]}
        for row in drawn["rows"]
    ]
    words = "Likelihood down the side, impact across."
    columns = [drawn["row_heading"], *drawn["columns"]]
    return [{"title": drawn["caption"], "description": words, "columns": columns, "table": rows}]


def _charts(document: Document, place: Paragraph, charts: list[dict[str, Any]]) -> None:
    for chart in charts:
        rows = [[row["label"], *row["cells"]] for row in chart["table"]]
        _table_before(document, place, f"{chart['title']}. {chart['description']}", chart["columns"], rows)
    _remove(place)


def _table_before(
    document: Document, place: Paragraph, title: str, heads: list[str], rows: list[list[str]]
) -> None:
    place.insert_paragraph_before(title).runs[0].bold = True
    table = document.add_table(rows=1, cols=len(heads))
    if "Table Grid" in [style.name for style in document.styles]:
        table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
        cell.paragraphs[0].runs[0].bold = True
    _repeats(table)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    place._p.addprevious(table._tbl)
    place.insert_paragraph_before("")


def _repeats(table: Any) -> None:
    """The head row is one: it is read out as such, and stands again on the next page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  heavy
    from docx.oxml.ns import qn  # noqa: PLC0415

    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(deepcopy(head))


def _remove(paragraph: Paragraph) -> None:
    element = paragraph._p
    element.getparent().remove(element)

"""The Board's report: its figures frozen and kept, as a tagged PDF and as a Word file from a template that boards edit."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from lscb.board.models import BoardReport, FigureSet
from lscb.core.errors import BadInput
from lscb.core.printing.making import CannotMake, pdf_of
from lscb.core.templatetags.lscb import shortdate
from lscb.files.models import FileUse
from lscb.files.operations import attach, remove
from lscb.home.figures import pages, word
from lscb.home.figures.freezing import check_can_freeze, freeze_for_report, of_today
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.records.operations import open_record
from lscb.trail.recording import operation, record_event

MARKING = "For members of the Board"
PDF, WORD, TEMPLATE = "board-report-pdf", "board-report-word", "report-template"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def make_report(*, board: Board, by: User, foreword: str = "") -> BoardReport:
    """Measures the figures, makes both files of them and keeps all three, or none: BadInput when a file cannot be made."""
    check_can_freeze(by, board)
    figures = of_today(board, FigureSet.Cause.REPORT, by)
    content = content_of(board, figures, foreword)
    try:
        pdf = pdf_of(render_to_string("pdf/board_report.html", content), _identifier(figures))
    except CannotMake as fault:
        raise BadInput(str(fault)) from None
    return _keep(
        figures=figures, foreword=foreword, pdf=pdf, docx=word.filled(template_of(board), content), by=by
    )


def _identifier(figures: FigureSet) -> str:
    """The document's number: thirty-two hexadecimal digits, the same for the same figures."""
    said = json.dumps([figures.board.code, str(figures.as_at), figures.figures], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def content_of(board: Board, figures: FigureSet, foreword: str) -> dict[str, Any]:
    """What a report says, for both kinds of file."""
    before = previous(figures)
    return {
        "title": "Report to the Board", "board": board.name, "marking": MARKING, "as_at": figures.as_at,
        "before": before.as_at if before else None, "foreword": foreword.strip(),
        "sections": pages.sections(figures.figures, before, live=False),
        "risks": pages.risk_map(figures.figures),
        "charts": pages.charts(figures.figures, month_ends(board, figures), shortdate(figures.as_at)), "chart_table_open": True,
    }  # fmt: skip


def previous(figures: FigureSet) -> FigureSet | None:
    """The month end before a set, which its figures are compared with."""
    return month_ends_of(figures.board).filter(as_at__lt=figures.as_at).order_by("-as_at").first()


def month_ends_of(board: Board) -> QuerySet[FigureSet]:
    return FigureSet.objects.filter(board=board, cause=FigureSet.Cause.MONTH_END)


def month_ends(board: Board, until: FigureSet | None = None, months: int = 12) -> list[FigureSet]:
    """The month ends of the last year, the oldest first."""
    rows = month_ends_of(board)
    rows = rows.filter(as_at__lte=until.as_at) if until else rows
    return list(rows.order_by("-as_at")[:months])[::-1]


@operation
def _keep(*, figures: FigureSet, foreword: str, pdf: bytes, docx: bytes, by: User) -> BoardReport:
    board = figures.board
    freeze_for_report(board=board, by=by, figures=figures)
    record = open_record(
        board=board, kind="board-report", code="RPT", title="Report to the Board", route="home:report-detail", by=by,
        mode=Record.Mode.BOARD, marking=MARKING, year=figures.as_at.year,
    )  # fmt: skip
    report = BoardReport.objects.create(
        record=record, board=board, figures=figures, foreword=foreword.strip(), made_by=by
    )
    for data, purpose, ending, kind in ((pdf, PDF, "pdf", "application/pdf"), (docx, WORD, "docx", DOCX)):
        upload = SimpleUploadedFile(f"{record.reference}.{ending}", data, content_type=kind)
        attach(record=record, upload=upload, purpose=purpose, by=by, may_identify=False)
    record_event("board-report.made", by=by, record=record, detail={"as_at": str(figures.as_at)})
    return report


# --- the template -----------------------------------------------------------------------------------


def template_use(board: Board) -> FileUse | None:
    """The board's own template, if it has one."""
    rows = FileUse.objects.in_use().filter(record__board=board, record__kind=TEMPLATE, purpose=TEMPLATE)
    return rows.select_related("file", "record").order_by("-pk").first()


def template_of(board: Board) -> bytes:
    """The bytes of the board's template, or of the one shipped with the product."""
    use = template_use(board)
    return use.file.place.read_bytes() if use and use.file.place.is_file() else word.shipped()


@operation
def set_template(*, board: Board, upload: UploadedFile, by: User) -> FileUse:
    """The board's own template takes the place of the one before, which is kept."""
    check_can_freeze(by, board)
    data = upload.read()
    upload.seek(0)
    word.check_template(data)
    record = Record.objects.filter(board=board, kind=TEMPLATE).first() or open_record(
        board=board, kind=TEMPLATE, code="TPL", title="Template of the Board's report", route="home:report-template-of",
        by=by, mode=Record.Mode.BOARD, marking=MARKING,
    )  # fmt: skip
    for old in FileUse.objects.in_use().filter(record=record, purpose=TEMPLATE):
        remove(use=old, by=by)
    use = attach(record=record, upload=upload, purpose=TEMPLATE, by=by, may_identify=False)
    record_event("board-report.template-set", by=by, record=record, detail={"at": str(timezone.localdate())})
    return use


def files_of(report: BoardReport) -> list[FileUse]:
    return list(
        FileUse.objects.in_use()
        .filter(record=report.record)
        .select_related("file", "added_by")
        .order_by("pk")
    )


def open_template(board: Board) -> io.BytesIO:
    return io.BytesIO(template_of(board))

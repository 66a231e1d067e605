"""Reads what the pages of expected reports show, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from lscb.board import states
from lscb.board.models import AssuranceQuerySet, AssuranceReport, ReportSchedule
from lscb.board.presenters import assurance as presenters
from lscb.clocks import presenters as clocks
from lscb.clocks.holidays import current_holidays
from lscb.clocks.models import Deadline
from lscb.core.errors import NotAllowed
from lscb.files.models import FileUse
from lscb.files.presenters import attachments
from lscb.people.models import Board, User
from lscb.records.timeline import timeline

S = AssuranceReport.Status


def reports_for_page() -> AssuranceQuerySet:
    """Reports with what their page and their checks need; open_or_404 narrows them to the reader's."""
    return AssuranceReport.objects.for_page()


def filtered(user: User, board: Board, picked: dict[str, Any], today: dt.date) -> AssuranceQuerySet:
    """The reports that a person may see and asked for."""
    rows: AssuranceQuerySet = AssuranceReport.objects.visible_to(user).filter(board=board)
    status = picked.get("status")
    if not status:
        rows = rows.filter(status__in=(S.EXPECTED, S.RECEIVED))
    elif status != "all":
        rows = rows.filter(status=status)
    rows = rows.overdue(today) if picked.get("overdue") else rows
    rows = rows.filter(form=picked["shape"]) if picked.get("shape") else rows
    for name in ("agency", "group"):
        rows = rows.filter(**{name: picked[name]}) if picked.get(name) else rows
    return rows


def schedules_of(board: Board) -> QuerySet[ReportSchedule]:
    rows = ReportSchedule.objects.filter(board=board, ended_on__isnull=True)
    return rows.select_related("board", "agency", "group")


def refusals(user: User, report: AssuranceReport) -> dict[str, NotAllowed | None]:
    """For every verb that the report's state allows: None when this person may, else the refusal."""
    found: dict[str, NotAllowed | None] = {}
    for move in states.ASSURANCE_MACHINE.open_moves(report):
        try:
            states.check_of(move.name)(user, report)
            found[move.name] = None
        except NotAllowed as refusal:
            found[move.name] = refusal
    return found


def page_of_report(report: AssuranceReport, user: User, today: dt.date) -> dict[str, Any]:
    _, holidays = current_holidays("england-and-wales")
    running = Deadline.objects.of(report.record).order_by("-pk")[:1]
    files = attachments(FileUse.objects.on(report.record), revealed=True)
    return presenters.report_page(
        report, refusals(user, report), files, [clocks.clock(row, today, holidays) for row in running],
        timeline(report.record, user),
    )  # fmt: skip

"""Asking for a report, writing it as one goes, handing it in, checking it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from lscb.board import states
from lscb.board.assurance import telling
from lscb.board.assurance.permissions import check_can_ask
from lscb.board.assurance.shapes import CHECKLIST, PARTS
from lscb.board.assurance.writing import save_parts
from lscb.board.models import (
    Agency,
    AssuranceReport,
    Group,
    ReportCheck,
    ReportSchedule,
    ReportShape,
)
from lscb.core.errors import BadInput
from lscb.core.wording import require_telling
from lscb.core.workdays import add_months
from lscb.files.operations import attach
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

__all__ = [
    "ask", "ask_again", "ask_agencies", "change_schedule", "check", "end_schedule", "hand_in", "save_parts", "schedule",
    "withdraw",
]  # fmt: skip
S = AssuranceReport.Status
EXAMPLE = "The group asks for waiting times by age in the next report; nothing else is open."


@operation
def schedule(
    *, board: Board, title: str, group: Group, due_on: dt.date, by: User, shape: str = ReportShape.REPORT,
    agency: Agency | None = None, service: str = "", every_months: int = 0,
) -> ReportSchedule:  # fmt: skip
    """A report is expected, once or again and again; its first one is asked for at once."""
    check_can_ask(by, board, group)
    _check_schedule(title, agency, service, group, board)
    row = ReportSchedule.objects.create(
        board=board, title=title.strip(), form=shape, agency=agency, service=service.strip(), group=group,
        every_months=every_months, created_by=by,
    )  # fmt: skip
    record_event("assurance.scheduled", by=by, board=board, detail={"schedule": row.pk})
    telling.next_of(row, due_on, by)
    return row


def _check_schedule(title: str, agency: Agency | None, service: str, group: Group, board: Board) -> None:
    if not title.strip():
        raise BadInput("Give the report a title.")
    if not agency and not service.strip():
        raise BadInput("Say which agency or service gives the report.")
    if group.board_id != board.pk:
        raise BadInput("The group must belong to the same board.")


@operation
def change_schedule(*, schedule: ReportSchedule, by: User, **values: Any) -> ReportSchedule:
    """Another title, agency, group or rhythm, from the next report on."""
    check_can_ask(by, schedule.board, schedule.group)
    for name, value in values.items():
        setattr(schedule, name, value)
    _check_schedule(schedule.title, schedule.agency, schedule.service, schedule.group, schedule.board)
    schedule.save()
    record_event("assurance.schedule-changed", by=by, board=schedule.board, detail={"schedule": schedule.pk})
    return schedule


@operation
def end_schedule(*, schedule: ReportSchedule, reason: str, by: User) -> None:
    """Nothing more is expected; a report that has been asked for and not yet given is withdrawn."""
    check_can_ask(by, schedule.board, schedule.group)
    if not reason.strip():
        raise BadInput("Say why it is no longer expected.")
    schedule.ended_on = timezone.localdate()
    schedule.save()
    record_event(
        "assurance.schedule-ended",
        by=by,
        board=schedule.board,
        detail={"schedule": schedule.pk, "reason": reason},
    )
    for report in AssuranceReport.objects.filter(schedule=schedule).expected():
        withdraw(report=report, reason=reason, by=by)


@operation
def ask(
    *, board: Board, shape: str, title: str, group: Group, due_on: dt.date, by: User | None, agency: Agency | None = None,
    owner: User | None = None, service: str = "", question: str = "", meeting: Record | None = None,
    period: tuple[dt.date, dt.date] | None = None,
) -> AssuranceReport:  # fmt: skip
    """One report is asked for, by a day: of an agency, of a service, or of one person; by somebody, or by the sweep."""
    if by is not None:
        check_can_ask(by, board, group)
    return telling.expect(
        by=by, title=title, board=board, form=shape, agency=agency, service=service.strip(), owner=owner, group=group,
        meeting=meeting, question=question.strip(), due_on=due_on, period_from=period[0] if period else None,
        period_until=period[1] if period else None,
    )  # fmt: skip


@operation
def ask_agencies(
    *, board: Board, agencies: Iterable[Agency], group: Group, due_on: dt.date, question: str, by: User
) -> list[AssuranceReport]:
    """The Board asks chosen agencies for an Operational Assurance Report (R024)."""
    chosen = list(agencies)
    if not chosen:
        raise BadInput("Choose at least one agency.")
    if due_on < timezone.localdate():
        raise BadInput("The day it is due cannot be in the past.")
    return [
        ask(
            board=board, shape=ReportShape.OPERATIONAL, title=f"Operational Assurance Report: {agency}", group=group,
            due_on=due_on, question=question, agency=agency, by=by,
        )
        for agency in chosen
    ]  # fmt: skip


@operation
def hand_in(
    *, report: AssuranceReport, by: User, files: Iterable[UploadedFile] = (), on: dt.date | None = None,
    texts: Mapping[str, str] | None = None, began: Mapping[str, str] | None = None,
) -> AssuranceReport:  # fmt: skip
    """The report is given: every part is written, or a file is there. The next one of a schedule is asked for."""
    row = telling.locked(report)
    states.check_of("hand_in")(by, row)
    states.ASSURANCE_MACHINE.require("hand_in", row)
    if texts is not None:
        save_parts(report=row, texts=texts, by=by, began=began)
    for upload in files:
        attach(record=row.record, upload=upload, purpose="report", by=by, may_identify=False)
    _check_whole(row)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise BadInput("The day it was given cannot be in the future.")
    _store(row, status=S.RECEIVED, received_on=day, received_by=by)
    telling.meet(row, on=day, by=by, reason="The report came after the day it was due.")
    record_event("assurance.hand_in", by=by, record=row.record)
    telling.tell(row, telling.checkers(row), "report-received", by=by)
    _next_round(row, by)
    return row


@operation
def check(
    *, report: AssuranceReport, found: Mapping[str, tuple[str, str]], scrutiny: str, outcome: str, by: User
) -> AssuranceReport:  # fmt: skip
    """The received report is checked. `found`: code of the checklist to (yes, partly or no; note)."""
    row = telling.locked(report)
    states.check_of("check")(by, row)
    states.ASSURANCE_MACHINE.require("check", row)
    codes = {code for code, _ in CHECKLIST} if row.form == ReportShape.REPORT else set()
    if missing := codes - set(found):
        raise BadInput(f"Answer every line of the checklist: {len(missing)} are open.")
    require_telling(outcome, what="what came of the report", example=EXAMPLE)
    for code, (answer, note) in found.items():
        if answer in ("partly", "no") and not note.strip():
            raise BadInput("Say what is missing wherever the answer is “partly” or “no”.")
        ReportCheck.objects.update_or_create(
            report=row, code=code, defaults={"found": answer, "note": note.strip()}
        )
    _store(
        row,
        status=S.CLOSED,
        scrutiny=scrutiny.strip(),
        outcome=outcome.strip(),
        closed_on=timezone.localdate(),
        closed_by=by,
    )
    telling.end(row, timezone.now())
    record_event("assurance.check", by=by, record=row.record)
    telling.tell(row, telling.writers(row), "report-checked", by=by)
    return row


@operation
def ask_again(*, report: AssuranceReport, reason: str, due_on: dt.date, by: User) -> AssuranceReport:
    """The report goes back to whoever gave it, with what is missing and a new day; what was given stays."""
    row = telling.locked(report)
    states.check_of("ask_again")(by, row)
    states.ASSURANCE_MACHINE.require("ask_again", row)
    if not reason.strip():
        raise BadInput("Say what is missing.")
    if due_on < timezone.localdate():
        raise BadInput("The day it is due cannot be in the past.")
    _store(
        row, status=S.EXPECTED, due_on=due_on, received_on=None, received_by=None, closed_on=None, closed_by=None,
        outcome="", question=f"{row.question}\n\n{reason.strip()}".strip(),
    )  # fmt: skip
    telling.end(row, None)
    record_event("assurance.ask_again", by=by, record=row.record)
    telling.start(row, by=by, reason="The report was asked for again.")
    telling.tell(row, telling.writers(row), "report-asked", by=by)
    return row


@operation
def withdraw(*, report: AssuranceReport, reason: str, by: User) -> AssuranceReport:
    """The report is no longer expected; the next one of a schedule is."""
    row = telling.locked(report)
    states.check_of("withdraw")(by, row)
    states.ASSURANCE_MACHINE.require("withdraw", row)
    if not reason.strip():
        raise BadInput("Say why it is no longer expected.")
    _store(row, status=S.WITHDRAWN)
    telling.cancel(row, by=by, reason=reason)
    telling.end(row, timezone.now())
    record_event("assurance.withdraw", by=by, record=row.record, detail={"reason": reason.strip()})
    _next_round(row, by)
    return row


def _next_round(report: AssuranceReport, by: User) -> None:
    """Asks for the next report of a schedule that repeats, unless it has been asked for already."""
    plan = report.schedule
    if plan is None or plan.ended_on or not plan.every_months:
        return
    if AssuranceReport.objects.filter(schedule=plan, pk__gt=report.pk).exists():
        return  # also when this one was asked for again, for a later day than the next one's
    telling.next_of(plan, add_months(report.due_on, plan.every_months), by)


def _check_whole(report: AssuranceReport) -> None:
    parts = PARTS[report.form]
    if not parts and not report.record.files.filter(removed_at__isnull=True).exists():
        raise BadInput("Add the report as a file.")
    written = {part.code for part in report.parts.all() if part.text}
    missing = [heading for code, heading, _ in parts if code not in written]
    if missing:
        raise BadInput(f"Write every part first. Still empty: {', '.join(missing)}.")


def _store(report: AssuranceReport, **values: Any) -> None:
    for name, value in values.items():
        setattr(report, name, value)
    report.version += 1
    report.save()

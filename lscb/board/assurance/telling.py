"""A report that is expected: its record and clock, who it is open to, who is told. Parts that the operations share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from lscb.board.models import AssuranceReport, Grant, ReportSchedule, Seat, running_on
from lscb.board.roles import LEADS
from lscb.clocks import operations as clocks
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline
from lscb.core.workdays import add_months
from lscb.notices.operations import notify
from lscb.people.models import Party, User
from lscb.records import operations as records
from lscb.records.models import Record
from lscb.trail.recording import record_event

CALENDAR = "england-and-wales"
MARKING = "For partners of the board only"
_CHAIRS = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)


def locked(report: AssuranceReport) -> AssuranceReport:
    """The report as it is now, locked until the transaction ends."""
    found: AssuranceReport = (
        AssuranceReport.objects.for_page().select_for_update(of=("self",)).get(pk=report.pk)
    )
    return found


def expect(*, by: User | None, title: str, **values: Any) -> AssuranceReport:
    """A report with its record; whoever writes it is told, and its clock runs."""
    record = records.open_record(
        board=values["board"], kind="assurance-report", code="ASR", title=title.strip()[:160],
        route="board:assurance-detail", by=by, mode=Record.Mode.BOARD, marking=MARKING,
    )  # fmt: skip
    report = AssuranceReport.objects.create(record=record, asked_by=by, **values)
    open_to(report, by=by)
    record_event("assurance.expected", by=by, record=record, detail={"shape": report.get_form_display()})
    start(report, by=by, reason="It was asked for.")
    tell(report, writers(report), "report-asked", by=by)
    return report


def next_of(plan: ReportSchedule, due_on: dt.date, by: User) -> AssuranceReport:
    """The report of a schedule for the period that ends before the day."""
    return expect(
        by=by, title=plan.title, board=plan.board, form=plan.form, agency=plan.agency, service=plan.service,
        group=plan.group, schedule=plan, due_on=due_on, period_from=add_months(due_on, -(plan.every_months or 12)),
        period_until=due_on - dt.timedelta(days=1),
    )  # fmt: skip


def leads(report: AssuranceReport) -> list[User]:
    """Whoever answers on this board for the agency that was asked."""
    if report.agency_id is None:
        return []
    rows = Grant.objects.filter(
        running_on(timezone.localdate()), board_id=report.board_id, agency_id=report.agency_id, role__in=LEADS,
        user__is_active=True,
    )  # fmt: skip
    return list(dict.fromkeys(grant.user for grant in rows.select_related("user").order_by("pk")))


def writers(report: AssuranceReport) -> list[User]:
    """Who has to write it: the person who was asked; else the agency's leads; without those everybody of the agency."""
    if report.owner is not None:
        return [report.owner]
    found = leads(report)
    if found or report.agency is None:
        return found
    return list(report.agency.party.members_on(timezone.localdate()))


def checkers(report: AssuranceReport) -> list[User]:
    """Who checks it: chair and vice chair of the group that receives it, and whoever asked."""
    seats = Seat.objects.on(timezone.localdate()).filter(
        group_id=report.group_id, office__in=_CHAIRS, user__isnull=False, user__is_active=True
    )
    chairs = [seat.user for seat in seats.select_related("user").order_by("office", "pk") if seat.user]
    return list(dict.fromkeys([*chairs, *([report.asked_by] if report.asked_by else [])]))


def open_to(report: AssuranceReport, *, by: User | None) -> None:
    parties = {"report-agency": report.agency.party if report.agency else None}
    parties["report-owner"] = report.owner.party if report.owner else None
    for capacity, party in parties.items():
        if party is not None:
            records.grant_access(
                record=report.record, party=party, capacity=capacity, reason="Asked for a report", by=by
            )


def code_of(report: AssuranceReport) -> str:
    return "MEMBER-UPDATE" if report.form == "update" else "ASSURANCE-DUE"


def start(report: AssuranceReport, *, by: User | None, reason: str) -> None:
    tell: list[tuple[Party, int]] = [(user.party, int(Level.OWNER)) for user in writers(report)]
    if not tell and report.asked_by:
        tell = [(report.asked_by.party, int(Level.OWNER))]
    tell += [(user.party, int(Level.LEAD)) for user in leads(report)]
    on, code = min(timezone.localdate(), report.due_on), code_of(report)
    if Deadline.objects.of(report.record).filter(code=code).exists():
        assert by is not None  # nothing is asked for again by itself
        clocks.restart(report.record, code, on=on, by=by, reason=reason, due_on=report.due_on, tell=tell)
    else:
        clocks.start(report.record, code, on=on, by=by, due_on=report.due_on, tell=tell)


def meet(report: AssuranceReport, *, on: dt.date, by: User, reason: str) -> None:
    clocks.stop(report.record, code_of(report), on=on, by=by, reason=reason)


def cancel(report: AssuranceReport, *, by: User, reason: str) -> None:
    clocks.cancel(report.record, code_of(report), by=by, reason=reason[:300])


def end(report: AssuranceReport, at: dt.datetime | None) -> None:
    """The record is closed, or open again."""
    report.record.closed_at = at
    report.record.save(update_fields=["closed_at"])


def tell(report: AssuranceReport, people: Iterable[User], key: str, *, by: User | None) -> None:
    for person in dict.fromkeys(people):
        if person.is_active and (by is None or person.pk != by.pk):
            notify(
                to=person, board=report.board, subject_key=key, reference=report.record.reference,
                link=report.get_absolute_url(), unique_key=f"{key}:{report.pk}:{report.version}",
            )  # fmt: skip

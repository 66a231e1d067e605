"""Learning items, registers, reports and attendance: the life of the board between its cases."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, Count, IntegerField, Max, Q, QuerySet, When

from lscb.board.models import AssuranceReport, Entry
from lscb.board.registers import reading as registers
from lscb.core.prepared import Counts, timeless, totals
from lscb.learning.figures import Stage, board_learning
from lscb.meetings.models import Attendance, Meeting
from lscb.people.models import Board

R = Entry.Register
YEAR = dt.timedelta(days=365)
MOST_AGENCIES = 12
#: A risk of this score (likelihood times impact, 1 to 25) or more is high.
HIGH_RISK = 15


def measure(board: Board, today: dt.date) -> dict[str, Any]:
    return _joined(
        _learning(board, today), _registers(board, today), _reports(board, today), _meetings(board, today)
    )


def _joined(*measured: dict[str, Any]) -> dict[str, Any]:
    counts: dict[str, Any] = {}
    series: dict[str, Any] = {}
    for each in measured:
        counts |= each["counts"]
        series |= each.get("series", {})
    return {"counts": counts, "series": series}


def _learning(board: Board, today: dt.date) -> dict[str, Any]:
    found = board_learning(board, today)
    return {
        "counts": {"learning-open": found.open, "cascades-outstanding": found.asked - found.confirmed},
        "series": {
            "learning-by-stage": [[stage.label, found.by_stage.get(stage.value, 0)] for stage in Stage]
        },
    }


def _registers(board: Board, today: dt.date) -> dict[str, Any]:
    """Open entries; risks as five rows from likelihood 5 down to 1, in each impact 1 to 5."""
    found = {each.register.kind: each for each in registers.counts(board, today)}
    waiting, late = registers.unanswered_challenges(board, today)
    raised, to_chair = registers.escalations(board, today - YEAR, today)
    rows = registers.heat_map(board)
    high = sum(
        count
        for likelihood, row in zip(range(5, 0, -1), rows, strict=True)
        for impact, count in enumerate(row, 1)
        if likelihood * impact >= HIGH_RISK
    )
    return {
        "counts": {
            "risks-open": sum(sum(row) for row in rows), "risks-high": high, "challenges-unanswered": waiting,
            "challenges-late": late, "disagreements-year": raised, "disagreements-chair": to_chair,
            "scrutiny-open": found[R.SCRUTINY].open, "failures-open": found[R.FAILURE].open,
            "inspections-open": found[R.INSPECTION].open, "registers-late": sum(each.overdue for each in found.values()),
        },
        "series": {"risk-map": [[str(5 - n), row] for n, row in enumerate(rows)]},
    }  # fmt: skip


def _reports(board: Board, today: dt.date) -> dict[str, Any]:
    late, soon = _expected(board.pk, today, today + dt.timedelta(days=30))[0]
    return {"counts": {"reports-outstanding": late, "reports-soon": soon}}


@timeless
def _expected(board: int, today: dt.date, until: dt.date) -> Counts:
    """Reports that are late, and those due until a day."""
    rows = AssuranceReport.objects.filter(board=board).expected()
    soon = Q(due_on__gte=today, due_on__lte=until)
    return totals(rows, late=Count("pk", filter=Q(due_on__lt=today)), soon=Count("pk", filter=soon))


def _meetings(board: Board, today: dt.date) -> dict[str, Any]:
    """Meetings of twelve months, and at how many of those that it had a seat for each agency was present, in per cent."""
    held, quorate = _held(board.pk, today - YEAR, today)[0]
    came: dict[str, list[int]] = {}
    for agency, present in _present(board.pk, today - YEAR, today):
        both = came.setdefault(agency, [0, 0])
        both[0] += present
        both[1] += 1
    rates = sorted(
        ((name, round(100 * here / of)) for name, (here, of) in came.items()),
        key=lambda row: (row[1], row[0]),
    )
    total = [sum(pair[n] for pair in came.values()) for n in (0, 1)]
    return {
        "counts": {
            "meetings-held": held, "meetings-quorate": quorate,
            "attendance-rate": round(100 * total[0] / total[1]) if total[1] else None,
        },
        "series": {"attendance-by-agency": [[name, rate] for name, rate in rates[:MOST_AGENCIES]]},
    }  # fmt: skip


def _that_took_place(board: int, after: dt.date, until: dt.date) -> QuerySet[Meeting]:
    rows: QuerySet[Meeting] = Meeting.objects.took_place()
    return rows.filter(group__board=board, held_on__gt=after, held_on__lte=until)


@timeless
def _held(board: int, after: dt.date, until: dt.date) -> Counts:
    rows = _that_took_place(board, after, until)
    return totals(rows, held=Count("pk"), quorate=Count("pk", filter=Q(quorate=True)))


@timeless
def _present(board: int, after: dt.date, until: dt.date) -> Counts:
    """For each meeting and agency with a seat: whether anybody of it was there."""
    here = Case(When(presence=Attendance.Presence.PRESENT, then=1), default=0, output_field=IntegerField())
    meetings = _that_took_place(board, after, until).order_by()
    rows = Attendance.objects.filter(meeting__in=meetings, seat__isnull=False, agency__isnull=False)
    counted = rows.order_by().values_list("agency__name", "meeting_id").annotate(here=Max(here))
    return counted.values_list("agency__name", "here")  # type: ignore[no-any-return]

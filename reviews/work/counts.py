"""Figures of a board for its dashboard: they count everything, and open nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractYear

from lscb.clocks.models import Deadline
from lscb.people.models import Board
from reviews.models import AgencyReport, Referral, Review, ScopingRequest


@dataclass(frozen=True)
class Year:
    """Decisions of a calendar year; `in_time` within the month that the guidance gives."""

    year: int
    decisions: int
    in_time: int


@dataclass(frozen=True)
class CaseCounts:
    """stages: (label, code, open reviews), in the order of the work, empty ones left out."""

    referrals_open: int
    reviews_open: int
    stages: tuple[tuple[str, str, int], ...]
    clocks_running: int
    clocks_overdue: int
    decisions: tuple[Year, ...]
    scoping_overdue: int
    agency_reports_overdue: int


#: Records whose clocks the dashboard counts; an agency's own are counted apart.
CASES = ("referral", "review")


def board_counts(board: Board, today: dt.date) -> CaseCounts:
    """Open reviews by stage, clocks, decisions by year, what is overdue at the agencies. Six queries, whatever is there."""
    by_stage = dict(
        Review.objects.for_board(board).open().order_by().values_list("status").annotate(Count("pk"))
    )
    stages = tuple((str(s.label), s.value, by_stage[s.value]) for s in Review.Status if s.value in by_stage)
    late = Q(due_on__lt=today, minimum=False)
    clocks = Deadline.objects.running().filter(record__board=board, record__kind__in=CASES)
    counted = clocks.aggregate(running=Count("pk"), overdue=Count("pk", filter=late))
    return CaseCounts(
        referrals_open=Referral.objects.for_board(board).open().count(),
        reviews_open=sum(by_stage.values()),
        stages=stages,
        clocks_running=counted["running"],
        clocks_overdue=counted["overdue"],
        decisions=_decisions(board),
        scoping_overdue=ScopingRequest.objects.for_board(board).overdue(today).count(),
        agency_reports_overdue=AgencyReport.objects.for_board(board).late(today).count(),
    )


def _decisions(board: Board) -> tuple[Year, ...]:
    """A decision that was re-opened counts again when it is made again."""
    met = Deadline.objects.filter(record__board=board, code="DECISION", met_on__isnull=False).order_by()
    rows = met.annotate(year=ExtractYear("met_on")).values("year")
    rows = rows.annotate(made=Count("pk"), in_time=Count("pk", filter=Q(met_on__lte=F("due_on"))))
    return tuple(Year(row["year"], row["made"], row["in_time"]) for row in rows.order_by("year"))

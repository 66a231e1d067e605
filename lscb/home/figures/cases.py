"""Referrals, decisions, reviews and their clocks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q

from lscb.clocks.models import Deadline
from lscb.people.models import Board
from lscb.publishing.models import Publication
from reviews.models import Decision, Referral, Review

YEARS = 3
MONTH = dt.timedelta(days=30)


def measure(board: Board, today: dt.date) -> dict[str, Any]:
    referrals = _referrals(board)
    stages = dict(
        Review.objects.for_board(board).open().order_by().values_list("status").annotate(n=Count("pk"))
    )
    decided, in_time = _decisions_in_time(board, today)
    return {
        "counts": {
            "referrals-open": referrals["open"],
            "referrals-with-chair": referrals["chair"],
            "decisions-due": _decisions_due(board, today),
            "decisions-made": decided,
            "decisions-in-time": in_time,
            "reviews-open": sum(stages.values()),
            "clocks-overdue": Deadline.objects.for_board(board).overdue(today).exclude(code="ACTION").count(),
            "reports-published": Publication.objects.filter(board=board).live().count(),
        },
        "series": {
            "reviews-by-stage": [
                [state.label, stages.get(state.value, 0)]
                for state in Review.Status
                if state not in Review.ENDED
            ],
            "decisions-by-outcome": _outcomes(board, today),
        },
    }


def _referrals(board: Board) -> dict[str, int]:
    found: dict[str, int] = Referral.objects.for_board(board).aggregate(
        open=Count("pk", filter=~Q(status__in=[Referral.Status.DRAFT, *Referral.ENDED])),
        chair=Count("pk", filter=Q(status=Referral.Status.WITH_CHAIR)),
    )
    return found


def _decisions_due(board: Board, today: dt.date) -> int:
    """Clocks of decisions that run and are due within thirty days, or were due before."""
    due: int = (
        Deadline.objects.for_board(board).running().filter(code="DECISION", due_on__lte=today + MONTH).count()
    )
    return due


def _decisions_in_time(board: Board, today: dt.date) -> tuple[int, int]:
    """Decisions made in the last twelve months, and how many of them within their time."""
    since = dt.date(today.year - 1, today.month, 1)
    counted = Deadline.objects.for_board(board).filter(code="DECISION", met_on__gte=since)
    row = counted.aggregate(made=Count("pk"), late=Count("pk", filter=~Q(late_reason="")))
    return row["made"], row["made"] - row["late"]


def _outcomes(board: Board, today: dt.date) -> list[list[Any]]:
    since = dt.date(today.year - YEARS, today.month, 1)
    rows = Decision.objects.filter(referral__record__board=board, decided_on__gte=since).order_by()
    found = dict(rows.values_list("outcome").annotate(n=Count("pk")))
    return [[outcome.label, found.get(outcome.value, 0)] for outcome in Decision.Outcome]

"""Referrals, decisions, reviews and their clocks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q

from lscb.clocks.models import Deadline, DeadlineQuerySet
from lscb.core.prepared import Counts, timeless, totals
from lscb.learning.clocks import CODE as ACTION_CLOCK
from lscb.people.models import Board
from lscb.publishing.models import Publication
from reviews.models import Decision, Referral, Review

YEARS = 3
MONTH = dt.timedelta(days=30)


def measure(board: Board, today: dt.date) -> dict[str, Any]:
    opened, with_chair = _referrals(board.pk)[0]
    stages = dict(_stages(board.pk))
    made, late = _decisions_made(board.pk, dt.date(today.year - 1, today.month, 1))[0]
    outcomes = dict(_outcomes(board.pk, dt.date(today.year - YEARS, today.month, 1)))
    return {
        "counts": {
            "referrals-open": opened, "referrals-with-chair": with_chair,
            "decisions-due": _decisions_due(board.pk, today + MONTH)[0][0],
            "decisions-made": made, "decisions-in-time": made - late, "reviews-open": sum(stages.values()),
            "clocks-overdue": _clocks_overdue(board.pk, today)[0][0], "reports-published": _published(board.pk)[0][0],
        },
        "series": {
            "reviews-by-stage": [
                [state.label, stages.get(state.value, 0)] for state in Review.Status if state not in Review.ENDED
            ],
            "decisions-by-outcome": [[each.label, outcomes.get(each.value, 0)] for each in Decision.Outcome],
        },
    }  # fmt: skip


def of_cases(clocks: DeadlineQuerySet) -> DeadlineQuerySet:
    """Those of referrals and reviews and of whatever belongs to them; actions, reports and registers have figures of
    their own."""
    of_case = Q(record__root__isnull=False) | Q(record__kind__in=("referral", "review"))
    return clocks.exclude(code=ACTION_CLOCK).filter(of_case)  # the code is what the index is for


@timeless
def _referrals(board: int) -> Counts:
    """Open ones, and those of them with the chair."""
    rows = Referral.objects.filter(record__board=board)
    ended = Q(status__in=[Referral.Status.DRAFT, *Referral.ENDED])
    with_chair = Q(status=Referral.Status.WITH_CHAIR)
    return totals(rows, open=Count("pk", filter=~ended), chair=Count("pk", filter=with_chair))


@timeless
def _stages(board: int) -> Counts:
    rows = Review.objects.filter(record__board=board).open().order_by()
    return rows.values_list("status").annotate(n=Count("pk"))  # type: ignore[no-any-return]


@timeless
def _decisions_due(board: int, until: dt.date) -> Counts:
    """Clocks of decisions that run and are due until a day, or were due before."""
    rows = Deadline.objects.filter(record__board=board, code="DECISION", due_on__lte=until)
    return totals(rows.running(), n=Count("pk"))


@timeless
def _decisions_made(board: int, since: dt.date) -> Counts:
    """Decisions made since a day, and how many of them late."""
    rows = Deadline.objects.filter(record__board=board, code="DECISION", met_on__gte=since)
    return totals(rows, made=Count("pk"), late=Count("pk", filter=~Q(late_reason="")))


@timeless
def _clocks_overdue(board: int, today: dt.date) -> Counts:
    return totals(of_cases(Deadline.objects.filter(record__board=board).overdue(today)), n=Count("pk"))


@timeless
def _published(board: int) -> Counts:
    return totals(Publication.objects.filter(board=board).live(), n=Count("pk"))


@timeless
def _outcomes(board: int, since: dt.date) -> Counts:
    rows = Decision.objects.filter(referral__record__board=board, decided_on__gte=since).order_by()
    return rows.values_list("outcome").annotate(n=Count("pk"))

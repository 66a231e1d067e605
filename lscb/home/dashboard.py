"""The Board's first dashboard: figures, charts with their tables. Board-level totals count everything (design §3.5)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q

from lscb.clocks.models import Deadline
from lscb.core.charts import bar_chart, stacked_chart
from lscb.learning import reading as learning
from lscb.people.models import Board
from lscb.publishing.models import Publication
from reviews.models import Decision, Referral, Review

YEARS = 3


def board_page(board: Board, today: dt.date) -> dict[str, Any]:
    """Everything that the dashboard shows, in a constant number of queries."""
    actions = learning.overdue_counts(board, today)
    referrals = _referrals(board)
    reviews = _reviews(board)
    late = Deadline.objects.for_board(board).overdue(today).count()
    published = Publication.objects.filter(board=board).live().count()
    decided = _decisions(board, today)
    return {
        "figures": [
            {"label": "Open referrals", "value": referrals["open"], "url": "/referrals/?status=open", "note": f"{referrals['chair']} with the chair"},
            {"label": "Open reviews", "value": sum(reviews.values()), "url": "/reviews/"},
            {"label": "Clocks overdue", "value": late},
            {"label": "Open actions", "value": actions.open, "url": "/actions/", "note": f"{actions.claimed} waiting for verification"},
            {"label": "Overdue actions", "value": actions.overdue, "url": "/actions/?overdue=on"},
            {"label": "Published reports", "value": published, "url": "/publications/"},
        ],
        "charts": [_stages(reviews), _by_agency(board, today), _outcomes(decided)],
        "decisions_in_time": _in_time(board, today),
    }  # fmt: skip


def _referrals(board: Board) -> dict[str, int]:
    rows = Referral.objects.for_board(board)
    return rows.aggregate(
        open=Count("pk", filter=~Q(status__in=[Referral.Status.DRAFT, *Referral.ENDED])),
        chair=Count("pk", filter=Q(status=Referral.Status.WITH_CHAIR)),
    )


def _reviews(board: Board) -> dict[str, int]:
    rows = Review.objects.for_board(board).open().order_by().values_list("status").annotate(n=Count("pk"))
    return dict(rows)


def _stages(reviews: dict[str, int]) -> dict[str, Any]:
    stages = [
        (state.label, reviews.get(state.value, 0)) for state in Review.Status if state not in Review.ENDED
    ]
    busiest = max(stages, key=lambda stage: stage[1])
    said = f"Most reviews are at “{busiest[0]}” ({busiest[1]})." if busiest[1] else "No review is open."
    return bar_chart(
        stages,
        chart_id="stages",
        title="Open reviews by stage",
        description=said,
        label_heading="Stage",
        value_heading="Reviews",
    )


def _by_agency(board: Board, today: dt.date) -> dict[str, Any]:
    rows = learning.overdue_by_agency(board, today)[:10]
    said = (
        f"{rows[0].agency} has the most overdue actions ({rows[0].overdue})."
        if rows and rows[0].overdue
        else "No action is overdue."
    )
    return stacked_chart(
        [(row.agency, [row.overdue, row.open - row.overdue]) for row in rows], ["Overdue", "In time"], chart_id="agencies",
        title="Open actions by agency", description=said, label_heading="Agency", tones=("late", "good"),
    )  # fmt: skip


def _decisions(board: Board, today: dt.date) -> list[tuple[str, int]]:
    since = dt.date(today.year - YEARS, today.month, 1)
    rows = (
        Decision.objects.filter(referral__record__board=board, decided_on__gte=since)
        .order_by()
        .values_list("outcome")
        .annotate(n=Count("pk"))
    )
    found = dict(rows)
    return [(outcome.label, found.get(outcome.value, 0)) for outcome in Decision.Outcome]


def _outcomes(decided: list[tuple[str, int]]) -> dict[str, Any]:
    count = sum(n for _, n in decided)
    return bar_chart(
        decided, chart_id="outcomes", title=f"Decisions of the last {YEARS} years", description=f"{count} decisions in all.",
        label_heading="Outcome", value_heading="Decisions",
    )  # fmt: skip


def _in_time(board: Board, today: dt.date) -> str:
    since = dt.date(today.year - 1, today.month, 1)
    rows = Deadline.objects.for_board(board).filter(code="DECISION", met_on__gte=since)
    counted = rows.aggregate(all=Count("pk"), late=Count("pk", filter=~Q(late_reason="")))
    if not counted["all"]:
        return "No decision was due in the last year."
    return f"{counted['all'] - counted['late']} of {counted['all']} decisions of the last year were made within the month."

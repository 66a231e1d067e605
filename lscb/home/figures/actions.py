"""Actions by age, agency and group, and whether they made a difference."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet

from lscb.learning.models import Action, ImpactCheck
from lscb.people.models import Board

S = Action.Status
MOST_AGENCIES = 12
YEAR = dt.timedelta(days=365)
#: How late, by days past the end date: the heading, from, to (both included).
AGES = (
    ("In time", None, 0),
    ("Up to 30 days late", 1, 30),
    ("31 to 90 days late", 31, 90),
    ("Over 90 days late", 91, None),
)


def measure(board: Board, today: dt.date) -> dict[str, Any]:
    return of_rows(Action.objects.for_board(board), today)


def of_rows(rows: QuerySet[Action], today: dt.date) -> dict[str, Any]:
    """The same figures of any actions: a board's, or those of an agency or group that somebody may see."""
    open_rows = rows.filter(status__in=Action.OPEN).order_by()
    counted = open_rows.aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=Q(status__in=Action.WITH_OWNER, end_on__lt=today)),
        claimed=Count("pk", filter=Q(status=S.CLAIMED)),
        not_started=Count("pk", filter=Q(status=S.AGREED)),
        late_start=Count("pk", filter=Q(status=S.AGREED, start_on__lt=today)),
        moved_often=Count("pk", filter=Q(revisions__gte=3)),
        **{
            f"age{n}": Count("pk", filter=_age(first, last, today)) for n, (_, first, last) in enumerate(AGES)
        },
    )
    return {
        "counts": {
            "actions-open": counted["open"],
            "actions-overdue": counted["overdue"],
            "actions-claimed": counted["claimed"],
            "actions-not-started": counted["not_started"],
            "actions-late-start": counted["late_start"],
            "actions-moved-often": counted["moved_often"],
        },
        "series": {
            "actions-by-age": [[label, counted[f"age{n}"]] for n, (label, _, _) in enumerate(AGES)],
            "actions-by-agency": _by_agency(open_rows, today),
        },
    }


def _age(first: int | None, last: int | None, today: dt.date) -> Q:
    """With the owner, and so many days past the end date."""
    late = Q(status__in=Action.WITH_OWNER)
    if first is not None:
        late &= Q(end_on__lte=today - dt.timedelta(days=first))
    if last is not None:
        late &= Q(end_on__gte=today - dt.timedelta(days=last))
    return late


def _by_agency(open_rows: QuerySet[Action], today: dt.date) -> list[list[Any]]:
    """[agency, [overdue, in time]], the most overdue first."""
    overdue = Count("pk", filter=Q(status__in=Action.WITH_OWNER, end_on__lt=today))
    rows = open_rows.filter(agency__isnull=False).values("agency__name").annotate(late=overdue, n=Count("pk"))
    found = [(row["agency__name"], row["late"], row["n"]) for row in rows]
    found.sort(key=lambda row: (-row[1], -row[2], row[0]))
    return [[name, [late, count - late]] for name, late, count in found[:MOST_AGENCIES]]


def measure_impact(board: Board, today: dt.date) -> dict[str, Any]:
    return impact_of(ImpactCheck.objects.filter(board=board), today)


def impact_of(checks: QuerySet[ImpactCheck], today: dt.date) -> dict[str, Any]:
    """Impact checks of the last twelve months by what they found, and those that wait."""
    standing = checks.filter(dropped_at__isnull=True).order_by()
    since = today - YEAR
    done = dict(standing.filter(checked_at__date__gte=since).values_list("outcome").annotate(n=Count("pk")))
    waiting = standing.filter(checked_at__isnull=True).aggregate(
        due=Count("pk", filter=Q(due_on__lte=today)), coming=Count("pk", filter=Q(due_on__gt=today))
    )
    outcome = ImpactCheck.Outcome
    return {
        "counts": {
            "impact-shown": done.get(outcome.SUSTAINED, 0) + done.get(outcome.PARTLY, 0),
            "impact-not-shown": done.get(outcome.NONE, 0),
            "impact-due": waiting["due"],
            "impact-coming": waiting["coming"],
        },
        "series": {"impact-by-outcome": [[o.label, done.get(o.value, 0)] for o in outcome]},
    }

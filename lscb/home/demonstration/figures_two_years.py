"""Month ends of two years, and a report. Figures of the past are counted anew from the days that stand in the records;
what cannot be counted afterwards is left out of the older sets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from lscb.board.models import FigureSet
from lscb.home.demonstration.cast import Cast
from lscb.home.demonstration.clock import travel
from lscb.home.figures import reporting
from lscb.home.figures.freezing import freeze_for_meeting
from lscb.learning.models import Action, ImpactCheck
from lscb.meetings.models import Meeting
from lscb.people.models import Board
from lscb.records.models import Record
from lscb.trail.recording import record_event

MONTHS = 24


def month_ends_told(cast: Cast, anchor: dt.date) -> None:
    """The last days of the last two years' months."""
    travel(anchor)
    day = anchor.replace(day=1) - dt.timedelta(days=1)
    have = set(FigureSet.objects.filter(board=cast.board, cause="month-end").values_list("as_at", flat=True))
    rows = []
    for _ in range(MONTHS):
        if day not in have:
            rows.append(
                FigureSet(board=cast.board, as_at=day, cause="month-end", figures=_then(cast.board, day))
            )
        day = day.replace(day=1) - dt.timedelta(days=1)
    FigureSet.objects.bulk_create(rows[::-1])
    record_event("figures.frozen", by=None, board=cast.board, detail={"months": len(rows)})


def a_report(cast: Cast, anchor: dt.date) -> None:
    """Figures that the Board saw at its last meeting, and last week's report."""
    meeting = Meeting.objects.took_place().filter(group=cast.group("board")).order_by("-held_on").first()
    if meeting:
        travel(meeting.held_on)
        freeze_for_meeting(board=cast.board, meeting=meeting, by=cast["business-manager"])
    travel(anchor - dt.timedelta(days=7))
    foreword = (
        "Please read the page on actions first: more of them are overdue than in the summer, most with two agencies. The "
        "Executive has them on its agenda, and the agencies come to its next meeting."
    )
    reporting.make_report(board=cast.board, by=cast["business-manager"], foreword=foreword)


def _then(board: Board, day: dt.date) -> dict[str, Any]:
    """What can still be counted of a day in the past."""
    counts = {
        "referrals-open": _open_then(board, "referral", day),
        "reviews-open": _open_then(board, "review", day),
        "actions-open": _actions(board, day).count(),
        "actions-overdue": _actions(board, day).filter(end_on__lt=day).count(),
        "impact-shown": ImpactCheck.objects.filter(
            board=board, checked_at__date__lte=day, checked_at__date__gt=day - dt.timedelta(days=365),
            outcome__in=[ImpactCheck.Outcome.SUSTAINED, ImpactCheck.Outcome.PARTLY],
        ).count(),
    }  # fmt: skip
    return {"format": 1, "measured_on": day.isoformat(), "counts": counts, "series": {}}


def _open_then(board: Board, kind: str, day: dt.date) -> int:
    rows = Record.objects.filter(board=board, kind=kind, opened_at__date__lte=day)
    return rows.filter(Q(closed_at__isnull=True) | Q(closed_at__date__gt=day)).count()


def _actions(board: Board, day: dt.date) -> Any:
    """Agreed by the day, and neither claimed nor ended before its end."""
    ended = Q(changes__verb__in=["claim", "not_achieved", "supersede"], changes__changed_at__date__lte=day)
    rows = Action.objects.filter(board=board, agreed_at__date__lte=day)
    return rows.exclude(pk__in=Action.objects.filter(board=board).filter(ended).values("pk"))

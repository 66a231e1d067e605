"""Month ends of two years, and a report. Figures of the past are counted anew from the days that stand in the records;
what cannot be counted afterwards is left out of the older sets."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

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
#: With which an action leaves its owner.
ENDS = ("claim", "not_achieved", "supersede")


def month_ends_told(cast: Cast, anchor: dt.date) -> None:
    """The last days of the last two years' months."""
    travel(anchor)
    day = anchor.replace(day=1) - dt.timedelta(days=1)
    have = set(FigureSet.objects.filter(board=cast.board, cause="month-end").values_list("as_at", flat=True))
    rows, spans = [], _spans(cast.board)
    for _ in range(MONTHS):
        if day not in have:
            rows.append(
                FigureSet(
                    board=cast.board, as_at=day, cause="month-end", figures=_then(cast.board, day, spans)
                )
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


class Span(NamedTuple):
    """From when until when an action was with its owner, and when it should have been done."""

    begun: dt.date
    done: dt.date | None
    end_on: dt.date


def _spans(board: Board) -> list[Span]:
    """Of agreed actions until they were claimed or ended. What the old spreadsheet brought has an end date alone: such an
    action is taken to have begun half a year before, and to have been done around that day."""
    found = []
    rows = Action.objects.filter(board=board, agreed_at__isnull=False, end_on__isnull=False)
    for action in rows.prefetch_related("changes"):
        assert action.agreed_at is not None and action.end_on is not None
        changes = {change.verb: timezone.localdate(change.changed_at) for change in action.changes.all()}
        ended = [changes[verb] for verb in ENDS if verb in changes]
        begun, done = timezone.localdate(action.agreed_at), min(ended, default=None)
        if "load" in changes:
            begun = action.end_on - dt.timedelta(days=180)
            over = action.status not in Action.WITH_OWNER
            done = action.end_on + dt.timedelta(days=action.pk * 7 % 80 - 35) if over else None
        found.append(Span(begun, done, action.end_on))
    return found


def _then(board: Board, day: dt.date, spans: list[Span]) -> dict[str, Any]:
    """What can still be counted of a day in the past."""
    with_owner = [one for one in spans if one.begun <= day and (one.done is None or one.done > day)]
    counts = {
        "referrals-open": _open_then(board, "referral", day),
        "reviews-open": _open_then(board, "review", day),
        "actions-open": len(with_owner),
        "actions-overdue": sum(one.end_on < day for one in with_owner),
        "impact-shown": ImpactCheck.objects.filter(
            board=board, checked_at__date__lte=day, checked_at__date__gt=day - dt.timedelta(days=365),
            outcome__in=[ImpactCheck.Outcome.SUSTAINED, ImpactCheck.Outcome.PARTLY],
        ).count(),
    }  # fmt: skip
    return {"format": 1, "measured_on": day.isoformat(), "counts": counts, "series": {}}


def _open_then(board: Board, kind: str, day: dt.date) -> int:
    rows = Record.objects.filter(board=board, kind=kind, opened_at__date__lte=day)
    return rows.filter(Q(closed_at__isnull=True) | Q(closed_at__date__gt=day)).count()

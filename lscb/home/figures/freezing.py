"""Storing figures: at each month end by a sweep, and for a meeting of the Board by whoever prepares it (trap 37)."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb.board.models import FigureSet, Group
from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core.errors import BadInput
from lscb.home.figures.measuring import measure
from lscb.meetings.models import Meeting
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

log = logging.getLogger(__name__)
Cause = FigureSet.Cause
#: A worker that stood still for longer stores nothing for the month: the figures would be of another time.
LATEST_DAY = 7


def sweep_month_ends(today: dt.date) -> int:
    """Stores last month's end for every board that has none yet; twice or twice at once changes nothing."""
    if today.day > LATEST_DAY:
        return 0
    as_at = today.replace(day=1) - dt.timedelta(days=1)
    have = FigureSet.objects.filter(as_at=as_at, cause=Cause.MONTH_END).values("board_id")
    stored = 0
    for board in Board.objects.exclude(pk__in=have).order_by("pk"):
        try:
            freeze_month_end(board=board, as_at=as_at, today=today)
            stored += 1
        except IntegrityError:
            continue  # another sweep was faster
        except Exception:
            log.exception("The figures of board %s could not be stored", board.code)
    return stored


@operation
def freeze_month_end(*, board: Board, as_at: dt.date, today: dt.date) -> FigureSet:
    """The figures as measured `today`, kept as those of the month end `as_at`; the day of measuring stands in them."""
    with transaction.atomic():
        figures = FigureSet.objects.create(
            board=board, as_at=as_at, cause=Cause.MONTH_END, figures=measure(board, today)
        )
    record_event("figures.frozen", by=None, board=board, detail={"as_at": str(as_at), "cause": figures.cause})
    return figures


def check_can_freeze(user: User, board: Board) -> None:
    check(
        user,
        Permission.BOARD_REPORT,
        board,
        "Only the business unit and the independent chair freeze figures.",
    )


@operation
def freeze_for_meeting(*, board: Board, meeting: Meeting, by: User) -> FigureSet:
    """The figures as they stand now, kept for a meeting of the Board or its Executive."""
    check_can_freeze(by, board)
    if meeting.group.board_id != board.pk or meeting.group.kind not in (
        Group.Kind.BOARD,
        Group.Kind.EXECUTIVE,
    ):
        raise BadInput("Choose a meeting of the Board or its Executive.")
    return _freeze(of_today(board, Cause.MEETING, by, meeting), by)


@operation
def freeze_for_report(*, board: Board, by: User, figures: FigureSet | None = None) -> FigureSet:
    """The figures as they stand now, or as they were measured a moment ago (of_today), kept for a report."""
    check_can_freeze(by, board)
    return _freeze(figures or of_today(board, Cause.REPORT, by), by)


def of_today(board: Board, cause: str, by: User, meeting: Meeting | None = None) -> FigureSet:
    """Measured now, and not stored yet."""
    today = timezone.localdate()
    return FigureSet(
        board=board, as_at=today, cause=cause, meeting=meeting.record if meeting else None,
        figures=measure(board, today), frozen_by=by,
    )  # fmt: skip


def _freeze(figures: FigureSet, by: User) -> FigureSet:
    figures.save(force_insert=True)
    detail = {
        "as_at": str(figures.as_at),
        "cause": str(figures.cause),
        "meeting": figures.meeting.reference if figures.meeting else "",
    }
    record_event("figures.frozen", by=by, board=figures.board, detail=detail)
    return figures

"""Reads that the pages of referrals and reports share. Whoever calls them has fetched the case through visible_to."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from lscb.board.models import Agency, Group, Seat, running_on
from lscb.clocks.models import Deadline
from lscb.files.models import FileUse
from lscb.learning.models import Finding, Recommendation
from lscb.meetings.models import AgendaItem, Attendance, Declaration, Meeting
from lscb.people.models import Board, User
from lscb.records.models import Record, reach_of
from reviews.models import (
    Comment,
    Consideration,
    Decision,
    OutsiderLink,
    Referral,
    Report,
    Review,
    ScopingRequest,
)


# --- with what a page needs; open_or_404 and visible_to narrow them ---------------------------------
def referrals_for_page() -> Any:
    return Referral.objects.select_related(
        "record__board", "referring_agency", "started_by", "duplicate_of__record"
    )


def referrals_for_list(rows: Any) -> Any:
    deadlines = Prefetch("record__deadlines", queryset=Deadline.objects.filter(code="DECISION"))
    return rows.select_related("record", "referring_agency").prefetch_related(deadlines)


def requests_for_page() -> Any:
    return ScopingRequest.objects.select_related(
        "record__board", "record__root", "referral__record", "agency", "answered_by"
    )


def reviews_for_report() -> Any:
    return Review.objects.select_related("record__board", "record__root", "referral__record", "group")


def report_of(review: Review) -> Report | None:
    rows = Report.objects.select_related(
        "record__board", "record__root", "review__record__board", "review__record__root"
    )
    return rows.filter(review=review).first()


# --- parts of a case -------------------------------------------------------------------------------
def files_of(record: Record) -> QuerySet[FileUse]:
    return FileUse.objects.in_use().filter(record=record).select_related("file", "added_by")


def declarations_on(record: Record) -> QuerySet[Declaration]:
    return Declaration.objects.filter(record=record).select_related("user")


def attendance_of(meeting: Meeting) -> QuerySet[Attendance]:
    return Attendance.objects.filter(meeting=meeting).select_related("user", "agency")


def seats_of(meeting: Meeting) -> list[Seat]:
    """The group's seats on the day of the meeting."""
    rows = Seat.objects.filter(running_on(meeting.held_on), group=meeting.group)
    return list(rows.select_related("user", "deputy", "agency"))


def consideration_of(item: AgendaItem) -> Consideration | None:
    return Consideration.objects.filter(item=item).prefetch_related("limbs").first()


def finding_of(review: Review, number: int) -> Finding:
    return get_object_or_404(Finding.objects.filter(source=review.record), number=number)


def recommendation_of(review: Review, number: int) -> Recommendation:
    return get_object_or_404(Recommendation.objects.filter(source=review.record), number=number)


def comment_of(report: Report, number: int) -> Comment:
    return get_object_or_404(Comment.objects.filter(section__report=report), pk=number)


# --- choices of the board --------------------------------------------------------------------------
def agencies_of(board: Board) -> QuerySet[Agency]:
    return Agency.objects.of_board(board)


def groups_of(board: Board) -> QuerySet[Group]:
    return Group.objects.filter(board=board, closed_on__isnull=True)


def agency_people(board: Board) -> QuerySet[User]:
    return User.objects.filter(memberships__party__agency__areas__board=board).distinct()


def first_agency(pks: frozenset[int]) -> Agency | None:
    return Agency.objects.filter(pk__in=pks).first()


def meetings_to_come(groups: list[Group], today: dt.date) -> QuerySet[Meeting]:
    return Meeting.objects.coming(today).filter(group__in=groups).select_related("group", "record")


def decisions_of(board: Board, user: User) -> QuerySet[Decision]:
    """Every complete decision of the board: reference, day and outcome are open to its members (R061), but for cases
    that a personal conflict shuts to this one."""
    rows = Decision.objects.filter(referral__record__board=board, decided_at__isnull=False)
    return rows.exclude(referral__record__in=reach_of(user).excluded).select_related("referral__record")


def links_of(board: Board) -> QuerySet[OutsiderLink]:
    return (
        OutsiderLink.objects.filter(board=board).select_related("referral__record", "sent_by").order_by("-pk")
    )


def running_link(pk: object, now: dt.datetime) -> OutsiderLink | None:
    rows = OutsiderLink.objects.usable(now).filter(pk=pk)
    return rows.select_related("referral__record__board").first()

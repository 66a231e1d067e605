"""What waits for somebody on referrals: sorting, scoping, listing, considering, deciding, telling, closing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from lscb.board.models import Seat
from lscb.board.permissions import standing_of
from lscb.board.roles import Permission
from lscb.core.prepared import prepared
from lscb.meetings.models import AgendaItem, Declaration
from lscb.people.models import User
from lscb.records.models import readable
from reviews.models import BodyNotification, Decision, Referral, ScopingRequest
from reviews.work.items import MOST, WorkItem, boards_of, item, open_as, with_clocks

S = Referral.Status
Rows = QuerySet[Any]


def mine(user: User, today: dt.date) -> list[WorkItem]:
    """Forms that the person started: to go on with, or with questions to answer."""
    found = []
    for row in _mine(user):
        if row.status == S.DRAFT:
            found.append(item("Go on with", "your referral", row.record, today, page="form/"))
        else:
            found.append(item("Answer questions on", "your referral", row.record, today, page="answer/"))
    return found


@prepared
def _mine(user: User) -> Rows:
    rows = Referral.objects.visible_to(user).filter(started_by=user, status__in=(S.DRAFT, S.RETURNED))
    return rows.select_related("record")[:MOST]


def to_sort(user: User, today: dt.date) -> list[WorkItem]:
    """New referrals, for the business manager."""
    boards = boards_of(user, Permission.REFERRAL_TRIAGE)
    if not boards:
        return []
    return [item("Answer", "a new referral", row.record, today) for row in _to_sort(user, boards)]


@prepared
def _to_sort(user: User, boards: list[int]) -> Rows:
    rows = Referral.objects.visible_to(user).filter(status=S.SUBMITTED, record__board__in=boards)
    return rows.select_related("record")[:MOST]


def to_prepare(user: User, today: dt.date) -> list[WorkItem]:
    """Asking agencies, putting on an agenda, handing to the chair: for the business unit."""
    boards = boards_of(user, Permission.REFERRAL_LIST)
    if not boards:
        return []
    return [_prepare(row, today) for row in _to_prepare(user, boards, today)]


@prepared
def _to_prepare(user: User, boards: list[int], today: dt.date) -> Rows:
    waiting = ScopingRequest.objects.waiting().filter(referral=OuterRef("pk"))
    rows = Referral.objects.visible_to(user).filter(
        status__in=(S.ACCEPTED, S.GATHERING, S.CONSIDERED), record__board__in=boards
    )
    rows = with_clocks(rows).annotate(
        is_waiting=Exists(waiting), is_late=Exists(waiting.filter(due_on__lt=today))
    )
    return rows.order_by("pk")[:MOST]


def _prepare(row: Any, today: dt.date) -> WorkItem:
    due_on = row.decision_due
    if row.status == S.ACCEPTED:
        return item("Ask agencies about", "a referral", row.record, today, page="scoping/new/", due_on=due_on)
    if row.status == S.CONSIDERED:
        return item(
            "Send to the chair", "a recommendation", row.record, today, page="send-to-chair/", due_on=due_on
        )
    if row.is_waiting:
        verb = "Chase agencies about" if row.is_late else "Wait for agencies about"
        return item(verb, "a referral", row.record, today, due_on=due_on, urgent=row.is_late)
    return item("Put on an agenda", "a referral", row.record, today, page="list/", due_on=due_on)


def to_answer(user: User, today: dt.date) -> list[WorkItem]:
    """Scoping requests to the person's agency."""
    return [
        item("Answer", "a request for information", row.record, today, page="answer/", due_on=row.due_on)
        for row in _to_answer(user, today)
    ]


@prepared
def _to_answer(user: User, today: dt.date) -> Rows:
    rows = ScopingRequest.objects.visible_to(user).waiting()
    rows = rows.filter(record__in=open_as(user, ["respondent"], today))
    return rows.select_related("record").order_by("due_on", "pk")[:MOST]


def _interest(user: User) -> QuerySet[Declaration]:
    """The person's declared agency interest in a row's case; a personal conflict hides the case altogether (§0.2)."""
    rows = Declaration.objects.standing().filter(user=user, kind=Declaration.Kind.AGENCY)
    return rows.filter(record=OuterRef("record"))  # type: ignore[no-any-return]


def to_consider(user: User, today: dt.date) -> list[WorkItem]:
    """Listed referrals, for the chair and vice chair of the group without an interest in the case."""
    offices = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)
    groups = {seat.group_id for seat in standing_of(user).seats if seat.office in offices}
    if not groups:
        return []
    return [
        item(
            "Consider and sign",
            "a referral",
            row.record,
            today,
            page="consideration/",
            due_on=row.meeting.held_on,
        )
        for row in _to_consider(user, groups)
    ]


@prepared
def _to_consider(user: User, groups: set[int]) -> Rows:
    rows = AgendaItem.objects.filter(
        readable(user, "record__"), ~Exists(_interest(user)), meeting__group__in=groups, closed_at__isnull=True,
        record__referral__status=S.LISTED,
    )  # fmt: skip
    return rows.select_related("record", "meeting").order_by("meeting__held_on", "pk")[:MOST]


def to_decide(user: User, today: dt.date) -> list[WorkItem]:
    """Cases with the chair, for the deciders who have not agreed yet."""
    boards = boards_of(user, Permission.REFERRAL_DECIDE)
    if not boards:
        return []
    return [
        item("Decide on", "a case", row.record, today, page="decide/", due_on=row.decision_due)
        for row in _to_decide(user, boards, today)
    ]


@prepared
def _to_decide(user: User, boards: list[int], today: dt.date) -> Rows:
    rows = Referral.objects.visible_to(user).filter(
        status=S.WITH_CHAIR, record__board__in=boards, record__in=open_as(user, ["decider"], today)
    )
    agreed = Decision.objects.filter(referral=OuterRef("pk"), reopened_at__isnull=True, makers__person=user)
    return with_clocks(rows.exclude(Exists(agreed)).exclude(Exists(_interest(user))))[:MOST]


def to_tell(user: User, today: dt.date) -> list[WorkItem]:
    """National bodies that have not been told, and decided referrals with nothing left but closing."""
    boards = boards_of(user, Permission.BODIES_NOTIFY)
    if not boards:
        return []
    return [
        item(
            "Tell the national bodies about",
            "a case",
            row.record,
            today,
            page="notifications/",
            due_on=row.first_due,
        )
        if row.is_unsent
        else item("Close", "a referral", row.record, today, page="close/")
        for row in _to_tell(user, boards)
    ]


@prepared
def _to_tell(user: User, boards: list[int]) -> Rows:
    unsent = BodyNotification.objects.filter(
        referral=OuterRef("pk"), recorded_at__isnull=True, dropped_at__isnull=True
    )
    rows = Referral.objects.visible_to(user).filter(
        Q(status=S.DECIDED) | Q(Exists(unsent)), record__board__in=boards
    )
    first = Min("notifications__due_on", filter=Q(notifications__recorded_at__isnull=True))
    rows = rows.select_related("record").annotate(is_unsent=Exists(unsent), first_due=first)
    return rows.order_by("pk")[:MOST]


ALL = (mine, to_sort, to_prepare, to_answer, to_consider, to_decide, to_tell)

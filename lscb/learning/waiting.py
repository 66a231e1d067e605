"""What waits for a person of answers, impact checks, learning items and the Executive's talks, beside the actions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lscb.board.models import Grant, Group, running_on
from lscb.board.permissions import standing_of
from lscb.board.roles import LEADS, Permission
from lscb.core.prepared import prepared
from lscb.learning import executive
from lscb.learning.models import Action, AnswerRequest, Cascade, ImpactCheck
from lscb.learning.telling import CHAIRS
from lscb.people.models import Board, User
from lscb.records.models import readable

MOST = 100
#: Impact checks come up so long before their day.
SOON = dt.timedelta(days=10)


@dataclass(frozen=True)
class LearningWork:
    """One thing that waits for somebody: verb + thing + due, and where to do it."""

    verb: str
    thing: str
    reference: str
    url: str
    due_on: dt.date | None
    is_overdue: bool


def open_for(user: User, today: dt.date) -> list[LearningWork]:
    return [
        *_to_answer(user, today),
        *_to_chase(user, today),
        *_to_check(user, today),
        *_to_pass_on(user, today),
        *_to_talk_over(user, today),
    ]


def managed_boards(user: User) -> list[int]:
    """Ids of the boards whose actions the person manages."""
    standing = standing_of(user)
    return [b.pk for b in standing.boards() if Permission.ACTION_MANAGE in standing.permissions(b)]


def answering(user: User, today: dt.date) -> set[tuple[int, int]]:
    """(board, agency) that the person answers for: as its lead there; or by a seat, where the agency has no lead, so that
    everybody of it answers."""
    standing = standing_of(user)
    led = {
        (each.board_id, each.agency_id) for each in standing.grants if each.agency_id and each.role in LEADS
    }
    seated = {(each.group.board_id, each.agency_id) for each in standing.seats if each.agency_id} - led
    return led | (seated - set(with_lead({agency for _, agency in seated}, today))) if seated else led


@prepared
def with_lead(agencies: set[int], today: dt.date) -> QuerySet[Grant, Any]:
    """(board, agency) of those agencies that have a lead there."""
    rows = Grant.objects.filter(running_on(today), agency_id__in=agencies, role__in=LEADS)
    return rows.values_list("board_id", "agency_id")


def _to_answer(user: User, today: dt.date) -> list[LearningWork]:
    led = answering(user, today)
    if not led:
        return []
    return [
        LearningWork(
            "Answer", f"recommendations for {row.agency}", row.record.reference, row.record.get_absolute_url(), row.due_on,
            row.due_on < today,
        )
        for row in _asked(user, {agency for _, agency in led})
        if (row.board_id, row.agency_id) in led
    ]  # fmt: skip


@prepared
def _asked(user: User, agencies: set[int]) -> QuerySet[AnswerRequest]:
    rows: QuerySet[AnswerRequest] = (
        AnswerRequest.objects.visible_to(user).waiting().filter(agency__in=agencies)
    )
    return rows.select_related("record", "agency").order_by("due_on", "pk")[:MOST]


def _to_chase(user: User, today: dt.date) -> list[LearningWork]:
    boards = managed_boards(user)
    if not boards:
        return []
    return [
        LearningWork(
            "Chase", f"{row.agency} for its answers", row.record.reference,
            row.record.get_absolute_url(), row.due_on, True,
        )
        for row in _late_answers(user, boards, today)
    ]  # fmt: skip


@prepared
def _late_answers(user: User, boards: list[int], today: dt.date) -> QuerySet[AnswerRequest]:
    rows: QuerySet[AnswerRequest] = AnswerRequest.objects.visible_to(user).waiting()
    rows = rows.filter(board__in=boards, due_on__lt=today)
    return rows.select_related("record", "agency").order_by("due_on", "pk")[:MOST]


def _to_check(user: User, today: dt.date) -> list[LearningWork]:
    """Impact checks: for the chairs of the monitoring group ten days ahead, for the business unit once they are late."""
    standing = standing_of(user)
    groups = {seat.group_id for seat in standing.seats if seat.office in CHAIRS}
    found = list(_group_checks(user, groups, standing.agencies(), today + SOON)) if groups else []
    if boards := managed_boards(user):
        found += [check for check in _late_checks(user, boards, today) if check not in found]
    return [_check(check, today) for check in found]


def checks_for_group(group: Group, until: dt.date, today: dt.date) -> list[LearningWork]:
    """Impact checks that a group has to make by a day. Not access-checked."""
    rows = ImpactCheck.objects.waiting().filter(action__group=group, due_on__lte=until)
    rows = rows.select_related("action__record").order_by("due_on", "pk")[:MOST]
    return [_check(check, today) for check in rows]


def _check(check: ImpactCheck, today: dt.date) -> LearningWork:
    record = check.action.record
    url = reverse("learning:impact-check", args=[record.reference, check.months])
    late = check.due_on < today
    return LearningWork("Check the impact of", check.action.title, record.reference, url, check.due_on, late)


@prepared
def _group_checks(
    user: User, groups: set[int], agencies: frozenset[int], until: dt.date
) -> QuerySet[ImpactCheck]:
    rows: QuerySet[ImpactCheck] = ImpactCheck.objects.visible_to(user).waiting()
    rows = rows.filter(action__group_id__in=groups, due_on__lte=until)
    rows = rows.exclude(action__agency__isnull=False, action__agency_id__in=agencies)
    return rows.select_related("action__record").order_by("due_on", "pk")[:MOST]


@prepared
def _late_checks(user: User, boards: list[int], today: dt.date) -> QuerySet[ImpactCheck]:
    rows: QuerySet[ImpactCheck] = ImpactCheck.objects.visible_to(user).waiting()
    rows = rows.filter(board__in=boards, due_on__lt=today)
    return rows.select_related("action__record").order_by("due_on", "pk")[:MOST]


def _to_talk_over(user: User, today: dt.date) -> list[LearningWork]:
    """Actions that are stuck, for whoever chairs an Executive."""
    boards = {
        seat.group.board for seat in standing_of(user).seats
        if seat.office in CHAIRS and seat.group.kind == Group.Kind.EXECUTIVE
    }  # fmt: skip
    return [
        stuck(row, today)
        for board in sorted(boards, key=lambda each: each.pk)
        for row in _stuck(user, board, today)
    ]


def _stuck(user: User, board: Board, today: dt.date) -> QuerySet[Action]:
    rows = executive.due(board, today).filter(readable(user, "record__"))
    return rows.select_related("record").order_by("end_on", "pk")[:MOST]


def stuck(row: Action, today: dt.date) -> LearningWork:
    """An action that the Executive speaks about."""
    url = reverse("learning:action-talked-over", args=[row.record.reference])
    return LearningWork("Talk over", row.title, row.record.reference, url, row.end_on, row.is_overdue(today))


def _to_pass_on(user: User, today: dt.date) -> list[LearningWork]:
    """Learning that the person's agency was asked to pass on to its people."""
    led = answering(user, today)
    if not led:
        return []
    rows = _asked_to_pass_on(user, {agency for _, agency in led})
    return [_cascade(row, today) for row in rows if (row.item.board_id, row.agency_id) in led]


def _cascade(row: Cascade, today: dt.date) -> LearningWork:
    record = row.item.record
    url = reverse("learning:item-passed-on", args=[record.reference, row.pk])
    late = row.due_on is not None and row.due_on < today
    return LearningWork("Pass on", row.item.title, record.reference, url, row.due_on, late)


@prepared
def _asked_to_pass_on(user: User, agencies: set[int]) -> QuerySet[Cascade]:
    rows = Cascade.objects.filter(
        readable(user, "item__record__"), confirmed_at__isnull=True, agency__in=agencies
    )
    return rows.select_related("item__record").order_by("due_on", "pk")[:MOST]

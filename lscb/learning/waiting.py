"""What waits for a person of answers, impact checks, learning items and the Executive's talks, beside the actions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from lscb.board.models import Grant, Seat, running_on
from lscb.board.permissions import standing_of
from lscb.board.roles import LEADS, Permission
from lscb.core.prepared import prepared
from lscb.learning.models import AnswerRequest
from lscb.people.models import User

MOST = 100
CHAIRS = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)


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
    return _to_answer(user, today) + _to_chase(user, today)


def managed_boards(user: User) -> list[int]:
    """Ids of the boards whose actions the person manages."""
    standing = standing_of(user)
    return [b.pk for b in standing.boards() if Permission.ACTION_MANAGE in standing.permissions(b)]


def led_agencies(user: User) -> set[int]:
    """Ids of the agencies that the person answers for."""
    return {grant.agency_id for grant in standing_of(user).grants if grant.agency_id and grant.role in LEADS}


def answering_agencies(user: User, today: dt.date) -> set[int]:
    """The same, and those of a seat whose agency has no lead: everybody of it answers."""
    led = led_agencies(user)
    seated = {seat.agency_id for seat in standing_of(user).seats if seat.agency_id} - led
    return led | (seated - set(_with_lead(seated, today))) if seated else led


@prepared
def _with_lead(agencies: set[int], today: dt.date) -> QuerySet[Grant, int]:
    rows = Grant.objects.filter(running_on(today), agency_id__in=agencies, role__in=LEADS)
    return rows.values_list("agency_id", flat=True)


def _to_answer(user: User, today: dt.date) -> list[LearningWork]:
    led = answering_agencies(user, today)
    if not led:
        return []
    return [
        LearningWork(
            "Answer", f"recommendations for {row.agency}", row.record.reference, row.record.get_absolute_url(), row.due_on,
            row.due_on < today,
        )
        for row in _asked(user, led)
    ]  # fmt: skip


@prepared
def _asked(user: User, agencies: set[int]) -> QuerySet[AnswerRequest]:
    rows: QuerySet[AnswerRequest] = AnswerRequest.objects.visible_to(user).waiting().filter(agency__in=agencies)
    return rows.select_related("record", "agency").order_by("due_on", "pk")[:MOST]


def _to_chase(user: User, today: dt.date) -> list[LearningWork]:
    boards = managed_boards(user)
    if not boards:
        return []
    return [
        LearningWork(
            "Chase", f"{row.agency} for its answers", row.record.reference,
            reverse("learning:source-answers", args=[row.source.reference]), row.due_on, True,
        )
        for row in _late_answers(user, boards, today)
    ]  # fmt: skip


@prepared
def _late_answers(user: User, boards: list[int], today: dt.date) -> QuerySet[AnswerRequest]:
    rows: QuerySet[AnswerRequest] = AnswerRequest.objects.visible_to(user).waiting()
    rows = rows.filter(board__in=boards, due_on__lt=today)
    return rows.select_related("record", "agency", "source").order_by("due_on", "pk")[:MOST]

"""What other floors ask of expected reports: how many are outstanding, and what waits for a person or a group."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from lscb.board.models import AssuranceReport, Group, Seat
from lscb.board.permissions import standing_of
from lscb.board.registers.permissions import agencies_led
from lscb.board.registers.reading import MOST, EntryWork
from lscb.board.roles import Permission
from lscb.core.prepared import prepared
from lscb.people.models import Board, User

S = AssuranceReport.Status
AHEAD = dt.timedelta(days=42)


@dataclass(frozen=True)
class ReportCounts:
    """Reports of a board: still expected, of these past their day, received and not yet checked."""

    expected: int
    overdue: int
    received: int


def counts(board: Board, today: dt.date) -> ReportCounts:
    """Board-level figures count everything, whoever reads them."""
    rows = AssuranceReport.objects.filter(board=board)
    return ReportCounts(
        **rows.aggregate(
            expected=Count("pk", filter=Q(status=S.EXPECTED)),
            overdue=Count("pk", filter=Q(status=S.EXPECTED, due_on__lt=today)),
            received=Count("pk", filter=Q(status=S.RECEIVED)),
        )
    )


def open_for(user: User, today: dt.date) -> list[EntryWork]:
    """Reports that the person has to write or may check. Overdue first; a constant number of queries."""
    standing = standing_of(user)
    led = {pk for board in standing.boards() for pk in agencies_led(user, board)}
    chairs = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)
    groups = {seat.group_id for seat in standing.seats if seat.office in chairs}
    kept = {b.pk for b in standing.boards() if Permission.REGISTER_KEEP in standing.permissions(b)}
    work = [_work(row, today) for row in _open(user, today + AHEAD, led, groups, kept)]
    return sorted(work, key=lambda each: (not each.is_overdue, each.due_on or dt.date.max, each.reference))


@prepared
def _open(
    user: User, until: dt.date, agencies: set[int], groups: set[int], boards: set[int]
) -> QuerySet[AssuranceReport]:
    """boards: those whose business unit the person belongs to, which asks services that have no account here."""
    mine = Q(owner=user) | Q(owner__isnull=True, agency__in=agencies)
    mine |= Q(owner__isnull=True, agency__isnull=True, board__in=boards)
    wanted = Q(status=S.EXPECTED, due_on__lte=until) & mine | Q(status=S.RECEIVED, group__in=groups)
    rows: QuerySet[AssuranceReport] = AssuranceReport.objects.visible_to(user).filter(wanted)
    return rows.select_related("record").order_by("due_on", "pk")[:MOST]


def due_for_group(group: Group, today: dt.date) -> list[EntryWork]:
    """Reports for the group: those to check, and those that are late or due soon. Not access-checked."""
    wanted = Q(status=S.RECEIVED) | Q(status=S.EXPECTED, due_on__lte=today + AHEAD)
    rows = AssuranceReport.objects.filter(wanted, group=group).exclude(form="update").select_related("record")
    return [_work(row, today, verb="Discuss") for row in rows.order_by("due_on", "pk")[:MOST]]


def _work(row: Any, today: dt.date, verb: str = "") -> EntryWork:
    reference = row.record.reference
    page = "assurance-hand-in" if row.status == S.EXPECTED else "assurance-check"
    url = row.record.get_absolute_url() if verb else reverse(f"board:{page}", args=[reference])
    return EntryWork(
        verb=verb or ("Hand in" if row.status == S.EXPECTED else "Check"), thing=row.record.title, reference=reference,
        url=url, is_overdue=row.is_overdue(today), due_on=row.due_on if row.status == S.EXPECTED else None,
    )  # fmt: skip

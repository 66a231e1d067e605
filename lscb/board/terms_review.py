"""The review of a group's terms of reference: its clock, whom it is with, and on whose list it stands (R007, R198)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from lscb.board.models import Group, GroupTerms, Seat
from lscb.board.permissions import holders, standing_of
from lscb.board.registers.reading import MOST, EntryWork
from lscb.board.roles import Permission, Role
from lscb.clocks import operations as clocks
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline
from lscb.core.prepared import timeless
from lscb.people.models import Party, User
from lscb.records.models import Record
from lscb.records.operations import open_record
from lscb.trail.recording import operation, record_event

CODE, KIND = "DOCUMENT-REVIEW", "group-terms"
MARKING = "For partners of the board only"
AHEAD = dt.timedelta(days=42)


@operation
def watch(*, terms: GroupTerms, by: User | None) -> None:
    """Starts the clock of a version that has a day of review; the chair and the business manager are reminded."""
    group = terms.group
    terms.record = open_record(
        board=group.board, kind=KIND, code="TOR", title=f"Terms of reference of {group.name}"[:160], by=by,
        route="board:terms-of", mode=Record.Mode.BOARD, marking=MARKING,
    )  # fmt: skip
    terms.save(update_fields=["record"])
    assert terms.review_on is not None
    on = min(timezone.localdate(), terms.review_on)
    clocks.start(terms.record, CODE, on=on, by=by, due_on=terms.review_on, tell=_reminded(group))
    record_event("terms.watched", by=by, record=terms.record, detail={"version": terms.version})


def reviewed(group: Group, by: User) -> None:
    """A new version is kept: the clocks of those before it end. Part of keeping it."""
    today = timezone.localdate()
    rows = Deadline.objects.running().filter(record__group_terms__group=group, code=CODE)
    for clock in rows.select_related("record__board"):
        reason = "The terms were reviewed after the day that was set."
        clocks.stop(clock.record, CODE, on=today, by=by, reason=reason)


def newest() -> QuerySet[GroupTerms]:
    """The version that holds of every group that was not closed, if it has a day of review."""
    later = GroupTerms.objects.filter(group=OuterRef("group"), version__gt=OuterRef("version"))
    rows = GroupTerms.objects.filter(~Exists(later), review_on__isnull=False, group__closed_on__isnull=True)
    return rows.select_related("group__board", "record")


def watch_all() -> int:
    """The sweep: versions from before there were clocks get theirs. How many."""
    rows = list(newest().filter(record__isnull=True).order_by("pk")[:200])
    for terms in rows:
        watch(terms=terms, by=None)
    return len(rows)


def open_for(user: User, today: dt.date) -> list[EntryWork]:
    """Terms whose review is due, for the group's chair and for the business manager, who keeps them."""
    standing = standing_of(user)
    groups = [seat.group_id for seat in standing.seats if seat.office == Seat.Office.CHAIR]
    boards = [b.pk for b in standing.boards() if Permission.BOARD_ADMIN in standing.permissions(b)]
    if not (groups or boards):
        return []
    return [_work(row, today, boards) for row in _due(groups, boards, today + AHEAD)]


@timeless
def _due(groups: list[int], boards: list[int], until: dt.date) -> QuerySet[GroupTerms]:
    rows = newest().filter(Q(group__in=groups) | Q(group__board__in=boards), review_on__lte=until)
    return rows.order_by("review_on", "pk")[:MOST]


def _work(row: GroupTerms, today: dt.date, boards: list[int]) -> EntryWork:
    assert row.review_on is not None
    keeps = row.group.board_id in boards
    return EntryWork(
        verb="Review", thing=f"the terms of reference of {row.group.name}", due_on=row.review_on,
        reference=row.record.reference if row.record else row.group.board.code, is_overdue=row.review_on < today,
        url=reverse("board:terms-set" if keeps else "board:group", args=[row.group.slug]),
    )  # fmt: skip


def _reminded(group: Group) -> list[tuple[Party, int]]:
    chairs = Seat.objects.on(timezone.localdate()).filter(
        group=group, office=Seat.Office.CHAIR, user__isnull=False, user__is_active=True
    )
    people = [seat.user for seat in chairs.select_related("user") if seat.user]
    people += holders(group.board, Role.BUSINESS_MANAGER)
    return [(user.party, int(Level.OWNER)) for user in dict.fromkeys(people)]

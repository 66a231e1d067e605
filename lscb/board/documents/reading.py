"""Reads what the pages of documents show, and whose review is due."""

from __future__ import annotations

import datetime as dt

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse

from lscb.board.models import (
    BoardDocument,
    BoardDocumentQuerySet,
    BoardDocumentVersion,
    DocumentTest,
    Group,
    Seat,
)
from lscb.board.permissions import standing_of
from lscb.board.registers.reading import MOST, EntryWork
from lscb.clocks.models import Deadline
from lscb.core.prepared import prepared
from lscb.people.models import Board, User
from lscb.records.models import Record

AHEAD = dt.timedelta(days=42)


def documents_for_page() -> BoardDocumentQuerySet:
    return BoardDocument.objects.with_parties().select_related("group__party", "owner__party")


def documents_of(user: User, board: Board, *, all_of_them: bool) -> list[BoardDocument]:
    """Documents that the person may see, each with the number of its newest version."""
    newest = BoardDocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-dated_on", "-pk")
    rows = BoardDocument.objects.visible_to(user).filter(board=board).with_parties()
    rows = rows if all_of_them else rows.in_use()
    return list(
        rows.annotate(newest=Subquery(newest.values("number")[:1])).order_by("kind", "record__title", "pk")
    )


def versions_of(document: BoardDocument) -> list[BoardDocumentVersion]:
    rows = BoardDocumentVersion.objects.filter(document=document)
    return list(
        rows.select_related("document", "kept_by", "ratified_by", "file__file", "ratified_at_meeting")
    )


def meetings_seen(versions: list[BoardDocumentVersion], user: User) -> set[int]:
    """Meetings at which versions were ratified that the person may open."""
    named = {each.ratified_at_meeting_id for each in versions if each.ratified_at_meeting_id}
    if not named:
        return set()
    return set(Record.objects.visible_to(user).filter(pk__in=named).values_list("pk", flat=True))


def newest_clock(record: Record) -> list[Deadline]:
    return list(Deadline.objects.of(record).order_by("-pk")[:1])


def tests_of(document: BoardDocument, user: User) -> list[DocumentTest]:
    seen = Record.objects.visible_to(user)
    rows = DocumentTest.objects.filter(document=document, record__in=seen.values("pk"))
    return list(rows.prefetch_related(Prefetch("record", seen)).order_by("-pk"))


def open_for(user: User, today: dt.date) -> list[EntryWork]:
    """Documents whose review is due, for their owner and for the chair of the group that reviews them."""
    chairs = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)
    groups = {seat.group_id for seat in standing_of(user).seats if seat.office in chairs}
    return [_work(row, today, "Review") for row in _open(user, today + AHEAD, groups)]


@prepared
def _open(user: User, until: dt.date, groups: set[int]) -> QuerySet[BoardDocument]:
    mine = Q(owner=user) | Q(owner__isnull=True, group__in=groups)
    rows: QuerySet[BoardDocument] = BoardDocument.objects.visible_to(user).filter(mine, review_on__lte=until)
    return rows.select_related("record").order_by("review_on", "pk")[:MOST]


def due_for_group(group: Group, today: dt.date) -> list[EntryWork]:
    """Documents that the group reviews soon. Not access-checked."""
    rows = BoardDocument.objects.filter(group=group, review_on__lte=today + AHEAD).select_related("record")
    return [_work(row, today, "Discuss") for row in rows.order_by("review_on", "pk")[:MOST]]


def _work(row: BoardDocument, today: dt.date, verb: str) -> EntryWork:
    return EntryWork(
        verb=verb, thing=row.record.title, reference=row.record.reference, due_on=row.review_on,
        url=reverse("board:document", args=[row.record.reference]), is_overdue=row.is_due(today),
    )  # fmt: skip

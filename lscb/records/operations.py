"""Opening a record, and who may read it. Every verb leaves a trail event."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from lscb.core.errors import BadInput
from lscb.core.prepared import timeless
from lscb.people.models import Board, Party, User
from lscb.records.models import BreakGlass, Record, RecordAccess, RecordExclusion, ReferenceCounter
from lscb.trail.recording import operation, record_event

BREAK_GLASS_HOURS = 4
#: Somebody on whose list a case is: it opens the case and everything that belongs to it (domain report §4).
CASE_LEAD = "case-lead"


def next_reference(board: Board, kind: str, year: int) -> str:
    """The next free reference of a kind, for example WES-REF-2026-007. Locks the counter."""
    with transaction.atomic():
        counter, _ = ReferenceCounter.objects.select_for_update().get_or_create(
            board=board, kind=kind, year=year
        )
        counter.last += 1
        counter.save(update_fields=["last"])
    return f"{board.code}-{kind}-{year}-{counter.last:03d}"


@operation
def open_record(
    *, board: Board, kind: str, code: str, title: str, route: str, by: User | None,
    mode: str = Record.Mode.CLOSED, root: Record | None = None, marking: str = "Strictly confidential",
    year: int | None = None, shut_with: Record | None = None,
) -> Record:  # fmt: skip
    """A new record with its reference. `code` is the kind's part of the reference (REF, SCR, ACT…).

    shut_with  a record whose case's personal conflicts shut this one too, without being its root (an action's source)
    """
    year = year or timezone.localdate().year
    record = Record.objects.create(
        board=board, kind=kind, title=title, route=route, mode=mode, marking=marking,
        root=root.case if root else None, reference=next_reference(board, code, year),
        shut_with=shut_with.case if shut_with else None,
    )  # fmt: skip
    record_event("record.opened", by=by, record=record, detail={"kind": kind})
    if record.root:
        _open_to_case_leads(record, by)
    return record


def _open_to_case_leads(record: Record, by: User | None) -> None:
    """Whoever looks after a case looks after what grows from it."""
    today = timezone.localdate()
    rows = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today), record=record.root, capacity=CASE_LEAD
    )
    for row in rows.select_related("party"):
        grant_access(
            record=record, party=row.party, capacity=CASE_LEAD, reason=row.reason, by=by, from_on=row.from_on,
            until_on=row.until_on,
        )  # fmt: skip


@timeless
def _open_row(record: int, party: int, capacity: str) -> QuerySet[RecordAccess]:
    rows = RecordAccess.objects.filter(record=record, party=party, capacity=capacity, until_on__isnull=True)
    return rows.order_by("pk")[:1]


@operation
def grant_access(
    *, record: Record, party: Party, capacity: str, reason: str, by: User | None,
    from_on: dt.date | None = None, until_on: dt.date | None = None,
) -> RecordAccess:  # fmt: skip
    """Opens the record to a party in a capacity. An equal row that still runs is kept (its end is moved)."""
    from_on = from_on or timezone.localdate()
    row = _open_row.one(record.pk, party.pk, capacity)
    if row is None:
        row = RecordAccess.objects.create(
            record=record,
            party=party,
            capacity=capacity,
            from_on=from_on,
            until_on=until_on,
            reason=reason,
            granted_by=by,
        )
    elif until_on:
        row.until_on = until_on
        row.save(update_fields=["until_on"])
    record_event("access.granted", by=by, record=record, detail={"party": party.pk, "capacity": capacity})
    return row


@operation
def end_access(
    *, record: Record, by: User | None, reason: str, party: Party | None = None, capacity: str | None = None
) -> int:
    """Ends running access rows (of one party and/or one capacity), from today. Returns how many."""
    today = timezone.localdate()
    rows = RecordAccess.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), record=record)
    rows = rows.filter(party=party) if party else rows
    rows = rows.filter(capacity=capacity) if capacity else rows
    count = rows.update(until_on=today - dt.timedelta(days=1))
    detail = {"party": party.pk if party else None, "capacity": capacity, "rows": count, "reason": reason}
    record_event("access.ended", by=by, record=record, detail=detail)
    return count


@operation
def exclude(*, record: Record, user: User, reason: str, by: User) -> RecordExclusion:
    """A personal conflict: the person leaves the case, and everything that hangs on it, at their next request."""
    row, _ = RecordExclusion.objects.get_or_create(
        record=record.case, user=user, lifted_at=None, defaults={"reason": reason, "imposed_by": by}
    )
    record_event("conflict.excluded", by=by, record=record.case, detail={"person": user.pk})
    return row


@operation
def lift_exclusion(*, exclusion: RecordExclusion, reason: str, by: User) -> None:
    """Ends a personal conflict; never by the excluded person."""
    if exclusion.user_id == by.pk:
        raise BadInput(
            "You cannot lift an exclusion from yourself.", "Ask the business manager or the chair."
        )
    exclusion.lifted_at, exclusion.lifted_by = timezone.now(), by
    exclusion.save(update_fields=["lifted_at", "lifted_by"])
    record_event(
        "conflict.lifted",
        by=by,
        record=exclusion.record,
        detail={"person": exclusion.user_id, "reason": reason},
    )


@operation
def break_glass(*, record: Record, reason: str, by: User) -> BreakGlass:
    """Opens a case to a person for four hours; who is told is the caller's business (lscb.board)."""
    if len(reason.split()) < 4:
        raise BadInput("Say in a sentence why you need to open this case now.")
    if RecordExclusion.objects.filter(record=record.case, user=by, lifted_at__isnull=True).exists():
        raise BadInput(
            "A personal conflict is recorded for you on this case.", "Ask the business manager or the chair."
        )
    row = BreakGlass.objects.create(
        record=record.case,
        user=by,
        reason=reason,
        until_at=timezone.now() + dt.timedelta(hours=BREAK_GLASS_HOURS),
    )
    record_event("access.break-glass", by=by, record=record.case, detail={"hours": BREAK_GLASS_HOURS})
    return row

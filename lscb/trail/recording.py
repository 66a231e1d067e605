"""How the trail is written: an operation cannot end without leaving at least one event."""

from __future__ import annotations

import contextvars
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lscb.core.prepared import timeless
from lscb.people.models import Board, User
from lscb.trail.canonical import plain
from lscb.trail.models import AuditEvent, TrailHead

if TYPE_CHECKING:
    from lscb.records.models import Record

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Circumstances:
    """Where a request came from; empty in the worker and at the command line."""

    ip: str = ""
    request_id: str = ""
    seat: str = ""


@dataclass
class _Buffer:
    events: list[AuditEvent] = field(default_factory=list)


circumstances: contextvars.ContextVar[Circumstances] = contextvars.ContextVar(
    "circumstances",
    default=Circumstances(),  # noqa: B039  it is frozen
)
_buffer: contextvars.ContextVar[_Buffer | None] = contextvars.ContextVar("trail_buffer", default=None)


class NothingRecorded(AssertionError):
    """An operation ended without telling the trail what it did: a fault in the program."""


def operation(function: Callable[P, T]) -> Callable[P, T]:
    """Makes a function one business act: one transaction, and its trail events written last in it.

    The outermost operation writes the events of all inner ones, so that a board's chain is locked
    only at the very end. Raises NothingRecorded when no event was recorded.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        outer = _buffer.get()
        if outer is not None:
            before = len(outer.events)
            try:
                with transaction.atomic():
                    result = function(*args, **kwargs)
                    if len(outer.events) == before:
                        raise NothingRecorded(
                            f"{function.__module__}.{function.__name__} left no trail event"
                        )
            except BaseException:
                del outer.events[before:]  # what was rolled back did not happen
                raise
            return result
        mine = _Buffer()
        token = _buffer.set(mine)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                if not mine.events:
                    raise NothingRecorded(f"{function.__module__}.{function.__name__} left no trail event")
                _append(mine.events)
            return result
        finally:
            _buffer.reset(token)

    run.is_operation = True  # type: ignore[attr-defined]
    return run


@contextmanager
def gathered() -> Iterator[None]:
    """Several operations of one request as one transaction; their events are placed last of all.

    So a form is done once or not at all, whatever happens to the process in the middle of it.
    """
    mine = _Buffer()
    token = _buffer.set(mine)
    try:
        with transaction.atomic():
            yield
            if mine.events and not transaction.get_connection().needs_rollback:
                _append(mine.events)
    finally:
        _buffer.reset(token)


def record_event(
    event: str,
    *,
    by: User | None,
    record: Record | None = None,
    board: Board | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Tells the trail what was done or read.

    event   noun and verb, for example "referral.submitted"; its sentence is in lscb.trail.sentences
    by      the person, or None for the system's own sweeps
    record  what it was about; its board's chain is used
    detail  small facts that are safe to read without the case: never a name, a date of birth or case text;
            whole numbers, yes and no, and text (anything else is kept as text)
    """
    where = circumstances.get()
    owner = record.board if record else board
    row = AuditEvent(
        board_code=owner.code if owner else "-",
        at=timezone.now(),
        event=event,
        actor_id=by.pk if by else None,
        actor_name=by.name if by else "",
        seat=where.seat,
        record_id=record.pk if record else None,
        reference=record.reference if record else "",
        detail=plain(detail or {}),
        ip=where.ip,
        request_id=where.request_id,
    )
    buffer = _buffer.get()
    if buffer is not None:
        buffer.events.append(row)
        return
    with transaction.atomic():
        _append([row])


def _append(rows: list[AuditEvent]) -> None:
    """Places rows at the end of their boards' chains: heads locked in the order of their codes, all rows written at once."""
    by_code: dict[str, list[AuditEvent]] = {}
    for row in rows:
        by_code.setdefault(row.board_code, []).append(row)
    heads = _heads(sorted(by_code))
    now = timezone.now()
    for head in heads:
        head.moved_at = now
        for row in by_code[head.board_code]:
            head.seq += 1
            row.seq, row.prev_hash = head.seq, head.hash
            row.hash = head.hash = row.digest()
    AuditEvent.objects.bulk_create([row for head in heads for row in by_code[head.board_code]])
    for head in heads:
        head.save(update_fields=["seq", "hash", "moved_at"])


def _heads(codes: list[str]) -> list[TrailHead]:
    """The ends of the chains, locked; a chain begins with its first event."""
    found = [_locked.one(codes[0])] if len(codes) == 1 else list(_all_locked(codes))
    heads = [head for head in found if head is not None]
    if len(heads) < len(codes):
        TrailHead.objects.bulk_create([TrailHead(board_code=code) for code in codes], ignore_conflicts=True)
        heads = list(_all_locked(codes))
    return heads


def _all_locked(codes: list[str]) -> QuerySet[TrailHead]:
    return TrailHead.objects.select_for_update().filter(pk__in=codes).order_by("pk")


@timeless
def _locked(code: str) -> QuerySet[TrailHead]:
    return TrailHead.objects.select_for_update().filter(pk=code)

"""Many years of work on a board, made from the cases it has by copying them in bulk: for measuring only.

The copies are whole where lists, counts and clocks look (record, access, clocks, the thing itself); they are not made by
the operations, so that a database that has them is thrown away afterwards.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import random
from collections.abc import Collection, Iterable, Sequence
from itertools import cycle, islice
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Field
from django.utils import timezone

from lscb.clocks.models import Deadline
from lscb.learning.models import Action
from lscb.people.models import Board
from lscb.records.models import Record, RecordAccess
from lscb.trail.canonical import COVERED, digest
from lscb.trail.models import AuditEvent, TrailHead
from reviews.models import Decision, Referral, Review, ReviewMember

M = TypeVar("M", bound=models.Model)
BATCH = 2000
#: Copies are numbered from here, so that no reference is used twice.
FIRST = 100_000
CASE_OVER = {*Referral.ENDED, Referral.Status.DECIDED}
REVIEW_OVER = {Review.Status.PUBLISHED, Review.Status.MONITORING, *Review.ENDED}
ACTION_OVER = {*Action.Status} - {*Action.OPEN, Action.Status.PROPOSED}


@transaction.atomic
def multiply(
    board: Board, *, years: int = 10, referrals: int = 0, reviews: int = 0, actions: int = 0, events: int = 0
) -> dict[str, int]:
    """Brings a board up to so many referrals, reviews, actions and trail rows, over so many years; says how many came."""
    chance = random.Random(board.code)  # noqa: S311  the same database each time
    days = years * 365
    added = {
        "referrals": _referrals(board, referrals, days, chance),
        "reviews": _reviews(board, reviews, days, chance),
        "actions": _actions(board, actions, days, chance),
    }
    return added | {"trail rows": _events(board, events)}


# --- copies -----------------------------------------------------------------------------------------------


def _copied(one: M, by: dt.timedelta, **changes: Any) -> M:
    """A copy without its key, as long ago as said, with some fields changed."""
    made = copy.copy(one)
    made._state = copy.copy(one._state)
    made._state.fields_cache = {}  # type: ignore[attr-defined]
    for field in one._meta.concrete_fields:
        value = getattr(one, field.attname)
        if isinstance(value, dt.date):
            setattr(made, field.attname, value - by)
    made.pk = None
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _saved(model: type[M], rows: Iterable[M]) -> list[M]:
    return model._default_manager.bulk_create(list(rows), batch_size=BATCH)


def _plan(
    templates: Sequence[M], ended: Collection[str], wanted: int, days: int, chance: random.Random
) -> list[tuple[M, dt.timedelta]]:
    """Which templates are copied, and how long ago each copy lies; the oldest first.

    Of ten, nine have come to their end at some time in all those years; one is open, and not older than a year.
    """
    over = [one for one in templates if one.status in ended]  # type: ignore[attr-defined]
    under_way = [one for one in templates if one.status not in ended]  # type: ignore[attr-defined]
    missing, found = max(0, wanted - len(templates)), []
    for chosen, count, longest in (
        (over, missing - missing // 10, days),
        (under_way, missing // 10, min(days, 365)),
    ):
        ages = (dt.timedelta(days=chance.randrange(longest)) for _ in range(count))
        found += list(zip(cycle(chosen), ages, strict=False)) if chosen else []
    return sorted(found, key=lambda pair: pair[1], reverse=True)


def _records(
    plan: list[tuple[Any, dt.timedelta]], roots: list[Record | None], board: Board, word: str
) -> list[Record]:
    """A record for every copy, with the same access and clocks as the one it was copied from."""
    start = FIRST + Record.objects.filter(board=board, kind=word).count()
    made = _saved(
        Record,
        (
            _copied(one.record, by, reference=_reference(one.record, start + n), board_id=board.pk, root=root)
            for n, ((one, by), root) in enumerate(zip(plan, roots, strict=True))
        ),
    )
    for model in (RecordAccess, Deadline):
        by_record: dict[int, list[Any]] = {}
        for row in model.objects.filter(record_id__in={one.record_id for one, _ in plan}):
            by_record.setdefault(row.record_id, []).append(row)
        _saved(
            model,
            (
                _copied(row, by, record_id=record.pk)
                for (one, by), record in zip(plan, made, strict=True)
                for row in by_record.get(one.record_id, ())
            ),
        )
    return made


def _reference(record: Record, number: int) -> str:
    board, code, year, _ = record.reference.split("-")
    return f"{board}-{code}-{year}-{number}"


def _referrals(board: Board, wanted: int, days: int, chance: random.Random) -> int:
    templates = list(Referral.objects.for_board(board).submitted().select_related("record"))
    plan = _plan(templates, CASE_OVER, wanted, days, chance)
    records = _records(plan, [None] * len(plan), board, "referral")
    made = _saved(
        Referral, (_copied(one, by, record=record) for (one, by), record in zip(plan, records, strict=True))
    )
    return len(made)


def _reviews(board: Board, wanted: int, days: int, chance: random.Random) -> int:
    """Each with a referral and a decision of its own, and the people of the review it was copied from."""
    rows = Review.objects.for_board(board).select_related("record", "referral__record", "decision")
    plan = _plan(list(rows), REVIEW_OVER, wanted, days, chance)
    cases = [(one.referral, by) for one, by in plan]
    roots = _records(cases, [None] * len(plan), board, "referral")
    referrals = _saved(
        Referral, (_copied(one, by, record=root) for (one, by), root in zip(cases, roots, strict=True))
    )
    decisions = _saved(
        Decision,
        (_copied(one.decision, by, referral=own) for (one, by), own in zip(plan, referrals, strict=True)),
    )
    records = _records(plan, list(roots), board, "review")
    parts = zip(plan, records, referrals, decisions, strict=True)
    made = _saved(
        Review,
        (_copied(one, by, record=rec, referral=ref, decision=dec) for (one, by), rec, ref, dec in parts),
    )
    members: dict[int, list[ReviewMember]] = {}
    for row in ReviewMember.objects.filter(review__in={one.pk for one, _ in plan}):
        members.setdefault(row.review_id, []).append(row)
    pairs = zip(plan, made, strict=True)
    _saved(
        ReviewMember,
        (_copied(row, by, review=new) for (one, by), new in pairs for row in members.get(one.pk, ())),
    )
    return len(made)


def _actions(board: Board, wanted: int, days: int, chance: random.Random) -> int:
    rows = (
        Action.objects.for_board(board).select_related("record", "record__root").prefetch_related("progress")
    )
    plan = _plan(list(rows), ACTION_OVER, wanted, days, chance)
    records = _records(plan, [one.record.root for one, _ in plan], board, "action")
    made = _saved(
        Action, (_copied(one, by, record=record) for (one, by), record in zip(plan, records, strict=True))
    )
    progress = apps.get_model("learning", "Progress")
    _saved(
        progress,
        (
            _copied(row, by, action=new)
            for (one, by), new in zip(plan, made, strict=True)
            for row in one.progress.all()
        ),
    )
    return len(made)


# --- the trail --------------------------------------------------------------------------------------------

COLUMNS = (*COVERED, "hash")


def _events(board: Board, wanted: int) -> int:
    """A chain that holds: what was done before, over and over again, about all records of the board."""
    head = TrailHead.objects.select_for_update().get(pk=board.code)
    templates = list(AuditEvent.objects.filter(board_code=board.code).order_by("-id")[:500])
    records = list(Record.objects.filter(board=board).values_list("pk", "reference"))
    missing = max(0, wanted - AuditEvent.objects.filter(board_code=board.code).count())
    now, rows = timezone.now(), []
    for one, (pk, reference) in islice(zip(cycle(templates), cycle(records), strict=False), missing):
        head.seq += 1
        values = [getattr(one, name) for name in COVERED]
        values[1], values[2], values[7], values[8], values[12] = head.seq, now, pk, reference, head.hash
        head.hash = digest(values)
        rows.append((*values, head.hash))
        if len(rows) == BATCH * 10:
            _write(rows)
            rows = []
    _write(rows)
    head.save()
    return missing


def _field(name: str) -> Field[Any, Any]:
    field = AuditEvent._meta.get_field(name)
    assert isinstance(field, Field)
    return field


def _write(rows: list[tuple[Any, ...]]) -> None:
    """Straight into the table: half a million model instances would take minutes."""
    table, fields = AuditEvent._meta.db_table, [_field(name) for name in COLUMNS]
    with connection.cursor() as cursor:
        values = [
            [f.get_db_prep_save(value, connection) for f, value in zip(fields, row, strict=True)]
            for row in rows
        ]
        if connection.vendor == "postgresql":
            lines = io.StringIO("".join("\t".join(map(_copy_text, row)) + "\n" for row in values))
            cursor.copy_expert(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN", lines)
        else:
            marks = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(COLUMNS)}) VALUES ({marks})", values)  # noqa: S608,E501  # nosec B608


def _copy_text(value: Any) -> str:
    if value is None:
        return "\\N"
    text = getattr(value, "dumps", None)
    words = text(value.adapted) if callable(text) else str(value)
    return words.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")

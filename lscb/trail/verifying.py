"""Proves that the trail is whole: every row as it was written, none missing, none added, none moved.

The chain by itself finds a changed, removed, inserted or moved row. Whoever rewrites a chain from some row to its end,
or cuts its end off, is found with a head that was exported before (`trail head`) and kept on another machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from lscb.people.models import Board
from lscb.trail.canonical import COVERED, START, digest
from lscb.trail.models import AuditEvent, TrailHead

BATCH = 5000
_COLUMNS = ("id", "hash", *COVERED)
_BOARD, _SEQ, _PREV = (_COLUMNS.index(name) for name in ("board_code", "seq", "prev_hash"))


@dataclass(frozen=True)
class Head:
    """The end of a chain at some moment: a small thing that is easy to keep elsewhere."""

    board: str
    seq: int
    hash: str
    at: str = ""
    count: int = 0


@dataclass
class _Chain:
    """How far a chain has been read."""

    seq: int = 0
    hash: str = START
    count: int = 0
    expected: dict[int, set[str]] = field(default_factory=dict)


def heads(board_code: str = "", *, counted: bool = False) -> list[Head]:
    """The end of every chain now; `counted` adds the number of its rows, which reads the whole table."""
    rows = TrailHead.objects.order_by("board_code")
    rows = rows.filter(board_code=board_code) if board_code else rows
    counts: dict[str, int] = {}
    if counted:
        groups = AuditEvent.objects.order_by().values_list("board_code").annotate(Count("id"))
        counts = dict(groups.filter(board_code=board_code) if board_code else groups)
    return [
        Head(
            row.board_code,
            row.seq,
            row.hash,
            row.moved_at.astimezone(dt.UTC).isoformat(),
            counts.get(row.board_code, 0),
        )
        for row in rows
    ]


def verify(board_code: str = "", exported: Iterable[Head] = ()) -> Iterator[str]:
    """One sentence per fault; nothing when the trail is whole.

    board_code  only this chain; all chains when empty
    exported    heads kept from earlier days: each must still be a row of its chain
    """
    chains: dict[str, _Chain] = {}
    kept = [head for head in exported if not board_code or head.board == board_code]
    before = heads(board_code)
    for head in [*kept, *before]:
        chain = chains.setdefault(head.board, _Chain())
        if head.seq:
            chain.expected.setdefault(head.seq, set()).add(head.hash)
    yield from _missing_chains(board_code, set(chains))
    for row in _rows(board_code):
        yield from _check(chains.setdefault(row[_BOARD], _Chain()), row)
    after = {head.board: head for head in heads(board_code)}
    for code in sorted(chains):
        yield from _check_end(code, chains[code], after.get(code))


def count_rows(board_code: str = "") -> int:
    rows = AuditEvent.objects.all()
    return (rows.filter(board_code=board_code) if board_code else rows).count()


def _rows(board_code: str) -> Iterator[tuple[Any, ...]]:
    """Every row in the order in which it was written, a batch at a time."""
    rows = AuditEvent.objects.order_by("id").values_list(*_COLUMNS)
    if board_code:
        rows = rows.filter(board_code=board_code)
    last = None
    while True:
        batch = list((rows if last is None else rows.filter(id__gt=last))[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1][0]


def _check(chain: _Chain, row: tuple[Any, ...]) -> Iterator[str]:
    code, seq, stored = row[_BOARD], row[_SEQ], row[1]
    place = f"Row {seq} of chain {code}"
    chain.count += 1
    if seq > chain.seq + 1:
        lost = f"Row {chain.seq + 1} is" if seq == chain.seq + 2 else f"Rows {chain.seq + 1} to {seq - 1} are"
        yield f"{lost} missing from chain {code}."
    elif seq <= chain.seq:
        yield f"{place} is out of order or was put in: it comes after row {chain.seq}."
    elif row[_PREV] != chain.hash:
        yield f"{place} does not follow from the row before it: one of the two was changed or put in."
    if digest(row[2:]) != stored:
        yield f"{place} was changed after it was written."
    for wanted in chain.expected.pop(seq, ()):
        if wanted != stored:
            yield f"{place} is not the row that stood there when the head was written down."
    chain.seq, chain.hash = seq, stored


def _check_end(code: str, chain: _Chain, head: Head | None) -> Iterator[str]:
    for seq in sorted(chain.expected):
        yield f"Chain {code} ends at row {chain.seq}, but its head was once at row {seq}: its end was cut off."
    if head is None:
        yield f"Chain {code} has rows but no head."
    elif chain.seq > head.seq:
        yield f"Chain {code} has rows after its head at row {head.seq}: they were put in, or the head was changed."


def _missing_chains(board_code: str, known: set[str]) -> Iterator[str]:
    """A board without a chain has lost it: making a board is itself an event."""
    boards = Board.objects.order_by("code")
    if board_code:
        boards = boards.filter(code=board_code)
    for code in boards.values_list("code", flat=True):
        if code not in known:
            yield f"Board {code} has no chain: its trail was removed."

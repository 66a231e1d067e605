"""Finding things by their words: one function for PostgreSQL (tsvector, ts_rank) and SQLite (FTS5, bm25).

What the person may not read is left out before anything is counted or shown, so a hidden case gives neither hits nor
counts. The best by rank are narrowed first, the others only where that leaves too few.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from lscb.people.models import User
from lscb.records.models import Record, SearchRow, only_referred, readable
from lscb.records.wordindex import TABLE, WORDS, on_boards

#: So many are shown; whoever wants others narrows the words.
MOST = 25
#: So many of the best are narrowed to what may be read first; the others only where that leaves too few.
FIRST, WIDEST = 500, 20_000
#: Around the words that matched; taken out again before anything is shown.
START, STOP = "\ue001", "\ue002"
#: Words that say nothing, where the database does not leave them out by itself.
_QUIET = frozenset(
    "a an and are as at be by for from has have in is it of on or that the their this to was were with".split()
)
_HEADLINE = f"StartSel={START},StopSel={STOP},MaxWords=28,MinWords=12,MaxFragments=1"

Piece = dict[str, Any]


@dataclass(frozen=True)
class SearchHit:
    """One thing that was found; the pieces of its title and text say with `marked` why."""

    row: SearchRow
    title: list[Piece]
    text: list[Piece]


@dataclass(frozen=True)
class SearchResult:
    """The best hits; `more` when there are others that the person may read."""

    hits: list[SearchHit]
    more: bool = False


def keep(*, record: Record, kind: str, key: str, title: str, text: str, said_on: dt.date) -> None:
    """Puts a thing into the index, or its new words in the place of the old. Whoever calls has masked them."""
    row = SearchRow(record=record, board_id=record.board_id, kind=kind, key=key, title=title[:200], text=text)
    row.said_on = said_on
    keep_all([row])


def keep_all(rows: Collection[SearchRow]) -> None:
    changed = ["record", "board", "kind", "title", "text", "said_on"]
    SearchRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=changed, batch_size=1000
    )


def forget(key: str) -> None:
    SearchRow.objects.filter(key=key).delete()


def search(user: User, words: str, boards: Iterable[int], kinds: Collection[str] = ()) -> SearchResult:
    """The best hits that the person may read, on these boards. Words in "quotes" stand together, -word leaves out."""
    on = sorted(set(boards))
    asked = words.strip()[:200]
    if not asked or not on or "\x00" in asked:
        return SearchResult([])
    engine = _Postgres(asked, on, kinds) if connection.vendor == "postgresql" else _Sqlite(asked, on, kinds)
    if engine.empty:
        return SearchResult([])
    found = engine.readable(user)
    shown = found[:MOST]
    why = engine.why([row.pk for row in shown]) if shown else {}
    hits = [
        SearchHit(row, _pieces(why[row.pk][0]), _pieces(why[row.pk][1])) for row in shown if row.pk in why
    ]
    return SearchResult(hits, len(found) > MOST)


def _pieces(text: str) -> list[Piece]:
    """The text cut at the marks."""
    found: list[Piece] = []
    for number, part in enumerate(re.split(f"[{START}{STOP}]", text)):
        if part:
            found.append({"text": part, "marked": number % 2 == 1})
    return found


def in_order(keys: list[int]) -> list[SearchRow]:
    """The rows with these keys, with their records; one that has gone meanwhile is left out."""
    rows = SearchRow.objects.filter(pk__in=keys).select_related("record") if keys else []
    by_key = {row.pk: row for row in rows}
    return [by_key[pk] for pk in keys if pk in by_key]


class _Engine:
    def __init__(self, words: str, boards: list[int], kinds: Collection[str]) -> None:
        self.words, self.boards, self.kinds = words, boards, sorted(kinds)
        self.empty = False

    def readable(self, user: User) -> list[SearchRow]:
        """The best that may be read, in their order, one more than is shown where there is one."""
        raise NotImplementedError

    def why(self, keys: list[int]) -> dict[int, tuple[str, str]]:
        raise NotImplementedError

    def _rows(self, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


class _Postgres(_Engine):
    def readable(self, user: User) -> list[SearchRow]:
        for most in (FIRST, WIDEST):
            found = self._best_open(user, most)
            if len(found) > MOST or (found and found[0][1] < most):
                break
        return in_order([pk for pk, _ in found])

    def _best_open(self, user: User, most: int) -> list[tuple[int, int]]:
        """(the row, how many matched) of the best by rank that may be read.

        The condition that says so is put on the records of what was found, which stand under their table's name: asked
        together with the words, PostgreSQL believes each record to cost as much as the whole condition, and reads all.
        """
        open_ = Record.objects.filter(readable(user)).exclude(only_referred(user)).order_by()
        try:
            condition, values = open_.values("pk").query.sql_with_params()
        except EmptyResultSet:
            return []
        kinds = "AND s.kind = ANY(%s)" if self.kinds else ""
        words = "websearch_to_tsquery('english', %s)"
        sql = f"""
            WITH found AS MATERIALIZED (
                SELECT s.id, s.record_id, s.said_on, ts_rank(s.words, {words}) AS rank FROM {TABLE} s
                WHERE numnode({words}) > 0 AND s.words @@ ({words} && %s::tsquery) {kinds}
                ORDER BY rank DESC, s.said_on DESC, s.id DESC LIMIT %s
            ), records_record AS MATERIALIZED (
                SELECT r.* FROM records_record r WHERE r.id IN (SELECT record_id FROM found)
            )
            SELECT f.id, (SELECT count(*) FROM found) FROM found f WHERE f.record_id IN ({condition})
            ORDER BY f.rank DESC, f.said_on DESC, f.id DESC LIMIT %s
        """  # noqa: S608  # nosec B608  our own words
        asked = [self.words] * 3 + [on_boards(self.boards)] + ([self.kinds] if self.kinds else [])
        return self._rows(sql, [*asked, most, *values, MOST + 1])  # type: ignore[return-value]

    def why(self, keys: list[int]) -> dict[int, tuple[str, str]]:
        sql = """
            SELECT s.id, ts_headline('english', s.title, q, %s), ts_headline('english', s.text, q, %s)
            FROM records_searchrow s, websearch_to_tsquery('english', %s) q WHERE s.id = ANY(%s)
        """
        whole = f"StartSel={START},StopSel={STOP},HighlightAll=true"
        return {row[0]: (row[1], row[2]) for row in self._rows(sql, [whole, _HEADLINE, self.words, keys])}


class _Sqlite(_Engine):
    def __init__(self, words: str, boards: list[int], kinds: Collection[str]) -> None:
        super().__init__(words, boards, kinds)
        self.match = fts_query(words)
        self.empty = not self.match

    def readable(self, user: User) -> list[SearchRow]:
        best = self.best(WIDEST)
        found: list[int] = []
        for part in (best[:FIRST], best[FIRST:]):
            if part and len(found) <= MOST:
                rows = SearchRow.objects.visible_to(user).filter(pk__in=part)
                open_ = set(rows.values_list("pk", flat=True))
                found += [pk for pk in part if pk in open_]
        return in_order(found[: MOST + 1])

    def best(self, count: int) -> list[int]:
        kind = f"AND s.kind IN ({_marks(self.kinds)})" if self.kinds else ""
        sql = f"""
            SELECT s.id FROM {WORDS} w JOIN records_searchrow s ON s.id = w.rowid
            WHERE {WORDS} MATCH %s AND s.board_id IN ({_marks(self.boards)}) {kind}
            ORDER BY bm25({WORDS}, 4.0, 1.0), s.said_on DESC, s.id DESC LIMIT %s
        """  # noqa: S608  # nosec B608  our own words
        return [row[0] for row in self._rows(sql, [self.match, *self.boards, *self.kinds, count])]

    def why(self, keys: list[int]) -> dict[int, tuple[str, str]]:
        sql = f"""
            SELECT rowid, highlight({WORDS}, 0, '{START}', '{STOP}'), snippet({WORDS}, 1, '{START}', '{STOP}', '…', 28)
            FROM {WORDS} WHERE {WORDS} MATCH %s AND rowid IN ({_marks(keys)})
        """  # noqa: S608  # nosec B608  our own words
        return {row[0]: (row[1], row[2]) for row in self._rows(sql, [self.match, *keys])}


def _marks(given: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(given))


def fts_query(words: str) -> str:
    """What somebody typed, as FTS5 takes it: all words, "phrases" and -without; `or` between two words."""
    wanted: list[str] = []
    without: list[str] = []
    for minus, text in _typed(words):
        if minus:
            without.append(text)
        elif text.lower() == "or" and wanted and wanted[-1] != "OR":
            wanted.append("OR")
        elif text.lower() not in _QUIET:
            wanted.append(text)
    if wanted and wanted[-1] == "OR":
        wanted.pop()
    asked = " ".join(one if one == "OR" else f'"{one}"' for one in wanted)
    return " NOT ".join([f"({asked})", *(f'"{one}"' for one in without)]) if asked and without else asked


def _typed(words: str) -> Iterator[tuple[bool, str]]:
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', words):
        if text := " ".join(re.findall(r"\w+", phrase or word)):
            yield bool(minus), text

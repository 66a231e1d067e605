"""What can be found by its words: findings, recommendations, actions and learning items, without any registered name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lscb.identity.masking import mask
from lscb.identity.reading import register
from lscb.learning.models import Action, Finding, LearningItem, Recommendation
from lscb.records import searching
from lscb.records.models import Record, SearchRow

FINDING, RECOMMENDATION, ACTION, ITEM = "finding", "recommendation", "action", "learning-item"
BATCH = 2000


def of_finding(row: Finding) -> None:
    searching.keep_all(masked([_finding(row)]))


def of_recommendation(row: Recommendation) -> None:
    searching.keep_all(masked([_recommendation(row)]))


def of_action(row: Action) -> None:
    searching.keep_all(masked([_action(row)]))


def of_item(row: LearningItem) -> None:
    searching.keep_all(masked([_item(row)]))


def of_source(source: Record) -> None:
    """Everything that came from one record, when much of it was made at once."""
    rows = [
        _recommendation(row) for row in Recommendation.objects.filter(source=source).select_related("source")
    ]
    rows += [_action(row) for row in Action.objects.filter(source=source).select_related("record")]
    searching.keep_all(masked(rows))


def gone(kind: str, pk: int) -> None:
    searching.forget(f"{kind}:{pk}")


def reindex(told: Callable[[str, int], object] = lambda kind, count: None) -> int:
    """Writes the whole index again, in batches; what is there already is put in its place. Returns how many rows."""
    total = 0
    for kind, rows, make in _everything():
        count, last = 0, 0
        while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
            searching.keep_all(masked([make(each) for each in batch]))
            last, count = batch[-1].pk, count + len(batch)
            told(kind, count)
        total += count
    return total


def masked(rows: Iterable[SearchRow]) -> list[SearchRow]:
    """The rows without the names of their cases, and of the cases that these are shut with; each is read once."""
    found, registers = list(rows), dict[int, list[dict[str, Any]]]()
    for row in found:
        case = row.record.shut_with_id or row.record.case_id
        if case not in registers:
            line = Record.objects.select_related("root", "shut_with").get(pk=case).lineage()
            registers[case] = [entry for each in line for entry in register(each)]
        row.title, row.text = mask(row.title, registers[case])[:200], mask(row.text, registers[case])
    return found


def _everything() -> list[tuple[str, QuerySet[Any], Callable[[Any], SearchRow]]]:
    return [
        (FINDING, Finding.objects.select_related("source"), _finding),
        (RECOMMENDATION, Recommendation.objects.select_related("source"), _recommendation),
        (ACTION, Action.objects.select_related("record"), _action),
        (ITEM, LearningItem.objects.select_related("record"), _item),
    ]


def _row(kind: str, pk: int, record: Record, title: str, texts: Iterable[str], said_at: Any) -> SearchRow:
    text = " ".join(each if each.endswith((".", "!", "?")) else f"{each}." for each in texts if each)
    return SearchRow(
        record=record, board_id=record.board_id, kind=kind, key=f"{kind}:{pk}", title=title[:200], text=text,
        said_on=timezone.localdate(said_at),
    )  # fmt: skip


def _finding(row: Finding) -> SearchRow:
    return _row(FINDING, row.pk, row.source, row.title, [row.text], row.added_at)


def _recommendation(row: Recommendation) -> SearchRow:
    title = f"Recommendation {row.number}"
    return _row(RECOMMENDATION, row.pk, row.source, title, [row.text, row.measure], row.added_at)


def _action(row: Action) -> SearchRow:
    return _row(
        ACTION, row.pk, row.record, row.title, [row.activity, row.difference_expected], row.created_at
    )


def _item(row: LearningItem) -> SearchRow:
    return _row(ITEM, row.pk, row.record, row.title, [row.message, row.impact], row.created_at)

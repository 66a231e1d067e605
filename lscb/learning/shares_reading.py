"""What the pages of shares read. A neighbour reads the shared words, never what they came from."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from lscb.board.permissions import standing_of
from lscb.clocks.words import day_in_words
from lscb.learning.models import Finding, LearningShare, Recommendation
from lscb.learning.paging import Keyset, keyset
from lscb.people.models import Board, User
from lscb.records.models import Record, reach_of, readable

MOST = 100


def sources() -> QuerySet[Record]:
    """Records that something was learned from."""
    learned = Q(pk__in=Finding.objects.values("source")) | Q(pk__in=Recommendation.objects.values("source"))
    found: QuerySet[Record] = Record.objects.filter(learned).select_related("board", "root")
    return found


def things_of(source: Record) -> dict[str, Finding | Recommendation]:
    """Findings and recommendations by key, for example "finding:3"."""
    found: dict[str, Finding | Recommendation] = {}
    for row in Finding.objects.filter(source=source).select_related("source__board"):
        found[f"finding:{row.number}"] = row
    for each in Recommendation.objects.filter(source=source).select_related("source__board"):
        found[f"recommendation:{each.number}"] = each
    return found


def named(things: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key, key.replace(":", " ").capitalize()) for key in things]


def shared_by(user: User, board: Board | None, query: QueryDict) -> Keyset:
    """What the board shared of things that the person may read."""
    if board is None:
        return Keyset([])
    may = (
        Q(item__isnull=False) & readable(user, "item__record__")
        | Q(finding__isnull=False) & readable(user, "finding__source__")
        | Q(recommendation__isnull=False) & readable(user, "recommendation__source__")
    )
    rows = LearningShare.objects.filter(may, board=board)
    return keyset(rows.select_related("item__record", "finding__source", "recommendation__source"), query)


def rows(shares: list[LearningShare]) -> list[dict[str, Any]]:
    found = []
    for each in shares:
        if each.item is not None:
            record = each.item.record
        else:
            record = each.finding.source if each.finding is not None else each.recommendation.source  # type: ignore[union-attr]
        source = {"text": record.reference, "url": record.get_absolute_url()}
        found.append({"cells": [each.what, each.with_whom, day_in_words(each.shared_on), source]})
    return found


def theirs(user: User, board: Board | None) -> list[dict[str, Any]]:
    """What other boards of this installation shared with the reader's: the shared words alone."""
    if board is None or board.pk not in {each.pk for each in standing_of(user).boards()}:
        return []
    shut = reach_of(user).excluded
    of_shut = Q(item__record__in=shut) | Q(finding__source__in=shut) | Q(finding__source__root__in=shut)
    of_shut |= Q(recommendation__source__in=shut) | Q(recommendation__source__root__in=shut)
    found = LearningShare.objects.filter(with_board=board).select_related("board")
    if shut:
        found = found.exclude(pk__in=LearningShare.objects.filter(of_shut).values("pk"))
    shared = found[:MOST]
    return [{"cells": [each.what, each.board.name, day_in_words(each.shared_on)]} for each in shared]

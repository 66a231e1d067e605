"""Reads of the board's own record, its neighbours, and what agencies owe; each a constant number of queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from lscb.board.models import Agency, AgencyContact, AgencyContribution, AgencyObligation, PartnerBoard
from lscb.people.models import Board, BoardRegime, User
from lscb.records.models import Record

YEAR = dt.timedelta(days=365)


def regimes_of(board: Board) -> list[BoardRegime]:
    return list(BoardRegime.objects.filter(board=board))


def partners_of(board: Board) -> QuerySet[PartnerBoard]:
    return PartnerBoard.objects.filter(board=board)


def contacts_of(board: Board, agency: Agency) -> QuerySet[AgencyContact]:
    rows = AgencyContact.objects.filter(board=board, agency=agency)
    return rows.select_related("board", "agency")


def obligations_of(board: Board, agency: Agency) -> list[AgencyObligation]:
    rows = AgencyObligation.objects.filter(board=board, agency=agency)
    return list(rows.select_related("record", "kept_by"))


def earlier_obligations(board: Board, agency: Agency) -> list[Any]:
    """How obligations stood before, the newest first: the rows of their history but the last of each. One query."""
    rows = AgencyObligation.history.filter(board=board, agency=agency).select_related("kept_by")
    now: set[str] = set()
    found = []
    for row in rows.order_by("-history_date", "-history_id")[:100]:
        if row.obligation in now:
            found.append(row)
        now.add(row.obligation)
    return found


def contributions_of(board: Board, agency: Agency) -> list[AgencyContribution]:
    rows = AgencyContribution.objects.filter(board=board, agency=agency)
    return list(rows.select_related("record")[:50])


def readable_among(user: User, records: set[int]) -> set[int]:
    """Which of these records the person may open."""
    return set(Record.objects.visible_to(user).filter(pk__in=records).values_list("pk", flat=True))


def other_boards(board: Board, agency: Agency, day: dt.date) -> list[str]:
    """Names of the other boards in whose area the agency works too."""
    rows = agency.areas.filter(from_on__lte=day).exclude(until_on__lt=day).exclude(board=board)
    return sorted(set(rows.values_list("board__name", flat=True)))

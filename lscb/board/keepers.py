"""Business officers read whatever a group keeps to itself, unless it came from a case (domain report §4): their role opens
nothing by itself, so that it is opened to them by name, and shut when the role ends (lscb.board.leaving)."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.models import Entry
from lscb.board.permissions import holders
from lscb.board.roles import Role
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.records.operations import grant_access

CAPACITY = "register-keeper"
#: What they keep, and what it may have come from without being of a case.
KEPT = (*Entry.Register.values, "document")
OF_NO_CASE = (*KEPT, "meeting", "agenda-item", "action", "raised-issue", "assurance-report")


def keepers_of(record: Record) -> list[User]:
    """The officers to whom a closed entry or document is opened by name."""
    if record.mode != Record.Mode.CLOSED or any(each.kind not in OF_NO_CASE for each in record.lineage()):
        return []
    return holders(record.board, Role.BUSINESS_OFFICER)


def open_to_officer(
    *, user: User, board: Board, from_on: dt.date, until_on: dt.date | None, by: User | None
) -> None:
    """What the board's groups keep to themselves, for somebody who becomes an officer. Part of giving the role."""
    rows = Record.objects.filter(board=board, kind__in=KEPT, mode=Record.Mode.CLOSED)
    for record in rows.select_related("board", "root__shut_with", "shut_with__shut_with"):
        if all(each.kind in OF_NO_CASE for each in record.lineage()):
            grant_access(
                record=record, party=user.party, capacity=CAPACITY, reason="Keeps the registers", by=by,
                from_on=max(from_on, timezone.localdate()), until_on=until_on,
            )  # fmt: skip

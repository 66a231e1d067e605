"""School holidays in a board's area: people who work in term time only get no daily e-mail about the board then."""

from __future__ import annotations

import datetime as dt

from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core.errors import BadInput
from lscb.notices.models import TermBreak
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event

ONLY = "Only the business manager changes the school holidays of the area."
LONGEST = dt.timedelta(days=80)


@operation
def add_term_break(*, board: Board, name: str, from_on: dt.date, until_on: dt.date, by: User) -> TermBreak:
    """School holidays from the first day without school until the last one. They do not overlap."""
    check(by, Permission.BOARD_ADMIN, board, ONLY)
    if until_on < from_on:
        raise BadInput("The last day must not be before the first day.")
    if until_on - from_on > LONGEST:
        raise BadInput("School holidays are not as long as this. Check both days.")
    if board.term_breaks.filter(from_on__lte=until_on, until_on__gte=from_on).exists():
        raise BadInput("These days overlap with holidays that are on the list already.")
    row = TermBreak.objects.create(
        board=board, name=name.strip(), from_on=from_on, until_on=until_on, added_by=by
    )
    record_event(
        "term-break.added", by=by, board=board, detail={"from": str(from_on), "until": str(until_on)}
    )
    return row


@operation
def remove_term_break(*, term_break: TermBreak, by: User) -> None:
    """Takes holidays off the list: daily e-mails come on those days again."""
    check(by, Permission.BOARD_ADMIN, term_break.board, ONLY)
    TermBreak.objects.filter(pk=term_break.pk).delete()
    record_event(
        "term-break.removed", by=by, board=term_break.board, detail={"from": str(term_break.from_on)}
    )

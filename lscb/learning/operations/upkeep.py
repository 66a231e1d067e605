"""Whom the clocks remind, and who is let in, follows the people: leads, members of the Board, chairs and the business unit
change while an action is open. The timer wakes it; it looks at what changed in the last days, and changes it once."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet

from lscb.board.models import Grant, Group, Seat
from lscb.board.roles import LEADS, ROLE_PERMISSIONS, Permission
from lscb.clocks.models import RUNNING, Deadline
from lscb.clocks.operations import retell
from lscb.learning import answering, cascading, clocks, impacts, parties, telling
from lscb.learning.models import Action, AnswerRequest, LearningItem
from lscb.people.models import Board, Party
from lscb.records import operations as records
from lscb.records.models import Record, RecordAccess

log = logging.getLogger(__name__)
#: So long ago may a role or seat have begun or ended; a worker that stood still for longer is started by somebody.
WINDOW = dt.timedelta(days=7)
#: So many things are opened to somebody new at a time; the next round goes on.
AT_ONCE = 1000
UNIT = [role for role, held in ROLE_PERMISSIONS.items() if Permission.ACTION_MANAGE in held]
WITH_UNIT = (clocks.ACCEPTANCE, *impacts.CODES)
Pairs = set[tuple[int, int]]
Tell = list[tuple[Party, int]]


def keep_people_current(today: dt.date) -> int:
    """Returns how many things were changed; one that cannot be changed is logged, and the others go on."""
    pairs, boards = _agencies(today), _units(today)
    acts: tuple[tuple[Callable[[Any], bool], Any], ...] = (
        *((_action, row) for row in _actions(pairs)),
        *((_request, row) for row in _requests(pairs)),
        *((_later, row) for row in _with_unit(_groups(today), boards)),
        *((_cascade, row) for row in _items(pairs)),
        *((_unit, row) for row in boards),
    )
    return sum(_done(act, thing) for act, thing in acts)


def _done(act: Callable[[Any], bool], thing: Any) -> bool:
    try:
        return act(thing)
    except Exception:
        log.exception("whom %s reminds could not be brought up to date", thing)
        return False


# --- what changed -----------------------------------------------------------------------------------------


def _changed(today: dt.date) -> Q:
    """Rows that began or ended in the last days."""
    since = today - WINDOW
    return Q(from_on__gte=since, from_on__lte=today) | Q(until_on__gte=since, until_on__lt=today)


def _agencies(today: dt.date) -> Pairs:
    """(board, agency) with another lead or another member of the Board."""
    leads = Grant.objects.filter(_changed(today), role__in=LEADS, agency__isnull=False)
    seats = Seat.objects.filter(_changed(today), group__kind=Group.Kind.BOARD, agency__isnull=False)
    return {*leads.values_list("board_id", "agency_id"), *seats.values_list("group__board_id", "agency_id")}


def _groups(today: dt.date) -> set[int]:
    rows = Seat.objects.filter(_changed(today), office__in=telling.CHAIRS)
    return set(rows.values_list("group_id", flat=True))


def _units(today: dt.date) -> list[Board]:
    changed = Grant.objects.filter(_changed(today), role__in=UNIT)
    return list(Board.objects.filter(pk__in=changed.values("board_id")).order_by("pk"))


# --- what hangs on it -------------------------------------------------------------------------------------


def _of(pairs: Pairs, rows: QuerySet[Any]) -> Iterator[Any]:
    for board, agency in sorted(pairs):
        yield from rows.filter(board=board, agency=agency).order_by("pk")


def _actions(pairs: Pairs) -> Iterable[Action]:
    return _of(pairs, Action.objects.open().for_page())


def _requests(pairs: Pairs) -> Iterable[AnswerRequest]:
    return _of(pairs, AnswerRequest.objects.waiting().with_parties())


def _with_unit(groups: set[int], boards: list[Board]) -> Iterable[Deadline]:
    actions = Action.objects.filter(Q(group__in=groups) | Q(board__in=boards))
    rows = Deadline.objects.filter(RUNNING, code__in=WITH_UNIT, record__in=actions.values("record"))
    return rows.select_related("record__action__group", "record__action__board", "record__board").order_by(
        "pk"
    )


def _items(pairs: Pairs) -> Iterable[LearningItem]:
    """Those that the agencies were asked to pass on; and those with several days, of which the clock runs to the first."""
    waiting = LearningItem.objects.filter(cascades__confirmed_at__isnull=True, cascades__isnull=False)
    several = waiting.annotate(days=Count("cascades__due_on", distinct=True)).filter(days__gt=1)
    concerned = Q(pk__in=several.values("pk"))
    for board, agency in pairs:
        asked = LearningItem.objects.filter(
            board=board, cascades__agency=agency, cascades__confirmed_at__isnull=True
        )
        concerned |= Q(pk__in=asked.values("pk"))
    return LearningItem.objects.filter(concerned).select_related("record__board", "board").order_by("pk")


# --- one thing --------------------------------------------------------------------------------------------


def _retold(record: Record, code: str, tell: Tell) -> bool:
    """Whether the running clock reminded other people until now."""
    deadline = Deadline.objects.of(record).running().filter(code=code).first()
    wanted = {(party.pk, level) for party, level in tell}
    if deadline is None or set(deadline.parties.values_list("party_id", "level")) == wanted:
        return False
    retell(record, code, tell=tell, by=None)
    return True


def _action(action: Action) -> bool:
    told = _retold(action.record, clocks.CODE, clocks.recipients(action))
    return _members_let_in(action) or told


def _members_let_in(action: Action) -> bool:
    """Who sits for the agency on the Board is on the ladder, and so reads the action."""
    wanted = {party.pk: party for party in telling.parties_of(parties.board_members(action))}
    rows = RecordAccess.objects.filter(record=action.record, capacity="board-member", until_on__isnull=True)
    there = {row.party_id: row.party for row in rows.select_related("party")}
    for pk in wanted.keys() - there.keys():
        _open(action.record, wanted[pk], "board-member", "Sits for the agency on the Board")
    for pk in there.keys() - wanted.keys():
        reason = "Sits on the Board no longer"
        records.end_access(
            record=action.record, party=there[pk], capacity="board-member", reason=reason, by=None
        )
    return wanted.keys() != there.keys()


def _open(record: Record, party: Party, capacity: str, reason: str) -> None:
    records.grant_access(record=record, party=party, capacity=capacity, reason=reason, by=None)


def _request(request: AnswerRequest) -> bool:
    return _retold(request.record, answering.CODE, answering.reminded(request.agency, request.board))


def _later(deadline: Deadline) -> bool:
    return _retold(deadline.record, deadline.code, impacts.recipients(deadline.record.action))


def _cascade(item: LearningItem) -> bool:
    return cascading.keep_clock(item, by=None)


def _unit(board: Board) -> bool:
    """Whoever came to the business unit reads what is there, so many things at a time."""
    changed = False
    for party in telling.unit_parties(board):
        for capacity, rows in _of_unit(board):
            there = RecordAccess.objects.filter(party=party, capacity=capacity, until_on__isnull=True)
            for record in rows.exclude(pk__in=there.values("record")).order_by("pk")[:AT_ONCE]:
                _open(record, party, capacity, "Works in the business unit")
                changed = True
    return changed


def _of_unit(board: Board) -> list[tuple[str, QuerySet[Record]]]:
    """Actions, plans and questions, with the capacity in which the business unit reads them."""
    rows = Record.objects.filter(board=board).select_related("board")
    return [
        ("proposer", rows.filter(kind__in=["action", "action-plan"])),
        ("asking", rows.filter(kind="answer-request")),
    ]

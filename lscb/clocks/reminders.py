"""The reminder sweep: rows are the truth, a batch is claimed and told in one transaction, and nobody is told twice.

A batch is locked, moved on to its next rungs, told and put into the trail together: killed half-way, all of it is as
before; two sweeps at once take different batches (PostgreSQL skips what the other holds, SQLite lets one wait).
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lscb.clocks.holidays import current_holidays
from lscb.clocks.ladders import Ladder, Level, Rung, climb, ladder_for
from lscb.clocks.models import RUNNING, Deadline, DeadlineParty
from lscb.notices.operations import Telling, notify_all
from lscb.people.models import Board, PartyMember
from lscb.records.models import RecordExclusion
from lscb.trail.recording import gathered, record_event

log = logging.getLogger(__name__)


def sweep_reminders(today: dt.date, batch: int = 500) -> int:
    """Sends every reminder whose day has come, so many deadlines at a time; returns how many there were.

    May run twice, at once or after days of standstill: each deadline sends one reminder, of the latest
    step reached, to everyone whom a missed step would have told. One that fails is logged and left for
    the next sweep; the others go on.
    """
    # Board by board, so that a batch holds the end of few boards' trails.
    due = Deadline.objects.to_remind(today).order_by("record__board_id", "remind_on", "pk")
    keys = list(due.values_list("pk", flat=True))
    return sum(_remind_together(keys[n : n + batch], today) for n in range(0, len(keys), batch))


def remind(deadline: Deadline, today: dt.date) -> bool:
    """Reminds of one deadline now, if its day has come and nobody was faster."""
    with gathered():
        return bool(_remind_of(_locked([deadline.pk], today), today))


def _remind_together(keys: list[int], today: dt.date) -> int:
    """In one transaction; where one of them fails, in halves, until the failing one stands alone."""
    try:
        with gathered():
            return _remind_of(_locked(keys, today), today)
    except Exception:
        if len(keys) == 1:
            log.exception("The reminder of deadline %s could not be sent", keys[0])
            return 0
    half = len(keys) // 2
    return _remind_together(keys[:half], today) + _remind_together(keys[half:], today)


def _locked(keys: list[int], today: dt.date) -> list[Deadline]:
    """Those still to remind of, locked until the transaction ends; without those that another sweep holds."""
    rows = Deadline.objects.to_remind(today).filter(pk__in=keys)
    rows = rows.select_for_update(of=("self",), skip_locked=True).select_related("record")
    found = list(rows.defer("source", "late_reason", "cancelled_reason"))
    boards = Board.objects.in_bulk({deadline.record.board_id for deadline in found})
    for deadline in found:
        deadline.record.board = boards[deadline.record.board_id]
    return found


@dataclass(frozen=True)
class _Reached:
    """A deadline whose steps have come, and who is told of them."""

    deadline: Deadline
    ladder: Ladder
    steps: list[int]

    @property
    def levels(self) -> frozenset[Level]:
        return frozenset[Level]().union(*(self.ladder.tells(step) for step in self.steps))


def _remind_of(deadlines: list[Deadline], today: dt.date) -> int:
    """Moves each on to its next rung and tells the people of the steps reached; returns how many there were."""
    reached: list[_Reached] = []
    moved: dict[Rung | None, list[int]] = defaultdict(list)
    days: dict[str, frozenset[dt.date]] = {}
    climbed: dict[Any, tuple[list[int], Rung | None]] = {}  # many were due on the same day
    for deadline in deadlines:
        assert deadline.act_by is not None
        assert deadline.remind_step is not None
        if deadline.calendar not in days:
            days[deadline.calendar] = current_holidays(deadline.calendar)[1]
        ladder = ladder_for(deadline.code, deadline.unit, deadline.minimum)
        at = (ladder.code, deadline.remind_step, deadline.act_by, deadline.calendar)
        if at not in climbed:
            climbed[at] = climb(ladder, deadline.remind_step, deadline.act_by, today, days[deadline.calendar])
        steps, rung = climbed[at]
        moved[rung].append(deadline.pk)
        if steps:
            reached.append(_Reached(deadline, ladder, steps))
    for rung, keys in moved.items():
        Deadline.objects.filter(RUNNING, pk__in=keys).update(
            remind_on=rung.on if rung else None, remind_step=rung.step if rung else None
        )
    _tell(reached, today)
    return len(deadlines)


def _tell(reached: list[_Reached], today: dt.date) -> None:
    people = _people(reached, today)
    tellings: list[Telling] = []
    for one in reached:
        deadline, record = one.deadline, one.deadline.record
        told = people.get(deadline.pk, {})
        link = record.get_absolute_url() if told else ""
        key = f"deadline:{deadline.pk}:{one.steps[-1]}"
        tellings += [
            Telling(
                to_id=user, board_id=record.board_id, subject_key=_subject(deadline, level, today), link=link,
                reference=record.reference, urgent=one.ladder.urgent, unique_key=key,
            )
            for user, level in told.items()
        ]  # fmt: skip
        if told:
            detail = {
                "code": deadline.code,
                "deadline": deadline.pk,
                "step": one.steps[-1],
                "people": len(told),
            }
            record_event("clock.reminded", by=None, record=record, detail=detail)
    notify_all(tellings)


def _people(reached: list[_Reached], today: dt.date) -> dict[int, dict[int, int]]:
    """By deadline, who is told, each on the lowest level they stand on; never somebody with a personal conflict."""
    rows = DeadlineParty.objects.filter(deadline_id__in=[one.deadline.pk for one in reached])
    standing: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for deadline, party, level in rows.order_by("level", "pk").values_list(
        "deadline_id", "party_id", "level"
    ):
        standing[deadline].append((party, level))
    members = _members({party for each in standing.values() for party, _ in each}, today)
    shut = _shut_out(reached)
    found: dict[int, dict[int, int]] = {}
    for one in reached:
        levels, cases = one.levels, _cases(one.deadline)
        told: dict[int, int] = {}
        for party, level in standing[one.deadline.pk]:
            if level in levels:
                for user in members.get(party, ()):
                    if not any((case, user) in shut for case in cases):
                        told.setdefault(user, level)
        found[one.deadline.pk] = told
    return found


def _members(parties: set[int], today: dt.date) -> dict[int, list[int]]:
    """Active people who count as each party today, each once, in one query."""
    rows = PartyMember.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today),
        from_on__lte=today, party_id__in=parties, user__is_active=True,
    )  # fmt: skip
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for party, user in rows.order_by("user__name", "user_id").values_list("party_id", "user_id"):
        found[party][user] = None
    return {party: list(users) for party, users in found.items()}


def _cases(deadline: Deadline) -> set[int]:
    """The records whose personal conflicts shut this one."""
    record = deadline.record
    return {record.pk, record.case_id, *([record.shut_with_id] if record.shut_with_id else [])}


def _shut_out(reached: list[_Reached]) -> set[tuple[int, int]]:
    cases = {case for one in reached for case in _cases(one.deadline)}
    rows = RecordExclusion.objects.filter(record_id__in=cases, lifted_at__isnull=True)
    return set(rows.values_list("record_id", "user_id"))


def _subject(deadline: Deadline, level: int, today: dt.date) -> str:
    """Which wording of lscb.notices.wording: ended, coming, due, overdue or escalated."""
    if deadline.minimum:
        return "clock-ended"
    if deadline.due_on is None or today < (deadline.act_by or deadline.due_on):
        return "clock-coming"
    if today <= deadline.due_on:
        return "clock-due"
    return "clock-overdue" if level == Level.OWNER else "clock-escalated"

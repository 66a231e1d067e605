"""The reminder sweep: rows are the truth, a row is claimed by a conditional update, and nobody is told twice."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction

from lscb.clocks.holidays import current_holidays
from lscb.clocks.ladders import Ladder, Level, Rung, climb, ladder_for
from lscb.clocks.models import RUNNING, Deadline
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.models import RecordExclusion
from lscb.trail.recording import record_event

log = logging.getLogger(__name__)


def sweep_reminders(today: dt.date, limit: int = 500) -> int:
    """Sends the reminders whose day has come, of up to `limit` deadlines; returns how many it claimed.

    May run twice, at once or after days of standstill: each deadline sends one reminder, of the latest
    step reached, to everyone whom a missed step would have told. One that fails is logged and left for
    the next sweep; the others go on.
    """
    rows = Deadline.objects.to_remind(today).select_related("record__board")[:limit]
    claimed = 0
    for deadline in rows:
        try:
            claimed += remind(deadline, today)
        except Exception:
            log.exception("The reminder of deadline %s could not be sent", deadline.pk)
    return claimed


def remind(deadline: Deadline, today: dt.date) -> bool:
    """Claims one deadline's reminder and puts it into the outbox, in one transaction. False: somebody was faster."""
    ladder = ladder_for(deadline.code, deadline.unit, deadline.minimum)
    _, holidays = current_holidays(deadline.calendar)
    if deadline.act_by is None or deadline.remind_step is None:
        return False
    steps, rung = climb(ladder, deadline.remind_step, deadline.act_by, today, holidays)
    with transaction.atomic():
        if not _claim(deadline, rung):
            return False
        if steps:
            _tell(deadline, ladder, steps, today)
    return True


def _claim(deadline: Deadline, rung: Rung | None) -> bool:
    claimed = Deadline.objects.filter(
        RUNNING, pk=deadline.pk, remind_on=deadline.remind_on, remind_step=deadline.remind_step
    ).update(remind_on=rung.on if rung else None, remind_step=rung.step if rung else None)
    return bool(claimed == 1)


def _tell(deadline: Deadline, ladder: Ladder, steps: list[int], today: dt.date) -> None:
    levels = frozenset[Level]().union(*(ladder.tells(step) for step in steps))
    people = _people(deadline, levels, today)
    record = deadline.record
    for user, level in people.items():
        notify(
            to=user,
            board=record.board,
            subject_key=_subject(deadline, level, today),
            reference=record.reference,
            link=record.get_absolute_url(),
            urgent=ladder.urgent,
            unique_key=f"deadline:{deadline.pk}:{steps[-1]}",
        )
    if people:
        detail = {"code": deadline.code, "deadline": deadline.pk, "step": steps[-1], "people": len(people)}
        record_event("clock.reminded", by=None, record=record, detail=detail)


def _people(deadline: Deadline, levels: frozenset[Level], today: dt.date) -> dict[User, int]:
    """Who is told, each on the lowest level they stand on; never somebody with a personal conflict."""
    found: dict[User, int] = {}
    for row in deadline.parties.filter(level__in=levels).select_related("party").order_by("level", "pk"):
        for user in row.party.members_on(today):
            found.setdefault(user, row.level)
    record = deadline.record
    cases = [record.pk, record.case_id, *([record.shut_with_id] if record.shut_with_id else [])]
    shut_out = RecordExclusion.objects.filter(
        record_id__in=cases,
        user__in=list(found),
        lifted_at__isnull=True,
    )
    excluded = set(shut_out.values_list("user_id", flat=True))
    return {user: level for user, level in found.items() if user.pk not in excluded}


def _subject(deadline: Deadline, level: int, today: dt.date) -> str:
    """Which wording of lscb.notices.wording: ended, coming, due, overdue or escalated."""
    if deadline.minimum:
        return "clock-ended"
    if deadline.due_on is None or today < (deadline.act_by or deadline.due_on):
        return "clock-coming"
    if today <= deadline.due_on:
        return "clock-due"
    return "clock-overdue" if level == Level.OWNER else "clock-escalated"

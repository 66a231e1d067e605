"""The clock of a learning item that agencies pass on: one for all, to the first day of one that has not confirmed yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lscb.board.models import Agency
from lscb.clocks import calc
from lscb.clocks import operations as clocks
from lscb.clocks.holidays import current_holidays
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline
from lscb.clocks.rules import rule_of
from lscb.core.workdays import add_working_days
from lscb.learning import telling
from lscb.learning.clocks import CALENDAR
from lscb.learning.models import LearningItem
from lscb.people.models import Party, User

CODE = "CASCADE"
Tell = list[tuple[Party, int]]
#: The clock's first step: whoever is due so many working days from now is reminded with those of the first day.
AHEAD = 3


def keep_clock(item: LearningItem, *, by: User | None) -> bool:
    """Brings the clock up to date with who still has to confirm, and by when. Returns whether it changed anything.

    by  None for the sweep, which changes only whom the clock reminds
    """
    rows = item.cascades.filter(confirmed_at__isnull=True, due_on__isnull=False)
    waiting = [(row.due_on, row.agency) for row in rows.select_related("agency__party") if row.due_on]
    running = Deadline.objects.of(item.record).running().filter(code=CODE).first()
    if not waiting:
        return running is not None and by is not None and _stop(item, by)
    today, (_, holidays) = timezone.localdate(), current_holidays(CALENDAR)
    first = min(day for day, _ in waiting)
    soon = max(first, add_working_days(today, AHEAD, holidays))
    tell = _told(item, [agency for day, agency in waiting if day <= soon])
    if running is None or running.due_on != first:
        return by is not None and _start(item, first, tell, by)
    if set(running.parties.values_list("party_id", "level")) == {(party.pk, level) for party, level in tell}:
        return False
    clocks.retell(item.record, CODE, tell=tell, by=by)
    return True


def _start(item: LearningItem, first: dt.date, tell: Tell, by: User) -> bool:
    on = min(timezone.localdate(), first)
    if Deadline.objects.of(item.record).filter(code=CODE).exists():
        reason = "Other agencies are next."
        clocks.restart(item.record, CODE, on=on, by=by, reason=reason, due_on=first, tell=tell)
    else:
        clocks.start(item.record, CODE, on=on, by=by, due_on=first, tell=tell)
    return True


def _stop(item: LearningItem, by: User) -> bool:
    reason = "Some agencies confirmed after the day that was asked for."
    clocks.stop(item.record, CODE, on=timezone.localdate(), by=by, reason=reason)
    return True


def usual_day(item: LearningItem) -> dt.date | None:
    """The last day by the board's usual length from today."""
    today = timezone.localdate()
    rule = rule_of(item.board, item.board.regime_on(today), CODE)
    _, holidays = current_holidays(CALENDAR)
    ends = calc.due(rule, today, holidays).due
    return calc.local_day(ends) if ends else None


def _told(item: LearningItem, agencies: Iterable[Agency]) -> Tell:
    people = [user for agency in agencies for user in telling.leads_of(agency, item.board)]
    return [(party, int(Level.OWNER)) for party in telling.parties_of(people)]

"""The clock of an entry: the day by which it is to be answered or looked at again, and who is reminded."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.board.models import Entry
from lscb.board.registers.kinds import register_of
from lscb.board.registers.permissions import chairs_of, leads_of
from lscb.clocks import operations as clocks
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline
from lscb.people.models import Party, User

CALENDAR = "england-and-wales"


def doers(entry: Entry) -> list[User]:
    """Who has to do the next thing: its owner; where an answer is due the agency's leads; else the group's chairs."""
    if entry.owner is not None and entry.owner.is_active:
        return [entry.owner]
    if register_of(entry).answers and (found := leads_of(entry)):
        return found
    return chairs_of(entry)


def recipients(entry: Entry, by: User) -> list[tuple[Party, int]]:
    rows = [(user.party, int(Level.OWNER)) for user in doers(entry)] or [(by.party, int(Level.OWNER))]
    seniors = [*leads_of(entry), *chairs_of(entry)] if register_of(entry).answers else chairs_of(entry)
    return rows + [(user.party, int(Level.LEAD)) for user in seniors]


def start(entry: Entry, *, by: User, reason: str) -> None:
    """Starts the clock on the entry's day, or starts it again on another one; the old one is kept."""
    if entry.due_on is None:
        cancel(entry, by=by, reason=reason)
        return
    code = register_of(entry).clock
    on = min(timezone.localdate(), entry.due_on)
    tell = recipients(entry, by)
    if Deadline.objects.of(entry.record).filter(code=code).exists():
        clocks.restart(entry.record, code, on=on, by=by, reason=reason, due_on=entry.due_on, tell=tell)
    else:
        clocks.start(entry.record, code, on=on, by=by, due_on=entry.due_on, tell=tell)


def meet(entry: Entry, *, on: dt.date, by: User, reason: str) -> None:
    """It was answered, or looked at: reminders end."""
    if _runs(entry):
        clocks.stop(entry.record, register_of(entry).clock, on=on, by=by, reason=reason)


def cancel(entry: Entry, *, by: User, reason: str) -> None:
    """It is closed, or has no day any more: reminders end."""
    if _runs(entry):
        clocks.cancel(entry.record, register_of(entry).clock, by=by, reason=reason[:300])


def _runs(entry: Entry) -> bool:
    return Deadline.objects.of(entry.record).running().filter(code=register_of(entry).clock).exists()

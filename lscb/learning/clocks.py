"""The clock of an action: its own end date, and who stands on which step of the ladder (R184)."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.clocks import operations as clocks
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline
from lscb.learning import parties, telling
from lscb.learning.models import Action
from lscb.people.models import Party, User

CODE = "ACTION"
#: Runs to the last day of an acceptance without action.
ACCEPTANCE = "ACCEPTANCE"
#: From this change of date on the Executive is told (domain report §2.10).
REVISIONS_FOR_EXECUTIVE = 3
CALENDAR = "england-and-wales"


def recipients(action: Action) -> list[tuple[Party, int]]:
    """(party, level) of everybody who is reminded: doers, agency leads, the agency's Board members, the Executive."""
    doing = telling.parties_of(parties.doers(action)) or ([action.agency.party] if action.agency else [])
    rows = [(party, int(Level.OWNER)) for party in doing]
    rows += [(party, int(Level.LEAD)) for party in telling.parties_of(parties.leads(action))]
    rows += [(party, int(Level.BOARD_MEMBER)) for party in telling.parties_of(parties.board_members(action))]
    rows += [(group.party, int(Level.EXECUTIVE)) for group in parties.executive_groups(action)]
    return rows


def start_loaded(action: Action, *, by: User, tell: list[tuple[Party, int]]) -> None:
    """The first clock of an action that was loaded; whom it reminds was found for many of them at once."""
    assert action.end_on is not None
    on = min(timezone.localdate(), action.end_on)
    clocks.start(action.record, CODE, on=on, by=by, due_on=action.end_on, tell=tell)


def start(action: Action, *, by: User, reason: str) -> None:
    """Starts the clock on the action's end date, or starts it again after a change; the old one is kept."""
    assert action.end_on is not None
    on = min(timezone.localdate(), action.end_on)
    if Deadline.objects.of(action.record).filter(code=CODE).exists():
        clocks.restart(
            action.record, CODE, on=on, by=by, reason=reason, due_on=action.end_on, tell=recipients(action)
        )
    else:
        clocks.start(action.record, CODE, on=on, by=by, due_on=action.end_on, tell=recipients(action))


def meet(action: Action, *, on: dt.date, by: User) -> None:
    """Completion is claimed: reminders end."""
    if runs(action):
        clocks.stop(action.record, CODE, on=on, by=by, reason="Completion was claimed after the end date.")


def cancel(action: Action, *, by: User, reason: str) -> None:
    """The action ends without being completed: reminders end."""
    if runs(action):
        clocks.cancel(action.record, CODE, by=by, reason=reason[:300])


def start_acceptance(action: Action, *, until: dt.date, by: User) -> None:
    """On the last day of an acceptance the business unit and the group's chair are told to look at it again."""
    told = [*telling.unit_of(action.board), *telling.chairs_of(action.group)]
    tell = [(party, int(Level.OWNER)) for party in telling.parties_of(told)]
    clocks.start(action.record, ACCEPTANCE, on=timezone.localdate(), by=by, due_on=until, tell=tell)


def end_acceptance(action: Action, *, by: User) -> None:
    if runs(action, ACCEPTANCE):
        today, reason = timezone.localdate(), "It was looked at again after the acceptance had ended."
        clocks.stop(action.record, ACCEPTANCE, on=today, by=by, reason=reason)


def runs(action: Action, code: str = CODE) -> bool:
    return Deadline.objects.of(action.record).running().filter(code=code).exists()

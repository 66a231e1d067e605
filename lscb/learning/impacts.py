"""Impact checks of an action: planned when completion is verified, dropped when it is opened again (R181)."""

from __future__ import annotations

from django.utils import timezone

from lscb.clocks import operations as clocks
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline
from lscb.clocks.rules import rule_of
from lscb.learning import telling
from lscb.learning.models import Action, ImpactCheck
from lscb.people.models import Party, User

Tell = list[tuple[Party, int]]
#: The clocks of the checks; a board sets their months on its page of clocks.
CODES = ("IMPACT-3", "IMPACT-6", "IMPACT-12")


def plan(action: Action, *, by: User, tell: Tell | None = None) -> list[ImpactCheck]:
    """One check for each clock, from today; two that the board has set to the same length are one.

    tell  whom the clocks remind, where it was found for many actions at once
    """
    today, made = timezone.localdate(), []
    regime = action.board.regime_on(today)
    tell = recipients(action) if tell is None else tell
    planned: set[int] = set()
    for code in CODES:
        months = rule_of(action.board, regime, code).amount or int(code.removeprefix("IMPACT-"))
        if months in planned:
            continue
        planned.add(months)
        deadline = clocks.start(action.record, code, on=today, by=by, tell=tell)
        if deadline.due_on is not None:
            made.append(ImpactCheck(action=action, board=action.board, months=months, due_on=deadline.due_on))
    return ImpactCheck.objects.bulk_create(made)


def drop(action: Action, *, by: User, reason: str) -> None:
    """The round of checks ends: those that were done are kept, the others fall away, and later ones are planned anew."""
    now = timezone.now()
    ImpactCheck.objects.filter(action=action, dropped_at__isnull=True).update(dropped_at=now)
    for code in _running(action):
        clocks.cancel(action.record, code, by=by, reason=reason[:300])


def retell(action: Action, *, by: User | None) -> None:
    """The group has another chair, or is another one: whoever makes the checks now is reminded of them."""
    tell = recipients(action)
    for code in _running(action):
        clocks.retell(action.record, code, tell=tell, by=by)


def _running(action: Action) -> list[str]:
    rows = Deadline.objects.of(action.record).running().filter(code__in=CODES)
    return list(rows.order_by("pk").values_list("code", flat=True))


def stop_clock(check: ImpactCheck, *, by: User) -> None:
    running = Deadline.objects.of(check.action.record).running().filter(code__in=CODES, due_on=check.due_on)
    deadline = running.order_by("pk").first()
    if deadline is not None:
        reason = "The check was recorded after its day."
        clocks.stop(check.action.record, deadline.code, on=timezone.localdate(), by=by, reason=reason)


def recipients(action: Action) -> Tell:
    """(party, level) of the chairs of the monitoring group and of the business unit."""
    people = [*telling.chairs_of(action.group), *telling.unit_of(action.board)]
    return [(party, int(Level.OWNER)) for party in telling.parties_of(people)]

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

#: The clocks of the checks; a board sets their months on its page of clocks.
CODES = ("IMPACT-3", "IMPACT-6", "IMPACT-12")


def plan(action: Action, *, by: User) -> list[ImpactCheck]:
    """One check for each clock, from today; two that the board has set to the same length are one."""
    today, made = timezone.localdate(), []
    regime = action.board.regime_on(today)
    tell = [(party, int(Level.OWNER)) for party in _reminded(action)]
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
    for code in (
        Deadline.objects.of(action.record).running().filter(code__in=CODES).values_list("code", flat=True)
    ):
        clocks.cancel(action.record, code, by=by, reason=reason[:300])


def stop_clock(check: ImpactCheck, *, by: User) -> None:
    running = Deadline.objects.of(check.action.record).running().filter(code__in=CODES, due_on=check.due_on)
    deadline = running.order_by("pk").first()
    if deadline is not None:
        reason = "The check was recorded after its day."
        clocks.stop(check.action.record, deadline.code, on=timezone.localdate(), by=by, reason=reason)


def _reminded(action: Action) -> list[Party]:
    return telling.parties_of([*telling.chairs_of(action.group), *telling.unit_of(action.board)])

"""Starting, stopping, cancelling and restarting the clocks of a record. Called inside other operations.

deadline = start(referral.record, "DECISION", on=referral.notified_on, by=by, tell=[(sub_group.party, 0)])
stop(referral.record, "DECISION", on=decision.decided_on, by=by, reason=form_reason)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb.clocks import calc, regimes
from lscb.clocks.holidays import current_holidays
from lscb.clocks.ladders import Rung, first_rung, ladder_for
from lscb.clocks.models import Deadline, DeadlineParty, DeadlineQuerySet
from lscb.clocks.regimes import Rule
from lscb.clocks.rules import rule_of
from lscb.clocks.words import day_in_words
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.people.models import Party, User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

Tell = Iterable[tuple[Party, int]]


@operation
def start(
    record: Record,
    code: str,
    *,
    on: dt.date | dt.datetime,
    by: User | None,
    regime: str | None = None,
    due_on: dt.date | None = None,
    tell: Tell = (),
) -> Deadline:
    """Starts a clock: its days are computed now and kept, whatever happens to rules and holidays later.

    on      the day (or moment) of the event, day 0; for a clock that runs backward, the day it runs to
    regime  the regime of the case; without it the board's regime in force on that day
    due_on  a day that somebody chose, for local clocks and clocks without a length (actions, rounds)
    tell    (party, level) of those who are reminded; levels are lscb.clocks.ladders.Level
    Raises InvalidMove when the clock already runs, BadInput when due_on does not fit, LookupError for a
    code or regime that does not exist.
    """
    regime = regime or record.board.regime_on(calc.local_day(on))
    rule = rule_of(record.board, regime, code)
    if _running(record, code).exists():
        raise InvalidMove(f"The clock “{rule.label}” of {record.reference} is already running.")
    deadline = _computed(record, rule, on, due_on, regime)
    deadline.started_by = by
    try:
        with transaction.atomic():
            deadline.save(force_insert=True)
    except IntegrityError as error:  # somebody else started it between the look and the write
        raise InvalidMove(f"The clock “{rule.label}” of {record.reference} is already running.") from error
    DeadlineParty.objects.bulk_create(
        [DeadlineParty(deadline=deadline, party=party, level=level) for party, level in dict.fromkeys(tell)]
    )
    record_event("clock.started", by=by, record=record, detail=_facts(deadline))
    return deadline


@operation
def stop(record: Record, code: str, *, on: dt.date | dt.datetime, by: User, reason: str = "") -> Deadline:
    """The thing was done on this day: the clock is met. Late needs a reason; a minimum cannot end early.

    Raises InvalidMove when the clock does not run, NotAllowed with a sentence when the reason is missing
    or a minimum has not passed, BadInput for a day to come.
    """
    deadline = _locked(record, code)
    day = calc.local_day(on)
    if day > timezone.localdate():
        raise BadInput("The day it was done cannot be in the future.")
    if deadline.minimum and deadline.due_on and day < deadline.due_on:
        raise NotAllowed(f"“{deadline.label}” runs until {day_in_words(deadline.due_on)} at least.")
    late = deadline.is_late(on)
    if late and not reason.strip():
        raise NotAllowed(
            f"Say why “{deadline.label}” is late: it was due on {day_in_words(deadline.due_on)}."
        )
    deadline.met_on, deadline.met_by, deadline.stopped_at = day, by, timezone.now()
    deadline.late_reason = reason.strip() if late else ""
    _end(deadline, "met_on", "met_by", "stopped_at", "late_reason")
    record_event(
        "clock.stopped", by=by, record=record, detail={**_facts(deadline), "on": str(day), "late": late}
    )
    return deadline


@operation
def cancel(record: Record, code: str, *, by: User, reason: str) -> Deadline:
    """The clock no longer applies (redirected, withdrawn). Raises InvalidMove when it does not run."""
    deadline = _locked(record, code)
    _cancel(deadline, by, reason)
    record_event("clock.cancelled", by=by, record=record, detail=_facts(deadline))
    return deadline


@operation
def restart(
    record: Record,
    code: str,
    *,
    on: dt.date | dt.datetime,
    by: User,
    reason: str,
    regime: str | None = None,
    due_on: dt.date | None = None,
    tell: Tell | None = None,
) -> Deadline:
    """A new instance after a re-opening or a changed end date; the old one is kept and points to it.

    Without `regime` and `tell` the old instance's are used. Raises InvalidMove when there was none.
    """
    old = Deadline.objects.select_for_update().of(record).filter(code=code).order_by("-pk").first()
    if old is None:
        raise InvalidMove(f"{record.reference} has no clock {code} to start again.")
    if old.is_running:
        _cancel(old, by, reason)
    parties = (
        [(row.party, row.level) for row in old.parties.select_related("party")] if tell is None else tell
    )
    new = start(record, code, on=on, by=by, regime=regime or old.regime, due_on=due_on, tell=parties)
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])
    record_event(
        "clock.restarted", by=by, record=record, detail={**_facts(new), "old": old.pk, "reason": reason}
    )
    return new


@operation
def retell(record: Record, code: str, *, tell: Tell, by: User | None) -> Deadline:
    """Other people are reminded of a running clock from now on. Raises InvalidMove when it does not run."""
    deadline = _locked(record, code)
    deadline.parties.all().delete()
    DeadlineParty.objects.bulk_create(
        [DeadlineParty(deadline=deadline, party=party, level=level) for party, level in dict.fromkeys(tell)]
    )
    record_event("clock.retold", by=by, record=record, detail=_facts(deadline))
    return deadline


def _running(record: Record, code: str) -> DeadlineQuerySet:
    return Deadline.objects.of(record).running().filter(code=code)


def _locked(record: Record, code: str) -> Deadline:
    deadline = _running(record, code).select_for_update().first()
    if deadline is None:
        raise InvalidMove(f"The clock {code} of {record.reference} is not running.")
    return deadline


def _computed(
    record: Record, rule: Rule, on: dt.date | dt.datetime, due_on: dt.date | None, regime_code: str
) -> Deadline:
    calendar = regimes.regime(regime_code).calendar
    version, holidays = current_holidays(calendar)
    ends = calc.due(rule, on, holidays) if due_on is None else _chosen(rule, on, due_on, holidays)
    moment = ends.due if isinstance(ends.due, dt.datetime) else None
    act_by = calc.local_day(ends.act_by) if ends.act_by else None
    rung = _first_rung(rule, act_by, holidays)
    return Deadline(
        record=record,
        code=rule.code,
        label=rule.label,
        regime=regime_code,
        starts_on=calc.local_day(on),
        due_on=calc.local_day(ends.due) if ends.due else None,
        due_at=moment,
        act_by=act_by,
        calendar=calendar,
        holiday_version=version,
        amount=None if due_on else rule.amount,
        unit=None if due_on else rule.unit,
        recipients=list(rule.recipients),
        source=rule.source,
        confidence=rule.confidence,
        hard=rule.hard,
        minimum=rule.minimum,
        remind_on=rung.on if rung else None,
        remind_step=rung.step if rung else None,
    )


def _chosen(rule: Rule, on: dt.date | dt.datetime, due_on: dt.date, holidays: frozenset[dt.date]) -> calc.Due:
    if rule.amount is not None and not rule.local:
        raise BadInput(f"The length of “{rule.label}” is laid down; no other day can be chosen.")
    if due_on < calc.local_day(on):
        raise BadInput(f"The day it is due cannot be before {day_in_words(calc.local_day(on))}.")
    return calc.due_on_named_day(due_on, holidays)


def _first_rung(rule: Rule, act_by: dt.date | None, holidays: frozenset[dt.date]) -> Rung | None:
    if act_by is None:
        return None
    ladder = ladder_for(rule.code, rule.unit, rule.minimum)
    return first_rung(ladder, act_by, timezone.localdate(), holidays)


def _cancel(deadline: Deadline, by: User, reason: str) -> None:
    if not reason.strip():
        raise NotAllowed(f"Say why “{deadline.label}” no longer applies.")
    deadline.cancelled_at, deadline.cancelled_by = timezone.now(), by
    deadline.cancelled_reason = reason.strip()[:300]
    _end(deadline, "cancelled_at", "cancelled_by", "cancelled_reason")


def _end(deadline: Deadline, *changed: str) -> None:
    deadline.remind_on = deadline.remind_step = None
    deadline.save(update_fields=[*changed, "remind_on", "remind_step"])


def _facts(deadline: Deadline) -> dict[str, object]:
    due = deadline.due_at or deadline.due_on
    return {"code": deadline.code, "deadline": deadline.pk, "due": due.isoformat() if due else ""}

"""Deadlines: computed once and kept, stopped with a reason when late, restarted with the old one in sight."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lscb.clocks import operations as clocks
from lscb.clocks import presenters
from lscb.clocks.holidays import current_holidays, holidays_of
from lscb.clocks.models import Deadline, HolidaySet, RuleOverride
from lscb.clocks.rules import rule_of, rules_of
from lscb.clocks.shipped import shipped_days
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.core.workdays import LONDON
from lscb.trail.models import AuditEvent
from tests.clocks.conftest import new_record

D = dt.date
ENGLAND = "england-and-wales"


@pytest.fixture
def by(cast):
    return cast["business-manager"]


@pytest.fixture(autouse=True)
def april(at):
    at("2017-04-12 09:00")
    return at


def test_a_deadline_is_stored_with_what_it_was_computed_from(record, by):
    made = clocks.start(record, "LA-NOTIFY", on=D(2017, 4, 12), by=by, regime="EN-WT2015")
    made.refresh_from_db()
    assert (made.due_on, made.act_by, made.due_at) == (D(2017, 4, 21), D(2017, 4, 21), None)
    assert (made.amount, made.unit, made.calendar, made.holiday_version) == (5, "working day", ENGLAND, 1)
    assert (made.recipients, made.hard, made.confidence) == (["ofsted", "lscb"], True, "high")
    assert made.regime == "EN-WT2015" and "Working Together 2015" in made.source
    event = AuditEvent.objects.get(event="clock.started")
    assert event.reference == record.reference and event.detail["due"] == "2017-04-21"


def test_without_a_regime_the_board_s_own_on_that_day_is_used(record, by):
    assert clocks.start(record, "DECISION", on=D(2017, 4, 12), by=by).regime == "EN-WT2015"
    with pytest.raises(LookupError, match="no clock called RAPID-REVIEW"):
        clocks.start(record, "RAPID-REVIEW", on=D(2017, 4, 12), by=by)
    assert clocks.start(record, "RAPID-REVIEW", on=D(2017, 4, 12), by=by, regime="EN-WT2023").amount == 15


def test_new_holidays_change_new_deadlines_and_leave_old_ones(cast, record, by):
    old = clocks.start(record, "LA-NOTIFY", on=D(2017, 4, 12), by=by)
    days = [*shipped_days(ENGLAND).items(), (D(2017, 4, 20), "A day of mourning")]
    clocks.publish_holidays(by=by, calendar=ENGLAND, days=days, note="Proclaimed on 1 April")
    old.refresh_from_db()
    assert (old.due_on, old.holiday_version) == (D(2017, 4, 21), 1)
    new = clocks.start(new_record(cast), "LA-NOTIFY", on=D(2017, 4, 12), by=by)
    assert (new.due_on, new.holiday_version) == (D(2017, 4, 24), 2)
    assert current_holidays(ENGLAND)[0] == 2
    assert D(2017, 4, 20) in current_holidays(ENGLAND)[1]
    assert D(2017, 4, 20) not in holidays_of(ENGLAND, 1)
    assert AuditEvent.objects.get(event="holidays.published").detail["version"] == 2


@pytest.mark.parametrize(
    ("days", "note", "sentence"),
    [
        ([(D(2026, 1, 1), "New Year's Day")], " ", "Say what has changed"),
        ([], "Nothing", "at least one holiday"),
        ([(D(2026, 1, 1), "")], "A note", "a name for 01/01/2026"),
        ([(D(2026, 1, 1), "a"), (D(2026, 1, 1), "b")], "A note", "01/01/2026 is in the list twice"),
        ([(D(2026, 1, 1), "a")], "x" * 301, "300 characters"),
    ],
)
def test_a_list_of_holidays_that_cannot_be_published(by, days, note, sentence):
    with pytest.raises(BadInput, match=sentence):
        clocks.publish_holidays(by=by, calendar=ENGLAND, days=days, note=note)
    assert HolidaySet.objects.count() == 1


def test_the_shipped_list_is_version_one(db):
    first = HolidaySet.objects.get()
    assert (first.calendar, first.version, first.shipped, first.created_by) == (ENGLAND, 1, True, None)
    assert current_holidays(ENGLAND) == (1, frozenset(shipped_days(ENGLAND)))
    with pytest.raises(LookupError, match="no list of holidays called mars"):
        current_holidays("mars")


def test_the_shipped_list_holds_where_its_rows_are_missing(cast, record, by):
    HolidaySet.objects.all().delete()
    assert current_holidays(ENGLAND) == (1, frozenset(shipped_days(ENGLAND)))
    assert holidays_of(ENGLAND, 1) == frozenset(shipped_days(ENGLAND))
    assert clocks.start(record, "LA-NOTIFY", on=D(2017, 4, 12), by=by).due_on == D(2017, 4, 21)
    made = clocks.publish_holidays(
        by=by, calendar=ENGLAND, days=shipped_days(ENGLAND).items(), note="The same"
    )
    assert made.version == 2
    with pytest.raises(LookupError, match="no version 7"):
        holidays_of(ENGLAND, 7)


def test_asking_for_the_holidays_again_reads_one_row(db, django_assert_num_queries):
    current_holidays(ENGLAND)
    with django_assert_num_queries(1):
        current_holidays(ENGLAND)


def test_one_clock_of_a_code_runs_at_a_time(record, by):
    clocks.start(record, "DECISION", on=D(2017, 4, 12), by=by)
    with pytest.raises(InvalidMove, match="is already running"):
        clocks.start(record, "DECISION", on=D(2017, 4, 12), by=by)
    row = Deadline.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_hours_have_a_moment_and_a_day(record, by):
    on = dt.datetime(2017, 4, 11, 15, 0, tzinfo=LONDON)
    made = clocks.start(record, "CDOP-NOTIFY", on=on, by=by)
    assert (made.due_at, made.due_on, made.act_by) == (
        on + dt.timedelta(hours=24),
        D(2017, 4, 12),
        D(2017, 4, 12),
    )
    assert not Deadline.objects.overdue(D(2017, 4, 12)).exists()
    assert Deadline.objects.overdue(D(2017, 4, 12), now=on + dt.timedelta(hours=25)).exists()
    assert made.is_late(on + dt.timedelta(hours=25)) and not made.is_late(on + dt.timedelta(hours=23))
    assert (
        presenters.clock(made, D(2017, 4, 12), frozenset())["text"]
        == "Due at 15:00 on Wednesday 12 April 2017"
    )


def test_stopping_in_time_needs_no_reason(record, by, april):
    clocks.start(record, "LA-NOTIFY", on=D(2017, 4, 12), by=by)
    april("2017-04-21 23:59")
    done = clocks.stop(record, "LA-NOTIFY", on=D(2017, 4, 21), by=by, reason="not needed")
    assert (done.met_on, done.met_by, done.late_reason) == (D(2017, 4, 21), by, "")
    assert done.stopped_at == timezone.now() and done.remind_on is None
    with pytest.raises(InvalidMove, match="is not running"):
        clocks.stop(record, "LA-NOTIFY", on=D(2017, 4, 21), by=by)


def test_stopping_late_needs_a_reason(record, by, april):
    clocks.start(record, "LA-NOTIFY", on=D(2017, 4, 12), by=by)
    april("2017-04-24 09:00")
    with pytest.raises(NotAllowed, match="Say why .* is late: it was due on Friday 21 April 2017."):
        clocks.stop(record, "LA-NOTIFY", on=D(2017, 4, 24), by=by, reason="  ")
    assert Deadline.objects.get().is_running
    done = clocks.stop(record, "LA-NOTIFY", on=D(2017, 4, 24), by=by, reason="The post was closed")
    assert done.late_reason == "The post was closed"
    assert AuditEvent.objects.get(event="clock.stopped").detail["late"] is True


def test_it_cannot_have_been_done_tomorrow(record, by):
    clocks.start(record, "LA-NOTIFY", on=D(2017, 4, 12), by=by)
    with pytest.raises(BadInput, match="in the future"):
        clocks.stop(record, "LA-NOTIFY", on=D(2017, 4, 13), by=by)


def test_a_minimum_cannot_end_early_and_is_never_overdue(record, by, april):
    clocks.start(record, "ON-SITE-12M", on=D(2017, 4, 12), by=by)
    april("2018-04-11 09:00")
    with pytest.raises(NotAllowed, match="runs until Thursday 12 April 2018 at least"):
        clocks.stop(record, "ON-SITE-12M", on=D(2018, 4, 11), by=by)
    april("2019-01-01 09:00")
    assert not Deadline.objects.overdue(D(2019, 1, 1)).exists()
    assert clocks.stop(record, "ON-SITE-12M", on=D(2019, 1, 1), by=by).late_reason == ""


def test_cancelling_needs_a_reason(record, by):
    clocks.start(record, "DECISION", on=D(2017, 4, 12), by=by)
    with pytest.raises(NotAllowed, match="Say why .* no longer applies"):
        clocks.cancel(record, "DECISION", by=by, reason="")
    gone = clocks.cancel(record, "DECISION", by=by, reason="Sent to Eastmere")
    assert gone.cancelled_by == by and not gone.is_running
    assert not Deadline.objects.running().exists()


def test_a_restart_keeps_the_old_one(cast, record, by, april):
    party = cast.group("case-review").party
    clocks.start(record, "DECISION", on=D(2017, 4, 12), by=by, tell=[(party, 0), (party, 0)])
    clocks.stop(record, "DECISION", on=D(2017, 4, 12), by=by)
    april("2017-05-02 09:00")
    new = clocks.restart(record, "DECISION", on=D(2017, 5, 2), by=by, reason="The national panel advised")
    old = Deadline.objects.get(met_on__isnull=False)
    assert old.superseded_by == new and old.met_on == D(2017, 4, 12)
    assert new.due_on == D(2017, 6, 2) and [row.party for row in new.parties.all()] == [party]
    with pytest.raises(InvalidMove, match="no clock IMR to start again"):
        clocks.restart(record, "IMR", on=D(2017, 5, 2), by=by, reason="x")


def test_a_day_that_somebody_chose(record, by, april):
    made = clocks.start(record, "ACTION", on=D(2017, 4, 12), by=by, due_on=D(2017, 9, 30))
    assert (made.due_on, made.act_by, made.amount) == (D(2017, 9, 30), D(2017, 9, 29), None)
    moved = clocks.restart(
        record, "ACTION", on=D(2017, 4, 12), by=by, due_on=D(2017, 12, 1), reason="New manager"
    )
    old = Deadline.objects.get(superseded_by=moved)
    assert old.cancelled_reason == "New manager" and moved.due_on == D(2017, 12, 1)
    assert clocks.start(record, "IMR", on=D(2017, 4, 12), by=by, due_on=D(2017, 6, 1)).due_on == D(2017, 6, 1)
    with pytest.raises(BadInput, match="laid down"):
        clocks.start(record, "LA-NOTIFY", on=D(2017, 4, 12), by=by, due_on=D(2017, 6, 1))
    with pytest.raises(BadInput, match="cannot be before Wednesday 12 April 2017"):
        clocks.start(record, "RETURN-DUE", on=D(2017, 4, 12), by=by, due_on=D(2017, 4, 1))


def test_no_length_no_day_no_reminder(record, by, april):
    made = clocks.start(record, "PANEL-INFO", on=D(2017, 4, 12), by=by)
    assert (made.due_on, made.act_by, made.remind_on) == (None, None, None)
    april("2030-01-01 09:00")
    assert not Deadline.objects.overdue(D(2030, 1, 1)).exists()
    assert not clocks.stop(record, "PANEL-INFO", on=D(2030, 1, 1), by=by).late_reason


def test_overdue_is_computed_and_seen_only_by_those_who_see_the_record(cast, record, by):
    clocks.start(record, "DECISION", on=D(2017, 1, 12), by=by)
    mine = Deadline.objects.visible_to(by).for_board(cast.board)
    assert mine.overdue(D(2017, 4, 12)).count() == 1
    assert not mine.overdue(D(2017, 2, 12)).exists(), "due on that day, until its end"
    assert mine.due_by(D(2017, 2, 12)).exists()
    assert not Deadline.objects.visible_to(cast["stranger"]).exists()
    assert not Deadline.objects.for_board(cast.neighbour.board).exists()


def test_a_board_s_own_rule_holds_from_now_on(cast, record, by):
    old = clocks.start(record, "NOTIFY-DECISION", on=D(2017, 4, 12), by=by)
    own = {"board": cast.board, "regime_code": "EN-WT2015", "code": "NOTIFY-DECISION", "by": by}
    clocks.override_rule(**own, amount=14, unit="calendar day", recipients=["ofsted"], reason="Agreed in May")
    clocks.override_rule(
        **own, amount=10, unit="calendar day", recipients=["ofsted"], reason="Agreed in June"
    )
    old.refresh_from_db()
    assert old.due_on == D(2017, 4, 21)
    new = clocks.start(new_record(cast), "NOTIFY-DECISION", on=D(2017, 4, 12), by=by)
    assert (new.due_on, new.recipients) == (D(2017, 4, 22), ["ofsted"])
    assert "Agreed in June" in new.source
    assert rule_of(cast.neighbour.board, "EN-WT2015", "NOTIFY-DECISION").amount == 5
    assert {rule.code: rule.amount for rule in rules_of(cast.board, "EN-WT2015")}["NOTIFY-DECISION"] == 10
    assert [row.active for row in RuleOverride.objects.order_by("pk")] == [False, True]
    clocks.drop_override(board=cast.board, regime_code="EN-WT2015", code="NOTIFY-DECISION", by=by)
    assert rule_of(cast.board, "EN-WT2015", "NOTIFY-DECISION").amount == 5


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": ""}, "Say why"),
        ({"unit": None}, "a number and a unit"),
        ({"unit": "fortnight"}, "Choose one of"),
        ({"amount": 0}, "between 1 and 1,000"),
        ({"recipients": ["king"]}, "no recipient called king"),
    ],
)
def test_a_board_s_own_rule_that_makes_no_sense(cast, by, change, sentence):
    own = {"amount": 5, "unit": "month", "recipients": [], "reason": "Because", **change}
    with pytest.raises(BadInput, match=sentence):
        clocks.override_rule(board=cast.board, regime_code="EN-WT2015", code="DECISION", by=by, **own)


def test_the_strip_says_how_many_working_days_are_left(record, by):
    made = clocks.start(record, "DECISION", on=D(2017, 3, 17), by=by)
    holidays = current_holidays(ENGLAND)[1]
    shown = presenters.clock(made, D(2017, 4, 12), holidays)
    assert (shown["text"], shown["state"]) == ("1 working day left", "soon")
    assert "act by Thursday 13 April 2017" in shown["note"]
    for day, text, state in (
        (D(2017, 4, 13), "No working days left", "soon"),  # Maundy Thursday: the due day is Easter Monday
        (D(2017, 4, 16), "No working days left", "soon"),
        (D(2017, 4, 17), "Due today", "soon"),
        (D(2017, 4, 18), "1 working day overdue", "overdue"),
    ):
        shown = presenters.clock(made, day, holidays)
        assert (shown["text"], shown["state"]) == (text, state)
    friday = clocks.start(record, "NOTIFY-DECISION", on=D(2017, 4, 21), by=by)
    assert friday.due_on.weekday() == 4
    saturday = presenters.clock(friday, friday.due_on + dt.timedelta(days=1), holidays)
    assert (saturday["text"], saturday["state"]) == ("Overdue", "overdue")

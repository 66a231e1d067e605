"""The reminder sweep: each reminder once, whatever is run twice, killed or late."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from lscb.clocks import operations as clocks
from lscb.clocks import reminders
from lscb.clocks.ladders import Level
from lscb.clocks.models import Deadline
from lscb.clocks.reminders import remind, sweep_reminders
from lscb.clocks.tasks import remind as remind_task
from lscb.notices.models import Notice
from lscb.people.operations import leave
from lscb.records.models import Record
from lscb.records.operations import exclude
from lscb.trail.models import AuditEvent
from tests.clocks.conftest import new_record

pytestmark = pytest.mark.urls("tests.clocks.pages")
D = dt.date
MONDAY = D(2026, 3, 2)


@pytest.fixture
def started(cast, record, at):
    """An action due on Monday 30 March 2026: its owner, the police lead; the Executive above."""
    at("2026-03-02 09:00")
    tell = [
        (cast["police-lead"].party, Level.OWNER),
        (cast["health-lead"].party, Level.LEAD),
        (cast["executive-member"].party, Level.EXECUTIVE),
    ]
    by = cast["business-manager"]
    return clocks.start(record, "ACTION", on=MONDAY, by=by, due_on=D(2026, 3, 30), tell=tell)


def reminded():
    """The reminders in the outbox; building the cast told some people other things."""
    return Notice.objects.filter(subject_key__startswith="clock-").order_by("pk")


def told():
    return [(notice.to.slug, notice.subject_key) for notice in reminded()]


def test_the_ladder_is_climbed_step_by_step(started):
    assert (started.remind_on, started.remind_step) == (D(2026, 3, 16), -10)
    assert sweep_reminders(D(2026, 3, 15)) == 0
    assert sweep_reminders(D(2026, 3, 16)) == 1
    assert told() == [("police-lead", "clock-coming")]
    notice = reminded().get()
    assert notice.reference == started.record.reference and notice.link == f"/things/{notice.reference}/"
    assert not notice.urgent
    assert sweep_reminders(D(2026, 3, 30)) == 1
    assert told()[1:] == [("police-lead", "clock-due")]
    assert sweep_reminders(D(2026, 4, 8)) == 1  # five working days later: Easter lies between
    assert told()[2:] == [("police-lead", "clock-overdue"), ("health-lead", "clock-escalated")]
    started.refresh_from_db()
    assert (started.remind_on, started.remind_step) == (D(2026, 4, 15), 10)


def test_a_second_sweep_on_the_same_day_tells_nobody_again(started):
    assert sweep_reminders(D(2026, 3, 16)) == 1
    assert sweep_reminders(D(2026, 3, 16)) == 0
    assert sweep_reminders(D(2026, 3, 20)) == 0
    assert reminded().count() == 1
    assert AuditEvent.objects.filter(event="clock.reminded").count() == 1


def test_two_sweeps_at_once_tell_once(started):
    first, second = Deadline.objects.get(), Deadline.objects.get()
    assert remind(first, D(2026, 3, 16)) is True
    assert remind(second, D(2026, 3, 16)) is False
    assert reminded().count() == 1


def test_after_a_standstill_one_reminder_tells_all_who_were_missed(started):
    assert sweep_reminders(D(2026, 5, 1)) == 1
    assert told() == [
        ("police-lead", "clock-overdue"),
        ("health-lead", "clock-escalated"),
        ("executive-member", "clock-escalated"),
    ]
    started.refresh_from_db()
    assert started.remind_on > D(2026, 5, 1)


def test_what_is_done_or_cancelled_is_not_reminded_of(cast, started, at):
    at("2026-03-10 09:00")
    clocks.stop(started.record, "ACTION", on=D(2026, 3, 10), by=cast["police-lead"])
    assert sweep_reminders(D(2026, 5, 1)) == 0
    other = new_record(cast)
    by = cast["business-manager"]
    clocks.start(other, "ACTION", on=D(2026, 3, 10), by=by, due_on=D(2026, 3, 30), tell=[(by.party, 0)])
    clocks.cancel(other, "ACTION", by=by, reason="Superseded")
    assert sweep_reminders(D(2026, 5, 1)) == 0
    assert not reminded().exists()


def test_stopped_between_the_look_and_the_claim(cast, started, at):
    seen = Deadline.objects.get()
    at("2026-03-10 09:00")
    clocks.stop(started.record, "ACTION", on=D(2026, 3, 10), by=cast["police-lead"])
    assert remind(seen, D(2026, 3, 16)) is False
    assert not reminded().exists()


def test_a_failure_rolls_its_claim_back_and_the_others_go_on(cast, started):
    other = new_record(cast)
    by = cast["business-manager"]
    clocks.start(other, "ACTION", on=MONDAY, by=by, due_on=D(2026, 3, 30), tell=[(by.party, 0)])
    Record.objects.filter(pk=started.record.pk).update(route="things:nowhere")
    assert sweep_reminders(D(2026, 3, 16)) == 1
    assert told() == [("business-manager", "clock-coming")]
    Record.objects.filter(pk=started.record.pk).update(route=other.route)
    assert sweep_reminders(D(2026, 3, 17)) == 1
    assert reminded().filter(to=cast["police-lead"]).count() == 1


def test_a_clock_that_is_entered_late_reminds_at_once(cast, record, at):
    at("2026-03-02 09:00")
    by = cast["business-manager"]
    tell = [(cast["police-lead"].party, 0), (cast["executive-member"].party, 3)]
    made = clocks.start(record, "ACTION", on=D(2026, 1, 5), by=by, due_on=D(2026, 2, 27), tell=tell)
    assert made.remind_on == MONDAY
    sweep_reminders(MONDAY)
    assert told() == [("police-lead", "clock-overdue")]


def test_who_left_or_has_a_personal_conflict_is_not_told(cast, record, at):
    at("2026-03-02 09:00")
    by = cast["business-manager"]
    party = cast.group("case-review").party
    members = list(party.members_on(D(2026, 3, 16)))
    assert len(members) >= 3
    exclude(record=record, user=members[0], reason="Knows the family", by=by)
    for membership in party.members.filter(user=members[1]):
        leave(user=members[1], source=membership.source, on=D(2026, 3, 10))
    clocks.start(record, "ACTION", on=MONDAY, by=by, due_on=D(2026, 3, 30), tell=[(party, 0)])
    sweep_reminders(D(2026, 3, 16))
    assert set(reminded().values_list("to", flat=True)) == {user.pk for user in members[2:]}


def test_a_person_in_two_places_is_told_once(cast, record, at):
    at("2026-03-02 09:00")
    lead = cast["police-lead"]
    tell = [(lead.party, 0), (cast.agency("police").party, 1)]
    clocks.start(record, "ACTION", on=MONDAY, by=cast["business-manager"], due_on=D(2026, 3, 9), tell=tell)
    sweep_reminders(D(2026, 3, 16))
    assert reminded().filter(to=lead).count() == 1


def test_a_minimum_says_that_it_has_passed_and_hours_are_urgent(cast, record, at):
    at("2026-03-02 09:00")
    by = cast["business-manager"]
    clocks.start(record, "ON-SITE-12M", on=D(2025, 3, 2), by=by, tell=[(by.party, 0)])
    sweep_reminders(MONDAY)
    assert told() == [("business-manager", "clock-ended")]
    clocks.start(record, "CDOP-NOTIFY", on=D(2026, 3, 1), by=by, tell=[(by.party, 0)])
    sweep_reminders(MONDAY)
    assert reminded().latest("pk").urgent


def test_the_heap_is_emptied_in_batches(cast, record, at):
    at("2026-03-02 09:00")
    by = cast["business-manager"]
    for _ in range(5):
        clocks.start(new_record(cast), "ACTION", on=MONDAY, by=by, due_on=MONDAY, tell=[(by.party, 0)])
    assert sweep_reminders(MONDAY, batch=2) == 5
    assert remind_task() == 0
    assert reminded().count() == 5


def test_the_wording_of_every_reminder_exists():
    wording = pytest.importorskip("lscb.notices.wording")
    known = next(
        value for value in vars(wording).values() if isinstance(value, dict) and "clock-due" in value
    )
    assert {"clock-coming", "clock-due", "clock-overdue", "clock-escalated", "clock-ended"} <= set(known)


def many(cast, count=12):
    """So many actions whose reminder is due on Monday 2 March, all of the business manager's."""
    by = cast["business-manager"]
    for _ in range(count):
        clocks.start(new_record(cast), "ACTION", on=MONDAY, by=by, due_on=MONDAY, tell=[(by.party, 0)])


def test_killed_half_way_nothing_is_lost_and_nothing_doubled(cast, at, monkeypatch):
    """The process ends after a batch was claimed and told, before it was committed."""
    at("2026-03-02 09:00")
    many(cast)
    whole, calls = reminders.notify_all, []

    def ends_in_the_second_batch(tellings):
        whole(tellings)
        calls.append(len(tellings))
        if len(calls) == 2:
            raise SystemExit

    monkeypatch.setattr(reminders, "notify_all", ends_in_the_second_batch)
    with pytest.raises(SystemExit):
        sweep_reminders(MONDAY, batch=5)
    assert reminded().count() == 5 and Deadline.objects.to_remind(MONDAY).count() == 7
    monkeypatch.setattr(reminders, "notify_all", whole)
    assert sweep_reminders(MONDAY, batch=5) == 7
    assert reminded().count() == 12
    assert AuditEvent.objects.filter(event="clock.reminded").count() == 12


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_side_by_side_tell_each_once(cast, at):
    """Each in a connection of its own, beginning together."""
    if connection.vendor == "sqlite":
        pytest.skip("two connections cannot share a database in memory")
    at("2026-03-02 09:00")
    many(cast)
    start = threading.Barrier(2)

    def sweep() -> int:
        start.wait()
        try:
            return sweep_reminders(MONDAY, batch=3)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        first, second = both.submit(sweep), both.submit(sweep)
        total = first.result() + second.result()
    total += sweep_reminders(MONDAY)  # what one left because the other held it
    assert total == 12 and reminded().count() == 12
    assert not Deadline.objects.to_remind(MONDAY).exists()
    assert AuditEvent.objects.filter(event="clock.reminded").count() == 12

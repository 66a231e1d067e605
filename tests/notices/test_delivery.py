"""From the outbox to a real mail server: once each, in digests, retried, and never lost."""

import datetime as dt
import smtplib

import pytest
from django.core.cache import cache

from lscb.clocks.tasks import deliver
from lscb.core.errors import InvalidMove
from lscb.notices import sweep
from lscb.notices.health import MAIL_WARNING, mail_health
from lscb.notices.models import Delivery, Notice, TermBreak
from lscb.notices.operations import notify, send_again, send_message
from lscb.notices.sweep import MAX_TRIES, deliver_due
from lscb.people.models import Leave, User
from lscb.records.operations import exclude, open_record
from lscb.trail.models import AuditEvent

pytestmark = pytest.mark.django_db
State = Notice.State


@pytest.fixture(autouse=True)
def clean_cache():
    cache.clear()


def one() -> Delivery:
    return Delivery.objects.get()


def test_an_urgent_notice_goes_at_once_with_one_link(tell, smtp_sink, at, cast):
    at("2026-03-02 03:00")
    tell(urgent=True)
    deliver_due()
    (mail,) = smtp_sink.messages
    assert mail["Subject"] == "Prepare the agency report WES-IMR-2026-004"
    assert mail["To"] == cast["police-lead"].email and cast.board.name in mail["From"]
    assert mail["Auto-Submitted"] == "auto-generated" and mail.get_content_type() == "text/plain"
    body = mail.get_content()
    assert body.count("http") == 1 and "http://127.0.0.1:8000/x/" in body
    assert sum(line.endswith(".") for line in body.splitlines()) == 3
    assert cast["police-lead"].name not in body
    assert one().state == State.SENT
    deliver_due()
    assert len(smtp_sink.messages) == 1


def test_others_wait_for_the_persons_hour_and_come_in_one_digest_a_day(tell, smtp_sink, at):
    at("2026-03-02 06:59")
    for cause in "abc":
        tell(cause=cause)
    assert deliver_due().bundled == 0
    at("2026-03-02 07:00")
    deliver_due()
    (mail,) = smtp_sink.messages
    assert mail["Subject"] == "Read 3 notices"
    assert mail.get_content().count("WES-IMR-2026-004") == 3 and mail.get_content().count("http") == 1
    tell(cause="d")
    at("2026-03-02 23:00")
    deliver_due()
    at("2026-03-03 06:00")
    deliver_due()
    assert len(smtp_sink.messages) == 1
    at("2026-03-03 07:01")
    deliver_due()
    assert [m["Subject"] for m in smtp_sink.messages][1:] == ["Prepare the agency report WES-IMR-2026-004"]


def test_the_hour_is_of_london_in_summer_too(tell, smtp_sink, at):
    at("2026-07-01 06:30")  # 05:30 UTC
    tell()
    deliver_due()
    at("2026-07-01 07:00")  # 06:00 UTC
    deliver_due()
    assert len(smtp_sink.messages) == 1


def test_what_was_read_or_told_twice_is_not_sent(tell, smtp_sink, at, cast):
    at("2026-03-02 09:00")
    first, second = tell(), tell()
    assert first.pk == second.pk
    Notice.objects.update(read_at="2026-03-02T09:00Z")
    deliver_due()
    assert smtp_sink.messages == []


def test_a_person_who_left_and_one_whom_a_conflict_shuts_out_get_nothing(tell, smtp_sink, at, cast):
    at("2026-11-25 09:00")
    case = open_record(
        board=cast.board, kind="referral", code="REF", title="A referral", route="identity:reveal", by=None
    )
    branch = open_record(
        board=cast.board,
        kind="imr",
        code="IMR",
        title="A report",
        route="identity:reveal",
        by=None,
        root=case,
    )
    tell("police-lead", "a", reference=branch.reference, urgent=True)
    tell("police-lead", "b", reference=branch.reference)
    tell("health-lead", "a", reference=branch.reference)
    cast["health-lead"].is_active = False
    cast["health-lead"].save()
    exclude(record=case, user=cast["police-lead"], reason="Knows the family", by=cast["business-manager"])
    deliver_due()
    assert smtp_sink.messages == [] and Notice.objects.filter(withheld=True).count() == 2


def test_a_refused_address_is_tried_again_and_at_last_fails(tell, smtp_sink, at):
    smtp_sink.refuse_next = ["550 no such person"] * 20
    at("2026-03-02 09:00")
    tell(urgent=True)
    for day in range(1, MAX_TRIES + 1):
        at(f"2026-03-{day + 2:02d} 09:00")
        deliver_due()
    row = one()
    assert (row.state, row.tries) == (State.FAILED, MAX_TRIES)
    assert row.error == "The mail server refused the message (550)."
    at("2026-03-20 09:00")
    deliver_due()
    assert one().tries == MAX_TRIES


def test_tries_wait_longer_and_longer(tell, smtp_sink, at):
    smtp_sink.refuse_next = ["451 later"]
    at("2026-03-02 09:00")
    tell(urgent=True)
    assert deliver_due().failed == 1
    at("2026-03-02 09:00:30")
    deliver_due()
    assert smtp_sink.messages == []
    at("2026-03-02 09:01")
    assert deliver_due().sent == 1


def test_a_server_that_is_down_stops_the_sweep_and_loses_nothing(tell, smtp_sink, settings, at):
    at("2026-03-02 09:00")
    for slug in ("police-lead", "health-lead", "housing-lead"):
        tell(slug, urgent=True)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    deliver_due()
    assert sorted(Delivery.objects.values_list("tries", flat=True)) == [0, 0, 1]
    settings.EMAIL_PORT = port
    at("2026-03-02 09:02")
    deliver_due()
    assert len(smtp_sink.messages) == 3
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}


def test_two_sweeps_at_once_send_each_message_once(tell, smtp_sink, at, monkeypatch):
    at("2026-03-02 09:00")
    for cause in "abcd":
        tell(cause=cause, urgent=True)
    tell(cause="e")
    real, inside = sweep._send, []

    def send(delivery, connection):
        if not inside:
            inside.append(True)
            deliver_due()  # a second worker, while the first holds this one
        return real(delivery, connection)

    monkeypatch.setattr(sweep, "_send", send)
    deliver_due()
    assert len(smtp_sink.messages) == 5
    assert len({m["Message-ID"] for m in smtp_sink.messages}) == 5


def test_a_worker_killed_while_sending_leaves_a_lease_and_the_same_number(tell, smtp_sink, at, monkeypatch):
    at("2026-03-02 09:00")
    tell(urgent=True)
    with monkeypatch.context() as killed:
        killed.setattr(sweep, "_settle", lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            deliver_due()
    deliver_due()
    assert len(smtp_sink.messages) == 1 and one().state == State.SENDING
    at("2026-03-02 09:04")
    deliver_due()
    assert one().state == State.SENT
    assert len({m["Message-ID"] for m in smtp_sink.messages}) == 1


def test_a_message_that_always_breaks_off_fails_at_last(tell, smtp_sink, at):
    at("2026-03-02 09:00")
    tell(urgent=True)
    deliver_due()
    Delivery.objects.update(state=State.SENDING, tries=MAX_TRIES, claimed_until="2026-03-02T08:00Z")
    deliver_due()
    assert one().state == State.FAILED


def test_a_held_up_worker_does_not_overwrite_anothers_answer(tell, smtp_sink, at, monkeypatch):
    at("2026-03-02 09:00")
    tell(urgent=True)

    def slow(delivery, connection):
        Delivery.objects.update(state=State.SENT, claimed_until=None, sent_at="2026-03-02T09:03Z")
        return sweep._failed(delivery, "too late")

    monkeypatch.setattr(sweep, "_send", slow)
    deliver_due()
    assert one().state == State.SENT and one().error == ""


def test_links_and_codes_are_wiped_once_sent_and_kept_until_then(smtp_sink, cast, at):
    at("2026-03-02 09:00")
    smtp_sink.refuse_next = ["451 later"]
    ask = {
        "address": "a@police.example",
        "key": "link:1",
        "subject": "Refer a case",
        "body": "https://x/refer/abc/",
        "sensitive": True,
    }
    assert send_message(**ask).pk == send_message(**ask).pk
    deliver_due()
    assert "abc" in one().body
    at("2026-03-02 09:05")
    deliver_due()
    assert "abc" in smtp_sink.messages[0].get_content() and one().body == ""


def test_a_subject_cannot_smuggle_a_header(smtp_sink):
    send_message(address="a@b.example", key="k", subject="Hello\r\nBcc: spy@elsewhere.example", body="x")
    deliver_due()
    assert smtp_sink.messages[0]["Bcc"] is None and smtp_sink.recipients == ["a@b.example"]


def test_the_office_is_warned_and_may_send_again(tell, smtp_sink, at, cast):
    at("2026-03-02 09:00")
    smtp_sink.refuse_next = ["554 no"]
    tell(urgent=True)
    Delivery.objects.update(tries=MAX_TRIES - 1)
    deliver_due()
    Delivery.objects.update(tries=MAX_TRIES - 1)
    smtp_sink.refuse_next = ["554 no"]
    at("2026-03-02 19:00")
    deliver_due()
    assert one().state == State.FAILED and mail_health().failed == 1
    assert "could not be sent" in cache.get(MAIL_WARNING)
    send_again(delivery=one(), by=cast["business-manager"])
    deliver_due()
    assert one().state == State.SENT and cache.get(MAIL_WARNING) is None
    assert AuditEvent.objects.filter(event="mail.sent-again").count() == 1


def test_errors_hold_no_address(tell, smtp_sink, monkeypatch):
    tell(urgent=True)

    def refuse(*args):
        raise smtplib.SMTPRecipientsRefused({"p@police.example": (550, b"p@police.example unknown")})

    monkeypatch.setattr(sweep, "email_of", refuse)
    deliver_due()
    assert one().error == "The mail server refused the address (550)."


def test_what_has_ended_is_not_sent_and_not_kept(smtp_sink, at, cast):
    now = at("2026-03-02 09:00")
    send_message(
        address="a@b.example",
        key="code:1",
        subject="Use your code",
        body="123456",
        sensitive=True,
        expires_at=now,
    )
    deliver_due()
    assert smtp_sink.messages == [] and (one().state, one().body) == (State.FAILED, "")
    with pytest.raises(InvalidMove, match="has ended"):
        send_again(delivery=one(), by=cast["business-manager"])
    Delivery.objects.update(body="123456", error="")
    at("2026-03-16 08:00")
    deliver_due()
    assert one().body == "123456"
    at("2026-03-16 10:00")
    deliver_due()
    assert one().body == ""


def test_a_digest_waits_for_the_next_working_day_and_what_is_urgent_does_not(tell, smtp_sink, at):
    at("2026-04-03 08:00")  # Good Friday
    tell(cause="a")
    tell(cause="b", urgent=True)
    deliver()
    assert [mail["Subject"] for mail in smtp_sink.messages] == ["Prepare the agency report WES-IMR-2026-004"]
    at("2026-04-06 08:00")  # Easter Monday
    deliver()
    assert len(smtp_sink.messages) == 1
    at("2026-04-07 08:00")
    deliver()
    assert len(smtp_sink.messages) == 2


def test_on_leave_the_digest_waits_and_the_deputy_is_told(tell, smtp_sink, at, cast):
    at("2026-03-02 08:00")
    lead, deputy = cast["police-lead"], cast["scr-member-police"]
    days = {"from_on": dt.date(2026, 3, 2), "until_on": dt.date(2026, 3, 3)}
    Leave.objects.create(user=lead, deputy=deputy, noted_by=lead, **days)
    tell()
    deliver()
    (mail,) = smtp_sink.messages
    assert mail["To"] == deputy.email
    assert mail["Subject"] == "For your colleague: Prepare the agency report WES-IMR-2026-004"
    assert lead.name not in mail.get_content()
    at("2026-03-04 08:00")
    deliver()
    assert [mail["To"] for mail in smtp_sink.messages] == [deputy.email, lead.email]


def test_a_deputy_with_a_personal_conflict_is_told_nothing(cast, smtp_sink, at):
    at("2026-03-02 08:00")
    lead, deputy, manager = cast["police-lead"], cast["scr-member-police"], cast["business-manager"]
    record = open_record(
        board=cast.board, kind="review", code="SCR", title="A review", route="home:help-page", by=manager
    )
    exclude(record=record, user=deputy, reason="Knows the family", by=manager)
    day = dt.date(2026, 3, 2)
    Leave.objects.create(user=lead, deputy=deputy, noted_by=lead, from_on=day, until_on=day)
    notify(
        to=lead, board=cast.board, subject_key="imr-requested", reference=record.reference,
        link=record.get_absolute_url(), unique_key="x", urgent=True,
    )  # fmt: skip
    deliver()
    assert deputy.email not in [mail["To"] for mail in smtp_sink.messages]
    assert not Notice.objects.visible_to(deputy).filter(reference=record.reference).exists()


def test_in_school_holidays_those_in_term_time_only_get_no_digest(tell, smtp_sink, at, cast):
    at("2026-04-08 08:00")
    head = cast["school-head"]
    User.objects.filter(pk=head.pk).update(term_time_only=True)
    TermBreak.objects.create(
        board=cast.board, name="Easter", from_on=dt.date(2026, 3, 30), until_on=dt.date(2026, 4, 10)
    )
    tell("school-head", "a")
    tell("police-lead", "a")
    deliver()
    assert [mail["To"] for mail in smtp_sink.messages] == [cast["police-lead"].email]
    at("2026-04-13 08:00")
    deliver()
    assert smtp_sink.messages[-1]["To"] == head.email

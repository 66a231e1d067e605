"""An e-mail that comes back is seen by the office, whatever the report holds."""

from email.message import EmailMessage
from io import BytesIO, TextIOWrapper

import pytest
from django.core.management import call_command

from lscb.notices.bounces import report_of
from lscb.notices.messages import message_id
from lscb.notices.models import Delivery
from lscb.notices.sweep import deliver_due

pytestmark = pytest.mark.django_db


def report(number: str, action: str = "failed", status: str = "5.1.1") -> bytes:
    return (
        "From: MAILER-DAEMON@mail.example\r\nTo: board@example.org\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; someone@elsewhere.example\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        f"--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {number}\r\nSubject: Read\r\n\r\n--x--\r\n"
    ).encode()


def take(monkeypatch, raw: bytes) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(raw)))
    call_command("takebounce")


@pytest.fixture
def sent(tell, smtp_sink, at) -> Delivery:
    at("2026-03-02 08:00")
    tell(urgent=True)
    deliver_due()
    return Delivery.objects.get()


def test_what_came_back_stands_on_the_offices_page(sent, monkeypatch, client_as):
    take(monkeypatch, report(message_id(sent.key)))
    sent.refresh_from_db()
    assert sent.bounced_at and sent.bounce == "The recipient's mail server sent it back (5.1.1)."
    page = client_as("business-manager").get("/notices/outbox/").content.decode()
    assert "Came back" in page and "5.1.1" in page
    assert client_as("stranger").get("/notices/outbox/").status_code in (403, 404)


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe nonsense", EmailMessage().as_bytes(), b"Subject: hi\r\n\r\nhello"]
)
def test_anything_else_changes_nothing(sent, monkeypatch, raw):
    assert report_of(raw) is None
    take(monkeypatch, raw)
    sent.refresh_from_db()
    assert sent.bounced_at is None


def test_a_delay_and_a_foreign_number_change_nothing(sent, monkeypatch):
    assert report_of(report(message_id(sent.key), "delayed", "4.4.1")) is None
    take(monkeypatch, report("<somebody-else@example.org>"))
    sent.refresh_from_db()
    assert sent.bounced_at is None

"""What may be typed: it stays text in pages, tables, letters, headers and the trail."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lscb.core.fields import clean_text
from lscb.core.posting import back_to
from lscb.core.tables import cell
from lscb.files.operations import attach
from lscb.home.demonstration.cast import Cast
from lscb.notices.operations import send_message
from lscb.notices.sweep import deliver_due
from lscb.publishing.markup import to_blocks
from lscb.trail.models import AuditEvent
from reviews.models import Referral
from tests.reviews import making

As = Callable[[str], Client]
SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:42 }}{% now 'Y' %}"


def test_markup_in_a_note_stays_text(cast: Cast, client_as: As) -> None:
    referral = making.submitted(cast)
    browser = client_as("business-manager")
    address = referral.record.get_absolute_url()
    assert browser.post(f"{address}note/", {"text": SCRIPT}).status_code == 302
    text = browser.get(address).content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "49" not in text.partition("alert(2)")[2][:60]


def test_a_refused_form_gives_back_text_not_markup(cast: Cast, client_as: As) -> None:
    referral = making.submitted(cast)
    address = f"/referrals/{referral.record.reference}/form/outline/"
    answer = client_as("police-lead").post(address, {"outline": SCRIPT, SCRIPT: SCRIPT})
    text = answer.content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_a_form_without_a_token_gives_back_text_not_markup(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/sign-in/", {"login": SCRIPT, "password": "a secret of mine"})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "<script>alert" not in text
    assert "a secret of mine" not in text


@pytest.mark.parametrize(
    "given", ["<b>x</b>", "[x](javascript:alert(1))", "![x](file:///etc/passwd)", "<a href=//evil>"]
)
def test_report_text_is_never_html(given: str) -> None:
    (block,) = to_blocks(given)
    assert block["lines"] == [given]


@pytest.mark.parametrize(
    "given", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\u00a0=1", "＝1", "\n=1", '=HYPERLINK("x")']
)
def test_no_cell_starts_a_formula(given: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([cell(given)])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert row[0].startswith("'")


@pytest.mark.parametrize(
    "where",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\t//evil",
        "/\t/evil",
    ],
)
def test_no_way_back_leads_away(rf, where: str) -> None:
    assert back_to(rf.get("/", {"back": where}), "/home/") == "/home/"
    assert back_to(rf.post("/", {"back": where}), "/home/") == "/home/"


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(cast: Cast, client_as: As, where: str) -> None:
    browser = client_as("business-manager")
    for address in (
        "/sign-in/",
        "/account/seats/",
        f"/identity/{making.draft(cast).record.reference}/",
        "/account/confirm/",
    ):
        for answer in (
            browser.get(address, {"next": where, "back": where}),
            browser.post(address, {"next": where, "back": where}),
        ):
            assert "evil.example" not in answer.headers.get("Location", "")
            assert f'href="{where}' not in answer.content.decode()


def test_no_header_of_an_e_mail_can_be_added(cast: Cast) -> None:
    send_message(
        address="doctor@elsewhere.example", key="attack:1", body="Hello.\n",
        subject="Read this\r\nBcc: thief@evil.example\r\n\r\nForged", board=cast.board,
    )  # fmt: skip
    cast.board.name = "Board\r\nBcc: thief@evil.example"
    cast.board.save()
    deliver_due()
    for sent in mail.outbox:
        raw = sent.message().as_string()
        assert "\nBcc:" not in raw
        assert sent.to == ["doctor@elsewhere.example"]


def test_a_file_s_name_adds_no_header(cast: Cast, client_as: As) -> None:
    referral = making.draft(cast)
    upload = SimpleUploadedFile(
        'a"; filename="evil.html\r\nX-Evil: 1\u202efdp.txt', b"Plain words.", "text/plain"
    )
    use = attach(record=referral.record, upload=upload, purpose="referral", by=cast["police-lead"])
    answer = client_as("police-lead").get(use.get_absolute_url())
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "X-Evil" not in answer.headers
    assert "\u202e" not in use.file.name
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_nothing_turns_a_name_round() -> None:
    assert clean_text("Helen\u202ehsraM\u2066\u0000\x9b") == "HelenhsraM"


def test_fields_that_were_not_asked_for_are_not_taken(cast: Cast, client_as: As) -> None:
    referral = making.draft(cast)
    reference = referral.record.reference
    more = {
        "status": "decided", "board": cast.neighbour.board.pk, "started_by": cast["stranger"].pk,
        "submitted_at": timezone.now(), "record": 1, "version": 99, "regime": "EN-WT2023", "is_staff": "on",
    }  # fmt: skip
    assert client_as("police-lead").post(
        f"/referrals/{reference}/form/outline/", {"outline": "Plain.", **more}
    ).status_code in (302, 422, 409)
    again = Referral.objects.select_related("record").get(pk=referral.pk)
    assert (again.status, again.record.board_id, again.started_by_id) == (
        "draft",
        cast.board.pk,
        cast["police-lead"].pk,
    )
    assert again.regime == referral.regime


def test_a_form_drawn_for_somebody_else_is_not_taken(cast: Cast, client_as: As) -> None:
    from lscb.core.formkeys import new_key

    referral = making.submitted(cast)
    address = f"{referral.record.get_absolute_url()}note/"
    theirs = new_key(cast["police-lead"].pk)
    answer = client_as("business-manager").post(address, {"text": "A note.", "idempotency_key": theirs})
    assert answer.status_code == 409
    assert not referral.record.notes.exists()


def test_what_somebody_typed_is_given_back_to_nobody_else(cast: Cast, client_as: As) -> None:
    from lscb.core.formkeys import new_key

    referral = making.draft(cast)
    address = f"/referrals/{referral.record.reference}/form/outline/"
    key = new_key(cast["police-lead"].pk)
    led = Client().post(address, {"outline": "Kept words", "idempotency_key": key})
    assert led.status_code == 302
    kept = f"{address}?kept={key}"
    assert "Kept words" not in client_as("business-manager").get(kept).content.decode()
    assert "Kept words" in client_as("police-lead").get(kept).content.decode()


def test_a_line_break_forges_no_event(cast: Cast, client_as: As) -> None:
    referral = making.submitted(cast)
    before = AuditEvent.objects.count()
    client_as("business-manager").post(
        f"/referrals/{referral.record.reference}/redirect/",
        {
            "sent_where": "Elsewhere",
            "reason": "Not ours\n2026-01-01 Helen Marsh released the report.",
            "version": referral.version,
        },
    )
    events = AuditEvent.objects.filter(event="referral.redirected")
    assert events.count() == 1
    assert AuditEvent.objects.count() > before
    page = client_as("business-manager").get("/trail/").content.decode()
    assert page.count("<tr") >= 2


@pytest.mark.parametrize("size", [100_000, 3_000_000])
def test_huge_text_is_answered_with_a_page(cast: Cast, client_as: As, size: int) -> None:
    referral = making.draft(cast)
    answer = client_as("police-lead").post(
        f"/referrals/{referral.record.reference}/form/outline/", {"outline": "x" * size}
    )
    assert answer.status_code in (302, 422)


def test_too_many_fields_are_refused_with_a_page(cast: Cast, client_as: As) -> None:
    referral = making.draft(cast)
    browser = client_as("police-lead")
    browser.raise_request_exception = False
    many = {f"field{number}": "x" for number in range(2500)}
    answer = browser.post(f"/referrals/{referral.record.reference}/form/outline/", many)
    assert answer.status_code in (400, 413)

"""No step by its address alone; exports, rights and publishing ask again; files by number; emergencies; two boards."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lscb.board.access import open_in_emergency
from lscb.files.models import StoredFile
from lscb.files.operations import attach
from lscb.home.demonstration.cast import Cast
from lscb.people import signin
from lscb.trail.models import AuditEvent
from reviews.models import Referral
from tests.reviews import making

As = Callable[[str], Client]
AGES_AGO = 3600


def tired(browser: Client) -> Client:
    """Signed in an hour ago, and not asked since."""
    session = browser.session
    session[signin.STRONG] = int(timezone.now().timestamp()) - AGES_AGO
    session["account_authentication_methods"] = []
    session.save()
    return browser


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "address",
    [
        "/actions/download/",
        "/board/people/add/",
        "/access/{reference}/grant/",
        "/access/{reference}/conflicts/add/",
    ],
)
def test_what_weighs_asks_again(cast: Cast, client_as: As, address: str, method: str) -> None:
    reference = making.submitted(cast).record.reference
    answer = getattr(tired(client_as("business-manager")), method)(address.format(reference=reference))
    assert answer.status_code == 302
    assert answer.url.startswith("/account/confirm/")


STEPS = ("accept", "return", "redirect", "duplicate", "scoping/new", "list", "extraordinary", "send-to-chair", "decide",
         "peer-challenge", "notifications", "close", "reopen", "sign", "impose-conflict", "note")  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "who", ["police-lead", "stranger", "other-manager", "business-officer", "administrator", "lay-member"]
)
def test_a_button_that_was_not_shown_does_nothing(cast: Cast, client_as: As, who: str, step: str) -> None:
    """Posting straight to a later step changes nothing, whoever posts it."""
    referral = making.submitted(cast)
    before = Referral.objects.filter(pk=referral.pk).values().get()
    answer = client_as(who).post(
        f"/referrals/{referral.record.reference}/{step}/",
        {
            "reason": "Because I can",
            "text": "x",
            "outcome": "scr",
            "reasons": "Because",
            "confirm": "on",
            "version": "1",
        },
    )
    assert answer.status_code in ((403, 404, 409) if who == "police-lead" else (404,))
    assert Referral.objects.filter(pk=referral.pk).values().get() == before


def bare(answer: HttpResponse, reference: str) -> str:
    """The page without the address that was asked for and without what is random on every page."""
    text = answer.content.decode().replace(reference, "")
    return re.sub(r'(csrfmiddlewaretoken|idempotency_key)" value="[^"]*"', "", text)


def test_hidden_and_missing_are_the_same_page(cast: Cast, client_as: As) -> None:
    referral = making.submitted(cast)
    hidden_at, missing_at = referral.record.reference, "WES-REF-2026-999"
    for who in ("stranger", "other-manager", "housing-lead", "administrator"):
        browser = client_as(who)
        for address in (
            "/referrals/{}/",
            "/referrals/{}/accept/",
            "/identity/{}/",
            "/access/{}/",
            "/reviews/{}/",
        ):
            hidden, missing = (browser.get(address.format(each)) for each in (hidden_at, missing_at))
            assert hidden.status_code == missing.status_code == 404
            assert bare(hidden, hidden_at) == bare(missing, missing_at)


def test_files_by_number_open_with_their_record_alone(cast: Cast, client_as: As) -> None:
    referral = making.submitted(cast)
    use = attach(
        record=referral.record, upload=SimpleUploadedFile("a.txt", b"Plain words.", "text/plain"), purpose="note",
        by=cast["business-manager"],
    )  # fmt: skip
    address = use.get_absolute_url()
    for who in ("stranger", "other-manager", "housing-lead", "administrator", "lay-member", "board-member"):
        assert client_as(who).get(address).status_code == 404
    answer = client_as("business-manager").get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert AuditEvent.objects.filter(event="file.downloaded", record_id=referral.record_id).count() == 1
    StoredFile.objects.filter(pk=use.file_id).update(scan=StoredFile.Scan.WAITING)
    assert client_as("business-manager").get(address).status_code == 409
    assert Client().get("/files/" + use.file.path).status_code in (302, 404)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"<html><script>alert(1)</script></html>", "application/pdf"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/png"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        ("a.html", b"<p>x</p>", "text/html"),
        ("a.txt", b"<!doctype html><script>alert(1)</script>", "text/plain"),
        ("a.txt", b"%PDF-1.4 polyglot", "text/plain"),
        ("a.docx", b"PK\x03\x04 not an archive", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.txt", b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", "text/plain"),
        ("a.pdf.exe", b"MZ\x90", "application/pdf"),
        ("../../etc/passwd", b"root", "text/plain"),
        ("empty.txt", b"", "text/plain"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_on_the_page_itself(
    cast: Cast, client_as: As, name: str, content: bytes, kind: str
) -> None:
    referral = making.draft(cast)
    upload = SimpleUploadedFile(name, content, kind)
    answer = client_as("police-lead").post(
        f"/referrals/{referral.record.reference}/form/papers/", {"upload": upload}
    )
    assert answer.status_code == 422
    assert not StoredFile.objects.exists()


def test_an_emergency_opens_for_hours_and_is_told(
    cast: Cast, client_as: As, at: Callable[..., dt.datetime]
) -> None:
    start = at("2026-03-02 09:00")
    referral = making.submitted(cast)
    browser = client_as("administrator")
    address = referral.record.get_absolute_url()
    assert browser.get(address).status_code == 404
    open_in_emergency(
        reference=referral.record.reference,
        reason="The manager is away and the police ring.",
        by=cast["administrator"],
    )
    assert browser.get(address).status_code == 200
    assert "Fenwright" not in browser.get(address).content.decode()
    assert browser.get(f"/identity/{referral.record.reference}/").status_code == 403
    assert cast["business-manager"].notices.filter(subject_key="break-glass").exists()
    at(start + dt.timedelta(hours=4, minutes=1))
    assert client_as("administrator").get(address).status_code == 404


def test_no_glass_breaks_on_another_board(cast: Cast, client_as: As) -> None:
    assert cast.neighbour
    theirs = making.draft(cast)
    browser = client_as("other-manager")
    assert (
        browser.post(
            "/access/break-glass/",
            {"reference": theirs.record.reference, "reason": "I would like to look at it"},
        ).status_code
        == 404
    )


def test_a_person_who_is_out_is_out_at_the_next_click(cast: Cast, client_as: As) -> None:
    referral = making.submitted(cast)
    browser = client_as("business-manager")
    address = referral.record.get_absolute_url()
    assert browser.get(address).status_code == 200
    person = cast["business-manager"]
    person.is_active = False
    person.save()
    assert browser.get(address).status_code == 302


def test_every_post_needs_a_token(cast: Cast) -> None:
    from tests.cast import sign_in

    browser = sign_in(Client(enforce_csrf_checks=True), cast["business-manager"])
    reference = making.submitted(cast).record.reference
    for address in (
        f"/referrals/{reference}/note/", f"/identity/{reference}/", "/actions/", "/board/people/add/", "/sign-out/",
        reverse("notices:notices-read"), "/account/seats/", f"/referrals/{reference}/form/papers/", "/sign-in/", "/refer/x/",
    ):  # fmt: skip
        assert browser.post(address, {"text": "x"}).status_code == 403, address


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_other_methods_do_nothing(cast: Cast, client_as: As, method: str) -> None:
    referral = making.submitted(cast)
    address = referral.record.get_absolute_url()
    before = AuditEvent.objects.exclude(event="record.read").count()
    answer = getattr(client_as("business-manager"), method)(address)
    assert answer.status_code in (200, 405, 403)
    assert AuditEvent.objects.exclude(event="record.read").count() == before
    reads = AuditEvent.objects.filter(event="record.read", record_id=referral.record_id).count()
    assert reads == (1 if answer.status_code == 200 else 0)

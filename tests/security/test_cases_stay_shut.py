"""Reading around a case: drafts, the referrer's window, names without a reason, files by number, registers, e-mail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lscb.files.operations import attach
from lscb.home.demonstration.cast import Cast
from lscb.notices.bundling import bundle
from lscb.notices.models import Delivery
from lscb.notices.sweep import deliver_due
from lscb.records.operations import exclude
from tests.reviews import making

As = Callable[[str], Client]
FORM_PAGES = ("", "child/", "home/", "siblings/", "referrer/", "outline/", "criteria/", "papers/", "check/")


# --- names without a reason -----------------------------------------------------------------------
@pytest.mark.parametrize("who", ["business-manager", "police-lead"])
@pytest.mark.parametrize("page", FORM_PAGES)
def test_the_form_of_a_sent_referral_shows_no_name(cast: Cast, client_as: As, who: str, page: str) -> None:
    """Names are behind the gate with a reason, also for those who may open the pages of the form."""
    referral = making.submitted(cast)
    answer = client_as(who).get(f"/referrals/{referral.record.reference}/form/{page}", follow=True)
    assert "Fenwright" not in answer.content.decode()
    assert "Tamsin" not in answer.content.decode()


def test_the_author_of_a_draft_sees_what_they_wrote(cast: Cast, client_as: As) -> None:
    referral = making.draft(cast)
    answer = client_as("police-lead").get(f"/referrals/{referral.record.reference}/form/check/")
    assert "Fenwright" in answer.content.decode()


@pytest.mark.parametrize("page", FORM_PAGES)
def test_a_draft_shows_the_office_no_name(cast: Cast, client_as: As, page: str) -> None:
    referral = making.draft(cast)
    answer = client_as("business-manager").get(
        f"/referrals/{referral.record.reference}/form/{page}", follow=True
    )
    assert "Fenwright" not in answer.content.decode()
    assert "Tamsin" not in answer.content.decode()


# --- the referrer's window ------------------------------------------------------------------------
def test_a_referrer_gets_no_paper_that_others_added(cast: Cast, client_as: As) -> None:
    referral = making.accepted(cast)
    own, proof = (
        attach(
            record=referral.record, upload=SimpleUploadedFile(f"{by}.txt", b"Plain words.", "text/plain"),
            purpose=purpose, by=cast[by],
        )
        for by, purpose in (("police-lead", "referral"), ("business-manager", "proof"))
    )  # fmt: skip
    browser = client_as("police-lead")
    assert browser.get(own.get_absolute_url()).status_code == 200
    assert browser.get(proof.get_absolute_url()).status_code == 404
    assert client_as("business-manager").get(proof.get_absolute_url()).status_code == 200


def test_a_referrer_reveals_nobody(cast: Cast, client_as: As) -> None:
    referral = making.accepted(cast)
    answer = client_as("police-lead").post(
        f"/identity/{referral.record.reference}/", {"reason": "I want to know more"}
    )
    assert answer.status_code == 403


# --- personal conflicts ---------------------------------------------------------------------------
def test_the_register_of_decisions_leaves_out_what_is_shut(cast: Cast, client_as: As) -> None:
    referral = making.decided(cast)
    browser = client_as("board-member")
    assert referral.record.reference in browser.get("/decisions/").content.decode()
    exclude(record=referral.record, user=cast["board-member"], reason="Family.", by=cast["business-manager"])
    assert referral.record.reference not in browser.get("/decisions/").content.decode()


def test_an_e_mail_that_waits_is_not_sent_when_the_case_is_shut(cast: Cast) -> None:
    """The mail server was down when it was written; in between a conflict shut the case."""
    referral = making.submitted(cast)
    manager = cast["business-manager"]
    bundle(timezone.now())
    waiting = Delivery.objects.get(to=manager, subject__contains=referral.record.reference)
    exclude(record=referral.record, user=manager, reason="Family.", by=cast["independent-chair"])
    deliver_due()
    waiting.refresh_from_db()
    assert waiting.state == "failed"


def test_the_outbox_leaves_out_what_is_shut(cast: Cast, client_as: As) -> None:
    referral = making.submitted(cast)
    deliver_due()
    browser = client_as("business-officer")
    page = "/notices/outbox/?show=sent"
    manager = client_as("business-manager")
    assert referral.record.reference in manager.get(page).content.decode()
    for who in ("business-officer", "business-manager"):
        exclude(record=referral.record, user=cast[who], reason="Family.", by=cast["independent-chair"])
    assert referral.record.reference not in browser.get(page).content.decode()
    assert referral.record.reference not in manager.get(page).content.decode()


def test_an_excluded_manager_finds_nothing_anywhere(cast: Cast, client_as: As) -> None:
    referral = making.decided(cast)
    exclude(
        record=referral.record, user=cast["business-manager"], reason="Family.", by=cast["independent-chair"]
    )
    browser = client_as("business-manager")
    for address in (
        "/", "/referrals/", "/reviews/", "/actions/", "/actions/download/", "/meetings/", "/notices/?show=all", "/trail/",
        "/decisions/", "/notices/outbox/?show=waiting", "/dashboard/",
    ):  # fmt: skip
        answer = browser.get(address)
        text = answer.content.decode()
        assert referral.record.reference not in text, address
    for address in ("", "form/", "accept/", "consideration/", "decide/", "notifications/"):
        assert browser.get(f"/referrals/{referral.record.reference}/{address}").status_code == 404
    for address in ("/access/{}/", "/identity/{}/"):
        assert browser.get(address.format(referral.record.reference)).status_code == 404

"""No way of reading a closed case leaves the trail without it: not HEAD, not a form that is sent back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from lscb.home.demonstration.cast import Cast
from lscb.trail.models import AuditEvent
from reviews.models import Referral
from tests.reviews import making

As = Callable[[str], Client]


def reads(referral: Referral) -> int:
    return AuditEvent.objects.filter(event="record.read", record_id=referral.record_id).count()


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_a_case_is_recorded(cast: Cast, client_as: As, method: str) -> None:
    referral = making.submitted(cast)
    answer = getattr(client_as("business-manager"), method)(referral.record.get_absolute_url())
    assert answer.status_code == 200
    assert reads(referral) == 1


@pytest.mark.parametrize("page", ["accept", "note", "redirect"])
def test_a_form_that_is_sent_back_shows_the_case_and_is_recorded(
    cast: Cast, client_as: As, page: str
) -> None:
    referral = making.submitted(cast)
    answer = client_as("business-manager").post(f"/referrals/{referral.record.reference}/{page}/", {})
    assert answer.status_code == 422
    assert reads(referral) == 1


def test_a_form_that_is_taken_is_no_reading(cast: Cast, client_as: As) -> None:
    """What was done is in the trail as what it is."""
    referral = making.submitted(cast)
    address = f"/referrals/{referral.record.reference}/note/"
    assert client_as("business-manager").post(address, {"text": "The school rang."}).status_code == 302
    assert reads(referral) == 0


def test_a_preview_is_recorded(cast: Cast, client_as: As) -> None:
    referral = making.submitted(cast)
    answer = client_as("business-manager").post(f"/referrals/{referral.record.reference}/note/", {"text": ""})
    assert answer.status_code == 422
    assert AuditEvent.objects.get(event="record.read", record_id=referral.record_id).detail["page"] == "note"

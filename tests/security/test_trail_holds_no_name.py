"""The trail cannot be changed and is read without the case: no reason that names anybody of a case gets into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from lscb.board.access import let_in, let_out, lift, shut_out
from lscb.core.errors import BadInput
from lscb.home.demonstration.cast import Cast
from lscb.records.operations import exclude, grant_access
from lscb.trail.models import AuditEvent
from tests.reviews import making

As = Callable[[str], Client]
NAMING = "Because Tamsin Fenwright is a cousin of theirs"


def test_reasons_of_access_and_conflicts_name_nobody(cast: Cast) -> None:
    record, manager = making.submitted(cast).record, cast["business-manager"]
    soon = timezone.localdate() + dt.timedelta(days=9)
    row = grant_access(
        record=record, party=cast["lay-member"].party, capacity="panel", reason="Test", by=manager
    )
    shut = exclude(record=record, user=cast["housing-lead"], reason="Test", by=manager)
    for act in (
        lambda: let_in(
            record=record,
            party=cast["reviewer"].party,
            capacity="panel",
            reason=NAMING,
            until_on=soon,
            by=manager,
        ),
        lambda: let_out(access=row, reason=NAMING, by=manager),
        lambda: shut_out(record=record, user=cast["board-member"], reason=NAMING, by=manager),
        lambda: lift(exclusion=shut, reason=NAMING, by=manager),
    ):
        with pytest.raises(BadInput, match="without anybody's name"):
            act()
    assert not [event for event in AuditEvent.objects.all() if "Fenwright" in str(event.detail)]


FORMS = {
    "accept": {"normally_resident": "yes", "notifiable": "no", "notified_reason": NAMING},
    "redirect": {"sent_where": "Another board", "reason": NAMING},
    "withdraw": {"reason": NAMING},
    "conflict": {"kind": "agency", "detail": NAMING},
    "note": {"text": NAMING},
    "return": {"question_1": NAMING, "questions": NAMING},
}


@pytest.mark.parametrize("page", FORMS)
def test_whatever_is_posted_the_trail_holds_no_name(cast: Cast, client_as: As, page: str) -> None:
    referral = making.submitted(cast)
    client_as("business-manager").post(f"/referrals/{referral.record.reference}/{page}/", FORMS[page])
    held = [f"{event.event} {event.detail}" for event in AuditEvent.objects.all()]
    assert not [line for line in held if "Fenwright" in line or "Tamsin" in line]


def test_the_history_of_a_case_names_nobody(cast: Cast, client_as: As) -> None:
    referral = making.accepted(cast)
    for address in (
        "/trail/",
        f"/trail/?record={referral.record.reference}",
        "/notices/?show=all",
        "/notices/outbox/?show=waiting",
    ):
        text = client_as("business-manager").get(address).content.decode()
        assert "Fenwright" not in text
        assert "Tamsin" not in text

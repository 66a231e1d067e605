"""A pack that was made is looked at again before it is given out, and leaves no file behind."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.meetings import operations as meetings
from lscb.meetings import packs, sweep
from lscb.meetings.models import PackOrder
from lscb.meetings.operations.packs import place_of
from tests.meetings.holding import CHAIR, MANAGER, paper, planned, with_heading

pytestmark = pytest.mark.django_db
MEMBER = "scr-member-police"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def test_a_pack_that_holds_a_paper_that_was_taken_off_is_not_given_out(cast, client_as):
    meeting = planned(cast)
    item = with_heading(cast, meeting)
    use = paper(cast, item, "Marrowfat")
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    member, base = client_as(MEMBER), f"/meetings/{meeting.record.reference}/pack/"
    member.post(base)
    sweep.make_waiting()
    assert member.get(f"{base}file/").status_code == 200
    meetings.remove_paper(use=use, item=item, by=cast[MANAGER])
    assert member.get(f"{base}file/").status_code == 409
    assert "Ask for a new pack" in member.get(base).content.decode()


def test_a_pack_whose_claim_was_lost_leaves_no_file(cast, monkeypatch):
    meeting = planned(cast)
    with_heading(cast, meeting)
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    order = meetings.order_pack(meeting=meeting, by=cast[MEMBER])

    def lost(*_):
        PackOrder.objects.update(claimed_until=timezone.now() + dt.timedelta(hours=1))
        return packs.Pack(b"%PDF-", 1, 1, "x")

    monkeypatch.setattr(sweep, "make_pack", lost)
    assert not sweep.make_now(order) and not any(place_of("packs").iterdir())

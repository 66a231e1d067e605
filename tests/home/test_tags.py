"""Whatever has a record can be tagged by the business unit, and then stands on the pages of its themes and priorities."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.board import planning
from lscb.board.models import Theme
from tests.meetings.holding import planned

pytestmark = pytest.mark.django_db


def test_a_meeting_is_tagged_from_its_page_and_stands_on_the_pages_of_both(cast, client_as):
    meeting = planned(cast, 5)
    theme = Theme.objects.create(board=cast.board, name="Neglect")
    today = timezone.localdate()
    plan = planning.make_plan(
        board=cast.board,
        title="Plan",
        from_on=today,
        until_on=today + dt.timedelta(days=9),
        by=cast["business-manager"],
    )
    priority = planning.add_priority(plan=plan, title="Seen early", by=cast["business-manager"])
    url, reference = f"/tags/{meeting.record.reference}/", meeting.record.reference
    officer = client_as("business-officer")
    assert url in officer.get(meeting.record.get_absolute_url()).content.decode()
    assert officer.post(url, {"themes": [theme.pk], "priorities": [priority.pk]}).status_code == 302
    assert reference in officer.get(f"/themes/{theme.pk}/").content.decode()
    assert reference in officer.get(f"/board/plan/{plan.pk}/priorities/{priority.number}/").content.decode()
    assert officer.post(url, {"themes": ["999999"]}).status_code == 422
    assert officer.post(url, {}).status_code == 302 and not meeting.record.theme_tags.exists()
    page = client_as("board-member").get(meeting.record.get_absolute_url()).content.decode()
    assert url not in page and client_as("board-member").get(url).status_code == 403
    assert client_as("stranger").get(url).status_code == 404

"""The demonstration's two years of meetings are lived through the operations, and quickly."""

import pytest
from django.utils import timezone

from lscb.home.demonstration import meeting_stories
from lscb.home.demonstration import meetings_two_years as story
from lscb.home.demonstration.clock import pretending
from lscb.meetings.models import FedBack, ItemMinute, Meeting, PaperRead, RaisedIssue, Resolution

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def test_every_group_lives_two_years(cast):
    anchor = timezone.localdate()
    with pretending():
        meeting_stories.coming(cast, anchor)
        for slug in cast.groups:
            story.held(slug, cast, anchor)
        story.coming(cast, anchor)
        story.issues(cast, anchor)
    S = Meeting.Status
    by_state = {state: Meeting.objects.filter(status=state).count() for state in S}
    assert by_state[S.MINUTES_AGREED] > 40 and by_state[S.MINUTES_DRAFT] == 6 and by_state[S.PAPERS_OUT] == 2
    assert ItemMinute.objects.count() > 80 and Resolution.objects.filter(quorate=False).exists()
    assert FedBack.objects.count() > 30 and PaperRead.objects.count() == 4
    assert {issue.status for issue in RaisedIssue.objects.all()} == {"raised", "passed-on", "returned"}

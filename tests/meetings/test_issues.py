"""An issue goes up from group to Executive to Board, is answered, and comes back the way it went."""

import datetime as dt

import pytest

from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.home.agenda_offers import offers_for
from lscb.meetings import operations as meetings
from lscb.meetings.models import RaisedIssue
from lscb.notices.models import Notice
from lscb.records.operations import exclude
from tests.meetings.holding import CHAIR, MANAGER, in_session, planned
from tests.reviews import making

pytestmark = pytest.mark.django_db
EXECUTIVE, BOARD_CHAIR = "executive-member", "independent-chair"


def raised(cast, **values):
    asked = {
        "group": cast.group("case-review"),
        "title": "No answer from housing",
        "reason": "We asked three times.",
        "by": cast[CHAIR],
    }
    return meetings.raise_issue(**asked | values)


def test_up_to_the_executive_and_back(cast, client_as):
    chair = client_as(CHAIR)
    sent = {
        "group": cast.group("case-review").pk,
        "title": "No answer from housing",
        "reason": "We asked three times.",
    }
    assert chair.post("/meetings/issues/new/", sent | {"reason": ""}).status_code == 422
    assert chair.post("/meetings/issues/new/", sent | {"about": "WES-REF-2000-001"}).status_code == 422
    assert chair.post("/meetings/issues/new/", sent).status_code == 302
    issue = RaisedIssue.objects.get()
    url = issue.record.get_absolute_url()
    assert issue.to_group == cast.group("executive")
    assert Notice.objects.filter(subject_key="issue-raised", to=cast[EXECUTIVE]).exists()
    for slug, status in (
        ("scr-member-police", 200),
        (EXECUTIVE, 200),
        ("board-member", 404),
        ("stranger", 404),
    ):
        assert client_as(slug).get(url).status_code == status, slug
    offers = offers_for(planned(cast, 5, "executive"), cast[EXECUTIVE], dt.date(2026, 11, 20))
    assert any(offer.reference == issue.record.reference for offer in offers)
    executive = client_as(EXECUTIVE)
    assert chair.get(f"{url}answer/").status_code == 403
    assert executive.post(f"{url}answer/", {"answer": ""}).status_code == 422
    assert executive.post(f"{url}answer/", {"answer": "We will write to the director."}).status_code == 302
    assert "write to the director" in chair.get(url).content.decode()
    back = offers_for(planned(cast, 6), cast[CHAIR], dt.date(2026, 11, 20))
    assert any(offer.text.startswith("Take back") for offer in back)
    assert executive.post(f"{url}take-back/", {"outcome": "Noted"}).status_code == 403
    assert chair.post(f"{url}take-back/", {"outcome": "We wait for the letter."}).status_code == 302
    issue.refresh_from_db()
    assert issue.status == "returned"
    with pytest.raises(InvalidMove):
        meetings.answer_issue(issue=issue, answer="Again", by=cast[EXECUTIVE])


def test_passed_on_to_the_board_the_answer_comes_back_through_every_step(cast):
    issue = raised(cast)
    further = meetings.pass_on(issue=issue, reason="We cannot settle it either.", by=cast[EXECUTIVE])
    assert further.to_group == cast.group("board") and further.previous == issue
    with pytest.raises(BadInput, match="no group above"):
        meetings.pass_on(issue=further, reason="Higher", by=cast[BOARD_CHAIR])
    with pytest.raises(InvalidMove):
        meetings.answer_issue(issue=issue, answer="Too late", by=cast[EXECUTIVE])
    meetings.answer_issue(issue=further, answer="The Board has written to the council.", by=cast[BOARD_CHAIR])
    issue.refresh_from_db()
    assert issue.status == "answered" and "written to the council" in issue.answer
    assert Notice.objects.filter(subject_key="issue-answered", to=cast[CHAIR]).exists() is True
    with pytest.raises(NotAllowed):
        meetings.take_back(issue=issue, outcome="Fine", by=cast["scr-member-police"])


def test_a_conflict_on_the_case_shuts_the_issue_too(cast, client_as):
    referral = making.listed(cast)
    exclude(record=referral.record, user=cast["scr-member-police"], reason="Related", by=cast[MANAGER])
    issue = raised(cast, about=referral.record, by=cast[CHAIR])
    url = issue.record.get_absolute_url()
    assert client_as("scr-member-police").get(url).status_code == 404
    assert not Notice.objects.filter(link=url, to=cast["scr-member-police"]).exists()
    page = client_as(EXECUTIVE).get(url).content.decode()
    assert referral.record.reference not in page  # the case is not open to the Executive
    assert referral.record.reference in client_as(CHAIR).get(url).content.decode()
    with pytest.raises(BadInput, match="without the name"):
        raised(cast, about=referral.record, reason="Tamsin was not seen.")


def test_both_groups_meetings_show_it(cast, client_as):
    issue = raised(cast)
    for group, slug in (("case-review", "scr-member-police"), ("executive", EXECUTIVE)):
        meeting = planned(cast, 4, group)
        assert (
            issue.record.reference
            in client_as(slug).get(f"/meetings/{meeting.record.reference}/").content.decode()
        )
        assert (
            issue.record.reference
            not in client_as("lay-member").get(f"/meetings/{meeting.record.reference}/").content.decode()
        )


def test_the_list_goes_by_pages(cast, client_as):
    for number in range(27):
        raised(cast, title=f"Issue {number}")
    first = client_as(CHAIR).get("/meetings/issues/")
    assert len(first.context["rows"]) == 25
    assert len(client_as(CHAIR).get("/meetings/issues/" + first.context["older_url"]).context["rows"]) == 2
    assert client_as("board-member").get("/meetings/issues/").context["rows"] == []


def test_issues_stand_on_the_pages_of_both_groups_as_far_as_they_are_open(cast, client_as):
    issue = raised(cast)
    for slug in ("case-review", "executive"):
        page = client_as(MANAGER).get(f"/board/groups/{slug}/").content.decode()
        assert issue.record.reference in page and "Serious Case Review Group to Executive" in page
    assert issue.record.reference not in client_as(MANAGER).get("/board/groups/policy/").content.decode()
    assert (
        issue.record.reference not in client_as("lay-member").get("/board/groups/executive/").content.decode()
    )
    board, policy = cast.group("board").pk, cast.group("executive").pk
    assert (
        issue.record.reference in client_as(MANAGER).get(f"/meetings/issues/?group={policy}").content.decode()
    )
    assert (
        issue.record.reference
        not in client_as(MANAGER).get(f"/meetings/issues/?group={board}").content.decode()
    )


def test_an_issue_passes_over_a_group_that_was_closed(cast):
    executive = cast.group("executive")
    executive.closed_on = dt.date(2026, 1, 1)
    executive.save()
    group = cast.group("case-review")
    group.refresh_from_db()
    assert raised(cast, group=group).to_group == cast.group("board")


def test_nothing_is_passed_on_where_no_group_is_above(cast, client_as):
    issue = raised(cast, group=cast.group("executive"), by=cast[MANAGER])
    page = client_as(MANAGER).get(issue.record.get_absolute_url()).content.decode()
    assert "answer/" in page and "pass-on/" not in page


def test_an_issue_that_is_raised_in_the_room_says_at_which_meeting(cast, client_as):
    meeting = in_session(cast)
    manager, reference = client_as(MANAGER), meeting.record.reference
    room = manager.get(f"/meetings/{reference}/room/").content.decode()
    assert f"/meetings/issues/new/?group={meeting.group_id}&amp;meeting={reference}" in room
    url = f"/meetings/issues/new/?group={meeting.group_id}&meeting={reference}"
    assert f'value="{reference}"' in manager.get(url).content.decode()
    sent = {
        "group": meeting.group_id,
        "title": "No answer",
        "reason": "We asked three times.",
        "meeting": reference,
    }
    assert manager.post("/meetings/issues/new/", sent).status_code == 302
    issue = RaisedIssue.objects.get()
    assert issue.raised_at_meeting == meeting
    assert f"/meetings/{reference}/" in manager.get(issue.record.get_absolute_url()).content.decode()
    other = planned(cast, 0, "executive").record.reference
    assert manager.post("/meetings/issues/new/", sent | {"meeting": other}).status_code == 302
    assert (
        RaisedIssue.objects.first().raised_at_meeting is None
    )  # a meeting of another group is none of its own

"""A personal conflict goes along: from a case to the issue about it, to what a meeting raises on that issue, and from a
heading to what is raised on it."""

import datetime as dt

import pytest

from lscb.board.models import Entry
from lscb.core.errors import BadInput
from lscb.learning import telling
from lscb.learning.models import Action
from lscb.meetings import operations as meetings
from lscb.meetings.conflicts import cases_of
from lscb.notices.models import Notice
from lscb.records.models import Record, forget_reach
from lscb.records.operations import exclude
from tests.meetings.holding import CHAIR, MANAGER, everyone_here, planned, with_heading
from tests.reviews import making

pytestmark = pytest.mark.django_db
EXECUTIVE, MEMBER = "executive-member", "scr-member-police"
ACTION = {
    "title": "Write to the director",
    "activity": "Write to the director of housing and ask for the dates.",
}


def sees(user, thing):
    forget_reach(user)
    return Record.objects.visible_to(user).filter(pk=thing.record_id).exists()


def issue_about(cast, record, group="case-review", by=MANAGER):
    return meetings.raise_issue(
        group=cast.group(group), title="No dates", reason="We asked three times.", about=record, by=cast[by]
    )


def risk(item, by):
    return meetings.raise_entry(
        item=item, kind="risk", title="Dates are missing", text="Nobody knows the dates.", due_on=dt.date(2030, 1, 7),
        likelihood=2, impact=3, mitigation="The unit asks every week.", by=by,
    )  # fmt: skip


def test_what_comes_of_an_issue_about_a_case_is_shut_with_the_case(cast):
    referral, _ = making.gathering(cast)
    issue = issue_about(cast, referral.record)
    meeting = planned(cast, 0, "executive")
    item = meetings.add_record(meeting=meeting, record=issue.record, by=cast[EXECUTIVE])
    everyone_here(meeting, cast[EXECUTIVE])
    action = meetings.raise_action(item=item, by=cast[EXECUTIVE], **ACTION)
    entry = risk(item, cast[EXECUTIVE])
    assert all(sees(cast[MANAGER], thing) for thing in (issue, action, entry))
    exclude(record=referral.record, user=cast[MANAGER], reason="Cousin", by=cast["independent-chair"])
    assert not any(sees(cast[MANAGER], thing) for thing in (issue, action, entry))
    assert referral.record_id in cases_of(action.record) & cases_of(entry.record)
    told = {"record": action.record, "subject_key": "action-agreed", "by": cast[EXECUTIVE], "cause": "test"}
    telling.tell(people=[cast[MANAGER], cast["monitoring-chair"]], **told)
    assert Notice.objects.filter(unique_key="action-agreed:test").get().to == cast["monitoring-chair"]
    again = issue_about(cast, action.record, "executive", EXECUTIVE)
    assert not sees(cast[MANAGER], again)


def test_a_name_of_the_case_is_refused_however_far_from_it(cast):
    referral, _ = making.gathering(cast)
    issue = issue_about(cast, referral.record)
    meeting = planned(cast, 0, "executive")
    item = meetings.add_record(meeting=meeting, record=issue.record, by=cast[EXECUTIVE])
    everyone_here(meeting, cast[EXECUTIVE])
    with pytest.raises(BadInput):
        meetings.write_minute(
            item=item, text=f"{making.CHILD['first-name']} was spoken about.", by=cast[EXECUTIVE]
        )


@pytest.mark.parametrize("first", ["declared", "raised"])
def test_what_is_raised_on_a_heading_is_shut_to_whoever_declared_a_conflict_on_it(cast, client_as, first):
    meeting = planned(cast, 0)
    item = with_heading(cast, meeting, "A dispute in one school")
    everyone_here(meeting, cast[MANAGER])

    def declare():
        meetings.declare_on_item(item=item, kind="personal", detail="My sister works there", by=cast[MEMBER])

    if first == "declared":
        declare()
    action, entry = meetings.raise_action(item=item, by=cast[CHAIR], **ACTION), risk(item, cast[CHAIR])
    if first == "raised":
        assert sees(cast[MEMBER], entry)
        declare()
    Record.objects.filter(pk=action.record_id).update(mode="board")  # as once it is agreed
    assert not sees(cast[MEMBER], entry) and not sees(cast[MEMBER], action)
    assert sees(cast["scr-member-health"], entry) and sees(cast["scr-member-health"], action)
    page = client_as(MEMBER).get("/board/registers/risks/").content.decode()
    assert "Dates are missing" not in page
    assert (Action.objects.count(), Entry.objects.count()) == (1, 1)


def test_the_minutes_do_not_name_what_a_conflict_of_its_own_shuts(cast, client_as):
    meeting = planned(cast, 0)
    item = with_heading(cast, meeting)
    everyone_here(meeting, cast[MANAGER])
    entry = risk(item, cast[CHAIR])
    address = f"/meetings/{meeting.record.reference}/minutes/"
    assert entry.reference in client_as(MEMBER).get(address).content.decode()
    exclude(record=entry.record, user=cast[MEMBER], reason="Cousin", by=cast[MANAGER])
    assert entry.reference not in client_as(MEMBER).get(address).content.decode()


def test_the_minutes_call_an_action_by_its_title_while_it_is_only_proposed(cast, client_as):
    meeting = planned(cast, 0)
    everyone_here(meeting, cast[MANAGER])
    action = meetings.raise_action(item=with_heading(cast, meeting), by=cast[CHAIR], **ACTION)
    page = client_as(MANAGER).get(f"/meetings/{meeting.record.reference}/minutes/").content.decode()
    assert action.title in page and "Proposed action" not in page


def test_the_room_goes_on_to_the_next_item_and_the_last_one_to_nothing(cast, client_as):
    meeting = planned(cast, 0)
    first, last = with_heading(cast, meeting, "Training"), with_heading(cast, meeting, "Budget")
    everyone_here(meeting, cast[MANAGER])
    room = f"/meetings/{meeting.record.reference}/room/?item="
    page = client_as(MANAGER).get(f"{room}{first.pk}").content.decode()
    assert f'<a class="govuk-link" href="?item={last.pk}">Go on to 2. Budget</a>' in page
    assert "Go on to" not in client_as(MANAGER).get(f"{room}{last.pk}").content.decode()

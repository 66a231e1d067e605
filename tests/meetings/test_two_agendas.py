"""One record on the agendas of two meetings; what an earlier meeting left over; what is closed once minutes are agreed."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.board.keeping import name_deputy
from lscb.board.registers.operations import add_entry
from lscb.home.agenda_offers import offers_for
from lscb.meetings import operations as meetings
from lscb.meetings import waiting
from lscb.meetings.models import AgendaItem
from lscb.meetings.operations.agenda import MEMBER, membership_changes
from lscb.records.models import RecordAccess
from reviews.operations.upkeep import keep_access_current
from tests.meetings.holding import MANAGER, everyone_here, planned, with_heading

pytestmark = pytest.mark.django_db


def own_entry(cast):
    """A risk that only the case review group reads."""
    return add_entry(
        kind="risk", board=cast.board, title="One school", text="Two posts are vacant.", group=cast.group("case-review"),
        readers="group", due_on=timezone.localdate() + dt.timedelta(days=9), likelihood=2, impact=3,
        mitigation="A nurse is lent by the hospital.", by=cast[MANAGER],
    )  # fmt: skip


def opened_to(entry):
    rows = RecordAccess.objects.filter(record=entry.record, capacity=MEMBER, until_on__isnull=True)
    return {row.party.person.slug: row.from_on for row in rows.select_related("party__person")}


def test_two_agendas_do_not_take_it_from_one_another(cast):
    entry, executive, board = own_entry(cast), planned(cast, 3, "executive"), planned(cast, 4, "board")
    one = meetings.add_record(meeting=executive, record=entry.record, by=cast[MANAGER])
    other = meetings.add_record(meeting=board, record=entry.record, by=cast[MANAGER])
    both = opened_to(entry)
    assert {"executive-member", "board-member"} <= set(both)
    keep_access_current(timezone.localdate())
    assert opened_to(entry) == both
    assert [membership_changes(each) for each in (one, other)] == [([], []), ([], [])]
    meetings.reschedule(
        meeting=executive,
        held_on=executive.held_on + dt.timedelta(days=60),
        reason="Nobody is here",
        by=cast[MANAGER],
    )
    assert opened_to(entry)["board-member"] == both["board-member"]


def test_the_earlier_day_of_two_agendas_holds(cast):
    entry, far, near = own_entry(cast), planned(cast, 90, "board"), planned(cast, 2, "executive")
    meetings.add_record(meeting=far, record=entry.record, by=cast[MANAGER])
    assert (
        opened_to(entry)["executive-member"] > timezone.localdate()
    )  # the Executive's chair sits on the Board too
    meetings.add_record(meeting=near, record=entry.record, by=cast[MANAGER])
    assert opened_to(entry)["executive-member"] <= timezone.localdate()


def test_what_was_spoken_about_is_closed_with_the_minutes_and_the_rest_is_offered_once(cast, at):
    at("2026-03-02 09:00")
    meeting, spoken, left = planned(cast, 0, "board"), own_entry(cast), own_entry(cast)
    first = meetings.add_record(meeting=meeting, record=spoken.record, by=cast[MANAGER])
    second = meetings.add_record(meeting=meeting, record=left.record, by=cast[MANAGER])
    everyone_here(meeting, cast[MANAGER])
    assert "board-member" in opened_to(spoken)
    meetings.write_minute(item=first, text="The Board noted it.", by=cast[MANAGER])
    meetings.mark_held(meeting=meeting, by=cast[MANAGER])
    meetings.circulate_minutes(meeting=meeting, by=cast[MANAGER])
    meetings.agree_minutes(meeting=meeting, by=cast[MANAGER])
    assert opened_to(spoken) == {} and "board-member" in opened_to(left)
    following = planned(cast, 30, "board")
    today = timezone.localdate()

    def offered(of):
        return left.record.reference in {each.reference for each in offers_for(of, cast[MANAGER], today)}

    assert offered(following)
    meetings.add_record(meeting=following, record=left.record, by=cast[MANAGER])
    second.refresh_from_db()
    assert second.closed_at and not offered(planned(cast, 60, "board"))
    assert "board-member" in opened_to(left)


def test_a_later_item_comes_before_what_closes_every_meeting(cast):
    meeting = planned(cast, 5)
    with_heading(cast, meeting, "Budget")
    meetings.add_standing_items(meeting=meeting, by=cast[MANAGER])
    with_heading(cast, meeting, "Training")
    meetings.add_record(meeting=meeting, record=own_entry(cast).record, by=cast[MANAGER])
    rows = (
        AgendaItem.objects.standing().filter(meeting=meeting).select_related("record").order_by("order", "pk")
    )
    titles = [row.title or row.record.kind for row in rows]
    assert titles[-5:] == ["Budget", "Training", "risk", "Any other business", "Next meeting"]
    assert len({row.order for row in rows}) == len(titles)


def test_members_without_an_agency_are_asked_to_read_but_not_to_feed_back(cast):
    meeting = planned(cast, 3, "board")
    with_heading(cast, meeting)
    meetings.send_papers(meeting=meeting, by=cast[MANAGER])
    from_home = waiting.open_for(cast["lay-member"], timezone.localdate())
    assert [each.verb for each in from_home] == ["Read the papers of"]


def test_a_deputy_reads_the_papers_until_somebody_else_deputises(cast, client_as):
    seat = cast.group("case-review").seats.get(user=cast["scr-member-police"])
    page = client_as(MANAGER).get(f"/board/groups/case-review/seats/{seat.pk}/deputy/").content.decode()
    assert "reads the papers from the day on which they go out" in page
    name_deputy(seat=seat, deputy=cast["police-lead"], by=cast[MANAGER])
    meeting, entry = planned(cast, 2), own_entry(cast)
    meetings.add_record(meeting=meeting, record=entry.record, by=cast[MANAGER])
    assert "police-lead" in opened_to(entry)
    name_deputy(seat=seat, deputy=None, by=cast[MANAGER])
    assert "police-lead" not in opened_to(entry)

"""Meetings: planning, moving, cancelling, who came, what is on the agenda, and whether the group meets in time."""

import datetime as dt

import pytest
from django.utils import timezone

from lscb.board.models import Seat
from lscb.board.operations import give_seat
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.meetings import operations as meetings
from lscb.meetings import reading
from lscb.meetings.look_ahead import look_ahead
from lscb.meetings.models import Attendance, Meeting
from lscb.notices.models import Notice
from reviews.models import Referral
from reviews.operations import considerations
from reviews.operations.upkeep import keep_access_current
from tests.meetings.holding import minuted
from tests.reviews import making

pytestmark = pytest.mark.django_db
PRESENT, APOLOGIES = Attendance.Presence.PRESENT, Attendance.Presence.APOLOGIES


def planned(cast, days, group="case-review"):
    return meetings.plan(
        group=cast.group(group), held_on=timezone.localdate() + dt.timedelta(days=days), by=None
    )


def on_agenda(cast, meeting):
    referral, _ = making.gathering(cast)
    considerations.list_for_meeting(referral=referral, meeting=meeting, by=cast["business-manager"])
    return referral


def member_sees(cast, referral):
    return Referral.objects.visible_to(cast["scr-member-police"]).filter(pk=referral.pk).exists()


def test_papers_open_on_their_day_and_follow_a_meeting_that_moves(cast, client_as, at):
    at("2026-03-02 09:00")
    meeting = planned(cast, 21)  # Monday 23 March; papers go out on Monday 16 March
    referral = on_agenda(cast, meeting)
    assert not member_sees(cast, referral)
    assert not Notice.objects.filter(subject_key="meeting-papers").exists()
    chair = client_as("scr-chair")
    url = f"/meetings/{meeting.record.reference}/reschedule/"
    moved = {"held_on": "2026-03-27", "starts_at": "14:00", "place": "Town Hall"}
    assert chair.post(url, moved).status_code == 422
    assert chair.post(url, moved | {"reason": "The room is taken"}).status_code == 302
    at("2026-03-16 09:00")
    assert not member_sees(cast, referral)
    at("2026-03-20 09:00")
    assert member_sees(cast, referral)
    assert keep_access_current(timezone.localdate()) > 0
    assert Notice.objects.filter(subject_key="meeting-papers", to=cast["scr-member-police"]).count() == 1
    assert keep_access_current(timezone.localdate()) == 0
    assert Notice.objects.filter(subject_key="meeting-moved").exists()
    with pytest.raises(BadInput, match="still to come"):
        meetings.reschedule(
            meeting=meeting, held_on=dt.date(2026, 3, 1), reason="Earlier", by=cast["scr-chair"]
        )
    for slug, status in (("stranger", 404), ("board-member", 403)):
        assert client_as(slug).get(url).status_code == status


def test_a_new_member_reads_the_case_and_one_who_left_does_not(cast):
    meeting = planned(cast, 2)
    referral = on_agenda(cast, meeting)
    seat = Seat.objects.get(user=cast["scr-member-police"], group=meeting.group)
    seat.until_on = timezone.localdate() - dt.timedelta(days=1)
    seat.save()
    give_seat(group=meeting.group, user=cast["lay-member"], by=None)
    keep_access_current(timezone.localdate())
    assert not member_sees(cast, referral)
    assert Referral.objects.visible_to(cast["lay-member"]).filter(pk=referral.pk).exists()


def test_a_case_comes_back_to_a_meeting_with_what_was_written(cast):
    first, second = planned(cast, 2), planned(cast, 9)
    referral = on_agenda(cast, first)
    item = considerations.open_item(referral)
    considerations.save_consideration(item=item, by=cast["scr-chair"], reasons="So far")
    for meeting in (second, first):
        considerations.list_for_meeting(referral=referral, meeting=meeting, by=cast["business-manager"])
    item = considerations.open_item(referral)
    assert (item.meeting, item.consideration.reasons) == (first, "So far")
    with pytest.raises(InvalidMove, match="already on the agenda"):
        considerations.list_for_meeting(referral=referral, meeting=first, by=cast["business-manager"])
    with pytest.raises(BadInput, match="Move them"):
        meetings.cancel(meeting=first, reason="No room", by=cast["business-manager"])
    meetings.cancel(meeting=second, reason="No room", by=cast["business-manager"])
    with pytest.raises(InvalidMove):
        meetings.reschedule(
            meeting=second, held_on=timezone.localdate(), reason="Why not", by=cast["scr-chair"]
        )


def test_who_came_guests_and_the_end_of_a_meeting(cast, client_as):
    meeting = planned(cast, 0)
    base = f"/meetings/{meeting.record.reference}/"
    chair = client_as("scr-chair")
    assert "Record who is here" in chair.get(base).content.decode()
    assert chair.post(f"{base}held/").status_code == 409
    seats = list(meeting.group.seats.exclude(user=None))
    sent = {f"seat_{seat.pk}": PRESENT for seat in seats} | {f"seat_{seats[-1].pk}": APOLOGIES}
    assert chair.post(f"{base}guests/add/", {"name": "Ann Visitor"}).status_code == 302
    assert chair.post(f"{base}attendance/", {}).status_code == 422
    assert chair.post(f"{base}attendance/", sent).status_code == 302
    guest = meeting.attendance.get(seat=None)
    page = chair.get(base).content.decode()
    assert "Ann Visitor" in page and "apologies" in page
    assert chair.post(f"{base}guests/{guest.pk}/remove/").status_code == 302
    vacant = meeting.group.seats.get(user=None)
    with pytest.raises(BadInput, match="is vacant"):
        meetings.record_attendance(meeting=meeting, present={vacant.pk: PRESENT}, by=cast["scr-chair"])
    assert client_as("board-member").post(f"{base}held/").status_code == 403
    assert chair.post(f"{base}held/").status_code == 302
    for again in (
        lambda: meetings.record_attendance(meeting=meeting, present={}, by=cast["scr-chair"]),
        lambda: meetings.add_guest(meeting=meeting, name="Late", by=cast["scr-chair"]),
        lambda: meetings.mark_held(meeting=meeting, by=cast["scr-chair"]),
    ):
        with pytest.raises(InvalidMove):
            again()
    assert Meeting.objects.get(pk=meeting.pk).status == Meeting.Status.HELD


def test_a_deputy_counts_for_the_seat(cast):
    meeting = planned(cast, 0)
    seat = Seat.objects.get(user=cast["scr-member-police"], group=meeting.group)
    with pytest.raises(BadInput, match="has no deputy"):
        meetings.record_attendance(
            meeting=meeting, present={seat.pk: PRESENT}, deputies=[seat.pk], by=cast["scr-chair"]
        )
    seat.deputy = cast["police-lead"]
    seat.save()
    counted = meetings.record_attendance(
        meeting=meeting, present={seat.pk: PRESENT}, deputies=[seat.pk], by=cast["scr-chair"]
    )
    assert counted == 1
    assert meeting.attendance.get().user == cast["police-lead"]
    with pytest.raises(NotAllowed):
        meetings.record_attendance(meeting=meeting, present={}, by=cast["scr-member-health"])
    with pytest.raises(BadInput, match="on the day"):
        meetings.record_attendance(meeting=planned(cast, 3), present={}, by=cast["scr-chair"])


def test_the_page_does_not_say_how_many_cases_are_hidden(cast, client_as):
    meeting = planned(cast, 2)
    empty = client_as("board-member").get(f"/meetings/{meeting.record.reference}/").content.decode()
    referral = on_agenda(cast, meeting)
    full = client_as("board-member").get(f"/meetings/{meeting.record.reference}/").content.decode()
    agenda = [page.split('id="agenda-h"')[1].split("</section>")[0] for page in (empty, full)]
    assert agenda[0] == agenda[1]
    assert (
        referral.record.reference
        in client_as("scr-chair").get(f"/meetings/{meeting.record.reference}/").content.decode()
    )


@pytest.mark.parametrize(
    ("held_on", "too_late"),
    [(dt.date(2017, 4, 26), False), (dt.date(2017, 4, 27), True)],  # due Sunday 30 April: act by Friday 28th
)
def test_the_look_ahead_counts_working_days(cast, at, held_on, too_late):
    at("2017-04-03 09:00")
    group = cast.group("case-review")
    assert look_ahead([group], dt.date(2017, 4, 30), timezone.localdate()).too_late
    meetings.plan(group=group, held_on=held_on, by=None)
    found = look_ahead([group], dt.date(2017, 4, 30), timezone.localdate())
    assert found.latest_on == dt.date(2017, 4, 26)
    assert found.too_late is too_late
    assert not look_ahead([group], None, timezone.localdate()).too_late


def test_the_warning_and_one_click_to_an_extraordinary_meeting(cast, client_as):
    referral, _ = making.gathering(cast)
    manager = client_as("business-manager")
    page = manager.get(f"/referrals/{referral}/list/").content.decode()
    assert "no meeting is planned: too late" in page and "Call an extraordinary meeting" in page
    form = manager.get(f"/referrals/{referral}/extraordinary/").context["form"]
    sent = {"group": form.initial["group"], "held_on": form.initial["held_on"].isoformat()}
    assert manager.post(f"/referrals/{referral}/extraordinary/", sent).status_code == 302
    assert considerations.open_item(referral).meeting.kind == Meeting.Kind.EXTRAORDINARY


def test_the_list_has_filters_pages_and_empty_states(cast, client_as):
    board = client_as("board-member")
    assert "No meeting is planned." in board.get("/meetings/").content.decode()
    for week in range(1, 31):
        planned(cast, -7 * week)
    mine = planned(cast, 5)
    other = planned(cast, 6, "monitoring")
    page = board.get(f"/meetings/?group={mine.group_id}").content.decode()
    assert mine.record.reference in page and other.record.reference not in page
    first = board.get("/meetings/")
    assert len(first.context["past"]) == 25
    assert len(board.get("/meetings/" + first.context["older_url"]).context["past"]) == 5
    assert board.get("/meetings/?before=nonsense&group=x").status_code == 200


def test_a_meeting_of_today_is_to_come_until_it_was_held(cast):
    today = timezone.localdate()
    meeting = minuted(cast)
    assert meeting.held_on == today
    rows = reading.meetings_of(cast["scr-chair"], cast.board, None, "")
    assert meeting not in reading.coming(rows, today) and meeting in reading.past(rows, today, "").rows
    later = planned(cast, 0, "monitoring")
    assert later in reading.coming(rows, today) and later not in reading.past(rows, today, "").rows

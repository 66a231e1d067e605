"""Minutes as the meeting goes: words, decisions with their quorum, what is raised; draft, agreed, corrected, fed back."""

import datetime as dt

import page as page_validation
import pytest
from django.utils import timezone

from lscb.board.models import Entry, Group, Seat
from lscb.board.operations import give_seat
from lscb.core.errors import BadInput, InvalidMove, NotAllowed, StaleEdit
from lscb.learning.models import Action
from lscb.meetings import operations as meetings
from lscb.meetings.minutes import minutes_of
from lscb.meetings.models import Attendance, Meeting, Resolution
from lscb.notices.models import Notice
from lscb.records.models import Record
from reviews.operations import considerations
from tests.meetings.holding import (
    CHAIR,
    MANAGER,
    agreed,
    everyone_here,
    in_draft,
    in_session,
    minuted,
    planned,
)
from tests.reviews import making

pytestmark = pytest.mark.django_db
MEMBER = "scr-member-police"
ACTION = {"title": "Send the checklist", "activity": "Send the revised checklist to all 40 schools by email."}


def budget(meeting):
    return meeting.items.get(title="Budget")


def test_the_room_takes_words_decisions_actions_challenges_and_risks(cast, client_as):
    meeting = in_session(cast)
    item, chair = budget(meeting), client_as(CHAIR)
    base = f"/meetings/{meeting.record.reference}/"
    page = chair.get(f"{base}room/").content.decode()
    assert "In the room for this item" in page and "quorate" in page
    words = {"text": "The group talked about money.", "version": "0"}
    assert chair.post(f"{base}items/{item.pk}/minute/", words).status_code == 302
    assert chair.post(f"{base}items/{item.pk}/minute/", words).status_code == 409
    refused = chair.post(f"{base}items/{item.pk}/decision/", {"words": "Yes", "against": "Kept words"})
    assert refused.status_code == 422 and "Kept words" in refused.content.decode()
    decided = {"words": "The budget is agreed.", "abstained": "Police"}
    assert chair.post(f"{base}items/{item.pk}/decision/", decided).status_code == 302
    assert (
        chair.post(f"{base}items/{item.pk}/action/", {"title": "Ongoing", "activity": "ongoing"}).status_code
        == 422
    )
    assert chair.post(f"{base}items/{item.pk}/action/", ACTION).status_code == 302
    challenge = {
        "kind": "challenge",
        "title": "Late assessments",
        "text": "Why are they late?",
        "due_on": "2030-01-07",
    }
    assert chair.post(f"{base}items/{item.pk}/entry/", challenge).status_code == 422
    challenge["agency"] = cast.agency("hospital").pk
    assert chair.post(f"{base}items/{item.pk}/entry/", challenge).status_code == 302
    risk = {
        "kind": "risk", "title": "School nurses", "text": "Two leave in July.", "due_on": "2030-01-07", "likelihood": "4",
        "impact": "3", "mitigation": "Cover is being hired.",
    }  # fmt: skip
    assert chair.post(f"{base}items/{item.pk}/entry/", risk).status_code == 302
    action = Action.objects.get()
    assert action.source == meeting.record and action.group == meeting.group and action.status == "proposed"
    assert {entry.register for entry in Entry.objects.filter(source=meeting.record)} == {"challenge", "risk"}
    page = chair.get(f"{base}minutes/").content.decode()
    for said in (
        "talked about money",
        "The budget is agreed.",
        "Abstained: Police",
        action.reference,
        "Late assessments",
    ):
        assert said in page
    for slug, status in ((MEMBER, 403), ("stranger", 404)):
        assert client_as(slug).get(f"{base}room/").status_code == status
        assert client_as(slug).post(f"{base}items/{item.pk}/minute/", words).status_code == status


def test_a_stale_minute_is_refused_and_a_name_too(cast):
    meeting = in_session(cast)
    referral, _ = making.gathering(cast)
    meetings.write_minute(item=budget(meeting), text="First", by=cast[CHAIR], version=0)
    with pytest.raises(StaleEdit):
        meetings.write_minute(item=budget(meeting), text="Second", by=cast[MANAGER], version=0)
    item = considerations.list_for_meeting(referral=referral, meeting=meeting, by=cast[MANAGER])
    with pytest.raises(BadInput, match="without the name"):
        meetings.write_minute(item=item, text=f"About {making.CHILD['first-name']}.", by=cast[MANAGER])


def test_a_decision_below_quorum_is_marked_or_refused_by_the_groups_rule(cast):
    meeting = in_session(cast, but=("scr-member-health", "scr-member-probation"))
    assert meeting.group.quorum_rule == Group.QuorumRule.CANNOT_START
    with pytest.raises(BadInput, match="cannot decide below"):
        meetings.record_decision(item=budget(meeting), words="Agree the budget.", by=cast[CHAIR])
    other = in_session(cast, "monitoring", but=("scr-member-health", "scr-member-probation"))
    decision = meetings.record_decision(
        item=budget(other), words="Agree the budget.", by=cast["monitoring-chair"]
    )
    assert not decision.quorate and decision.counted < decision.needed


def test_leaving_for_an_item_loses_its_quorum_live(cast, client_as):
    meeting = in_session(cast)
    item, chair, base = budget(meeting), client_as(CHAIR), f"/meetings/{meeting.record.reference}/"
    assert "Not quorate" not in chair.get(f"{base}room/?item={item.pk}").content.decode()
    here = Attendance.objects.filter(meeting=meeting, presence="present", seat__counts_for_quorum=True)
    leaving = here.filter(user__slug__in=("scr-member-police", "scr-member-health"))
    for row in leaving:
        assert chair.post(f"{base}items/{item.pk}/step-out/", {"person": row.pk}).status_code == 302
    page = chair.get(f"{base}room/?item={item.pk}").content.decode()
    assert "Not quorate" in page and "Out of the room" in page
    with pytest.raises(BadInput):
        meetings.record_decision(item=item, words="Agree the budget.", by=cast[CHAIR])
    for row in leaving:
        meetings.leave_for_item(item=item, attendance=row, by=cast[CHAIR])
    meetings.record_decision(item=item, words="Agree the budget.", by=cast[CHAIR])
    assert Resolution.objects.get().quorate
    assert chair.post(f"{base}items/{item.pk}/step-out/", {"person": "99999"}).status_code == 409


def test_from_held_to_agreed_and_then_corrections_alone(cast, client_as):
    meeting, chair = minuted(cast), client_as(CHAIR)
    base = f"/meetings/{meeting.record.reference}/"
    assert client_as(MEMBER).get(f"{base}minutes/").status_code == 200
    assert client_as("board-member").get(f"{base}minutes/").status_code == 403  # a draft is the group's
    assert "Send the draft" in chair.get(base).content.decode()
    assert chair.post(f"{base}minutes/circulate/").status_code == 302
    assert Notice.objects.filter(subject_key="minutes-draft", to=cast[MEMBER]).exists()
    meetings.write_minute(item=budget(meeting), text="The budget was agreed.", by=cast[CHAIR])
    later = planned(cast, 7)
    with pytest.raises(BadInput, match="has begun"):
        meetings.agree_minutes(meeting=meeting, by=cast[CHAIR], at_meeting=later)
    assert chair.post(f"{base}minutes/agree/", {}).status_code == 302
    for again in (
        lambda: meetings.write_minute(item=budget(meeting), text="Rewritten", by=cast[CHAIR]),
        lambda: meetings.record_decision(item=budget(meeting), words="One more thing.", by=cast[CHAIR]),
        lambda: meetings.raise_action(item=budget(meeting), by=cast[CHAIR], **ACTION),
        lambda: meetings.agree_minutes(meeting=meeting, by=cast[CHAIR]),
    ):
        with pytest.raises(InvalidMove):
            again()
    assert chair.post(f"{base}minutes/correct/", {"text": "It was noted only."}).status_code == 302
    page = client_as("board-member").get(f"{base}minutes/").content.decode()
    assert "The budget was agreed." in page and "It was noted only." in page and "Agreed by the chair" in page
    assert client_as("stranger").get(f"{base}minutes/").status_code == 404


def test_the_next_meeting_agrees_them(cast, at):
    at("2026-03-02 09:00")
    meeting = in_draft(cast)
    at("2026-04-13 09:00")
    later = planned(cast, 0)
    everyone_here(later, cast[CHAIR])
    done = meetings.agree_minutes(meeting=meeting, by=cast[CHAIR], at_meeting=later)
    assert done.minutes_agreed_meeting == later


def test_nothing_written_goes_round(cast):
    meeting = in_session(cast)
    meetings.mark_held(meeting=meeting, by=cast[CHAIR])
    with pytest.raises(BadInput, match="Nothing is written"):
        meetings.circulate_minutes(meeting=meeting, by=cast[CHAIR])


def test_members_record_that_they_fed_back(cast, client_as):
    meeting = agreed(cast)
    base = f"/meetings/{meeting.record.reference}/"
    member = client_as(MEMBER)
    assert "Record that I fed back" in member.get(base).content.decode()
    sent = {"told_on": timezone.localdate().isoformat(), "how": "At the team leaders’ meeting"}
    early = sent | {"told_on": "2020-01-06"}
    assert member.post(f"{base}fed-back/", early).status_code == 422
    assert member.post(f"{base}fed-back/", sent).status_code == 302
    page = client_as(CHAIR).get(base).content.decode()
    assert "Karen Lyle, Westmere Constabulary" in page and "team leaders" in page
    assert "Record that I fed back" not in member.get(base).content.decode()
    assert "team leaders" not in client_as("board-member").get(base).content.decode()
    with pytest.raises(NotAllowed):
        meetings.record_fed_back(
            meeting=meeting, told_on=timezone.localdate(), how="By e-mail", by=cast["board-member"]
        )


def test_old_minutes_show_who_sat_then(cast, at):
    at("2026-03-02 09:00")
    meeting = agreed(cast)
    at("2026-09-07 09:00")
    seat = Seat.objects.get(user=cast[MEMBER], group=meeting.group)
    Seat.objects.filter(pk=seat.pk).update(until_on=dt.date(2026, 8, 31))
    give_seat(group=meeting.group, user=cast["housing-lead"], by=None, agency=cast.agency("police"))
    meeting = Meeting.objects.get(pk=meeting.pk)
    names = {str(row.user) for row in minutes_of(meeting, cast[CHAIR]).attendance}
    assert "Karen Lyle" in names and "Grace Oduya" not in names


def test_the_minutes_come_as_a_tagged_file(cast, client_as):
    meeting = agreed(cast)
    answer = client_as("board-member").get(f"/meetings/{meeting.record.reference}/minutes/file/")
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert "no failures" in str(page_validation.validate_pdf_bytes(answer.content, profile="ua1"))


def test_members_read_the_minute_of_a_case_that_is_shut_to_them_again(cast, client_as):
    """The group's own words stay with those who sat there; the case itself does not."""
    meeting = planned(cast, 0)
    referral, _ = making.gathering(cast)
    item = considerations.list_for_meeting(referral=referral, meeting=meeting, by=cast[MANAGER])
    everyone_here(meeting, cast[MANAGER])
    meetings.write_minute(item=item, text="The group asked for more facts.", by=cast[CHAIR])
    meetings.close_item(item=item, by=cast[CHAIR])
    meetings.mark_held(meeting=meeting, by=cast[CHAIR])
    assert not Record.objects.visible_to(cast[MEMBER]).filter(pk=referral.record_id).exists()
    base = f"/meetings/{meeting.record.reference}/minutes/"
    page = client_as(MEMBER).get(base).content.decode()
    assert "asked for more facts" in page and referral.record.reference in page
    meetings.circulate_minutes(meeting=meeting, by=cast[CHAIR])
    meetings.agree_minutes(meeting=meeting, by=cast[CHAIR])
    outside = client_as("board-member").get(base).content.decode()
    assert "more facts" not in outside and referral.record.reference not in outside


def test_apologies_beforehand(cast, client_as):
    meeting = planned(cast, 3)
    base, member = f"/meetings/{meeting.record.reference}/", client_as(MEMBER)
    assert "I cannot come" in member.get(base).content.decode()
    assert member.post(f"{base}apologies/", {"deputy_comes": "on"}).status_code == 422  # there is no deputy
    assert member.post(f"{base}apologies/", {}).status_code == 302
    assert "sent beforehand" in client_as(CHAIR).get(base).content.decode()
    assert member.post(f"{base}apologies/take-back/").status_code == 302
    assert not meeting.attendance.exists()
    Seat.objects.filter(user=cast[MEMBER], group=meeting.group).update(deputy=cast["police-lead"])
    meetings.send_apologies(meeting=meeting, by=cast[MEMBER], deputy_comes=True)
    Meeting.objects.filter(pk=meeting.pk).update(held_on=timezone.localdate())
    page = client_as(CHAIR).get(f"{base}attendance/").content.decode()
    row = page.split("Karen Lyle")[1].split("</fieldset>")[0]
    assert 'value="deputy"' in row and "checked" in row.split('value="deputy"')[1].split(">")[0]
    with pytest.raises(NotAllowed):
        meetings.send_apologies(meeting=meeting, by=cast["board-member"])
    assert client_as("board-member").get(f"{base}apologies/").status_code == 403


def test_the_rate_of_attendance_by_agency(cast, client_as, at):
    at("2026-03-02 09:00")
    for _ in range(2):
        in_session_today = in_session(cast, but=(MEMBER,))
        meetings.mark_held(meeting=in_session_today, by=cast[CHAIR])
        at("2026-03-09 09:00")
    meetings.mark_held(meeting=in_session(cast), by=cast[CHAIR])
    page = (
        client_as("board-member")
        .get(f"/meetings/attendance/?group={cast.group('case-review').pk}")
        .content.decode()
    )
    row = page.split("Westmere Constabulary")[1][:400]
    assert "33%" in row and "1 of 3" in row
    assert client_as("stranger").get("/meetings/attendance/").status_code == 200
    assert "Westmere" not in client_as("stranger").get("/meetings/attendance/").content.decode()

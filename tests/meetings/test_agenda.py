"""Agendas: headings and records, their order, what is due, and what an agenda opens."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.home import agenda_offers
from lscb.learning import operations as learning
from lscb.learning.models import Action
from lscb.meetings import operations as meetings
from lscb.meetings.models import AgendaItem
from lscb.meetings.waiting import open_for
from lscb.records.models import Record
from lscb.records.operations import exclude
from tests.learning.conftest import Maker
from tests.meetings.holding import CHAIR, MANAGER, everyone_here, in_draft, in_session, planned, with_heading
from tests.reviews import making

pytestmark = pytest.mark.django_db


def titles(meeting):
    return [item.title for item in meeting.items.standing().order_by("order", "pk")]


def test_standing_items_go_around_what_is_there(cast):
    meeting = planned(cast)
    with_heading(cast, meeting, "Budget")
    assert meetings.add_standing_items(meeting=meeting, by=cast[CHAIR]) == 6
    assert titles(meeting)[0] == "Welcome and apologies" and titles(meeting)[4] == "Budget"
    assert titles(meeting)[-1] == "Next meeting"
    assert meetings.add_standing_items(meeting=meeting, by=cast[CHAIR]) == 0


def test_order_by_buttons_changing_and_taking_off(cast, client_as):
    meeting = planned(cast)
    chair, base = client_as(CHAIR), f"/meetings/{meeting.record.reference}/"
    for title in ("One", "Two", "Three"):
        sent = {"title": title, "purpose": "note", "allotted": "15"}
        assert chair.post(f"{base}agenda/add/", sent).status_code == 302
    assert (
        chair.post(f"{base}agenda/add/", {"title": "", "purpose": "note", "allotted": "15"}).status_code
        == 422
    )
    three = meeting.items.get(title="Three")
    assert chair.post(f"{base}items/{three.pk}/move/", {"way": "up"}).status_code == 302
    assert titles(meeting) == ["One", "Three", "Two"]
    assert chair.post(f"{base}items/{three.pk}/move/", {"way": "down"}).status_code == 302
    assert titles(meeting) == ["One", "Two", "Three"]
    changed = {
        "title": "Third",
        "purpose": "decide",
        "allotted": "20",
        "lead": cast[CHAIR].pk,
        "brief": "Agree it",
    }
    assert chair.post(f"{base}items/{three.pk}/edit/", changed).status_code == 302
    page = chair.get(f"{base}agenda/").content.decode()
    assert "Third" in page and "To decide, 20 minutes, led by Ruth Penhale" in page and "70 are left" in page
    assert chair.post(f"{base}items/{three.pk}/remove/", {"reason": ""}).status_code == 422
    assert chair.post(f"{base}items/{three.pk}/remove/", {"reason": "Not ready"}).status_code == 302
    assert titles(meeting) == ["One", "Two"]
    assert chair.post(f"{base}items/{three.pk}/move/", {"way": "up"}).status_code == 404
    assert client_as("board-member").get(f"{base}agenda/").status_code == 403
    assert client_as("stranger").get(f"{base}agenda/").status_code == 404


def test_the_agenda_is_set_once_there_is_one(cast):
    meeting = planned(cast)
    with pytest.raises(BadInput, match="nothing on the agenda"):
        meetings.set_agenda(meeting=meeting, by=cast[CHAIR])
    with_heading(cast, meeting)
    assert meetings.set_agenda(meeting=meeting, by=cast[CHAIR]).status == "agenda-set"
    with pytest.raises(InvalidMove):
        meetings.set_agenda(meeting=meeting, by=cast[CHAIR])
    with pytest.raises(NotAllowed):
        meetings.send_papers(meeting=meeting, by=cast["scr-member-police"])


def test_what_is_due_is_offered_and_ticked(cast, client_as, at):
    at("2026-03-02 09:00")
    in_draft(cast)
    at("2026-03-09 09:00")
    referral, _ = making.gathering(cast)
    action = Maker(cast, referral.record)(
        Action.Status.AGREED, group=cast.group("case-review"), end_on=dt.date(2026, 3, 30)
    )
    meeting = planned(cast, 7)
    manager, base = client_as(MANAGER), f"/meetings/{meeting.record.reference}/agenda/build/"
    page = manager.get(base).content.decode()
    assert "Agree the minutes of 2 March 2026" in page and action.reference in page and str(referral) in page
    ticked = ["standing", f"action-{action.reference}", f"referral-{referral.record.reference}", "nonsense"]
    assert manager.post(base, {"offer": ticked}).status_code == 302
    assert set(meeting.items.filter(record__isnull=False).values_list("record_id", flat=True)) == {
        action.record_id, referral.record_id,
    }  # fmt: skip
    assert "Minutes of the last meeting" not in titles(meeting)  # they are offered by their day
    again = manager.get(base).content.decode()
    assert action.reference not in again and str(referral) not in again and "Agree the minutes" in again
    assert "Agree the minutes" in client_as(CHAIR).get(base).content.decode()
    assert client_as("scr-member-police").post(base, {"offer": ticked}).status_code == 403
    assert client_as("stranger").get(base).status_code == 404


def test_nothing_is_offered_that_is_shut(cast):
    referral, _ = making.gathering(cast)
    action = Maker(cast, referral.record)(
        Action.Status.AGREED, group=cast.group("case-review"), end_on=dt.date(2030, 3, 29)
    )
    exclude(record=referral.record, user=cast[CHAIR], reason="Related", by=cast[MANAGER])
    offers = agenda_offers.offers_for(planned(cast), cast[CHAIR], dt.date(2030, 3, 1))
    assert action.reference not in {offer.reference for offer in offers}
    assert referral.record.reference not in {offer.reference for offer in offers}


def test_an_action_on_an_agenda_opens_to_unconflicted_members_and_no_further(cast):
    referral, _ = making.gathering(cast)
    action = Maker(cast, referral.record)(Action.Status.AGREED, end_on=dt.date(2030, 3, 29))
    meeting = planned(cast, 3, "learning")
    exclude(record=referral.record, user=cast["lay-member"], reason="Related", by=cast[MANAGER])
    with pytest.raises(NotAllowed):  # it is not open to the officer who runs the meeting
        meetings.add_record(meeting=meeting, record=action.record, by=cast["lay-member"])
    meetings.add_record(meeting=meeting, record=action.record, by=cast[MANAGER])
    sees = lambda slug: Record.objects.visible_to(cast[slug]).filter(pk=action.record_id).exists()  # noqa: E731
    assert sees("business-officer") and not sees("lay-member") and not sees("school-head")
    assert not Record.objects.visible_to(cast["business-officer"]).filter(pk=referral.record_id).exists()


def test_a_proposal_is_for_its_own_group_alone(cast):
    referral, _ = making.gathering(cast)
    action = Maker(cast, referral.record)()
    with pytest.raises(BadInput, match="not agreed yet"):
        meetings.add_record(meeting=planned(cast, 3, "learning"), record=action.record, by=cast[MANAGER])
    item = meetings.add_record(meeting=planned(cast, 4, "monitoring"), record=action.record, by=cast[MANAGER])
    assert isinstance(item, AgendaItem)
    with pytest.raises(BadInput, match="own page"):
        meetings.add_record(meeting=planned(cast, 5), record=referral.record, by=cast[MANAGER])
    learning.reject(action=action, reason="No need", by=cast[MANAGER])


def test_a_name_of_the_case_is_not_taken_into_an_item(cast):
    referral = making.listed(cast)
    item = referral.record.agenda_items.get()
    with pytest.raises(BadInput, match="without the name"):
        meetings.edit_item(
            item=item,
            by=cast[MANAGER],
            purpose="discuss",
            allotted=10,
            brief=f"About {making.CHILD['first-name']}",
        )


def test_the_pages_take_the_same_queries_for_2_items_and_20(cast, client_as):
    meeting = planned(cast)
    chair, base = client_as(CHAIR), f"/meetings/{meeting.record.reference}/"
    counts = []
    for upto in (2, 20):
        for number in range(meeting.items.count(), upto):
            with_heading(cast, meeting, f"Heading {number}")
        for page in ("", "agenda/", "papers/"):
            chair.get(base + page)
            with CaptureQueriesContext(connection) as queries:
                assert chair.get(base + page).status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:]


def test_the_room_and_the_minutes_take_the_same_queries_too(cast, client_as):
    meeting = in_session(cast)
    chair, base = client_as(CHAIR), f"/meetings/{meeting.record.reference}/"
    counts = []
    for upto in (2, 20):
        for number in range(meeting.items.count(), upto):
            item = with_heading(cast, meeting, f"Heading {number}")
            meetings.write_minute(item=item, text="Said.", by=cast[CHAIR])
            meetings.record_decision(item=item, words="Agree to it.", by=cast[CHAIR])
        for page in ("room/", "minutes/", ""):
            chair.get(base + page)
            with CaptureQueriesContext(connection) as queries:
                assert chair.get(base + page).status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:]


def test_what_waits_for_somebody_about_meetings(cast, client_as, at):
    at("2026-03-02 09:00")
    meeting = planned(cast, 14)

    def texts(slug):
        return [f"{each.verb} {each.reference}" for each in open_for(cast[slug], timezone.localdate())]

    reference = meeting.record.reference
    assert texts(CHAIR) == texts(MANAGER) == [f"Set the agenda of {reference}"]
    assert texts("scr-member-police") == [] == texts("stranger")
    with_heading(cast, meeting)
    meetings.send_papers(meeting=meeting, by=cast[CHAIR])
    assert texts("scr-member-police") == [f"Read the papers of {reference}"]
    assert "Read the papers of" in client_as("scr-member-police").get("/").content.decode()
    at("2026-03-16 09:00")
    everyone_here(meeting, cast[CHAIR])
    meetings.write_minute(item=meeting.items.get(), text="Noted.", by=cast[CHAIR])
    meetings.mark_held(meeting=meeting, by=cast[CHAIR])
    assert texts(CHAIR) == [f"Send round the minutes of {reference}"]
    meetings.circulate_minutes(meeting=meeting, by=cast[CHAIR])
    meetings.agree_minutes(meeting=meeting, by=cast[CHAIR])
    assert texts("scr-member-police") == [f"Feed back in your agency on {reference}"]
    meetings.record_fed_back(
        meeting=meeting, told_on=timezone.localdate(), how="By a note", by=cast["scr-member-police"]
    )
    assert texts("scr-member-police") == []
    issue = meetings.raise_issue(
        group=meeting.group, title="No answer", reason="Asked twice.", by=cast[CHAIR]
    )
    assert texts("executive-member") == [f"Answer {issue.record.reference}"]

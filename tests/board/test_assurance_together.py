"""Reports that several people write, hand over, or ask for again; and the list as a file."""

import datetime as dt

import pytest

from lscb.board.assurance import operations as assurance
from lscb.board.assurance import reading
from lscb.board.assurance.assigning import assign
from lscb.board.assurance.updates import ask_updates
from lscb.board.models import AssuranceReport
from lscb.core.errors import BadInput
from lscb.records.operations import open_record
from lscb.trail.models import AuditEvent
from tests.board.test_assurance import DUE, OUTCOME, TODAY, operational, scheduled, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(at, settings, tmp_path):
    at("2026-03-02 09:00")
    settings.FILES_DIR = tmp_path


def meeting_record(cast):
    return open_record(
        board=cast.board, kind="meeting", code="MTG", title="Meeting", route="board:assurance-detail", mode="board",
        by=cast["business-manager"],
    )  # fmt: skip


def test_two_people_of_an_agency_do_not_write_over_each_other(cast, client_as):
    report = operational(cast)
    url = f"/board/assurance/{report.record.reference}/write/"
    lead, other = client_as("police-lead"), client_as("scr-member-police")
    version = lead.get(url).context["form"]["version"].value()
    assert other.post(url, {"voice": "We asked 20 children.", "version": version}).status_code == 302
    sent = {"voice": "", "practice": "A morning meeting.", "version": version}  # the lead's page is older
    assert lead.post(url, sent).status_code == 302
    texts = {part.code: part.text for part in report.parts.all()}
    assert texts == {"voice": "We asked 20 children.", "practice": "A morning meeting."}
    refused = lead.post(url, sent | {"voice": "Nobody was asked."})
    assert refused.status_code == 409 and "Nobody was asked." in refused.content.decode()
    assert report.parts.get(code="voice").text == "We asked 20 children."
    fetched = lead.post(url, sent | {"practice": "Two meetings."}, headers={"X-Requested-With": "fetch"})
    assert fetched.status_code == 204  # saving again as one goes is no conflict with oneself


def test_asking_again_for_a_later_day_makes_no_second_next_report(cast):
    report = scheduled(cast, every_months=1)
    assurance.hand_in(report=report, files=[upload()], by=cast["police-lead"])
    assurance.ask_again(
        report=report, reason="No figures", due_on=DUE + dt.timedelta(days=60), by=cast["monitoring-chair"]
    )
    assurance.hand_in(report=report, files=[upload()], by=cast["police-lead"])
    assert AssuranceReport.objects.filter(schedule=report.schedule).count() == 2


def test_an_update_is_not_given_to_somebody_who_writes_one(cast):
    record, by = meeting_record(cast), cast["business-manager"]
    made = ask_updates(group=cast.group("board"), meeting=record, held_on=dt.date(2026, 3, 4), by=by)
    assert {each.due_on for each in made} == {TODAY}  # asked late, nobody is late at once
    mine = next(each for each in made if each.owner == cast["board-member"])
    with pytest.raises(BadInput, match="of their own"):
        assign(report=mine, owner=cast["executive-member"], by=by)
    assert assign(report=mine, owner=cast["police-lead"], by=by).owner == cast["police-lead"]
    case = open_record(
        board=cast.board, kind="review", code="SCR", title="A review", route="board:entry-risk", by=by
    )
    with pytest.raises(BadInput, match="of a meeting"):
        ask_updates(group=cast.group("board"), meeting=case, held_on=dt.date(2026, 3, 4), by=by)


def test_a_report_of_a_service_waits_for_the_business_unit(cast):
    scheduled(cast, agency=None, service="MARAC", due_on=dt.date(2026, 3, 20))
    assert [work.verb for work in reading.open_for(cast["business-officer"], TODAY)] == ["Hand in"]
    assert reading.open_for(cast["board-member"], TODAY) == []


def test_a_schedule_is_not_changed_into_nothing(cast):
    plan, by = scheduled(cast).schedule, cast["business-manager"]
    for wrong in ({"title": " "}, {"agency": None, "service": ""}, {"group": cast.neighbour.group("board")}):
        plan.refresh_from_db()
        with pytest.raises(BadInput):
            assurance.change_schedule(schedule=plan, by=by, **wrong)


def test_the_list_comes_as_a_file_without_a_formula(cast, client_as):
    report = scheduled(cast, title="=Missing children")
    assurance.hand_in(report=report, files=[upload()], by=cast["police-lead"])
    found = dict.fromkeys(("data", "quality", "strengths", "plan", "learning"), ("yes", ""))
    assurance.check(report=report, found=found, scrutiny="", outcome=OUTCOME, by=cast["monitoring-chair"])
    page = client_as("board-member").get("/board/assurance/?status=closed").content.decode()
    assert "/board/assurance/download/?status=closed" in page
    text = client_as("board-member").get("/board/assurance/download/?status=closed").content.decode()
    assert "'=Missing children" in text and OUTCOME in text and text.count("\n") == 2
    excel = client_as("board-member").get("/board/assurance/download/?as=xlsx")
    assert excel.content.startswith(b"PK") and "reports-2026-03-02.xlsx" in excel["Content-Disposition"]
    assert client_as("stranger").get("/board/assurance/download/").status_code == 404
    assert AuditEvent.objects.filter(event="assurance.exported").count() == 2

"""Reports that the board expects: scheduled, asked for, written, handed in, checked."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb.board.assurance import operations as assurance
from lscb.board.assurance import reading
from lscb.board.assurance.shapes import CHECKLIST, PARTS
from lscb.board.assurance.updates import ask_updates
from lscb.board.models import AssuranceReport, ReportSchedule, ReportShape
from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.notices.models import Notice
from lscb.records.operations import open_record

S = AssuranceReport.Status
TODAY, DUE = dt.date(2026, 3, 2), dt.date(2026, 4, 30)
OUTCOME = "The group asks for waiting times by age in the next report."
FOUND = {code: ("yes", "") for code, _ in CHECKLIST}


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-03-02 09:00")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def scheduled(cast, **values):
    given = {
        "board": cast.board, "title": "Yearly report on missing children", "group": cast.group("monitoring"),
        "due_on": DUE, "agency": cast.agency("police"), "every_months": 12, "by": cast["business-manager"],
    }  # fmt: skip
    plan = assurance.schedule(**(given | values))
    return AssuranceReport.objects.get(schedule=plan)


def operational(cast, agency="police"):
    (report,) = assurance.ask_agencies(
        board=cast.board, agencies=[cast.agency(agency)], group=cast.group("board"), due_on=DUE,
        question="How are children heard?", by=cast["business-manager"],
    )  # fmt: skip
    return report


def upload():
    return SimpleUploadedFile("report.txt", b"The report", content_type="text/plain")


def written(report):
    return {code: f"Part {code}" for code, _, _ in PARTS[report.form]}


def test_a_scheduled_report_runs_round_by_round(cast):
    report = scheduled(cast)
    assert report.status == S.EXPECTED and report.record.reference == "WES-ASR-2026-001"
    assert (report.period_from, report.period_until) == (dt.date(2025, 4, 30), dt.date(2026, 4, 29))
    assert Deadline.objects.of(report.record).running().get().due_on == DUE
    assert Notice.objects.filter(to=cast["police-lead"], subject_key="report-asked").count() == 1
    with pytest.raises(BadInput, match="as a file"):
        assurance.hand_in(report=report, by=cast["police-lead"])
    given = assurance.hand_in(report=report, files=[upload()], by=cast["police-lead"])
    assert given.status == S.RECEIVED and given.received_by == cast["police-lead"]
    following = AssuranceReport.objects.get(status=S.EXPECTED)
    assert following.due_on == dt.date(2027, 4, 30) and following.schedule == report.schedule
    assert Notice.objects.filter(to=cast["monitoring-chair"], subject_key="report-received").exists()
    with pytest.raises(BadInput, match="checklist"):
        assurance.check(report=report, found={}, scrutiny="", outcome=OUTCOME, by=cast["monitoring-chair"])
    with pytest.raises(BadInput, match="what is missing"):
        found = FOUND | {"plan": ("no", "")}
        assurance.check(report=report, found=found, scrutiny="", outcome=OUTCOME, by=cast["monitoring-chair"])
    with pytest.raises(BadInput, match="does not say"):
        assurance.check(
            report=report, found=FOUND, scrutiny="", outcome="Ongoing", by=cast["monitoring-chair"]
        )
    done = assurance.check(
        report=report, found=FOUND, scrutiny="Clear.", outcome=OUTCOME, by=cast["monitoring-chair"]
    )
    assert done.status == S.CLOSED and done.checks.count() == 5 and done.record.closed_at
    again = assurance.ask_again(
        report=report, reason="The action plan is missing.", due_on=DUE, by=cast["monitoring-chair"]
    )
    assert again.status == S.EXPECTED and "action plan" in again.question and not again.record.closed_at
    assert AssuranceReport.objects.filter(status=S.EXPECTED).count() == 2


def test_a_report_that_is_no_longer_expected_makes_room_for_the_next(cast):
    report = scheduled(cast)
    assurance.withdraw(report=report, reason="The service was closed for a year", by=cast["business-officer"])
    assert AssuranceReport.objects.get(status=S.EXPECTED).due_on == dt.date(2027, 4, 30)
    plan = ReportSchedule.objects.get()
    assurance.change_schedule(schedule=plan, by=cast["business-manager"], every_months=6)
    assurance.end_schedule(schedule=plan, reason="The service has ended", by=cast["business-manager"])
    assert not AssuranceReport.objects.filter(status=S.EXPECTED).exists()
    assert not Deadline.objects.running().filter(code="ASSURANCE-DUE").exists()


def test_parts_are_kept_as_they_are_written(cast):
    report = operational(cast)
    assurance.save_parts(report=report, texts={"voice": "We asked 20 children."}, by=cast["police-lead"])
    with pytest.raises(BadInput, match="Still empty: Examples"):
        assurance.hand_in(report=report, by=cast["police-lead"])
    assurance.hand_in(report=report, texts=written(report), by=cast["scr-member-police"])
    with pytest.raises(InvalidMove):
        assurance.save_parts(report=report, texts={"voice": "Later"}, by=cast["police-lead"])
    assurance.check(report=report, found={}, scrutiny="", outcome=OUTCOME, by=cast["independent-chair"])


def test_members_are_asked_for_an_update_before_a_meeting_once(cast):
    group = cast.group("board")
    group.update_days = 10
    group.save()
    meeting = open_record(
        board=cast.board, kind="meeting", code="MTG", title="Meeting", route="board:assurance-detail", mode="board",
        by=cast["business-manager"],
    )  # fmt: skip
    held = dt.date(2026, 3, 30)
    first = ask_updates(group=group, meeting=meeting, held_on=held, by=cast["business-manager"])
    assert {each.owner for each in first} == {cast["executive-member"], cast["board-member"]}
    assert {each.due_on for each in first} == {dt.date(2026, 3, 16)}
    assert ask_updates(group=group, meeting=meeting, held_on=held, by=cast["business-manager"]) == []
    (mine,) = reading.open_for(cast["board-member"], TODAY)
    assert mine.verb == "Hand in"


def test_who_may_ask_write_and_check(cast):
    for by in ("police-lead", "lay-member", "monitoring-chair", "other-manager", "stranger"):
        with pytest.raises(NotAllowed):
            scheduled(cast, by=cast[by], group=cast.group("executive"))
    assert scheduled(cast, by=cast["monitoring-chair"])
    report = operational(cast)
    with pytest.raises(NotAllowed, match="written by Westmere Constabulary"):
        assurance.hand_in(report=report, texts=written(report), by=cast["health-lead"])
    assurance.hand_in(report=report, texts=written(report), by=cast["police-lead"])
    with pytest.raises(NotAllowed, match="chair of Westmere Safeguarding"):
        assurance.check(report=report, found={}, scrutiny="", outcome=OUTCOME, by=cast["police-lead"])


def test_figures_and_what_waits(cast):
    scheduled(cast, due_on=dt.date(2026, 2, 1))
    report = operational(cast)
    assurance.hand_in(report=report, texts=written(report), by=cast["police-lead"])
    assert reading.counts(cast.board, TODAY) == reading.ReportCounts(expected=1, overdue=1, received=1)
    assert [each.is_overdue for each in reading.open_for(cast["police-lead"], TODAY)] == [True]
    assert [each.verb for each in reading.open_for(cast["independent-chair"], TODAY)] == ["Check"]
    assert len(reading.due_for_group(cast.group("monitoring"), TODAY)) == 1


def test_written_and_handed_in_in_the_browser(cast, client_as):
    report = operational(cast)
    base = report.get_absolute_url()
    police = client_as("police-lead")
    assert "Write the report" in police.get(base).content.decode()
    kept = police.post(f"{base}write/", {"voice": "We asked 20."}, headers={"X-Requested-With": "fetch"})
    assert kept.status_code == 204
    assert "We asked 20." in police.get(f"{base}write/").content.decode()
    bad = police.post(f"{base}hand-in/", {"voice": "We asked 21."})
    assert (
        bad.status_code == 422
        and "We asked 21." in bad.content.decode()
        and "Still empty" in bad.content.decode()
    )
    assert police.post(f"{base}hand-in/", written(report)).status_code == 302
    chair = client_as("independent-chair")
    assert chair.post(f"{base}check/", {"outcome": "TBC"}).status_code == 422
    assert chair.post(f"{base}check/", {"outcome": OUTCOME}).status_code == 302
    assert OUTCOME in chair.get(base).content.decode()


def test_the_checklist_in_the_browser(cast, client_as):
    report = scheduled(cast)
    base = report.get_absolute_url()
    assert client_as("police-lead").post(f"{base}hand-in/", {"file": upload()}).status_code == 302
    manager = client_as("business-manager")
    typed = {"outcome": OUTCOME} | {code: "yes" for code, _ in CHECKLIST}
    bad = manager.post(f"{base}check/", typed | {"plan": "no"})
    assert bad.status_code == 422 and "Say what is missing" in bad.content.decode()
    assert (
        manager.post(f"{base}check/", typed | {"plan": "partly", "plan_note": "No dates"}).status_code == 302
    )
    page = manager.get(base).content.decode()
    assert "No dates" in page and "report.txt" in page


def test_strangers_find_nothing_and_others_are_told_why(cast, client_as):
    report = operational(cast)
    base = report.get_absolute_url()
    for path in ("/board/assurance/", "/board/assurance/schedule/", base, f"{base}write/"):
        assert client_as("stranger").get(path).status_code == 404
    assert client_as("other-manager").get(base).status_code == 404
    assert client_as("housing-lead").get(base).status_code == 404
    refused = client_as("lay-member").get(f"{base}write/")
    assert refused.status_code == 403 and "written by Westmere Constabulary" in refused.content.decode()
    assert client_as("lay-member").get("/board/assurance/schedule/").status_code == 403


def test_scheduled_from_a_template_in_the_browser(cast, client_as):
    manager = client_as("business-manager")
    page = manager.get("/board/assurance/schedule/").content.decode()
    assert "template=mappa" in page
    page = manager.get("/board/assurance/schedule/add/?template=mappa").content.decode()
    assert "public protection (MAPPA)" in page
    typed = {
        "title": "Yearly report", "shape": "report", "service": "MAPPA", "group": cast.group("executive").pk,
        "every_months": 12, "due_on": "2026-06-01",
    }  # fmt: skip
    assert manager.post("/board/assurance/schedule/add/", typed | {"service": ""}).status_code == 422
    assert manager.post("/board/assurance/schedule/add/", typed).status_code == 302
    plan = ReportSchedule.objects.get()
    assert plan.form == ReportShape.REPORT
    assert manager.get(f"/board/assurance/schedule/{plan.pk}/change/").status_code == 200
    assert "Yearly report" in manager.get("/board/assurance/?status=all&overdue=").content.decode()
    assert manager.post(f"/board/assurance/schedule/{plan.pk}/end/", {"reason": "Closed"}).status_code == 302


def test_the_list_costs_the_same_for_two_and_for_twenty(cast, client_as):
    browser = client_as("business-manager")

    def queries():
        browser.get("/board/assurance/")
        with CaptureQueriesContext(connection) as counted:
            browser.get("/board/assurance/")
        return len(counted)

    for _ in range(2):
        operational(cast)
    few = queries()
    for _ in range(18):
        operational(cast)
    assert queries() == few


def test_members_are_asked_in_the_browser(cast, client_as):
    meeting = open_record(
        board=cast.board, kind="meeting", code="MTG", title="Meeting", route="board:assurance-detail", mode="board",
        by=cast["business-manager"],
    )  # fmt: skip
    manager, path = client_as("business-manager"), "/board/assurance/updates/ask/"
    typed = {"group": cast.group("board").pk, "meeting": meeting.reference, "held_on": "2026-03-30"}
    bad = manager.post(path, typed | {"meeting": ""})
    assert bad.status_code == 422 and "Enter the reference" in bad.content.decode()
    assert manager.post(path, typed | {"held_on": "2026-01-30"}).status_code == 422
    assert manager.post(path, typed).status_code == 302
    assert AssuranceReport.objects.filter(form=ReportShape.UPDATE).count() == 2
    assert client_as("lay-member").get(path).status_code == 403
    assert client_as("stranger").get(path).status_code == 404

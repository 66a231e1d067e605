"""Figures: counted from what there is, opened where the reader may go, and kept as they stood."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb.board.models import BoardReport, FigureSet
from lscb.board.registers.operations import add_entry
from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, NotAllowed
from lscb.core.printing.making import CannotMake
from lscb.files.models import FileUse
from lscb.home.figures import freezing, own, pages, reporting, word, words
from lscb.home.figures.measuring import measure
from lscb.home.tasks import hourly
from lscb.learning import operations as learning
from lscb.learning.models import Action
from lscb.learning.operations import cascades, items
from lscb.meetings import operations as meetings
from lscb.records.models import Record
from lscb.records.operations import exclude, open_record
from lscb.trail.models import AuditEvent
from tests.learning.conftest import Maker
from tests.reviews import making

pytestmark = pytest.mark.django_db
S = Action.Status
TODAY = dt.date(2026, 3, 2)
MARKER = "Wibblefrost"


@pytest.fixture(autouse=True)
def _monday(at: Any) -> None:
    at("2026-03-02 09:00")


@pytest.fixture
def source(cast: Any) -> Record:
    return open_record(
        board=cast.board, kind="review", code="SCR", title="A review", route="learning:action-detail",
        by=cast["business-manager"],
    )  # fmt: skip


@pytest.fixture
def make(cast: Any, source: Record) -> Maker:
    return Maker(cast, source)


def text(client: Any, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    return answer.content.decode()


def shown(page: str) -> dict[str, str]:
    """Label to value of every figure on a page."""
    parts = re.findall(r'lscb-figure__label">(.*?)</p>\s*<p class="lscb-figure__value">(.*?)</p>', page, re.S)
    return {
        label.strip(): re.sub(r"<span.*?</span>|<[^>]*>", "", value, flags=re.S).strip()
        for label, value in parts
    }


def test_the_board_counts_everything_there_is(cast, make, client_as):
    making.submitted(cast)
    making.decided(cast)
    make(S.STARTED)
    make(S.CLAIMED)
    make(S.PROPOSED)
    counts = measure(cast.board, TODAY)["counts"]
    assert (counts["actions-open"], counts["actions-claimed"], counts["actions-overdue"]) == (2, 1, 0)
    assert measure(cast.board, dt.date(2026, 9, 1))["counts"]["actions-overdue"] == 1
    figures = shown(text(client_as("board-member"), "/dashboard/"))
    assert figures["Open actions"] == "2" and figures["Open referrals"] == str(counts["referrals-open"])
    other = measure(cast.neighbour.board, TODAY)["counts"]
    assert not any(other.values())


def test_late_actions_are_shown_by_how_late_they_are(cast, make):
    make(S.STARTED)
    ages = lambda day: dict(measure(cast.board, day)["series"]["actions-by-age"])  # noqa: E731
    end = dt.date(2026, 6, 30)
    assert ages(end)["In time"] == 1
    assert ages(end + dt.timedelta(days=1))["Up to 30 days late"] == 1
    assert ages(end + dt.timedelta(days=31))["31 to 90 days late"] == 1
    assert ages(end + dt.timedelta(days=91))["Over 90 days late"] == 1


def test_a_month_end_is_stored_once_and_does_not_change(cast, make, client_as, at):
    make(S.STARTED)
    at("2026-04-01 00:30")
    hourly()
    hourly()
    stored = FigureSet.objects.get(board=cast.board)
    assert stored.as_at == dt.date(2026, 3, 31) and stored.figures["counts"]["actions-open"] == 1
    make(S.STARTED)
    page = text(client_as("board-member"), f"/dashboard/?as_at={stored.pk}")
    assert shown(page)["Open actions"] == "1" and "do not change" in page
    assert 'href="/actions/"' not in re.sub(r"<header.*?</header>|<nav.*?</nav>", "", page, flags=re.S)
    live = text(client_as("board-member"), "/dashboard/")
    assert shown(live)["Open actions"] == "2" and "1 more than on 31 Mar 2026" in live
    assert AuditEvent.objects.filter(event="figures.frozen", board_code=cast.board.code).count() == 1


def test_a_worker_that_stood_still_for_long_stores_nothing_false(cast, at):
    at("2026-04-09 09:00")
    hourly()
    assert not FigureSet.objects.exists()


def test_figures_are_kept_for_a_meeting_of_the_board(cast, make, client_as):
    make(S.STARTED)
    meeting = meetings.plan(group=cast.group("board"), held_on=dt.date(2026, 3, 12), by=None)
    manager = client_as("business-manager")
    page = text(manager, "/dashboard/freeze/")
    assert cast.group("board").name in page
    answer = manager.post("/dashboard/freeze/", {"meeting": meeting.pk})
    assert answer.status_code == 302
    kept = FigureSet.objects.get()
    assert kept.meeting == meeting.record and kept.frozen_by == cast["business-manager"]
    assert meeting.record.reference in text(manager, f"/dashboard/?as_at={kept.pk}")
    assert manager.post("/dashboard/freeze/", {}).status_code == 422


def test_only_the_office_and_the_chair_keep_figures(cast, client_as):
    for slug, status in (("board-member", 403), ("police-lead", 403), ("stranger", 404)):
        assert client_as(slug).get("/dashboard/freeze/").status_code == status
        assert client_as(slug).get("/dashboard/reports/make/").status_code == status
    with pytest.raises(NotAllowed):
        freezing.freeze_for_report(board=cast.board, by=cast["board-member"])
    group = meetings.plan(group=cast.group("case-review"), held_on=dt.date(2026, 3, 12), by=None)
    with pytest.raises(BadInput):
        freezing.freeze_for_meeting(board=cast.board, meeting=group, by=cast["business-manager"])


def test_the_figures_of_another_board_are_not_there(cast, client_as):
    theirs = freezing.freeze_for_report(board=cast.neighbour.board, by=cast["other-manager"])
    for pk in (theirs.pk, "x", "9" * 30):
        assert client_as("business-manager").get(f"/dashboard/?as_at={pk}").status_code == 404


def test_one_press_makes_a_report_whose_files_hold_the_figures(cast, make, client_as):
    make(S.STARTED)
    manager = client_as("business-manager")
    answer = manager.post("/dashboard/reports/make/", {"foreword": "Read the second page first."})
    report = BoardReport.objects.get()
    assert answer.headers["Location"] == f"/dashboard/reports/{report.record.reference}/"
    page = text(client_as("board-member"), answer.headers["Location"])
    assert "Read the second page first." in page and shown(page)["Open actions"] == "1"
    for slug in ("police-lead", "stranger", "other-manager"):
        assert client_as(slug).get(answer.headers["Location"]).status_code == 404
    pdf = FileUse.objects.get(purpose=reporting.PDF).file.place
    with pikepdf.open(pdf) as made:
        assert made.Root.MarkInfo.Marked and made.Root.StructTreeRoot is not None
    words = " ".join(cell.text for table in docx.Document(str(FileUse.objects.get(purpose=reporting.WORD).file.place)).tables
                     for row in table.rows for cell in row.cells)  # fmt: skip
    assert "Open actions" in words and "Overdue" in words
    assert report.record.reference in text(client_as("board-member"), "/dashboard/reports/")
    assert report.record.reference not in text(client_as("other-manager"), "/dashboard/reports/")


def test_a_report_whose_file_cannot_be_made_leaves_nothing(cast, client_as, monkeypatch):
    def cannot(*_: Any, **__: Any) -> bytes:
        raise CannotMake("The file could not be made. Try again in a minute.")

    monkeypatch.setattr(reporting, "pdf_of", cannot)
    answer = client_as("business-manager").post("/dashboard/reports/make/", {"foreword": "Typed words."})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Typed words." in page and "could not be made" in page
    assert not FigureSet.objects.exists() and not BoardReport.objects.exists()


def template(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("template.docx", data, content_type=reporting.DOCX)


def test_the_boards_own_template_is_filled_and_a_bad_one_refused(cast, client_as):
    manager = client_as("business-manager")
    address = "/dashboard/reports/template/"
    for data, said in ((b"hello", "Word file"), (template("no marks"), "no place for the figures")):
        answer = manager.post(address, {"file": upload(data)})
        assert answer.status_code == 422 and said in answer.content.decode()
    own = template("Our partnership, {{board}}", "{{figures}}")
    assert (
        manager.post(
            "/dashboard/reports/template/",
            {"file": SimpleUploadedFile("t.docx", own, content_type=reporting.DOCX)},
        ).status_code
        == 302
    )
    made = reporting.make_report(board=cast.board, by=cast["business-manager"])
    place = FileUse.objects.get(record=made.record, purpose=reporting.WORD).file.place
    document = docx.Document(str(place))
    assert document.paragraphs[0].text == f"Our partnership, {cast.board.name}"
    assert document.tables and not any("{{" in each.text for each in document.paragraphs)
    assert word.FIGURES in " ".join(p.text for p in docx.Document(io.BytesIO(word.shipped())).paragraphs)
    assert client_as("board-member").get("/dashboard/reports/template/").status_code == 403


@pytest.mark.parametrize("path", ["groups/monitoring/", "agencies/police/"])
def test_what_is_shut_to_somebody_is_not_in_their_figures(cast, make, source, client_as, path):
    make(S.STARTED)
    member = cast["monitoring-chair"]
    before = shown(text(client_as("monitoring-chair"), f"/dashboard/{path}"))
    exclude(record=source, user=member, reason="Knows the family", by=cast["business-manager"])
    after = shown(text(client_as("monitoring-chair"), f"/dashboard/{path}"))
    assert (before["Open actions"], after["Open actions"]) == ("1", "0")


def test_own_pages_open_for_their_own_people(cast, client_as):
    assert "Westmere Constabulary" in text(client_as("police-lead"), "/dashboard/agencies/police/")
    for slug, path in (
        ("police-lead", "agencies/housing/"), ("police-lead", "groups/monitoring/"), ("stranger", "groups/board/"),
        ("stranger", "agencies/police/"), ("other-manager", "groups/monitoring/"),
    ):  # fmt: skip
        assert client_as(slug).get(f"/dashboard/{path}").status_code == 404, (slug, path)
    assert "My figures" in text(client_as("police-lead"), "/dashboard/me/")
    assert "Referrals to look at" in text(client_as("business-manager"), "/dashboard/desk/")
    assert client_as("board-member").get("/dashboard/desk/").status_code == 403


def test_the_desk_counts_what_the_office_moves_on(cast, make, at):
    for status in (S.PROPOSED, S.PROPOSED, S.CLAIMED, S.STARTED, S.VERIFIED):
        make(status)
    referral = making.accepted(cast)
    at("2027-06-20 09:00")
    found = own.of_desk(cast.board, cast["business-manager"], dt.date(2027, 6, 20))["counts"]
    expected = {"actions-proposed": 2, "actions-claimed": 1, "actions-overdue": 1}
    assert {name: found[name] for name in expected} == expected
    late = Deadline.objects.overdue(dt.date(2027, 6, 20)).exclude(code="ACTION")
    ours = [row for row in late if row.record_id == referral.record_id]
    assert len(ours) == found["clocks-overdue"] == 1 and found["clocks-week"] == 0
    assert len(late) > len(ours)  # impact checks are no time limits of cases


def test_time_limits_that_are_overdue_are_listed_for_those_who_may_open_the_case(cast, client_as, at):
    referral = making.accepted(cast)
    at("2026-05-20 09:00")
    assert referral.record.reference in text(client_as("business-manager"), "/dashboard/clocks/")
    assert referral.record.reference not in text(client_as("board-member"), "/dashboard/clocks/")


def test_queries_are_the_same_for_few_and_many(cast, make, client_as, django_assert_max_num_queries):
    client = client_as("business-manager")
    paths = (
        "/dashboard/",
        "/dashboard/groups/monitoring/",
        "/dashboard/agencies/police/",
        "/dashboard/desk/",
    )

    def asked(path: str) -> int:
        with django_assert_max_num_queries(60) as counted:
            client.get(path)
        return len(counted)

    make(S.STARTED)
    few = {path: asked(path) for path in paths}
    few = {path: asked(path) for path in paths}
    for _ in range(8):
        make(S.STARTED)
        make(S.CLAIMED)
    assert {path: asked(path) for path in paths} == few


def test_every_figure_opens_a_list_that_is_there(cast, client_as):
    manager = client_as("business-manager")
    group, agency = cast.group("board"), cast.agency("police")
    sections = (
        *words.BOARD, *own.DESK, *own.PERSON, *own.group_sections(group), *own.agency_sections(agency),
    )  # fmt: skip
    for figure in [figure for section in sections for figure in section.figures]:
        assert figure.url, f"{figure.label} opens nothing"
        assert manager.get(figure.url).status_code == 200, figure.url


def test_a_figure_and_the_list_behind_it_are_the_same(cast, make, client_as):
    """Moved three times; a time limit of a learning item is none of a case."""
    action, manager = make(S.STARTED), client_as("business-manager")
    make(S.STARTED, title="Never moved")
    for day in (1, 2, 3):
        new = dt.date(2026, 7, day)
        learning.revise_date(action=action, end_on=new, reason="Ill", by=cast["monitoring-chair"])
    lesson = items.add_item(
        board=cast.board, title="Ask", message="Ask who lives here.", by=cast["business-manager"]
    )
    cascades.ask_to_cascade(
        item=lesson, agencies=[cast.agency("police")], due_on=None, by=cast["business-manager"]
    )
    counts = measure(cast.board, dt.date(2026, 6, 1))["counts"]
    assert (counts["actions-moved-often"], counts["clocks-overdue"], counts["cascades-outstanding"]) == (
        1,
        0,
        1,
    )
    url = words.all_words()["actions-moved-often"].url
    assert [row["cells"][0]["text"] for row in manager.get(url).context["rows"]] == [action.title]


def test_registers_reports_and_attendance_are_counted(cast, client_as):
    by = cast["business-manager"]
    add_entry(
        kind="risk", board=cast.board, title="Few foster places", by=by, likelihood=5, impact=4,
        text="There are too few foster places for sibling groups in the county.", due_on=dt.date(2026, 6, 1),
        mitigation="The council recruits twelve families by June.",
    )  # fmt: skip
    counts = measure(cast.board, TODAY)["counts"]
    assert (counts["risks-open"], counts["risks-high"]) == (1, 1)
    page = text(client_as("board-member"), "/dashboard/")
    assert shown(page)["Open risks"] == "1" and "Open risks by likelihood and impact" in page


def test_the_worst_risks_are_red_and_open_their_list():
    measured = {"series": {"risk-map": [["5", [0, 0, 0, 1, 0]], ["2", [0, 2, 0, 0, 0]]]}}
    worst, mild = (row["cells"] for row in pages.risk_map(measured, live=True)["rows"])
    assert (worst[3]["level"], mild[1]["level"], worst[0]["level"]) == (1, 4, 0)
    assert worst[3]["url"] == "/board/registers/risks/?likelihood=5&impact=4" and worst[0]["url"] == ""
    assert not pages.risk_map(measured)["rows"][0]["cells"][3]["url"]  # stored figures open nothing


def test_the_word_report_holds_the_map_of_risks():
    measured = {"series": {"risk-map": [["5", [0, 0, 0, 1, 0]]]}}
    content = {
        "board": "B",
        "title": "T",
        "as_at": dt.date(2026, 3, 2),
        "foreword": "",
        "sections": [],
        "charts": [],
    }
    made = docx.Document(
        io.BytesIO(word.filled(word.shipped(), content | {"risks": pages.risk_map(measured)}))
    )
    (table,) = made.tables
    assert [cell.text for cell in table.rows[1].cells] == ["5", "–", "–", "–", "1", "–"]
    assert any("Open risks by likelihood and impact" in paragraph.text for paragraph in made.paragraphs)

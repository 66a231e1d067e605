"""The pages of the registers, as their readers see them."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb.board.models import Entry
from lscb.board.registers import operations as registers
from lscb.board.registers.kinds import REGISTERS
from lscb.records.operations import exclude, open_record
from tests.board.entries import ANSWER, OUTCOME, make

R, S = Entry.Register, Entry.Status
LIST = "/board/registers/challenges/"
MARKER = "Wibblefrost"


@pytest.fixture(autouse=True)
def _monday(at):
    at("2026-03-02 09:00")


def typed(cast, **values):
    return {
        "title": "Late assessments", "text": "Why are so many late?", "asked_by": "The Board", "readers": "board",
        "agency": cast.agency("police").pk, "raised_on": "2026-03-02", "due_on": "2026-04-01", **values,
    }  # fmt: skip


def test_everybody_of_the_board_reaches_the_registers_and_a_stranger_does_not(cast, client_as):
    for slug in ("lay-member", "police-lead", "business-officer"):
        assert "/board/registers/" in client_as(slug).get("/board/").content.decode()
        assert client_as(slug).get("/board/registers/").status_code == 200
    entry = make(cast)
    for path in (
        "/board/",
        "/board/registers/",
        LIST,
        entry.get_absolute_url(),
        f"{LIST}add/",
        f"{LIST}download/",
    ):
        assert client_as("stranger").get(path).status_code == 404
    assert client_as("business-manager").get("/board/registers/nothing/").status_code == 404
    assert client_as("other-manager").get(entry.get_absolute_url()).status_code == 404
    assert entry.record.title not in client_as("other-manager").get(LIST).content.decode()


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.slug)
def test_every_register_has_its_pages(cast, client_as, register):
    entry, browser = make(cast, register.kind), client_as("business-manager")
    base = f"/board/registers/{register.slug}/"
    assert entry.get_absolute_url() == f"{base}{entry.record.reference}/"
    page = browser.get(base)
    assert entry.record.title in page.content.decode() and register.name in page.content.decode()
    assert entry.text in browser.get(entry.get_absolute_url()).content.decode()
    for verb in ("change", "close", "link", "answer" if register.answers else "review"):
        assert browser.get(f"{entry.get_absolute_url()}{verb}/").status_code == 200
    assert browser.get(f"{base}add/").status_code == 200
    wrong = next(each for each in REGISTERS if each is not register)
    assert browser.get(f"/board/registers/{wrong.slug}/{entry.record.reference}/").status_code == 404


def test_entered_answered_and_closed_in_the_browser(cast, client_as):
    manager = client_as("business-manager")
    answer = manager.post(f"{LIST}add/", typed(cast))
    entry = Entry.objects.get()
    assert answer.status_code == 302 and answer.url == entry.get_absolute_url()
    police = client_as("police-lead")
    assert "Answer this" in police.get(answer.url).content.decode()
    bad = police.post(f"{answer.url}answer/", {"answer": "In progress", "version": 1})
    assert bad.status_code == 422 and "In progress" in bad.content.decode()
    assert "does not say what the answer is" in bad.content.decode()
    assert police.post(f"{answer.url}answer/", {"answer": ANSWER, "version": 1}).status_code == 302
    page = manager.get(answer.url).content.decode()
    assert ANSWER in page and "answered it" in page and "Close the entry" in page
    assert manager.post(f"{answer.url}close/", {"outcome": OUTCOME}).status_code == 302
    assert OUTCOME in manager.get(answer.url).content.decode()


def test_what_was_typed_is_kept_when_it_does_not_fit(cast, client_as):
    bad = client_as("business-manager").post(
        f"{LIST}add/", typed(cast, due_on="", readers="group", text=MARKER)
    )
    page = bad.content.decode()
    assert bad.status_code == 422 and MARKER in page
    assert "Choose the group that may read it" in page and "Enter a date: answer due" in page
    bad = client_as("business-manager").post(f"{LIST}add/", typed(cast, source="WES-XXX-2026-001"))
    assert "nothing with this reference" in bad.content.decode()
    assert not Entry.objects.exists()


def test_refused_with_a_sentence(cast, client_as):
    entry = make(cast)
    for path in (f"{LIST}add/", f"{entry.get_absolute_url()}close/", f"{entry.get_absolute_url()}answer/"):
        page = client_as("lay-member").get(path)
        assert page.status_code == 403 and (
            "business unit" in page.content.decode() or "was asked" in page.content.decode()
        )
    page = client_as("lay-member").get(entry.get_absolute_url()).content.decode()
    assert "Close the entry" not in page and "With <strong>Neil Garside" in page


def test_a_conflict_shuts_every_page(cast, client_as):
    case = open_record(
        board=cast.board,
        kind="referral",
        code="REF",
        title="Case",
        route="board:entry-risk",
        by=cast["business-manager"],
    )
    entry = make(cast, source=case, title=MARKER, owner=cast["board-member"])
    browser = client_as("board-member")
    base = entry.get_absolute_url()
    assert MARKER in browser.get(LIST).content.decode()
    exclude(record=case, user=cast["board-member"], reason="Related", by=cast["business-manager"])
    for path in ("/", "/board/registers/", LIST, f"{LIST}?status=all", f"{LIST}download/"):
        assert MARKER not in browser.get(path).content.decode()
    for path in (base, f"{base}answer/", f"{base}close/"):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"answer": ANSWER}).status_code == 404
    page = client_as("lay-member").get(base).content.decode()
    assert MARKER in page and "Something that you cannot open" in page


def test_filters_order_and_pages(cast, client_as, monkeypatch):
    monkeypatch.setattr("lscb.board.registers.listing.PAGE", 3)
    for number in range(8):
        make(
            cast,
            R.RISK,
            title=f"Risk number {number}",
            likelihood=number % 5 + 1,
            due_on=dt.date(2026, 4, 1 + number),
        )
    late = make(cast, R.RISK, title="Late one", raised_on=dt.date(2026, 1, 5), due_on=dt.date(2026, 2, 1))
    browser, base = client_as("business-manager"), "/board/registers/risks/"

    def shown(query):
        return [row["cells"][0]["text"] for row in browser.get(base + query).context["rows"]]

    assert shown("?overdue=on") == ["Late one"]
    assert shown("?likelihood=5") == ["Risk number 4"]
    for sort in ("due", "new", "score"):
        seen, query = [], f"?sort={sort}"
        while query:
            page = browser.get(base + query)
            seen += [row["cells"][0]["text"] for row in page.context["rows"]]
            query, last = page.context["older_url"], page
        assert len(seen) == len(set(seen)) == 9
        back = browser.get(base + last.context["newer_url"])
        assert [row["cells"][0]["text"] for row in back.context["rows"]] == seen[3:6]
    assert shown("?sort=score")[0] == "Risk number 4"
    registers.close(entry=late, outcome=OUTCOME, by=cast["business-manager"])
    assert shown("?overdue=on") == [] and shown("?status=closed") == ["Late one"]
    assert browser.get(base + "?after=nonsense&likelihood=x").status_code == 200


def test_the_file_holds_what_the_list_shows_and_no_formula(cast, client_as):
    make(cast, title="=1+1")
    make(cast, R.RISK)
    browser = client_as("business-manager")
    text = browser.get(f"{LIST}download/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 2 and rows[1][1] == "'=1+1" and "asked by" in rows[0]
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{LIST}download/?as=xlsx").content))
    assert book.worksheets[0].max_row == 2 and book.worksheets[0]["B2"].data_type == "s"


@pytest.mark.parametrize("path", ["/board/registers/", LIST, "/"])
def test_a_list_costs_the_same_for_two_and_for_twenty(cast, client_as, path):
    browser = client_as("business-manager")

    def queries():
        browser.get(path)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            browser.get(path)
        return len(counted)

    for _ in range(2):
        make(cast)
    few = queries()
    for number in range(18):
        make(cast, owner=cast["business-manager"] if number % 2 else None)
    assert queries() == few

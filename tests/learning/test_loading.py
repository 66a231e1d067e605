"""A board's spreadsheet of actions comes in whole or not at all; what was downloaded loads back."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from lscb.clocks.models import Deadline
from lscb.core.errors import BadInput, NotAllowed
from lscb.learning.incoming import judge
from lscb.learning.models import Action, ActionChange, ActionPlan, Progress, Recommendation
from lscb.learning.operations import Loaded, load_actions
from lscb.learning.operations.changing import change_row
from lscb.learning.presenters import loaded_text
from lscb.learning.sheets import read_sheet
from lscb.notices.models import Notice
from lscb.records.models import Record
from lscb.trail.models import AuditEvent
from tests.cast import Cast
from tests.learning.conftest import Maker
from tests.learning.spreadsheets import csv_bytes, excel_bytes, row, upload

S = Action.Status
Browser = Callable[[str], Client]


def load(cast: Cast, content: bytes, name: str = "actions.csv", slug: str = "business-manager") -> Loaded:
    sheet = read_sheet(upload(content, name))
    return load_actions(board=cast.board, sheet=sheet, wording_confirmed_safe=True, by=cast[slug])


def faults(cast: Cast, *rows: dict[str, object]) -> list[str]:
    with pytest.raises(BadInput) as refused:
        load(cast, csv_bytes(rows))
    assert not Action.objects.exists()
    return refused.value.reason.splitlines()


STATES = {
    "Not started": S.AGREED, "started": S.STARTED, "Completed awaiting verification": S.CLAIMED,
    "COMPLETED, AWAITING VERIFICATION": S.CLAIMED, "Verified": S.VERIFIED, "Closed": S.CLOSED,
    "Not achieved": S.NOT_ACHIEVED, "Superseded": S.SUPERSEDED, "Rejected": S.REJECTED, "Proposed": S.PROPOSED,
}  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_status_comes_in_as_it_is_said(kind: str, cast: Cast) -> None:
    rows = [
        row(status=word, action=f"Train {n} officers in hearing children.") for n, word in enumerate(STATES)
    ]
    done = load(cast, csv_bytes(rows) if kind == "csv" else excel_bytes(rows), f"list.{kind}")
    assert (done.new, done.changed, done.same) == (len(STATES), 0, 0)
    assert list(Action.objects.order_by("pk").values_list("status", flat=True)) == list(STATES.values())
    assert done.plan is not None
    assert done.plan.kind == ActionPlan.Kind.LOADED
    assert (
        Recommendation.objects.filter(source=done.plan.record).count() == 1
    )  # the same words are one recommendation
    running = Deadline.objects.running().filter(code="ACTION")
    assert running.count() == 2  # not started, started
    change = ActionChange.objects.get(action__status=S.VERIFIED)
    assert (change.verb, change.reason) == ("load", "Row 6, as “Verified”.")
    assert change.changed_by == cast["business-manager"]
    events = AuditEvent.objects.filter(event__in=["action.load", "actions.loaded", "plan.opened"])
    assert events.count() == len(STATES) + 2


def test_who_is_let_in_and_told(cast: Cast, client_as: Browser) -> None:
    done = load(
        cast,
        csv_bytes(
            [row(owner_e_mail=cast["police-lead"].email.upper()), row(action="Write to all 30 schools.")]
        ),
    )
    first = Action.objects.order_by("pk").first()
    assert first is not None
    assert first.owner == cast["police-lead"]
    for slug in (
        "police-lead",
        "scr-member-police",
        "business-manager",
        "business-officer",
        "executive-member",
        "monitoring-chair",
    ):
        assert Action.objects.visible_to(cast[slug]).count() == 2, slug
    for slug in ("stranger", "other-manager", "housing-lead", "lay-member"):
        assert not Action.objects.visible_to(cast[slug]).exists(), slug
        assert not ActionPlan.objects.visible_to(cast[slug]).exists(), slug
    notices = Notice.objects.filter(subject_key="actions-loaded")
    assert list(notices.values_list("to__slug", flat=True)) == ["police-lead"]  # once for the file
    page = client_as("police-lead").get(first.get_absolute_url()).content.decode()
    assert "loaded it from a spreadsheet" in page
    assert "Trained 12 of 30 officers" in page
    assert done.plan is not None
    assert client_as("monitoring-chair").get(done.plan.get_absolute_url()).status_code == 200
    assert client_as("police-lead").get(done.plan.get_absolute_url()).status_code == 404


def test_headings_in_any_order_case_and_spelling(cast: Cast) -> None:
    text = (
        "\ufeffSTATUS;Due  date;Lead Agency;Owner Email;ACTION;Next activity;Date of next activity;Favourite colour\r\n"
        "Started;30.6.2026;westmere  constabulary;;Visit 12 schools and write to each.;"
        "Visit the last four.;1 Apr 2026;blue\r\n"
    )
    load(cast, text.encode())
    action = Action.objects.get()
    assert (action.end_on, action.agency) == (dt.date(2026, 6, 30), cast.agency("police"))
    update = Progress.objects.get()
    assert (update.next_activity, update.next_on) == ("Visit the last four.", dt.date(2026, 4, 1))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, separator: str, cast: Cast) -> None:
    words = "Train café owners, 12 of them; “all” by May – each."
    load(cast, csv_bytes([row(action=words)], encoding=encoding, separator=separator))
    assert Action.objects.get().activity == words


@pytest.mark.parametrize(
    "said",
    [
        "2026-03-31",
        "31/3/2026",
        "31.03.2026",
        "31-3-26",
        "31 March 2026",
        "31 Mar 2026",
        dt.date(2026, 3, 31),
    ],
)
def test_days(said: object, cast: Cast) -> None:
    load(cast, excel_bytes([row(due=said)]), "list.xlsx")
    assert Action.objects.get().end_on == dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    "said", [dt.date(9999, 12, 31), dt.datetime(9999, 12, 31, 0, 0), dt.date(1900, 1, 1)]
)
def test_a_day_that_stands_for_never_is_a_fault(said: object, cast: Cast) -> None:
    with pytest.raises(BadInput, match="row 2: “.*” under due is not a date"):
        load(cast, excel_bytes([row(due=said)]), "list.xlsx")
    assert not Action.objects.exists()


FAULTS = [
    (row(status="ongoing"), "“ongoing” is not a status"), (row(status="In progress"), "“Started”"),
    (row(status="overdue"), "worked out from the due date"), (row(status="Done"), "who has seen that it is complete"),
    (row(status="purple"), "is not a status. Write one of “Proposed”"), (row(status=""), "the status is empty"),
    (row(progress="Ongoing."), "alone does not say what has been done"), (row(progress="TBC"), "For example"),
    (row(owner_agency="Westmere Police"), "no agency of this board is called “Westmere Police”"),
    (row(owner_agency="Eastmere Police"), "no agency of this board is called “Eastmere Police”"),
    (row(owner_e_mail="nobody@nowhere.example"), "nobody on this board has the e-mail address"),
    (row(owner_e_mail="stranger@elsewhere.example"), "nobody on this board has the e-mail address"),
    (row(due="31/2/2026"), "“31/2/2026” under due is not a date"), (row(due="12/31/2026"), "is not a date"),
    (row(due="soon"), "is not a date"), (row(due=""), "the due date is empty"), (row(action=""), "the action is empty"),
    (row(owner_agency=""), "neither an owner agency nor an owner's e-mail"),
    (row(start="2026-07-01"), "the due date is before the start"),
    (row(action="Continue to monitor"), "does not say what will be done"),
    (row(reference="WES-ACT-2026-999"), "there is no action WES-ACT-2026-999"),
    (row(monitored_by="The other group"), "no group of this board is called"),
    (row(status="Accepted without action until a date"), "“accepted until” is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "sentence"), FAULTS, ids=[str(n) for n in range(len(FAULTS))])
def test_a_faulty_row_is_named_and_nothing_is_stored(
    bad: dict[str, object], sentence: str, cast: Cast
) -> None:
    said = faults(cast, row(), row(action="Write to all 30 schools."), bad)
    assert len(said) == 1
    assert said[0].startswith("row 4: ")
    assert sentence in said[0]
    assert not Record.objects.filter(kind="action-plan").exists()


def test_every_faulty_row_is_named(cast: Cast) -> None:
    said = faults(cast, row(status="ongoing"), row(), row(due="x", status="late"))
    assert [one.split(":")[0] for one in said] == ["row 2", "row 4"]
    assert "; " in said[1]


def test_blank_rows_are_counted_and_left_out(cast: Cast) -> None:
    blank = dict.fromkeys(row(), "")
    assert faults(cast, row(), blank, row(status="ongoing"))[0].startswith("row 4:")


# --- the same file again ----------------------------------------------------------------------------------


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    content = csv_bytes([row(), row(), row(status="Verified")])
    assert load(cast, content).new == 3
    again = load(cast, content)
    assert (again.new, again.changed, again.same, again.plan) == (0, 0, 3, None)
    assert Action.objects.count() == 3


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_downloaded_loads_back(kind: str, make: Maker, cast: Cast, client_as: Browser) -> None:
    for status in (S.PROPOSED, S.AGREED, S.CLAIMED, S.VERIFIED, S.NOT_ACHIEVED, S.ACCEPTED_WITHOUT):
        make(status)
    make(S.STARTED, title="=1+1", activity='\'=2\nand a second line, "quoted"; with 30 of 40 trained')
    load(cast, csv_bytes([row(), row(status="Completed awaiting verification", progress="")]))
    before = list(Action.objects.order_by("pk").values())
    file = client_as("business-manager").get(f"/actions/download/?status=all&as={kind}").content
    again = load(cast, file, f"actions.{kind}")
    assert (again.new, again.changed, again.same) == (0, 0, len(before))
    assert list(Action.objects.order_by("pk").values()) == before


def test_a_row_with_a_reference_changes_its_action(make: Maker, cast: Cast, client_as: Browser) -> None:
    action = make(S.AGREED)
    lead = cast["police-lead"]
    told = {
        "Reference": action.reference.lower(), "Status": "Started", "Due": "2026-07-31", "Owner e-mail": lead.email,
        "Progress": "Trained 12 of 30 officers by 20 February.", "Next": "Train the other 18 officers.",
        "Next date": "1/4/2026",
    }  # fmt: skip
    done = load(cast, csv_bytes([told]))
    assert (done.new, done.changed, done.same) == (0, 1, 0)
    action.refresh_from_db()
    assert (action.status, action.end_on, action.owner, action.revisions) == (
        S.STARTED,
        dt.date(2026, 7, 31),
        lead,
        1,
    )
    assert action.first_end_on == dt.date(2026, 6, 30)
    assert Progress.objects.get(action=action).next_on == dt.date(2026, 4, 1)
    assert Deadline.objects.running().get(record=action.record).due_on == dt.date(2026, 7, 31)
    assert action.date_revisions.get().revised_by == cast["business-manager"]
    assert load(cast, csv_bytes([told])).same == 1


def test_one_changed_row(make: Maker, cast: Cast) -> None:
    action = make(S.STARTED)
    sheet = read_sheet(
        upload(csv_bytes([{"Reference": action.reference, "Resources": "Two days of a trainer"}]))
    )
    judged = judge(cast.board, sheet, by=cast["business-officer"])
    assert [row.changes for row in judged.changed] == [["resources"]]
    changed = change_row(row=judged.changed[0], by=cast["business-officer"])
    assert (changed.resources, changed.version) == ("Two days of a trainer", action.version + 1)
    assert changed.changes.first().verb == "load"


REFUSED = [
    (S.STARTED, {"Status": "Verified"}, "does not become “Verified” through a file"),
    (S.CLAIMED, {"Due": "2026-09-30"}, "is “Completed, awaiting verification”"),
    (S.VERIFIED, {"Action": "Something else that is to be done"}, "is “Verified”"),
    (S.STARTED, {"Monitored by": "Serious Case Review Group"}, "handed over to another group on its page"),
    (S.STARTED, {"Version": "1", "Due": "2026-09-30"}, "was changed after this file was downloaded"),
    (S.STARTED, {"Recommendation": "Another one"}, "worded where it was made"),
    (S.AGREED, {"Status": "Completed awaiting verification"}, "does not say what was done"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "told", "sentence"), REFUSED, ids=[str(n) for n in range(len(REFUSED))])
def test_what_is_done_on_the_page_is_not_done_by_a_file(
    status: str, told: dict[str, str], sentence: str, make: Maker, cast: Cast
) -> None:
    action = make(status)
    before = Action.objects.filter(pk=action.pk).values().get()
    with pytest.raises(BadInput, match="row 2: ") as refused:
        load(cast, csv_bytes([{"Reference": action.reference} | told]))
    assert sentence in refused.value.reason
    assert Action.objects.filter(pk=action.pk).values().get() == before


def test_the_action_of_another_board_is_not_there(make: Maker, cast: Cast) -> None:
    action = make(S.STARTED)
    sheet = read_sheet(upload(csv_bytes([{"Reference": action.reference, "Due": "2026-09-30"}])))
    manager = cast.neighbour["other-manager"]  # type: ignore[union-attr]
    with pytest.raises(BadInput, match="there is no action"):
        load_actions(board=cast.neighbour.board, sheet=sheet, wording_confirmed_safe=True, by=manager)  # type: ignore[union-attr]
    with pytest.raises(NotAllowed):
        load_actions(board=cast.board, sheet=sheet, wording_confirmed_safe=True, by=manager)


def test_only_the_business_unit_and_only_confirmed(cast: Cast) -> None:
    sheet = read_sheet(upload(csv_bytes([row()])))
    for slug in ("police-lead", "monitoring-chair", "independent-chair", "stranger"):
        with pytest.raises(NotAllowed):
            load_actions(board=cast.board, sheet=sheet, wording_confirmed_safe=True, by=cast[slug])
    with pytest.raises(BadInput, match="Confirm that the wording"):
        load_actions(board=cast.board, sheet=sheet, wording_confirmed_safe=False, by=cast["business-officer"])
    assert not Action.objects.exists()


# --- what is over -----------------------------------------------------------------------------------------


def test_what_is_verified_is_checked_and_what_is_closed_is_history(cast: Cast, client_as: Browser) -> None:
    rows = [
        row(status=status, action=f"Train {n} officers in hearing children.")
        for n, status in enumerate(
            ["Verified", "Closed", "Closed", "Not achieved", "Completed awaiting verification"]
        )
    ]
    page = client_as("business-manager").post("/actions/load/", {"file": upload(csv_bytes(rows), "a.csv")})
    said = page.context["finished"]
    assert [each.split(" in as ")[0] for each in said] == [
        "1 action comes",
        "1 action comes",
        "3 actions come",
    ]
    assert "after the board&#x27;s usual months" in page.content.decode()
    done = load(cast, csv_bytes(rows))
    assert (done.people, "have been told" in loaded_text(done)) == (0, False)
    verified, closed = (
        Action.objects.filter(status=status).order_by("pk")[0] for status in (S.VERIFIED, S.CLOSED)
    )
    assert [each.months for each in verified.impact_checks.order_by("months")] == [3, 6, 12]
    assert not closed.impact_checks.exists()
    running = Deadline.objects.running().exclude(record=verified.record)
    assert not running.exists()
    people = (
        Deadline.objects.running()
        .filter(code="IMPACT-3")
        .values_list("parties__party__person__slug", flat=True)
    )
    assert set(people) == {"monitoring-chair", "business-manager", "business-officer"}
    assert verified.changes.get().changed_by == cast["business-manager"]
    assert not verified.verifications.exists()  # nobody is said to have verified it here


def test_an_owner_of_another_agency_is_pointed_out(cast: Cast) -> None:
    told = [row(owner_e_mail=cast[slug].email) for slug in ("police-lead", "housing-lead")]
    judged = judge(cast.board, read_sheet(upload(csv_bytes(told))), by=cast["business-manager"])
    named = [note for note in judged.notes if "is not listed at" in note]
    assert [note.split(":")[0] for note in named] == ["row 3"]
    assert str(cast["housing-lead"]) in named[0]


# --- files that are none ----------------------------------------------------------------------------------


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", b" " * 200_000_000)
    return out.getvalue()


def _swollen() -> bytes:
    """A workbook as a board would send it, with a part beside it that opens to 90 MB of no single large file."""
    out = io.BytesIO(excel_bytes([row()]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        for number in range(10):
            packed.writestr(f"xl/worksheets/more{number}.xml", b" " * 9 * 1024 * 1024)
    return out.getvalue()


BAD_FILES = {
    "empty": (b"", "list.csv"), "no heading": (b"a,b\n1,2\n", "list.csv"),
    "only headings": (csv_bytes([row()]).split(b"\n")[0], "l.csv"),
    "not a workbook": (b"PK\x03\x04rubbish", "list.xlsx"), "a program": (b"MZ\x90\x00" * 100, "list.csv"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100, "list.xlsx"), "a bomb": (_bomb(), "list.xlsx"),
    "swollen": (_swollen(), "list.xlsx"),
    "a page": (b"<!doctype html><html></html>", "list.csv"), "a document": (b"x", "list.docx"), "no kind": (b"x", "list"),
    "twice": (b"Action,Action,Owner agency,Due,Status\na,b,c,d,e\n", "list.csv"),
    "too large": (b"a" * 11_000_000, "list.csv"),
    "too many": (csv_bytes([row(progress="")] * 20_001), "list.csv"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence(kind: str, cast: Cast, client_as: Browser) -> None:
    content, name = BAD_FILES[kind]
    with pytest.raises(BadInput):
        load(cast, content, name)
    answer = client_as("business-manager").post("/actions/load/", {"file": upload(content, name)})
    assert answer.status_code == 422
    assert not Action.objects.exists()


# --- the command ------------------------------------------------------------------------------------------


def test_the_command(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(csv_bytes([row(), row(), row(status="ongoing"), row(owner_agency="Nobody")]))
    with pytest.raises(SystemExit) as ended:
        call_command("loadactions", str(file), board="westmere")
    said = capsys.readouterr()
    assert ended.value.code == 1
    assert [line.split(":")[0] for line in said.err.splitlines()[:2]] == ["row 4", "row 5"]
    assert not Action.objects.exists()
    file.write_bytes(csv_bytes([row(), row(action="Write to all 30 schools.")]))
    call_command("loadactions", str(file), board="westmere")
    assert "2 new, 0 changed, 0 left alone." in capsys.readouterr().out
    assert Action.objects.first().created_by == cast["business-manager"]


@pytest.mark.parametrize(
    ("file", "options"),
    [
        ("missing.csv", {"board": "westmere"}), ("there.csv", {"board": "nowhere"}),
        ("there.csv", {"board": "westmere", "by": "x@y.example"}),
    ],
)  # fmt: skip
def test_the_command_says_what_is_missing(
    file: str, options: dict[str, str], cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there.csv").write_bytes(csv_bytes([row()]))
    with pytest.raises(SystemExit) as ended:
        call_command("loadactions", str(tmp_path / file), **options)
    assert ended.value.code == 1
    assert capsys.readouterr().err.strip()
    assert not Action.objects.exists()


def test_five_hundred_rows(cast: Cast) -> None:
    rows = [
        row(action=f"Train {n} officers in hearing children.", recommendation=f"Recommendation {n % 60}")
        for n in range(500)
    ]
    assert load(cast, csv_bytes(rows)).new == 500
    assert Action.objects.count() == 500


# --- the pages --------------------------------------------------------------------------------------------


def test_preview_then_take(cast: Cast, client_as: Browser) -> None:
    browser = client_as("business-officer")
    content = csv_bytes([row(action="<b>Train</b> 30 officers in hearing children.", progress="")])
    page = browser.post("/actions/load/", {"file": upload(content)})
    assert page.status_code == 200
    text = page.content.decode()
    assert "1 new action" in text
    assert "&lt;b&gt;Train" in text
    assert not Action.objects.exists()
    sealed = page.context["form"].initial["rows"]
    refused = browser.post("/actions/load/take/", {"rows": sealed})
    assert refused.status_code == 422
    assert (
        browser.post("/actions/load/take/", {"rows": sealed[:-9], "wording_confirmed_safe": "on"}).status_code
        == 422
    )
    done = browser.post(
        "/actions/load/take/", {"rows": sealed, "wording_confirmed_safe": "on", "title": "Our list"}
    )
    plan = ActionPlan.objects.get()
    assert (done.status_code, done["Location"]) == (302, plan.get_absolute_url())
    assert (plan.title, plan.plan_actions.count()) == ("Our list", 1)


def test_a_new_row_that_says_what_an_action_says_is_pointed_out(cast: Cast, client_as: Browser) -> None:
    load(cast, csv_bytes([row()]))
    known = Action.objects.get()
    content = csv_bytes(
        [row(progress="All 30 officers were trained by 1 July."), row(owner_agency="Westmere Housing")]
    )
    text = client_as("business-officer").post("/actions/load/", {"file": upload(content)}).content.decode()
    assert f"Row 2: {known.record.reference} says that already." in text
    assert text.count("says that already") == 1
    assert "2 new actions. " in text


def test_faulty_rows_on_the_page(cast: Cast, client_as: Browser) -> None:
    page = client_as("business-manager").post(
        "/actions/load/", {"file": upload(csv_bytes([row(), row(status="ongoing")]))}
    )
    assert page.status_code == 422
    assert "Row 3: “ongoing” is not a status" in page.content.decode()


@pytest.mark.parametrize("address", ["/actions/load/", "/actions/load/take/"])
def test_who_opens_the_pages(address: str, cast: Cast, client_as: Browser) -> None:
    assert client_as("stranger").get(address).status_code == 404
    assert client_as("police-lead").get(address).status_code == 403
    assert client_as("business-manager").get(address).status_code == 200

"""A new board: the command, the invitation, setting up, people from a spreadsheet."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from lscb.board.models import Grant
from lscb.notices.models import Delivery
from lscb.people.models import Board, Invitation, User
from lscb.trail.models import AuditEvent

PASSWORD = "seven quiet lanterns swim"


def newboard(*args: str, **more: str) -> str:
    out = io.StringIO()
    options = {
        "name": "Northmere Board",
        "regime": "EN-WT2015",
        "manager_email": "m@northmere.example",
    } | more
    call_command("newboard", *(args or ("northmere",)), stdout=out, **options)
    return out.getvalue()


def test_the_command_makes_a_board_and_prints_one_link(db, client):
    said = newboard()
    path = re.search(r"https?://[^/]+(/join/\S+/)", said)[1]
    assert client.get(path).status_code == client.get(path).status_code == 200  # looking uses nothing up
    page = client.get(path)
    assert (
        page.headers["Referrer-Policy"] == "strict-origin"
    )  # "no-referrer" makes browsers send no origin either
    joined = client.post(path, {"password1": PASSWORD, "password2": PASSWORD})
    assert joined.url == "/board/"
    assert client.get("/board/").url == "/account/second-factor/set-up/"
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 404
    assert User.objects.get().check_password(PASSWORD)


def test_the_link_lasts_fourteen_days_and_only_its_hash_is_stored(db, client, at):
    at("2026-03-02 09:00")
    path = re.search(r"(/join/\S+/)", newboard())[1]
    assert path.split("/")[2] not in Invitation.objects.latest("pk").token_hash
    assert Invitation.objects.filter(used_at=None, expires_at__gt="2026-03-02T10:00Z").count() == 1
    at("2026-03-16 09:01")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("one", "other", "words"), [
    ("short", "short", "12 characters"),
    ("password1234", "password1234", "too common"),
    (PASSWORD, "another one here", "not the same"),
])  # fmt: skip
def test_weak_passwords_are_refused_and_the_link_stays(db, client, one, other, words):
    path = re.search(r"(/join/\S+/)", newboard())[1]
    page = client.post(path, {"password1": one, "password2": other})
    assert page.status_code == 422
    assert words in page.content.decode()
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("args", "more", "words"), [
    (("Bad Slug!",), {}, "lower-case letters"),
    ((), {"regime": "EN-WT1999"}, "There is no regime EN-WT1999"),
    ((), {"manager_email": "nobody"}, "e-mail address"),
    ((), {"code": "W"}, "two to six"),
    ((), {"name": " "}, "whole name"),
])  # fmt: skip
def test_the_command_refuses_with_a_sentence(db, args, more, words):
    with pytest.raises(CommandError, match=words):
        newboard(*args, **more)
    assert not Board.objects.exists()


def test_a_board_on_the_newer_rules_is_told_where_it_starts(db):
    assert "starts on EN-WT2015" in newboard(regime="EN-WT2023")
    assert Board.objects.get().regimes.get().regime == "EN-WT2015"
    with pytest.raises(CommandError, match="already a board"):
        newboard()


def test_setting_up_shows_what_is_done(cast, client_as):
    browser = client_as("business-manager")
    page = browser.get("/board/set-up/").content.decode()
    assert "12 agencies" in page
    assert "To do" in page
    browser.post("/board/mail/")
    assert Delivery.objects.filter(key__startswith="test:").count() == 1
    browser.post("/board/set-up/")
    cast.board.refresh_from_db()
    assert cast.board.set_up_at


def test_labels_are_data(cast, client_as):
    browser = client_as("business-manager")
    browser.post("/board/labels/", {"case-review-group": "SIRG", "unknown": "x"})
    cast.board.refresh_from_db()
    assert cast.board.label("case-review-group", "Case review group") == "SIRG"
    assert "unknown" not in cast.board.labels


HEAD = ["Name", "Email", "Job title", "Role", "Agency", "Group", "Office"]
GOOD = [
    "Amara Cole",
    "amara@hospital.example",
    "Named nurse",
    "Board member",
    "Westmere Hospitals NHS Trust",
    "Executive",
    "",
]


def csv_file(*rows: list[str]) -> SimpleUploadedFile:
    return SimpleUploadedFile("people.csv", "\n".join(",".join(row) for row in (HEAD, *rows)).encode())


def xlsx_file(*rows: list[str]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("people.xlsx", out.getvalue())


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_people_come_in_after_a_yes(cast, client_as, make):
    browser = client_as("business-manager")
    preview = browser.post("/board/people/load/", {"file": make(GOOD)})
    assert "Is this right?" in preview.content.decode()
    assert not User.objects.filter(name="Amara Cole").exists()
    rows = re.search(r'name="rows" value="([^"]+)"', preview.content.decode())[1]
    assert browser.post("/board/people/load/take/", {"rows": rows}).status_code == 302
    assert Grant.objects.get(user__name="Amara Cole").agency == cast.agency("hospital")
    assert Delivery.objects.filter(key__startswith="invitation:").count() == 1
    assert AuditEvent.objects.filter(event="people.loaded").exists()


def test_one_faulty_row_and_nobody_comes_in(cast, client_as):
    browser = client_as("business-manager")
    bad = ["", "nonsense", "", "Wizard", "No Such Agency", "", ""]
    page = browser.post("/board/people/load/", {"file": csv_file(GOOD, bad, GOOD)})
    words = page.content.decode()
    assert page.status_code == 422
    for sentence in (
        "Row 3 has no name",
        "Wizard",
        "No Such Agency",
        "Row 4 has the same e-mail address as row 2",
    ):
        assert sentence in words
    assert not User.objects.filter(name="Amara Cole").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("people.xlsx", b"not a workbook"), ("people.csv", b"\xff\xfe\x00"), ("x.csv", b"a,b")],
)
def test_a_file_that_is_no_list_is_refused(cast, client_as, name, content):
    page = client_as("business-manager").post(
        "/board/people/load/", {"file": SimpleUploadedFile(name, content)}
    )
    assert page.status_code == 422


def test_a_list_that_was_tampered_with_is_refused(cast, client_as):
    page = client_as("business-manager").post("/board/people/load/take/", {"rows": "abc"})
    assert "Upload the file once more" in page.content.decode()

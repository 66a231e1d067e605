"""A meeting, from the day that is planned to the papers that each member may read."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from lscb.meetings.models import Meeting
from lscb.meetings.sweep import make_waiting
from lscb.records.operations import open_record
from tests.browser.hands import (
    choose,
    done,
    follow,
    heading,
    pick,
    press,
    reads,
    reads_not,
    write,
    write_date,
)
from tests.browser.journey import Journey
from tests.learning.conftest import Maker
from tests.learning.conftest import S as States
from tests.meetings.holding import text_pdf
from tests.reviews import making

HEADING = "Training budget"
#: Words of the two papers, and what their files are called.
BUDGET, CASE = "Figures Marigold", "Outline Wibblefrost"
BUDGET_FILE, CASE_FILE = "training-figures.pdf", "outline-of-answers.pdf"
DEPUTY = "Neil Garside"


def is_prepared(j: Journey) -> None:
    """A referral whose agencies were asked, and an action that the group monitors, wait for an agenda."""
    referral, _ = making.gathering(j.cast)
    j.referral = referral.record.get_absolute_url()
    j.made["case"] = referral.record.reference
    source = open_record(
        board=j.cast.board, kind="review", code="SCR", title="An earlier review", route="learning:action-detail",
        by=j.cast["business-manager"],
    )  # fmt: skip
    action = Maker(j.cast, source)(States.CLAIMED, group=j.cast.group("case-review"))
    j.made["claimed"] = action.reference


def has_a_deputy(j: Journey) -> None:
    """The seat of the police gets somebody who comes when its holder cannot."""
    page = j.at("business-manager", "/board/groups/case-review/")
    row = page.get_by_role("row").filter(has_text=j.cast["scr-member-police"].name)
    follow(page, "Name a deputy", row)
    heading(page, "Deputy for")
    choose(page, "Deputy", DEPUTY)
    press(page, "Save")
    done(page, "The deputy is named")
    reads(page, DEPUTY)


def is_planned(j: Journey) -> None:
    """The business officer plans it; a start that was not written as a time is asked for again."""
    day = j.today + dt.timedelta(days=10)
    page = j.at("business-officer", "/meetings/")
    follow(page, "Plan a meeting")
    choose(page, "Group", j.cast.group("case-review").name)
    write_date(page, "Day", day)
    write(page, "Start", "after lunch")
    write(page, "Place", "Room 2, County Hall")
    press(page, "Plan the meeting")
    reads(page, "There is a problem")
    expect(page.get_by_label("Place")).to_have_value("Room 2, County Hall")
    j.passed(page, "meeting-plan-refused")
    write(page, "Start", "10:00")
    press(page, "Plan the meeting")
    done(page, "The meeting is planned")
    reads(page, j.cast.group("case-review").name, "Room 2, County Hall", "4 agencies are needed")
    j.passed(page, "meeting-planned")
    j.made["meeting"] = page.url
    assert Meeting.objects.get().held_on == day


def gets_its_agenda(j: Journey) -> None:
    """What is due is offered to whoever may open it, and ticked; a heading is added, and moved up."""
    page = j.at("business-officer", j.made["meeting"])
    follow(page, "Build the agenda")
    reads(page, "Standing items", j.made["claimed"])
    reads_not(page, "Referrals to consider", j.made["case"])
    page = j.at("business-manager", j.made["meeting"])
    follow(page, "Build the agenda")
    reads(page, "Standing items", "Referrals to consider", "Actions")
    j.passed(page, "agenda-build")
    page.get_by_label(re.compile("^ *Welcome")).check()
    for reference in (j.made["case"], j.made["claimed"]):
        page.get_by_label(re.compile(reference)).check()
    press(page, "Add what is ticked")
    done(page, "What was ticked is on the agenda")
    follow(page, "Add what is due")
    reads_not(page, j.made["case"], "Standing items")
    page.go_back()
    follow(page, "Add an item")
    press(page, "Save the item")
    reads(page, "Enter a title")
    write(page, "Title", HEADING)
    pick(page, "Purpose", "To decide")
    write(page, "Minutes", "15")
    write(page, "What the group is asked", "To agree how the money for training is spent.")
    press(page, "Save the item")
    done(page, "Added to the agenda")
    before = _place(page)
    press(page, f"Up {HEADING}")
    assert _place(page) == before - 1
    reads(page, "minutes; ")
    j.passed(page, "agenda")


def _place(page: Page) -> int:
    """Which item the heading is."""
    words = page.locator(".lscb-agenda > li").filter(has_text=HEADING).locator("strong").inner_text()
    return int(words.split(".")[0])


def gets_papers(j: Journey) -> None:
    """One for the heading and one for the case; then they go out."""
    page = j.at("business-manager", j.made["meeting"] + "agenda/")
    for title, words, name in ((HEADING, BUDGET, BUDGET_FILE), (j.made["case"], CASE, CASE_FILE)):
        page.goto(j.made["meeting"] + "agenda/")
        follow(page, re.compile("^Add a paper"), page.locator(".lscb-agenda > li").filter(has_text=title))
        press(page, "Add the paper")
        reads(page, "Choose a file")
        page.get_by_label("File").set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": text_pdf(words)}
        )
        press(page, "Add the paper")
        done(page, "The paper is added")
        reads(page, name)
    j.passed(page, "papers")
    page.goto(j.made["meeting"])
    press(page, "The agenda is set")
    done(page, "The agenda is set")
    closed = j.at("scr-member-probation", j.made["meeting"])
    reads(closed, "Opens to you when the papers go out")
    reads_not(closed, j.made["case"], CASE_FILE, BUDGET_FILE)
    page = j.at("business-manager", j.made["meeting"])
    press(page, "Send the papers now")
    done(page, "The papers are out")


def is_read(j: Journey) -> None:
    """A member without scripts reads a paper, says so, and gets the pack with every paper in it."""
    j.without_scripts("scr-member-health")
    page = j.at("scr-member-health", "/")
    reads(page, "Case Review Group")
    page.goto(j.made["meeting"])
    reads(page, j.made["case"], CASE_FILE, HEADING, BUDGET_FILE, "Read the papers")
    answer = page.request.get(_link(page, BUDGET_FILE))
    assert answer.status == 200 and answer.body().startswith(b"%PDF")
    press(page, f"I have read this {BUDGET_FILE}")
    done(page, "you have read it")
    expect(page.get_by_role("button", name=f"I have read this {BUDGET_FILE}")).to_have_count(0)
    j.passed(page, "meeting-read")
    page = j.at("business-manager", j.made["meeting"] + "papers/")
    row = page.get_by_role("row").filter(has_text=BUDGET_FILE)
    expect(row).to_contain_text(j.cast["scr-member-health"].name)
    j.passed(page, "papers-read")


def makes_packs(j: Journey, folder: Path) -> None:
    """Two members ask for theirs; each finds both papers in it, with pages that are counted through."""
    for slug in ("scr-member-health", "scr-member-probation"):
        page = j.at(slug, j.made["meeting"])
        follow(page, "Get my pack")
        press(page, "Make my pack")
        reads(page, "Your pack is being made")
    assert make_waiting() == 2
    words = _pack(j, j.at("scr-member-health", j.made["meeting"] + "pack/"), folder)
    for each in (j.made["case"], CASE, HEADING, BUDGET):
        assert each in words, each


def shuts_out_a_conflict(j: Journey, folder: Path) -> None:
    """Whoever declares a personal conflict finds neither title, paper nor page of the pack, wherever they look."""
    page = j.at("scr-member-probation", j.made["meeting"])
    item = _item(page, j.made["case"])
    paper = _link(page, CASE_FILE)
    assert page.request.get(paper).status == 200
    follow(page, re.compile("^Declare a conflict"), item)
    press(page, "Declare it")
    reads(page, "Say which kind of conflict it is", "Say in a few words what the conflict is")
    pick(page, "Kind", "Personal: involved in the case, or related to family or staff")
    write(page, "What is it?", "A relative worked with the family")
    press(page, "Declare it")
    done(page, "The item is shut to you now")
    reads(page, "Not open to you, because of a recorded conflict", BUDGET_FILE)
    j.passed(page, "meeting-conflict")
    _finds_nothing(j, page, paper)
    page.goto(j.made["meeting"] + "pack/")
    reads(page, "What you may see of this meeting has changed")
    stale = page.request.get(j.made["meeting"] + "pack/file/")
    assert stale.status == 409 and not stale.body().startswith(b"%PDF")
    press(page, "Make my pack")
    assert make_waiting() == 1
    page.goto(j.made["meeting"] + "pack/")
    words = _pack(j, page, folder)
    assert HEADING in words and BUDGET in words and "because of a recorded conflict" in words
    for each in (j.made["case"], CASE, CASE_FILE, "Fenwright"):
        assert each not in words, each


def _finds_nothing(j: Journey, page: Page, paper: str) -> None:
    hidden = (j.made["case"], CASE_FILE, "Wibblefrost")
    reads_not(page, *hidden)
    for url in (paper, j.referral):
        assert page.request.get(url).status == 404, url
    for url in ("/", "/notices/", "/referrals/", "/actions/", f"/search/?q={j.made['case']}"):
        page.goto(url)
        reads_not(page, *(hidden[1:] if "q=" in url else hidden))
    assert page.get_by_role("main").get_by_role("link", name=j.made["case"]).count() == 0


def _item(page: Page, words: str) -> Locator:
    return page.locator(".lscb-agenda > li").filter(has_text=words)


def _link(page: Page, name: str) -> str:
    return str(page.get_by_role("link", name=name).first.get_attribute("href"))


def _pack(j: Journey, page: Page, folder: Path) -> str:
    """The text of the pack that this person is given; it is tagged."""
    reads(page, "Your pack is ready")
    j.passed(page, "pack")
    with page.expect_download() as loading:
        page.get_by_role("button", name="Download my pack").click()
    file = folder / "pack.pdf"
    loading.value.save_as(file)
    facts = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", facts), facts
    return subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout

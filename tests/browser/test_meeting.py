"""A meeting in a browser: its agenda, its papers, a conflict and a lost quorum, what it raised, and its agreed minutes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.hands import choose, done, follow, pick, press, reads, reads_not, write, write_date
from tests.browser.journey import Journey, shot
from tests.browser.test_flow import journey
from tests.meetings.holding import text_pdf

__all__ = ["journey"]
TITLE, WORDS = "Figures of the quarter", "Ten repeat plans are looked at by the group."
MANAGER, MEMBER = "business-manager", "scr-member-police"


def test_from_the_agenda_to_agreed_minutes(journey: Journey, tmp_path: Path) -> None:
    url = has_an_agenda(journey)
    has_papers(journey, url, tmp_path)
    one_has_a_conflict(journey, url)
    is_held(journey, url)
    is_minuted(journey, url)
    is_agreed(journey, url)
    stays_shut(journey, url)


def has_an_agenda(j: Journey) -> str:
    page = j.at(MANAGER, "/meetings/plan/")
    choose(page, "Group", j.cast.group("monitoring").name)
    write_date(page, "Day", j.today + dt.timedelta(days=14))
    write(page, "Start", "10:00")
    press(page, "Plan the meeting")
    url = page.url
    follow(page, "Build the agenda")
    page.get_by_label(re.compile("^ *Welcome, declarations")).check()
    press(page, "Add what is ticked")
    follow(page, "Add an item")
    write(page, "Title", TITLE)
    pick(page, "Purpose", "To decide")
    write(page, "Minutes", "30")
    press(page, "Save the item")
    press(page, f"Up {TITLE}")
    shot(page, "meeting-agenda")
    press(page, "The agenda is set")
    done(page, "The agenda is set")
    return url


def has_papers(j: Journey, url: str, tmp_path: Path) -> None:
    paper = tmp_path / "figures.pdf"
    paper.write_bytes(text_pdf("Figures"))
    page = j.at(MANAGER, f"{url}agenda/")
    follow(page, f"Add a paper to {TITLE}")
    page.get_by_label("File").set_input_files(paper)
    press(page, "Add the paper")
    page.goto(url)
    press(page, "Send the papers now")
    done(page, "The papers are out")
    shot(page, "meeting-papers-out")


def one_has_a_conflict(j: Journey, url: str) -> None:
    page = j.at(MEMBER, url)
    press(page, "I have read this figures.pdf")
    follow(page, re.compile("^Declare a conflict"))
    pick(page, "Kind", "Personal: involved in the case, or related to family or staff")
    write(page, "What is it?", "Married to the author")
    press(page, "Declare it")
    reads(page, "Not open to you, because of a recorded conflict")
    reads_not(page, TITLE, "figures.pdf")


def is_held(j: Journey, url: str) -> None:
    j.later(14)
    page = j.at(MANAGER, url)
    follow(page, "Record who is here")
    for radio in page.get_by_label("Present", exact=True).all():
        radio.check()
    press(page, "Save who is here")
    follow(page, "Go to the meeting room")


def _sheet(page: Page, heading: str) -> None:
    page.locator("summary").filter(has_text=heading).click()


def is_minuted(j: Journey, url: str) -> None:
    page = j.be(MANAGER)
    follow(page, TITLE)
    reads(page, "4 agencies count, 4 are needed: quorate", "Conflict of interest: does not count")
    press(page, "Leaves for this item Priya Raman")
    reads(page, "3 agencies count, 4 are needed: not quorate")
    write(page, "Minute", "The group looked at the figures.")
    press(page, "Save the minute")
    _sheet(page, "Record a decision")
    write(page, "Decision", WORDS)
    press(page, "Record the decision")
    _sheet(page, "Raise an action")
    write(page, "Action", "Look at ten plans")
    write(page, "What will be done", "Read ten repeat plans and write down why each was made again.")
    press(page, "Raise the action")
    done(page, "The action is in the register")
    expect(page.locator(".boxed")).to_contain_text("Not quorate")
    shot(page, "meeting-room")
    press(page, "Mark as held")


def is_agreed(j: Journey, url: str) -> None:
    page = j.at(MANAGER, url)
    press(page, "Send the draft round")
    follow(page, "Record that they are agreed")
    press(page, "Record that they are agreed")
    reads(page, "Agreed by the chair", WORDS, "Left the room: Priya Raman")
    shot(page, "meeting-minutes")
    page = j.at("scr-member-health", url)
    follow(page, "Record that I fed back")
    write(page, "How you told them", "At the team leaders’ meeting")
    press(page, "Record it")
    done(page, "Recorded")


def stays_shut(j: Journey, url: str) -> None:
    for address in (url, f"{url}minutes/"):
        page = j.at(MEMBER, address)
        reads(page, "because of a recorded conflict")
        reads_not(page, TITLE, WORDS)

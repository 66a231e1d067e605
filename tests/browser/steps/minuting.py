"""The meeting itself, item by item, and its minutes until they are agreed and taken back into the agencies."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Locator, Page, expect

from lscb.board.models import Entry
from lscb.learning.models import Action
from lscb.meetings.models import ItemMinute, Meeting, Resolution
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
from tests.browser.steps.meeting import DEPUTY, HEADING

MINUTE = "The answers of four agencies were looked at one after the other."
DECISION = "The group asks the fifth agency for its answer within ten days."
ACTION = "Spread the training over the year"
RISK = "Too few places on the course"


def begins(j: Journey) -> None:
    """The chair writes down who is here; for the police their deputy came."""
    j.later(10)
    page = j.at("scr-chair", j.made["meeting"])
    follow(page, "Record who is here")
    press(page, "Save who is here")
    reads(page, "There is a problem")
    groups = page.get_by_role("main").get_by_role("group")
    for number in range(groups.count()):
        deputy = groups.nth(number).get_by_label(f"Deputy present: {DEPUTY}", exact=True)
        here = deputy if deputy.count() else groups.nth(number).get_by_label("Present", exact=True)
        here.check()
    j.passed(page, "attendance")
    press(page, "Save who is here")
    done(page, "Saved")
    reads(page, DEPUTY, "present (deputy)", "5 agencies count, 4 are needed: quorate")
    follow(page, "Go to the meeting room")


def loses_its_quorum(j: Journey) -> None:
    """With one member shut out and another outside, the case cannot be decided; the words are kept until they are back."""
    page = j.be("scr-chair")
    follow(page, re.compile(f"^{j.made['case']}|Referral"), page.get_by_role("navigation", name="Agenda"))
    reads(page, "4 agencies count, 4 are needed: quorate", j.cast.agency("probation").name)
    press(page, f"Leaves for this item {DEPUTY}")
    done(page, "Noted")
    reads(
        page,
        "3 agencies count, 4 are needed: not quorate",
        "cannot take a case below its quorum",
        "Not quorate",
    )
    expect(_person(page, DEPUTY)).to_contain_text("Out of the room")
    sheet = _sheet(page, "Record a decision")
    write(sheet, "Decision", DECISION)
    press(page, "Record the decision", sheet)
    reads(page, "it cannot decide below its quorum", "Ask another agency to join")
    expect(page.get_by_label("Decision", exact=True)).to_have_value(DECISION)
    j.passed(page, "room-not-quorate")
    assert not Resolution.objects.exists()
    press(page, f"Is back {DEPUTY}")
    reads(page, "4 agencies count, 4 are needed: quorate")
    write(page, "Minute", MINUTE)
    press(page, "Save the minute")
    done(page, "The minute is saved")
    sheet = _sheet(page, "Record a decision")
    write(sheet, "Decision", DECISION)
    write(sheet, "Abstained", j.cast.agency("hospital").name)
    press(page, "Record the decision", sheet)
    done(page, "The decision is recorded")
    reads(page, DECISION, "Quorate: 4 agencies counted, 4 were needed")
    j.passed(page, "room")


def raises_things(j: Journey) -> None:
    """An action and a risk are in their registers as soon as the form is sent, with the meeting as where they come from."""
    page = j.be("scr-chair")
    follow(page, HEADING, page.get_by_role("navigation", name="Agenda"))
    reads(page, "5 agencies count", "To agree how the money for training is spent")
    write(page, "Minute", "The money is enough for four courses.")
    press(page, "Save the minute")
    sheet = _sheet(page, "Raise an action")
    write(sheet, "Action", ACTION)
    write(sheet, "What will be done", "Ongoing")
    choose(sheet, "Responsible agency", j.cast.agency("police").name)
    press(page, "Raise the action", sheet)
    reads(page, "alone does not say what will be done", "For example")
    expect(page.get_by_label("Action", exact=True)).to_have_value(ACTION)
    sheet = page.locator("details", has_text="Raise an action")
    write(sheet, "What will be done", "Hold one course in each quarter and keep a list of who came.")
    write(sheet, "What will be different for children", "Whoever visits a home has asked the child.")
    write(sheet, "What it needs", "None")
    write_date(sheet, "End date", j.today + dt.timedelta(days=120))
    press(page, "Raise the action", sheet)
    done(page, "The action is in the register")
    _raises_a_risk(j, page)
    raised = page.get_by_role("link", name=re.compile("-ACT-"))
    j.made["raised"] = raised.inner_text()
    raised.click()
    reads(page, ACTION, j.made["raised"])
    j.passed(page, "action-raised")
    action = Action.objects.get(title=ACTION)
    assert action.status == Action.Status.PROPOSED and action.source == Meeting.objects.get().record


def _raises_a_risk(j: Journey, page: Page) -> None:
    sheet = _sheet(page, "Raise a challenge or a risk")
    pick(sheet, "What is it?", "A risk")
    write(sheet, "Title", RISK)
    write(
        sheet, "What is asked, or what may happen and why", "Courses are full, so new staff wait for months."
    )
    write_date(sheet, "Answer due, or look at again", j.today + dt.timedelta(days=60))
    press(page, "Put it into the register", sheet)
    reads(page, "Enter how likely it is, from 1 to 5")
    sheet = page.locator("details", has_text="Raise a challenge or a risk")
    write(sheet, "Risk: likelihood", "3")
    write(sheet, "Risk: impact on children", "4")
    write(sheet, "Risk: what is done against it", "Two more courses are asked for.")
    press(page, "Put it into the register", sheet)
    done(page, "It is in the register")
    reads(page, ACTION, RISK)
    j.passed(page, "room-raised")
    assert Entry.objects.get(record__title=RISK).board == j.cast.board


def is_held(j: Journey) -> None:
    page = j.at("scr-chair", j.made["meeting"] + "room/")
    press(page, "Mark as held")
    done(page, "Marked as held")
    page = j.at("independent-chair", "/board/registers/risks/")
    reads(page, RISK)
    j.passed(page, "risks")


def goes_round(j: Journey) -> None:
    """The officer sends the draft; a member reads all of it, the one with the conflict all but the case."""
    page = j.at("business-officer", j.made["meeting"] + "minutes/")
    reads(page, "This is a draft", DECISION)
    press(page, "Send the draft round")
    done(page, "The draft is with the members")
    j.passed(page, "minutes-draft")
    page = j.at("scr-member-health", "/")
    follow(page, re.compile("^Read the (draft )?minutes|minutes", re.I))
    page.goto(j.made["meeting"] + "minutes/")
    reads(page, MINUTE, DECISION, j.made["raised"], RISK, DEPUTY, "The meeting was quorate when it began")
    page = j.at("scr-member-probation", j.made["meeting"] + "minutes/")
    reads(page, j.made["raised"], "Not open to you, because of a recorded conflict")
    reads_not(page, MINUTE, DECISION, j.made["case"])
    file = page.request.get(j.made["meeting"] + "minutes/file/")
    assert file.status == 200 and file.body().startswith(b"%PDF")


def is_agreed(j: Journey) -> None:
    """The chair records it; then nothing but a correction is added, and members say that they told their agency."""
    j.later(7)
    page = j.at("scr-chair", j.made["meeting"])
    follow(page, "Record that they are agreed")
    heading(page, "Agree the minutes")
    press(page, "Record that they are agreed")
    done(page, "The minutes are agreed")
    reads(page, "Agreed by the chair")
    assert page.request.get(j.made["meeting"] + "room/").ok
    page = j.at("scr-member-health", j.made["meeting"])
    follow(page, "Record that I fed back")
    write(page, "How you told them", "")
    press(page, "Record it")
    reads(page, "Say how you told them")
    write(page, "How you told them", "At the meeting of the named nurses")
    press(page, "Record it")
    done(page, "Recorded. Thank you")
    page = j.at("business-officer", j.made["meeting"])
    reads(
        page, "Fed back in agencies", j.cast["scr-member-health"].name, "At the meeting of the named nurses"
    )
    j.passed(page, "meeting-agreed")
    assert ItemMinute.objects.count() == 2 and Resolution.objects.get().quorate


def _sheet(page: Page, name: str) -> Locator:
    """One of the forms of an item, opened."""
    sheet = page.locator("details", has_text=name)
    if not sheet.evaluate("one => one.open"):
        sheet.locator("summary").click()
    return sheet


def _person(page: Page, name: str) -> Locator:
    return page.locator(".lscb-work__item").filter(has_text=name)

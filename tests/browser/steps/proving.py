"""An action of an agency: updated, claimed, sent back, claimed again, verified, and looked at again after three months."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Page, expect

from lscb.learning.models import Action, ImpactCheck
from lscb.records.operations import open_record
from tests.browser.hands import done, follow, heading, pick, press, reads, reads_not, write, write_date
from tests.browser.journey import Journey
from tests.learning.conftest import Maker

TITLE = "Train duty officers"
NEXT = "Train the last six officers and collect their feedback forms."
MISSING = "The signed register of those who came."


def is_agreed(j: Journey) -> None:
    """The police have been given something to do, out of a review that they cannot open."""
    source = open_record(
        board=j.cast.board, kind="review", code="SCR", title="Review of a marker-case", route="learning:action-detail",
        by=j.cast["business-manager"],
    )  # fmt: skip
    action = Maker(j.cast, source)(Action.Status.AGREED)
    j.action = action.get_absolute_url()
    j.made["source"] = source.reference


def is_updated(j: Journey) -> None:
    """Without scripts: “ongoing” is refused with an example, and nothing that was typed is lost."""
    j.without_scripts("police-lead")
    page = j.at("police-lead", "/actions/")
    follow(page, TITLE)
    reads_not(page, "marker-case")
    press(page, "Start work")
    done(page, "Work has started")
    follow(page, "Give an update")
    write(page, "What has been done since the last update", "Ongoing, to be progressed ASAP")
    write(page, "What will be done next", NEXT)
    write_date(page, "Date of the next activity", j.today + dt.timedelta(days=30))
    press(page, "Send the update")
    reads(
        page, "There is a problem", "alone does not say what has been done", "For example: “Trained 24 of 30"
    )
    expect(page.get_by_label("What will be done next")).to_have_value(NEXT)
    expect(page.get_by_label("What has been done since")).to_have_value("Ongoing, to be progressed ASAP")
    expect(page.get_by_label("Month", exact=True)).to_have_value("4")
    j.passed(page, "update-refused")
    write(page, "What has been done since the last update", "Trained 24 of 30 duty officers; six are booked.")
    press(page, "Send the update")
    done(page, "The update is kept")
    reads(page, "Trained 24 of 30", NEXT)
    j.passed(page, "action-updated")


def is_sent_back(j: Journey) -> None:
    """The owner does not verify; the group's chair looks at the evidence and says what is missing."""
    page = _claims(j, "Trained all 30 officers on 12 and 13 May.")
    page.goto(j.action + "verify/")
    reads_not(page, "Verify this action")
    page = j.at("monitoring-chair", "/")
    reads(page, TITLE)
    page.goto(j.action)
    reads(page, "Signed register of all 30 officers", "register.txt")
    j.passed(page, "action-claimed")
    follow(page, "Send back")
    press(page, "Send back to the agency")
    reads(page, "Say what is still missing")
    write(page, "What is still missing", MISSING)
    press(page, "Send back to the agency")
    done(page, "The action is back")
    page = j.at("police-lead", j.action)
    reads(page, "sent your claim back", MISSING)
    j.passed(page, "action-sent-back")


def is_verified(j: Journey) -> None:
    _claims(j, "Trained all 30 officers, and the register is signed by each of them.")
    page = j.at("monitoring-chair", j.action)
    follow(page, re.compile("^Verify"))
    write(page, "What shows that it is complete", "The register was seen on Monday.")
    press(page, "Verify this action")
    done(page, "The action is verified")
    reads(page, "Impact", "After 3 months", "After 6 months", "After 12 months")
    j.passed(page, "action-verified")
    assert Action.objects.get().status == Action.Status.VERIFIED


def is_looked_at_again(j: Journey) -> None:
    """Three months on the check waits on the chair's first page and in the list; then what it showed is kept."""
    j.later(90)
    page = j.at("monitoring-chair", "/")
    reads(page, TITLE)
    page.goto("/learning/impact/")
    j.passed(page, "impact-list")
    follow(page, TITLE)
    reads(page, "Is it still done, and what is different for children?")
    follow(page, "Record the impact check")
    heading(page, "Impact check after 3 months")
    press(page, "Record the check")
    reads(page, "Say what shows that it is still done", "Choose what the check shows")
    write(page, "Is it still done? What shows that?", "The course is in the plan of each new officer.")
    write(page, "What is different for children?", "In 38 of 40 records the child's own words are there.")
    write(page, "What did you look at?", "Forty records of May, taken at random.")
    pick(page, "What does the check show?", "Sustained, and it makes a difference")
    j.passed(page, "impact-check")
    press(page, "Record the check")
    done(page, "The check is recorded")
    reads(page, "In 38 of 40 records", "Sustained, and it makes a difference")
    page.goto("/learning/impact/")
    reads(page, "No impact check is due")
    page = j.at("police-lead", j.action)
    reads(page, "In 38 of 40 records")
    assert ImpactCheck.objects.get(months=3).outcome == ImpactCheck.Outcome.SUSTAINED


def _claims(j: Journey, words: str) -> Page:
    page = j.at("police-lead", j.action)
    follow(page, re.compile("^Claim"))
    write(page, "What has been done", words)
    press(page, "Send to the group for verification")
    reads(page, "There is a problem")
    expect(page.get_by_label("What has been done", exact=True)).to_have_value(words)
    write(page, "Evidence in words", "Signed register of all 30 officers, held by the training team.")
    page.get_by_label("Evidence as a file").set_input_files(
        {"name": "register.txt", "mimeType": "text/plain", "buffer": b"Thirty signatures."}
    )
    press(page, "Send to the group for verification")
    done(page, "has been told")
    return page

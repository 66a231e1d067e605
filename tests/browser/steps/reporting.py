"""The report: sections with a live preview, findings, recommendations, actions, and those who agree it."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Page, expect

from reviews.models import Report, ReportSection
from tests.browser.hands import choose, done, follow, heading, pick, press, reads, tick, write, write_date
from tests.browser.journey import Journey, shot
from tests.browser.steps.reviewing import goes_on

STORY = """# The family
Tamsin Fenwright lived with Rhiannon Fenwright, her mother, at 12 Mill Row. Tamsin was seen four times.

- The surgery was rung.
- Two visits were not passed on.

| Who | When |
| Surgery | March |
"""
PLAIN = "Services worked hard, and did not always know what others knew."


def is_written(j: Journey) -> None:
    page = j.at("reviewer", j.review)
    follow(page, "Open the report")
    write(page, "Title", "Serious Case Review: Child A")
    press(page, "Start the report")
    codes = list(ReportSection.objects.order_by("order").values_list("code", flat=True))
    for code in codes:
        page.goto(f"{j.review}report/{code}/")
        if code == "what-happened":
            _with_preview(page)
        else:
            write(page, "Text", PLAIN)
        press(page, "Save")
        done(page, "Saved")


def _with_preview(page: Page) -> None:
    write(page, "Text", STORY)
    preview = page.locator("[data-preview]")
    expect(preview.get_by_role("heading", name="The family")).to_be_visible()
    expect(preview.get_by_role("listitem")).to_have_count(2)
    expect(preview.get_by_role("table")).to_be_visible()
    shot(page, "report-section")


def findings_and_actions(j: Journey) -> None:
    page = j.at("reviewer", j.review + "report/")
    follow(page, "Add a finding")
    pick(page, "Kind", "Concern")
    write(page, "The finding in one sentence", "What one service knew did not reach the next.")
    press(page, "Save the finding")
    follow(page, "Add a recommendation")
    choose(page, "Rests on finding", "What one service knew")
    write(page, "What should change", "Every visit to a child is passed on within a day.")
    tick(page, j.cast.agency("housing").name)
    press(page, "Save the recommendation")
    follow(page, re.compile("^Propose an action"))
    write(page, "The action in one line", "Pass on visits within a day")
    write(page, "What will be done", "Write the rule into the handbook and train all 30 officers.")
    write(page, "What will be different for children", "Nobody has to tell their story twice.")
    write(page, "What it needs", "None")
    choose(page, "Agency", j.cast.agency("housing").name)
    choose(page, "Group that follows it", j.cast.group("monitoring").name)
    write_date(page, "End", j.today + dt.timedelta(days=180))
    shot(page, "propose-action")
    press(page, "Propose the action")
    done(page, "Proposed")
    shot(page, "report")
    link = page.get_by_role("link", name=re.compile("-ACT-")).first
    j.action = str(link.get_attribute("href"))


def is_agreed(j: Journey) -> None:
    """By the panel, then, with the response, by the Board."""
    page = j.at("reviewer", j.review + "report/")
    follow(page, "Send to the panel")
    press(page, "Send to the panel")
    done(page, "Sent")
    page = j.at("panel-chair", j.review + "report/")
    follow(page, "The panel agrees")
    press(page, "The panel agrees")
    goes_on(j, "The panel agrees the report", "panel-chair")
    goes_on(j, "Send to the Board")
    _responds(j)
    page = j.at("independent-chair", j.review + "report/")
    follow(page, "The Board agrees")
    press(page, "The Board agrees")
    done(page, "Recorded")
    goes_on(j, "The Board agrees report, response and plan", "independent-chair")
    assert Report.objects.get().status == Report.Status.BOARD_AGREED


def _responds(j: Journey) -> None:
    page = j.at("business-manager", j.review + "report/")
    follow(page, re.compile("^Respond"))
    pick(page, "The Board's answer", "Accepted")
    write(page, "Reasons", "The Board agrees.")
    write(page, "What has been done already", "The rule is written.")
    press(page, "Save the response")
    done(page, "Saved")
    page = j.at("business-manager", j.action)
    heading(page, "Pass on visits within a day")
    follow(page, "Agree this action")
    page.get_by_label(re.compile("^I have read the wording")).check()
    press(page, "Agree this action")
    done(page, "The action is agreed")
    reads(page, j.cast.agency("housing").name)

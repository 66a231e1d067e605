"""From the agenda to the decision, and the national bodies told."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Page, expect

from reviews.models import Consideration, Decision, Review
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
from tests.browser.journey import Journey, shot
from tests.browser.steps.referring import FIRST, SURNAME

R = Consideration.Recommendation


def is_listed(j: Journey) -> None:
    """The next ordinary meeting is too late for the decision, so an extraordinary one is called from the warning."""
    page = j.at("business-manager", "/meetings/plan/")
    choose(page, "Group", j.cast.group("case-review").name)
    write_date(page, "Day", j.today + dt.timedelta(days=74))
    write(page, "Start", "10:00")
    press(page, "Plan the meeting")
    page = j.at("business-manager", j.referral)
    reads(page, "Every agency has answered")
    follow(page, "Put the case on an agenda")
    reads(page, "too late for the chair to decide in time")
    shot(page, "list-for-meeting")
    follow(page, "Call an extraordinary meeting")
    shot(page, "extraordinary")
    press(page, "Call the meeting and put this case on its agenda")
    done(page, "Called")
    j.made["meeting"] = _meeting_url(j)


def _meeting_url(j: Journey) -> str:
    page = j.at("scr-chair", "/meetings/")
    shot(page, "meetings")
    row = page.get_by_role("row").filter(has_text="Extraordinary").first
    follow(page, re.compile("."), row)
    return page.url


def is_considered(j: Journey) -> None:
    """The day of the meeting: who is here, a conflict, the criteria limb by limb, the signature."""
    closed = j.be("scr-chair").goto(j.referral)
    assert closed is not None and closed.status == 404, (
        "the case opens to the group on the day the papers go out"
    )
    j.later(29)
    shot(j.at("scr-chair", j.made["meeting"]), "meeting")
    _attend(j)
    _leaves_for_a_conflict(j)
    page = j.at("scr-chair", j.referral)
    reads_not(page, FIRST, SURNAME)
    follow(page, "Open the consideration")
    reads(page, "Not counted for this case")
    _limb_by_limb(page)
    reads(page, "Before it can be signed", "Give the reasons for the finding on “The child died”")
    write(page, "Reasons and evidence: the child died", "The child is recovering.")
    press(page, "Save the consideration")
    shot(page, "consideration")
    press(page, "Save, read it once more and sign")
    shot(page, "sign")
    press(page, re.compile("^Sign"))
    done(page, "Signed")


def _attend(j: Journey) -> None:
    page = j.at("scr-chair", j.referral + "consideration/")
    follow(page, "Record who is here")
    groups = page.get_by_role("main").get_by_role("group")
    for number in range(groups.count()):
        groups.nth(number).get_by_label("Present", exact=True).check()
    shot(page, "attendance")
    press(page, re.compile("^Save"))
    done(page, "Saved who is here")


def _leaves_for_a_conflict(j: Journey) -> None:
    page = j.at("scr-member-police", j.referral)
    follow(page, "Declare a conflict")
    pick(page, "What kind of conflict?", "Personal: involved in the case, or related to family or staff")
    write(page, "In a few words, without names", "A relative worked with the family")
    press(page, "Record the conflict")
    answer = page.goto(j.referral)
    assert answer is not None and answer.status == 404
    page.goto("/")
    reads_not(page, j.referral.strip("/").split("/")[-1])


def _limb_by_limb(page: Page) -> None:
    findings = {
        "Abuse or neglect": "Yes",
        "The child died": "No",
        "Serious harm": "Yes",
        "Concern about": "Not yet known",
    }
    for limb, finding in findings.items():
        pick(page, limb, finding)
    for limb in ("abuse or neglect", "serious harm"):
        write(page, f"Reasons and evidence: {limb}", "From the agencies' answers.")
    press(page, "Save the consideration")
    reads(page, "do not settle whether the criteria are met")
    pick(page, "Concern about", "Yes")
    write(page, "Reasons and evidence: concern about working together", "Two visits were not passed on.")
    pick(page, "Recommendation to the chair", R.SCR.label)
    write(page, "Is a review proportionate? Why?", "Yes: it would teach something new.")
    write(page, "Does another process already cover it?", "No other process does.")
    write(page, "Reasons", "The criteria are met, and there is learning for each agency.")
    write(page, "Views that differed", "One member would have waited for the police.")
    press(page, "Save the consideration")
    reads(page, "On these findings the criteria are met")


def is_decided(j: Journey) -> None:
    """The chair has the page open twice; the second tab is told, and keeps what was typed."""
    page = j.at("business-manager", j.referral)
    follow(page, "Send to the chair")
    press(page, "Send to the chair")
    done(page, "Sent")
    first = j.at("independent-chair", j.referral + "decide/")
    second = j.visitor("independent-chair").tab()
    second.goto(first.url)
    _decide(first, "I agree with the group.")
    shot(first, "decide")
    press(first, "Record the decision")
    done(first, "Decided")
    reads(first, Decision.Outcome.SCR.label)
    _decide(second, "Typed in the second tab.")
    press(second, "Record the decision")
    expect(second.locator("body")).to_contain_text("Typed in the second tab.")
    heading(second, "This has changed")
    shot(second, "decide-409")
    second.close()
    assert Decision.objects.count() == 1
    j.review = f"/reviews/{Review.objects.get().record.reference}/"


def _decide(page: Page, reasons: str) -> None:
    pick(page, "Decision", Decision.Outcome.SCR.label)
    write(page, "Reasons", reasons)


def bodies_are_told(j: Journey) -> None:
    """A letter from the template for each, and the day and proof of sending; then the referral is closed."""
    page = j.at("business-manager", j.referral)
    follow(page, "Record what was sent")
    shot(page, "notifications")
    for number in range(page.get_by_role("button", name="Write the letter").count()):
        if number == 0:
            press(page, re.compile("^Write the letter"))
            done(page, "The letter is written")
            page.goto(j.referral + "notifications/")
        follow(page, re.compile("^Record that it was sent"))
        write_date(page, "Day it was sent", j.today)
        write(page, "How", "Secure e-mail, receipt kept")
        page.get_by_label("Proof").set_input_files(
            {"name": "receipt.txt", "mimeType": "text/plain", "buffer": b"Received."}
        )
        press(page, "Record that it was sent")
        page.goto(j.referral + "notifications/")
    reads(page, "Secure e-mail, receipt kept")
    follow(page, "Close the referral")
    press(page, "Close the referral")
    done(page, "Closed")

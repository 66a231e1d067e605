"""The review: people, independence, terms, agency reports, stages."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Page

from reviews.models import Review
from tests.browser.hands import choose, done, follow, heading, pick, press, reads, tick, write, write_date
from tests.browser.journey import Journey, shot

PANEL = (("scr-member-health", "community-health"), ("scr-vice-chair", "childrens-services"))


def goes_on(j: Journey, button: str, slug: str = "business-manager") -> Page:
    """The next stage: from the review's page, through the page that says what follows."""
    page = j.at(slug, j.review)
    follow(page, button)
    press(page, button)
    done(page, "Done")
    return page


def is_commissioned(j: Journey) -> None:
    """Panel chair, reviewer and panel are appointed; independence is declared, and checked for each agency."""
    goes_on(j, "Begin commissioning")
    for words in ("an independent panel chair", "an independent reviewer"):
        slug = "panel-chair" if "chair" in words else "reviewer"
        page = j.at("business-manager", j.review)
        follow(page, f"Appoint {words}")
        choose(page, "Who?", j.cast[slug].name)
        press(page, "Appoint this person")
        done(page, "Appointed")
    for slug, agency in PANEL:
        page = j.at("business-manager", j.review + "panel/")
        follow(page, "Appoint a panel member")
        choose(page, "Who?", j.cast[slug].name)
        choose(page, "From which agency?", j.cast.agency(agency).name)
        page.get_by_label("This person does not manage the case").check()
        press(page, "Appoint this person")
    _choose_agencies(j)
    for slug in ("panel-chair", "reviewer"):
        _declares(j, slug)
    _checks(j)
    goes_on(j, "Go on to the terms of reference")


def _choose_agencies(j: Journey) -> None:
    page = j.at("business-manager", j.review + "agencies/")
    tick(page, j.cast.agency("community-health").name)
    tick(page, j.cast.agency("housing").name)
    press(page, "Save the scope")
    done(page, "Saved")


def _declares(j: Journey, slug: str) -> None:
    page = j.at(slug, "/")
    page.goto(j.review)
    follow(page, "Declare your independence")
    write(page, "Your employers and posts in the last ten years", "Two councils elsewhere since 2010.")
    write(page, "Your contracts and other paid work now", "None")
    write(page, "Links with the board, the agencies in scope, or people in the case", "None")
    press(page, "Declare this")
    done(page, "Declared")


def _checks(j: Journey) -> None:
    page = j.at("business-manager", j.review + "panel/")
    shot(page, "review-panel")
    links = page.get_by_role("link", name="Check", exact=True)
    while links.count():
        with page.expect_navigation():
            links.first.click()
        pick(page, "Is this person independent of them?", "Independent")
        write(page, "What did you look at, and what did you find?", "References were taken up.")
        press(page, "Record the check")
        done(page, "Checked")


def terms_are_agreed(j: Journey) -> None:
    """Every member answers for themselves; one objects first."""
    page = j.at("panel-chair", j.review)
    follow(page, "Write the terms")
    write_date(page, "Period under review: first day", dt.date(2024, 1, 1))
    write_date(page, "Period under review: last day", j.today)
    write(page, "Key issues", "Was the child heard?\nDid services work together?")
    write(page, "Terms of reference", "The panel meets monthly. The report is written to be published.")
    press(page, "Save the terms")
    press(page, "Send to the panel")
    done(page, "Every member of the panel has been told")
    for slug in ("panel-chair", "scr-member-health", "scr-vice-chair"):
        _agrees(j, slug)
    page = j.at("panel-chair", j.review)
    follow(page, "Close the terms")
    shot(page, "terms")
    press(page, "Close: the terms are agreed")
    done(page, "agreed")
    goes_on(j, "Begin gathering information")


def _agrees(j: Journey, slug: str) -> None:
    page = j.at(slug, j.review + "terms/answer/")
    if slug == "scr-member-health":
        pick(page, "Do you agree these terms?", "I object")
        press(page, "Send your answer")
        reads(page, "Say what should change, and why")
    pick(page, "Do you agree these terms?", "I agree")
    press(page, "Send your answer")
    done(page, "Sent")


def agencies_report(j: Journey) -> None:
    """One agency names its author, who sends the report; the panel chair accepts it."""
    page = j.at("business-manager", j.review)
    follow(page, "Ask agencies")
    for other in ("housing", "police"):
        page.get_by_label(j.cast.agency(other).name).uncheck()
    shot(page, "imrs-ask")
    press(page, "Ask these agencies")
    done(page, "Asked")
    page = j.at("health-lead", "/")
    follow(page, re.compile("agency report", re.I))
    report = page.url
    shot(page, "agency-report")
    follow(page, "Name the author")
    choose(page, "Who writes the report?", j.cast["imr-author"].name)
    page.get_by_label("The author did not hold the case").check()
    press(page, "Name this author")
    done(page, "Named")
    _author_sends(j, report)
    page = j.at("panel-chair", j.review)
    follow(page, "Read the agency report")
    follow(page, "Accept the report")
    press(page, "Accept the report")
    done(page, "Accepted")
    goes_on(j, "Go on to the analysis")
    shot(goes_on(j, "Go on to the draft report"), "review-detail")
    assert Review.objects.get().status == Review.Status.DRAFT_REPORT


def _author_sends(j: Journey, report: str) -> None:
    page = j.at("imr-author", report)
    press(page, "I have begun")
    follow(page, "Send the report")
    press(page, "Send the report")
    heading(page, "Send the report")
    reads(page, "Write a short summary")
    write(page, "Summary", "The child was seen four times; two visits were not passed on.")
    write(page, "Senior manager who signed it off", "Director of nursing")
    page.get_by_label("The report").set_input_files(
        {"name": "report.txt", "mimeType": "text/plain", "buffer": b"Our part in it, in four pages."}
    )
    press(page, "Send the report")
    done(page, "Sent")
    answer = page.goto(j.review)
    assert answer is not None and answer.status == 404, "an agency's author sees nothing else of the review"

"""From a new referral to every agency's answer."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Page, expect

from reviews.models import Referral
from tests.browser.hands import (
    choose,
    done,
    follow,
    heading,
    pick,
    press,
    reads,
    reads_not,
    tick,
    write,
    write_date,
)
from tests.browser.journey import Journey, shot

FIRST, SURNAME, MOTHER = "Tamsin", "Fenwright", "Rhiannon Fenwright"
OUTLINE = f"{FIRST} {SURNAME} was found unwell at home. Ms {SURNAME} rang the surgery."


def refers(j: Journey) -> None:
    """The school's lead fills in the whole form, is told of a wrong date, and presses "send" twice."""
    page = j.at("school-dsl", "/referrals/new/")
    shot(page, "referral-new")
    press(page, "Start")
    shot(page, "referral-tasks")
    follow(page, "The child")
    _child(page)
    _family(page)
    _referrer(page, j.today)
    _case(page)
    _send_twice(page)
    reference = Referral.objects.get().record.reference
    reads(page, reference)
    reads_not(page, FIRST, SURNAME)
    shot(page, "referral-sent")
    j.referral = f"/referrals/{reference}/"


def _child(page: Page) -> None:
    write(page, "First name", FIRST)
    write(page, "Surname", SURNAME)
    write_date(page, "Date of birth", dt.date(2016, 3, 21))
    page.get_by_role("group", name="Date of birth").get_by_label("Month").fill("13")
    press(page, "Save and continue")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    reads(page, "Date of birth must be a real date")
    shot(page, "referral-child-error")
    expect(page.get_by_label("First name")).to_have_value(FIRST)
    page.locator(".govuk-error-summary a").first.click()
    expect(page.get_by_role("group", name="Date of birth").get_by_label("Day")).to_be_focused()
    page.get_by_role("group", name="Date of birth").get_by_label("Month").fill("3")
    press(page, "Save and continue")


def _family(page: Page) -> None:
    heading(page, "Home and family")
    write(page, "Where the child lives", "12 Mill Row, Westmere")
    write(page, "Parent or carer", MOTHER)
    choose(page, "How they are related to the child", "Mother")
    shot(page, "referral-home")
    press(page, "Save and continue")
    for name in ("Grace", "Owen"):
        write(page, "First name", name)
        write(page, "Surname", SURNAME)
        press(page, "Add this brother or sister")
    shot(page, "referral-siblings")
    follow(page, "Go on to the next page")


def _referrer(page: Page, today: dt.date) -> None:
    heading(page, "You and the dates")
    pick(page, "Who is asking", Referral.Source.PARTNER.label)
    write(page, "Telephone", "01632 960001")
    write_date(page, "Date of referral", today)
    write_date(page, "Date of the incident", today - dt.timedelta(days=3))
    shot(page, "referral-referrer")
    press(page, "Save and continue")


def _case(page: Page) -> None:
    for agency in ("Police", "School or nursery", "Health services"):
        tick(page, agency)
    press(page, "Save and continue")
    write(page, "What happened?", OUTLINE)
    press(page, "Save and continue")
    shot(page, "referral-papers")
    page.get_by_label("Paper").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"What the school wrote down."}
    )
    press(page, "Add this paper")
    reads(page, "notes.txt")
    follow(page, "Go on to the next page")
    pick(page, "What happened to the child?", Referral.Harm.SERIOUSLY_HARMED.label)
    write(page, "Tell us about the death or the harm", "A broken arm that nobody could explain.")
    write(page, "Why is abuse or neglect known or suspected?", "Neglect had been noted twice.")
    write(
        page, "Is there cause for concern about how people worked together?", "Two visits were not passed on."
    )
    shot(page, "referral-criteria")
    press(page, "Save and continue")


def _send_twice(page: Page) -> None:
    heading(page, "Check your answers")
    reads(page, FIRST, SURNAME, "Grace", "12 Mill Row", "Monday 21 March 2016", "notes.txt")
    shot(page, "referral-check")
    button = page.get_by_role("button", name="Send to the board")
    with page.expect_navigation():
        button.dblclick()
    assert Referral.objects.submitted().count() == 1


def is_accepted(j: Journey) -> None:
    page = j.at("business-manager", j.referral)
    reads_not(page, FIRST, SURNAME, "Mill Row")
    shot(page, "referral-detail")
    follow(page, "Accept the referral")
    pick(page, "Does the child normally live in this board's area?", "Yes")
    pick(page, "Has the authority given notice of a notifiable incident?", "No")
    shot(page, "accept")
    press(page, "Accept the referral")
    done(page, "Accepted")
    follow(page, "Choose agencies to ask")
    for agency in ("police", "community-health", "housing"):
        tick(page, j.cast.agency(agency).name)
    press(page, "Ask these agencies")
    reads(page, "3 agencies have still to answer")


def agencies_answer(j: Journey) -> None:
    """Housing shows identity giving a reason; each agency sees its own request and nothing of the case."""
    for slug, agency in (
        ("housing-lead", "housing"),
        ("police-lead", "police"),
        ("health-lead", "community-health"),
    ):
        page = j.at(slug, "/")
        if agency == "housing":
            shot(page, "home-housing")
            follow(page, re.compile("^Answer scoping request"))
            _show_identity(page)
            follow(page, "Answer the request")
        else:
            follow(page, re.compile("^Answer( |$)"))
        _answer(page, shown=agency == "housing")
        answer = page.goto(j.referral)
        assert answer is not None and answer.status == 404


def _show_identity(page: Page) -> None:
    reads_not(page, FIRST, SURNAME)
    shot(page, "scoping-detail")
    follow(page, "Show, giving a reason")
    write(page, "Why do you need to see who this is about?", "To find our file")
    press(page, "Show identity for 15 minutes")
    reads(page, FIRST, SURNAME)


def _answer(page: Page, *, shown: bool) -> None:
    if shown:
        shot(page, "scoping-answer")
    press(page, "Send the answer")
    reads(page, "Say whether your agency was involved")
    pick(page, "Was your agency involved with the child or family?", "Yes")
    write(page, "How was your agency involved?", "We knew the family for two years and visited four times.")
    press(page, "Save and come back later")
    follow(page, "Answer the request")
    expect(page.get_by_label("How was your agency involved?")).to_contain_text("four times")
    pick(page, "Was your agency involved with the child or family?", "Yes")
    press(page, "Send the answer")
    done(page, "Sent")

"""Without scripts, and by keyboard alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from reviews.models import Referral
from tests.browser.hands import choose, follow, heading, pick, press, reads, tick, write, write_date
from tests.browser.journey import Journey
from tests.browser.test_flow import journey  # noqa: F401  the fixture

TABS = 60


@pytest.fixture
def plain(journey: Journey) -> Iterator[Page]:  # noqa: F811
    """The school's lead in a browser without scripts."""
    visitor = journey.visitors.new(java_script_enabled=False)
    page = visitor.page
    page.goto("/demonstration/")
    press(page, f"Be this person {journey.cast['school-dsl'].name}")
    yield page
    visitor.context.close()


def test_a_referral_is_sent_without_scripts(plain: Page, journey: Journey) -> None:  # noqa: F811
    plain.goto("/referrals/new/")
    press(plain, "Start")
    reference = Referral.objects.get().record.reference
    form = f"/referrals/{reference}/form/"
    plain.goto(form + "child/")
    write(plain, "First name", "Tamsin")
    write(plain, "Surname", "Fenwright")
    press(plain, "Save and continue")
    reads(plain, "Enter the child's date of birth")
    expect(plain.get_by_label("First name")).to_have_value("Tamsin")
    write_date(plain, "Date of birth", dt.date(2016, 3, 21))
    press(plain, "Save and continue")
    write(plain, "Parent or carer", "Rhiannon Fenwright")
    choose(plain, "How they are related to the child", "Mother")
    press(plain, "Save and continue")
    plain.goto(form + "referrer/")
    pick(plain, "Who is asking", Referral.Source.PARTNER.label)
    write(plain, "Telephone", "01632 960001")
    write_date(plain, "Date of referral", journey.today)
    press(plain, "Save and continue")
    tick(plain, "Police")
    press(plain, "Save and continue")
    write(plain, "What happened?", "Found unwell at home.")
    press(plain, "Save and continue")
    plain.goto(form + "criteria/")
    pick(plain, "What happened to the child?", Referral.Harm.DIED.label)
    write(plain, "Tell us about the death or the harm", "The child died at home.")
    write(plain, "Why is abuse or neglect known or suspected?", "Neglect had been noted.")
    press(plain, "Save and continue")
    heading(plain, "Check your answers")
    press(plain, "Send to the board")
    reads(plain, reference)
    assert Referral.objects.get().status == Referral.Status.SUBMITTED


def _focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name || ''")
    )


def _tab_to(page: Page, words: str) -> int:
    """How often Tab was pressed until the control was reached; whatever has the focus is seen."""
    for number in range(1, TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "(() => { const box = document.activeElement.getBoundingClientRect(); return box.width * box.height > 0; })()"
        ), f"the focus is out of sight after “{_focused(page)}”"
        if _focused(page) == words:
            return number
    raise AssertionError(f"“{words}” is not reached with {TABS} tabs on {page.url}")


def test_everything_is_reached_by_keyboard(journey: Journey) -> None:  # noqa: F811
    page = journey.at("school-dsl", "/referrals/new/")
    page.keyboard.press("Tab")
    assert _focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"
    _tab_to(page, page.get_by_role("main").get_by_role("button").first.inner_text())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page, "The child")
    _tab_to(page, "Save and continue")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("First name")).to_be_focused()
    page.keyboard.type("Tamsin")
    expect(page.get_by_label("First name")).to_have_value("Tamsin")

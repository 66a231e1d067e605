"""What a person does on a page, by the words that they read there."""

from __future__ import annotations

import datetime as dt
import re

from playwright.sync_api import Locator, Page, expect


def _named(words: str) -> re.Pattern[str]:
    """The label as written, with or without “(optional)”."""
    return re.compile(rf"^\s*{re.escape(words)}(\s*\(optional\))?\s*$")


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(_named(label)).fill(text)


def write_date(page: Page, label: str, day: dt.date) -> None:
    boxes = page.get_by_role("group", name=_named(label))
    for name, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name, exact=True).fill(str(number))


def pick(page: Page, question: str, answer: str) -> None:
    """One of the options under a question."""
    group = page.get_by_role("group", name=re.compile(rf"^\s*{re.escape(question)}"))
    group.get_by_label(answer, exact=True).check()


def tick(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()


def choose(page: Page, label: str, option: str) -> None:
    """From a list; the option may be written in part."""
    found = page.get_by_label(_named(label))
    words = found.locator("option").filter(has_text=option).first.text_content()
    found.select_option(label=(words or option).strip())


def press(page: Page, name: str | re.Pattern[str], within: Locator | None = None) -> None:
    """A button, and the page that follows."""
    _go(page, (within or page.get_by_role("main")).get_by_role("button", name=name), f"button {name}")


def follow(page: Page, name: str | re.Pattern[str], within: Locator | None = None) -> None:
    """A link, or one that looks like a button."""
    place = within or page.get_by_role("main")
    link = place.get_by_role("link", name=name).or_(place.get_by_role("button", name=name))
    _go(page, link, f"link {name}")


def _go(page: Page, control: Locator, what: str) -> None:
    try:
        expect(control.first).to_be_visible()
    except AssertionError:
        text = page.get_by_role("main").inner_text()[:1500]
        raise AssertionError(f"No {what} on {page.url}:\n{text}") from None
    with page.expect_navigation():
        control.first.click()


def done(page: Page, words: str) -> None:
    """The message on top of the page that says what happened."""
    expect(page.locator(".govuk-notification-banner").filter(has_text=words)).to_be_visible()


def reads(page: Page, *words: str) -> None:
    for one in words:
        expect(page.get_by_role("main")).to_contain_text(one)


def reads_not(page: Page, *words: str) -> None:
    for one in words:
        expect(page.locator("body")).not_to_contain_text(one)


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_contain_text(words)

"""Every page, wide and narrow: accessible, valid, quiet, and no wider than the window; forms also with their errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, Response

from tests.browser.judging import judged
from tests.browser.lively import lively
from tests.browser.page_list import Sheet, sheets
from tests.browser.visiting import Visitor, Visitors, visitors_of
from tests.cast import make_cast
from tests.matrix.objects import Side

IN_SUMMARY = "Boolean(document.activeElement.closest('.govuk-error-summary'))"
#: The page's own form, when it asks for something.
OWN_FORM = """
  const asks = 'input:not([type=hidden]), textarea, select';
  const form = [...document.querySelectorAll('main form[method=post]')].find((one) => one.querySelector(asks));"""
HAS_FORM = "() => {" + OWN_FORM + "return Boolean(form); }"
#: Sends it as if nothing had been filled in.
SEND_EMPTY = (
    "() => {"
    + OWN_FORM
    + """
  for (const one of form.querySelectorAll(asks)) {
    if (['radio', 'checkbox'].includes(one.type)) one.checked = false; else one.value = '';
  }
  form.submit();
}"""
)


@pytest.fixture
def side(transactional_db: None, at: Callable[[str], Any], settings: Any, tmp_path: Path) -> Side:
    at("2026-03-02 09:00")
    cache.clear()
    settings.FILES_DIR = tmp_path / "files"
    settings.ACCOUNT_RATE_LIMITS = {}
    return Side(make_cast(), at)


@pytest.fixture
def visitors(chromium: Browser, live_server: Any, side: Side) -> Iterator[Visitors]:
    yield from visitors_of(chromium, live_server.url, side.cast.__getitem__)


def sent_empty(page: Page) -> Response | None:
    """The answer to the page's form with nothing in it, when it has a form."""
    if not page.evaluate(HAS_FORM):
        return None
    with page.expect_navigation() as going:
        page.evaluate(SEND_EMPTY)
    return going.value


def look_at(visitor: Visitor, sheet: Sheet) -> list[str]:
    """The faults of the page when it is opened."""
    answer = visitor.page.goto(sheet.url)
    assert answer is not None
    found = judged(visitor.page, answer)
    if answer.status != 200:
        found.append("is not shown")
    return named(visitor, f"{sheet.name} as {sheet.slug or 'nobody'} ({answer.status})", found)


def look_at_errors(visitor: Visitor, sheet: Sheet) -> list[str] | None:
    """The faults of the page after its form was sent with nothing in it; None when that was in order."""
    visitor.page.goto(sheet.url)
    answer = sent_empty(visitor.page)
    # a form that only confirms was done, and leads to a page that was looked at already
    if answer is None or answer.status < 400:
        return None
    found = judged(visitor.page, answer)
    if answer.status >= 500:
        found.append("fails")
    if answer.status == 422 and not visitor.page.evaluate(IN_SUMMARY):
        found.append("the summary of errors has not got the focus")
    return named(visitor, f"{sheet.name} as {sheet.slug or 'nobody'} sent empty ({answer.status})", found)


def named(visitor: Visitor, name: str, found: list[str]) -> list[str]:
    found += visitor.faults
    visitor.faults.clear()
    return [f"{name}: {fault}" for fault in found]


def test_every_page_of_the_resolver(visitors: Visitors, side: Side) -> None:
    found: list[str] = []
    shown, listed = list(lively(side)), list(sheets(side))
    for sheet in shown:
        found += look_at(visitors(sheet.slug), sheet)
    asking = []
    for sheet in listed:
        visitor = visitors(sheet.slug)
        found += look_at(visitor, sheet)
        if visitor.page.evaluate(HAS_FORM):
            asking.append(sheet)
    with_errors = [look_at_errors(visitors(sheet.slug), sheet) for sheet in asking]
    found += [fault for faults in with_errors for fault in faults or []]
    refused = sum(faults is not None for faults in with_errors)
    assert not found, f"{len(found)} faults on {len(listed)} pages and {refused} forms:\n" + "\n".join(found)
    assert len(listed) > 100 and refused > 50, f"only {len(listed)} pages and {refused} forms were looked at"

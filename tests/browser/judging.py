"""What is wrong with a page, wide and narrow: axe, the Nu checker, its width, its headings."""

from __future__ import annotations

from urllib.parse import urljoin

from playwright.sync_api import Page, Response

from tests.browser.checkers import axe, nu
from tests.browser.visiting import NARROW, WIDE

#: What may come out differently in a narrow window; the other rules of axe read the same page either way.
BY_WIDTH = [
    "aria-hidden-focus", "button-name", "color-contrast", "label", "link-in-text-block", "link-name", "meta-viewport",
    "page-has-heading-one", "region", "scrollable-region-focusable", "target-size", "td-headers-attr", "th-has-data-cells",
]  # fmt: skip
#: Scrolls sideways although it is not meant to: what sticks out, so that it can be found.
TOO_WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest('.govuk-visually-hidden'))
    .slice(0, 3).map((one) => one.tagName + '.' + one.className + ' ' + one.textContent.trim().slice(0, 40))"""
#: What the page's own script says of itself.
HAS_SCRIPTS = "document.body.classList.contains('js-enabled')"


def judged(page: Page, answer: Response) -> list[str]:
    """What is wrong with the page as it stands, at both widths, and with the answer as it was sent."""
    found = nu(answer.body())
    if page.evaluate(HAS_SCRIPTS):
        found += _seen(page)
    else:
        found += _seen_on_a_copy(page)
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} first headings")
    return found


def _seen(page: Page) -> list[str]:
    page.set_viewport_size(WIDE)
    found = axe(page)
    page.set_viewport_size(NARROW)
    found += [f"320 px: {fault}" for fault in axe(page, rules=BY_WIDTH)]
    found += [f"320 px: too wide: {what}" for what in page.evaluate(TOO_WIDE)]
    page.set_viewport_size(WIDE)
    return found


def _seen_on_a_copy(page: Page) -> list[str]:
    """Where no script runs, none can look at the page: a copy of it is looked at, whose own scripts do not run either."""
    assert page.context.browser
    with page.context.browser.new_context(viewport=WIDE, reduced_motion="reduce") as context:
        context.route("**/*.js", lambda route: route.fulfill(body=""))
        copy = context.new_page()
        copy.goto(urljoin(page.url, "/healthz"))
        copy.set_content(page.content())
        return _seen(copy)

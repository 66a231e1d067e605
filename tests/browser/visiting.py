"""People in browsers: signed in as one of the cast, with what went wrong on their pages collected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from lscb.people.models import User
from tests.cast import sign_in

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
#: Chromium notes every answer of 400 and above on the console; a form with errors (422) is no fault.
EXPECTED = "Failed to load resource: the server responded with a status of"


@dataclass
class Visitor:
    """One person at one browser. `faults` are script errors, console messages and requests that failed; `answers` the last
    page in each tab as the server sent it."""

    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    answers: dict[Page, Response] = field(default_factory=dict)

    def watch(self, page: Page) -> Page:
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("requestfailed", self._failed)
        page.on("response", partial(self._answered, page))
        return page

    def tab(self) -> Page:
        """Another tab of the same browser."""
        return self.watch(self.context.new_page())

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            self.faults.append(f"console: {message.text}")

    def _answered(self, page: Page, response: Response) -> None:
        """The last page that came: what a form answered, and not the way there."""
        if response.request.is_navigation_request():
            self.answers[page] = response

    def _failed(self, request: Request) -> None:
        # a page that is left while it still loads a font has not failed
        if "ERR_ABORTED" not in (request.failure or ""):
            self.faults.append(f"request failed: {request.url}: {request.failure}")


class Visitors:
    """visitors("scr-chair") is that person's browser; each person has one and keeps it."""

    def __init__(self, chromium: Browser, address: str, people: Callable[[str], User]) -> None:
        self.chromium, self.address, self.people = chromium, address, people
        self.known: dict[str, Visitor] = {}

    def __call__(self, slug: str) -> Visitor:
        if slug not in self.known:
            self.known[slug] = self.new(slug)
        return self.known[slug]

    def new(self, slug: str = "", **options: Any) -> Visitor:
        """A fresh browser; without a slug nobody has signed in."""
        context = self.chromium.new_context(
            base_url=self.address, locale="en-GB", timezone_id="Europe/London", viewport=WIDE,
            reduced_motion="reduce", **options,
        )  # fmt: skip
        context.set_default_timeout(30_000)
        if slug:
            session = sign_in(Client(), self.people(slug)).cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": session.key, "value": session.value, "url": self.address}])
        visitor = Visitor(context, context.new_page())
        visitor.watch(visitor.page)
        return visitor

    def faults(self) -> list[str]:
        return [f"{slug}: {fault}" for slug, one in self.known.items() for fault in one.faults]

    def close(self) -> None:
        for one in self.known.values():
            one.context.close()


def visitors_of(chromium: Browser, address: str, people: Callable[[str], User]) -> Iterator[Visitors]:
    """For a fixture: browsers that are closed at the end."""
    made = Visitors(chromium, address, people)
    yield made
    made.close()

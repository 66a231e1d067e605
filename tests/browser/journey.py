"""The cast on their way through one case: who sits at which browser, and what day it is.

With LSCB_SHOTS set to a folder, `shot` leaves a picture of the page there, wide and narrow.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from lscb.home.demonstration.cast import Cast
from tests.browser.hands import press
from tests.browser.judging import judged
from tests.browser.visiting import NARROW, WIDE, Visitor, Visitors

SHOTS = os.environ.get("LSCB_SHOTS", "")


@dataclass
class Journey:
    cast: Cast
    visitors: Visitors
    set_clock: Callable[[str | dt.datetime], Any]
    now: dt.datetime = field(default_factory=lambda: dt.datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001 London's clock
    referral: str = ""
    review: str = ""
    action: str = ""
    signed_in: dict[str, dt.datetime] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.on(self.now)

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def on(self, moment: dt.datetime) -> None:
        self.now = moment
        self.set_clock(moment)

    def later(self, days: int) -> None:
        """So many days on, at the weekend the Monday after; sessions have ended meanwhile."""
        moment = self.now + dt.timedelta(days=days)
        while moment.weekday() > 4:
            moment += dt.timedelta(days=1)
        self.on(moment)

    def without_scripts(self, slug: str) -> None:
        """From now on that person's browser runs no scripts."""
        self.visitors.known[slug] = self.visitors.new(java_script_enabled=False)

    def visitor(self, slug: str) -> Visitor:
        if slug not in self.visitors.known:
            self.visitors.known[slug] = self.visitors.new()
        return self.visitors(slug)

    def be(self, slug: str) -> Page:
        """That person's browser; whoever has not signed in since the clock was moved does so on the cast's page."""
        page = self.visitor(slug).page
        if self.signed_in.get(slug) != self.now:
            page.goto("/demonstration/")
            button = f"Be this person {self.cast[slug].name}"
            press(page, button)
            self.signed_in[slug] = self.now
        return page

    def at(self, slug: str, url: str) -> Page:
        page = self.be(slug)
        answer = page.goto(url)
        assert answer is not None and answer.status == 200, f"{url} as {slug}: {answer and answer.status}"
        return page

    def passed(self, page: Page, name: str) -> None:
        """A page on the way is in order as this person meets it, wide and narrow."""
        answer = next(one.answers[page] for one in self.visitors.known.values() if page in one.answers)
        found = judged(page, answer)
        assert not found, f"{name} ({page.url}):\n" + "\n".join(found)
        shot(page, name)


def shot(page: Page, name: str) -> None:
    if not SHOTS:
        return
    folder = Path(SHOTS)
    folder.mkdir(exist_ok=True, parents=True)
    for size, width in ((WIDE, 1280), (NARROW, 320)):
        page.set_viewport_size(size)
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size(WIDE)

"""The whole job in a browser: from a new referral to a published report, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser

from lscb.home.demonstration.cast import build_cast
from tests.browser.journey import Journey
from tests.browser.steps import deciding, referring
from tests.browser.visiting import Visitors


@pytest.fixture
def journey(
    chromium: Browser, live_server: Any, transactional_db: None, at: Callable[[str], Any], settings: Any, tmp_path: Path,
) -> Iterator[Journey]:  # fmt: skip
    """Westmere on a Monday morning, with nothing on its desk. Whatever a browser complains of fails the test."""
    at("2026-03-02 09:00")
    cache.clear()
    settings.FILES_DIR = tmp_path / "files"
    cast = build_cast(demonstration=True)
    visitors = Visitors(chromium, live_server.url, cast.__getitem__)
    yield Journey(cast, visitors, at)
    faults = visitors.faults()
    visitors.close()
    assert not faults, "\n".join(faults)


def test_from_a_referral_to_a_published_report(journey: Journey) -> None:
    referring.refers(journey)
    referring.is_accepted(journey)
    referring.agencies_answer(journey)
    deciding.is_listed(journey)
    deciding.is_considered(journey)
    deciding.is_decided(journey)
    deciding.bodies_are_told(journey)

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
from tests.browser.steps import acting, deciding, publishing, referring, reporting, reviewing
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


def test_from_a_referral_to_a_published_report(journey: Journey, tmp_path: Path) -> None:
    referring.refers(journey)
    referring.is_accepted(journey)
    referring.agencies_answer(journey)
    deciding.is_listed(journey)
    deciding.is_considered(journey)
    deciding.is_decided(journey)
    deciding.bodies_are_told(journey)
    reviewing.is_commissioned(journey)
    reviewing.terms_are_agreed(journey)
    reviewing.agencies_report(journey)
    reporting.is_written(journey)
    reporting.findings_and_actions(journey)
    reporting.is_agreed(journey)
    publishing.words_are_settled(journey)
    publishing.is_approved(journey)
    publishing.is_released(journey)
    publishing.the_public_reads(journey, tmp_path)
    acting.is_updated(journey)
    acting.is_verified(journey)
    publishing.is_withdrawn(journey)

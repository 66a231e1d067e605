from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from tests.matrix.world import World


@pytest.fixture
def world(db: None, at: Callable[[str], Any], settings: Any, tmp_path: Path) -> World:
    """Both boards on a Monday in 2026, with everything on them made when it is first asked for."""
    at("2026-03-02 09:00")
    cache.clear()
    settings.FILES_DIR = tmp_path / "files"
    settings.ACCOUNT_RATE_LIMITS = {}
    return World()

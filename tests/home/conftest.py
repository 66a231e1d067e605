"""A small demonstration board: the same loader and a handful of its stories, so that each test stays short."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from lscb.home.demonstration import loading
from lscb.home.demonstration.cast import Cast, load_cast
from lscb.home.demonstration.stories import CORE, REST

FEW = ("leads", "an accepted referral", "a new referral")
LATER = ("a referral taken back",)


@pytest.fixture
def few_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    """A core set and a rest that take a second."""
    monkeypatch.setattr(loading, "CORE", {name: CORE[name] for name in FEW})
    monkeypatch.setattr(loading, "REST", {name: REST[name] for name in LATER})


@pytest.fixture
def load(db: None, few_stories: None) -> Callable[..., list[str]]:
    """load() tells what is missing and gives back the lines that it said."""

    def run(core_only: bool = True) -> list[str]:
        return list(loading.load(core_only=core_only))

    return run


@pytest.fixture
def westmere(load: Callable[..., list[str]]) -> Iterator[Cast]:
    """The loaded board with its people."""
    load()
    board = loading.board_of_the_demonstration()
    assert board is not None
    yield load_cast(board)

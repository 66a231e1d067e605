"""Loads the demonstration board: a core set first, the rest by the worker. Twice changes nothing.

Every step of a story is one transaction and leaves one trail event with its name, so that a load that was cut off goes on
where it stopped. All dates hang on an anchor: the day of the first load, kept on the board.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lscb.core.errors import BadInput
from lscb.home.demonstration.cast import Cast, build_cast, load_cast
from lscb.home.demonstration.clock import pretending
from lscb.home.demonstration.journey import Case
from lscb.home.demonstration.publication_journey import file_made
from lscb.home.demonstration.stories import CORE, REST, CaseStory, Story
from lscb.notices.models import Notice
from lscb.people.models import Board
from lscb.trail.models import AuditEvent
from lscb.trail.recording import operation, record_event

EVENT = "demonstration.loaded"
#: Takes seconds and commits by itself: nobody else may wait for it.
BY_ITSELF = (file_made,)
BUSY = "The demonstration is being loaded by another process. It goes on by itself."
READ_AFTER = dt.timedelta(days=9)


@dataclass(frozen=True)
class Told:
    """How much of a story is there already: steps, and the case's reference."""

    steps: int
    reference: str


@contextmanager
def alone() -> Iterator[None]:
    """Two loads at once would tell every story twice. Raises BadInput when another one runs."""
    with (settings.VAR / "loading.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as held:
            raise BadInput(BUSY) from held
        yield


def board_of_the_demonstration() -> Board | None:
    return Board.objects.filter(demonstration=True).first()


@operation
def make_board() -> Board:
    """The board itself with its cast, marked as a demonstration; its anchor is today."""
    if Board.objects.filter(demonstration=False).exists():
        raise BadInput(
            "There is a real board in this database. The demonstration needs a database of its own."
        )
    cast = build_cast(demonstration=True)
    cast.board.set_up_at = timezone.now()
    cast.board.save(update_fields=["set_up_at"])
    Notice.objects.filter(board=cast.board).update(read_at=timezone.now())
    record_event(EVENT, by=None, board=cast.board, detail={"story": "board", "steps": 1})
    return cast.board


def told(board: Board) -> dict[str, Told]:
    """Stories of which something was loaded already."""
    rows = (
        AuditEvent.objects.filter(board_code=board.code, event=EVENT)
        .order_by("pk")
        .values_list("detail", flat=True)
    )
    return {row["story"]: Told(row["steps"], row.get("case", "")) for row in rows}


def progress(board: Board) -> tuple[int, int]:
    """How many stories are there, and of how many."""
    done = told(board)
    stories = CORE | REST
    return sum(_is_told(story, done.get(name)) for name, story in stories.items()), len(stories)


def _is_told(story: Story, past: Told | None) -> bool:
    return past is not None and past.steps >= (len(story.steps) if isinstance(story, CaseStory) else 1)


def load(*, core_only: bool, pause: float = 0) -> Iterator[str]:
    """Loads what is missing, one story after the other; yields a line about each.

    pause  seconds between two steps, so that whoever looks at the board meanwhile is not kept waiting
    """
    with alone():
        board = board_of_the_demonstration() or make_board()
        anchor = timezone.localdate(board.set_up_at) if board.set_up_at else timezone.localdate()
        done, stories = told(board), CORE | REST
        count = sum(_is_told(story, done.get(name)) for name, story in stories.items())
        for name, story in (CORE if core_only else stories).items():
            past = done.get(name, Told(0, ""))
            if _is_told(story, past):
                continue
            _tell(board, name, story, anchor, past, pause)
            count += 1
            yield f"Loading: {count} of {len(stories)} ({name})"


def _tell(board: Board, name: str, story: Story, anchor: dt.date, past: Told, pause: float) -> None:
    cast = load_cast(board)
    if not isinstance(story, CaseStory):
        _step(cast=cast, name=name, number=1, act=lambda: story.tell(cast, anchor), case=None)
        return
    case = story.begin(cast, anchor, past.reference)
    for number, act in enumerate(story.steps[past.steps :], start=past.steps + 1):
        if act in BY_ITSELF:
            with pretending():
                act(case)
            _note(cast=cast, name=name, number=number, case=case)
        else:
            _step(cast=cast, name=name, number=number, act=partial(act, case), case=case)
        time.sleep(pause)


@operation
def _step(*, cast: Cast, name: str, number: int, act: Callable[[], Any], case: Case | None) -> None:
    with pretending(), transaction.atomic():
        act()
    _was_read(cast.board)
    _record(cast.board, name, number, case)


@operation
def _note(*, cast: Cast, name: str, number: int, case: Case) -> None:
    _record(cast.board, name, number, case)


def _record(board: Board, name: str, number: int, case: Case | None) -> None:
    reference = case.referral.record.reference if case and case.referral else ""
    record_event(EVENT, by=None, board=board, detail={"story": name, "steps": number, "case": reference})


def _was_read(board: Board) -> None:
    """What was told weeks ago was read weeks ago."""
    now = timezone.now()
    old = Notice.objects.filter(board=board, created_at__lt=now - READ_AFTER, read_at__isnull=True)
    old.update(read_at=now)

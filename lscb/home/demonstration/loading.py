"""Loads the demonstration board: a core set first, the rest by the worker. Twice changes nothing.

Every story is one transaction and leaves one trail event with its name, so that a load that was cut off goes on where
it stopped. All dates hang on an anchor: the day of the first load, kept on the board.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils import timezone

from lscb.core.errors import BadInput
from lscb.home.demonstration import stories
from lscb.home.demonstration.cast import Cast, build_cast, load_cast
from lscb.home.demonstration.clock import pretending
from lscb.notices.models import Notice
from lscb.people.models import Board
from lscb.trail.models import AuditEvent
from lscb.trail.recording import operation, record_event

log = logging.getLogger(__name__)
EVENT = "demonstration.loaded"


@operation
def make_board() -> Board:
    """The board itself with its cast, marked as a demonstration; its anchor is today."""
    if Board.objects.filter(demonstration=False).exists():
        raise BadInput("There is a real board in this database. The demonstration needs a database of its own.")
    cast = build_cast(demonstration=True)
    cast.board.set_up_at = timezone.now()
    cast.board.save(update_fields=["set_up_at"])
    record_event(EVENT, by=None, board=cast.board, detail={"story": "board"})
    return cast.board


def told(board: Board) -> set[str]:
    """Stories that were loaded already."""
    rows = AuditEvent.objects.filter(board_code=board.code, event=EVENT)
    return {row.detail["story"] for row in rows}


@operation
def tell(cast: Cast, name: str, story: Callable[[Cast, dt.date], None], anchor: dt.date) -> None:
    with pretending(), transaction.atomic():
        story(cast, anchor)
    # What was told weeks ago was read weeks ago.
    long_ago = timezone.now() - dt.timedelta(days=9)
    Notice.objects.filter(board=cast.board, created_at__lt=long_ago, read_at__isnull=True).update(read_at=timezone.now())
    record_event(EVENT, by=None, board=cast.board, detail={"story": name})


def load(*, core_only: bool) -> Iterator[str]:
    """Loads what is missing, one story after the other; yields a line about each."""
    board = Board.objects.filter(demonstration=True).first()
    if board is None:
        board = make_board()
        yield f"{board.name} and its people"
    anchor = timezone.localdate(board.set_up_at) if board.set_up_at else timezone.localdate()
    done = told(board)
    chosen = stories.CORE if core_only else stories.CORE | stories.REST
    for name, story in chosen.items():
        if name not in done:
            tell(load_cast(board), name, story, anchor)
            yield name

"""Work of the top floor that beat wakes."""

from __future__ import annotations

import logging
import subprocess
import sys
from typing import Any

from celery import shared_task
from celery.signals import worker_init
from django.conf import settings
from django.utils import timezone

from lscb.core.errors import BadInput
from lscb.home import periodic
from lscb.home.demonstration.loading import alone, board_of_the_demonstration, progress
from lscb.home.figures.freezing import sweep_month_ends
from lscb.home.startup import refuse_wrong_database
from lscb.people.kept import sweep_posted_forms

log = logging.getLogger("lscb.home.demonstration")
#: Seconds between two steps, in which the web server has the database to itself.
PAUSE = "0.4"


@worker_init.connect
def look_at_the_database(**_: Any) -> None:
    """The worker starts on a database of its own mode, or not at all."""
    refuse_wrong_database()


@shared_task
def hourly() -> None:
    """What nobody came back for is forgotten, the figures of a month that has ended are stored, and what is due begins."""
    sweep_posted_forms()
    sweep_month_ends(timezone.localdate())
    periodic.sweep(timezone.localdate())


@shared_task
def load_demonstration() -> None:
    """Loads the rest of the demonstration in a process of its own, because it pretends to live on other days."""
    board = board_of_the_demonstration() if settings.DEMONSTRATION else None
    if board is None:
        return
    done, all_of_them = progress(board)
    if done == all_of_them or _somebody_loads():
        return
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "demonstration", "--pause", PAUSE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        for line in process.stdout:
            log.info("%s", line.strip())


def _somebody_loads() -> bool:
    try:
        with alone():
            return False
    except BadInput:
        return True

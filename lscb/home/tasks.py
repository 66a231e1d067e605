"""Work of the top floor that beat wakes."""

import logging
import subprocess
import sys

from celery import shared_task
from django.conf import settings

from lscb.home.demonstration.loading import told
from lscb.home.demonstration.stories import CORE, REST
from lscb.people.models import Board

log = logging.getLogger("lscb.home.demonstration")


@shared_task
def hourly() -> None:
    """Nothing to close yet; figures of a month's end are kept here once dashboards have them."""


@shared_task
def load_demonstration() -> None:
    """Loads the rest of the demonstration in a process of its own, because it pretends to live on other days."""
    board = Board.objects.filter(demonstration=True).first()
    if not settings.DEMONSTRATION or board is None or not set(CORE) | set(REST) - told(board):
        return
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "demonstration"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        for line in process.stdout:
            log.info("%s", line.strip())

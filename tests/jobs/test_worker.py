"""The worker as it runs in production: on Redis, in its own process, and killed."""

import pytest
from django.conf import settings

from lscb.celery import app
from tests.jobs.conftest import RealWorker, wait_until

pytestmark = pytest.mark.redis


def test_worker_knows_every_task_of_the_schedule(real_worker: RealWorker) -> None:
    (known,) = app.control.inspect(timeout=2).registered().values()
    wanted = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert wanted <= {task.split(" ")[0] for task in known}


def test_beat_wakes_the_sweeps(real_worker: RealWorker) -> None:
    wait_until(lambda: "lscb.notices.tasks.deliver" in real_worker.text(), what="the first sweep of notices")
    assert "unregistered task" not in real_worker.text()


def test_worker_comes_back_after_kill(real_worker: RealWorker) -> None:
    real_worker.kill()
    wait_until(lambda: not real_worker.answers(), what="the killed worker to be silent")
    real_worker.start()
    assert real_worker.answers()

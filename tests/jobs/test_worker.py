"""The worker as it runs in production: on Redis, in its own process, and killed."""

import pytest
from django.conf import settings

from lscb.celery import app
from tests.jobs.conftest import RealWorker, wait_until

pytestmark = pytest.mark.redis


def test_worker_knows_the_schedule_and_is_woken(real_worker: RealWorker) -> None:
    (known,) = app.control.inspect(timeout=2).registered().values()
    wanted = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert wanted <= {task.split(" ")[0] for task in known}
    wait_until(lambda: "lscb.clocks.tasks.deliver" in real_worker.text(), what="the first sweep of notices")
    assert "unregistered task" not in real_worker.text()


def test_worker_comes_back_after_kill(real_worker: RealWorker) -> None:
    real_worker.kill()
    assert not real_worker.answers()
    real_worker.start()  # waits until it answers

"""A real Celery worker on a real Redis, working on the test's own database (PostgreSQL: another process must see it).

real_worker    the worker with beat, ready; real_worker.kill() is a kill -9, real_worker.start() brings it back
"""

import os
import signal
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lscb.celery import app

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 30


def database_url() -> str:
    """The database that this test writes to, for another process."""
    given = connection.settings_dict
    user = urllib.parse.quote(given["USER"]) + (
        ":" + urllib.parse.quote(given["PASSWORD"]) if given["PASSWORD"] else ""
    )
    return f"postgres://{user}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def wait_until(true: Callable[[], object], *, seconds: float = SECONDS, what: str = "") -> None:
    """Looks ten times a second; fails the test with a sentence when the time is over."""
    limit = time.monotonic() + seconds
    while not true():
        if time.monotonic() > limit:
            pytest.fail(f"After {seconds} seconds still waiting{': ' + what if what else ''}.")
        time.sleep(0.1)


class RealWorker:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "worker.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, beat: bool = True) -> None:
        command = [sys.executable, "-m", "celery", "-A", "lscb", "worker", "--loglevel", "INFO"]
        command += ["--without-gossip", "--without-mingle", "--pool", "threads", "-c", "2"]
        if beat:
            command += ["--beat", "-s", str(self.folder / "schedule")]
        env = {**os.environ, "DATABASE_URL": database_url()}
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        wait_until(self.answers, what=f"the worker to answer\n{self.text()}")

    def answers(self) -> bool:
        return bool(app.control.ping(timeout=1))

    def text(self) -> str:
        return self.log.read_text(errors="replace")

    def kill(self, number: int = signal.SIGKILL) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)
            self.process.wait(SECONDS)


@pytest.fixture
def real_worker(transactional_db: None, tmp_path: Path) -> Iterator[RealWorker]:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: another process cannot see SQLite's test database in memory")
    import redis

    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    worker = RealWorker(tmp_path)
    worker.start()
    yield worker
    worker.kill()

"""The whole test run: every stage in one of two lanes, its output kept apart, the closing lines at the end.

Used by bin/test. With CI set a missing server or browser is a failure; otherwise the stage is skipped, loudly.
"""

import contextlib
import ctypes
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from _services import find_chromium, find_postgres, find_redis, postgres, redis

ROOT = Path(__file__).resolve().parent.parent
STAGE_SECONDS = 1800
# Two stages at a time, so each in one process.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0"]
# A pytest that found nothing to do: fine for a marker that has no test yet on this branch, never for the suite.
NOTHING_COLLECTED = 5


@dataclass
class Stage:
    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    needs: list[str] = field(default_factory=list)  # what is missing on this machine, in words
    may_be_empty: bool = False
    code: int | None = None
    seconds: float = 0.0
    log: Path = Path()

    @property
    def passed(self) -> bool:
        return self.code == 0 or (self.may_be_empty and self.code == NOTHING_COLLECTED)

    def text(self) -> str:
        return self.log.read_text(errors="replace")

    def closing_line(self) -> str:
        lines = [line for line in self.text().splitlines() if line.strip()]
        return lines[-1].strip("= ") if lines else "(no output)"


running: dict[int, subprocess.Popen[bytes]] = {}
stopping = threading.Event()


libc = ctypes.CDLL(None)


def end_with_parent() -> None:
    """Runs in the child between fork and exec: even a kill -9 of this process stops the tests."""
    with contextlib.suppress(OSError, AttributeError):
        libc.prctl(1, signal.SIGTERM)


def say(text: str) -> None:
    print(text, flush=True)


def kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def run(stage: Stage, folder: Path) -> None:
    stage.log = folder / f"{re.sub(r'[^a-z]+', '-', stage.name.lower())}.log"
    started = time.monotonic()
    env = {**os.environ, "TMPDIR": str(folder), "MIGRATED_FOLDER": str(folder / "migrated"), **stage.env}
    with stage.log.open("wb") as out:
        process = subprocess.Popen(
            stage.command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True, preexec_fn=end_with_parent,
        )  # fmt: skip
        running[process.pid] = process
        try:
            stage.code = process.wait(STAGE_SECONDS)
        except subprocess.TimeoutExpired:
            out.write(f"\nStopped after {STAGE_SECONDS} seconds.\n".encode())
            stage.code = 124
        finally:
            kill(process)  # whatever a test has left behind
            running.pop(process.pid, None)
    stage.seconds = time.monotonic() - started
    if not stopping.is_set():
        say(
            f"{'ok    ' if stage.passed else 'FAILED'} {stage.name} ({stage.seconds:.0f} s): {stage.closing_line()}"
        )


def lane(waiting: "queue.SimpleQueue[Stage]", folder: Path) -> None:
    while not stopping.is_set():
        try:
            stage = waiting.get_nowait()
        except queue.Empty:
            return
        run(stage, folder)


def stages(pg: str | None, cache: str | None) -> list[Stage]:
    """Longest first, so that both lanes end together."""
    no_pg = [] if pg else ["PostgreSQL (initdb, postgres)"]
    no_redis = [] if cache else ["redis-server"]
    no_browser = [] if find_chromium() else ["Chromium"]
    no_browser += [] if shutil.which("java") else ["Java (for the HTML checker)"]
    no_pdf = [name for name in ("qpdf", "pdfinfo") if not shutil.which(name)]

    def on(database: str) -> dict[str, str]:
        return {"DATABASE_URL": f"{pg}/{database}"} if pg else {}

    return [
        Stage("access matrix on PostgreSQL", [*PYTEST, "-m", "matrix"], on("matrix"), needs=no_pg),
        Stage(
            "browser", [*PYTEST, "-m", "browser"], on("browser"), needs=no_browser + no_pdf, may_be_empty=True
        ),
        Stage(
            "suite on PostgreSQL",
            [*PYTEST, "-m", "not browser and not matrix and not redis"],
            on("suite"),
            needs=no_pg + no_pdf,
        ),
        Stage("suite on SQLite", PYTEST),
        Stage("bin/check", ["bin/check"]),
        Stage(
            "Celery on Redis",
            [*PYTEST, "-m", "redis"],
            {**on("jobs"), **({"REDIS_URL": cache} if cache else {})},
            needs=no_redis + no_pg,
            may_be_empty=True,
        ),
    ]


def report(done: list[Stage], skipped: list[Stage], seconds: float) -> int:
    failed = [stage for stage in done if not stage.passed]
    for stage in failed:
        say(f"\n===== {stage.name}: output =====\n{stage.text().rstrip()}")
    say("\n===== closing lines =====")
    for stage in done:
        say(f"{stage.name}: {stage.closing_line()}")
    for stage in skipped:
        say(f"SKIPPED {stage.name}: not found on this machine: {', '.join(stage.needs)}")
    ci = bool(os.environ.get("CI"))
    bad = len(failed) + (len(skipped) if ci else 0)
    if skipped and ci:
        say("With CI set, a missing server or browser is a failure.")
    good, whole = len(done) - len(failed), len(done) + len(skipped)
    say(f"{'FAILED' if bad else 'PASSED'}: {good} of {whole} stages in {seconds:.0f} s")
    return 1 if bad else 0


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def ignore_signals() -> None:
    """From here on the servers are being stopped, which must not be interrupted."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def on_signal(number: int, _frame: object) -> None:
    ignore_signals()
    stopping.set()
    for process in list(running.values()):
        kill(process)
    raise SystemExit(128 + number)


def main() -> int:
    for number in SIGNALS:
        signal.signal(number, on_signal)
    # A developer's own settings must not reach the tests; the stages say which services they use.
    for name in (
        "DATABASE_URL",
        "REDIS_URL",
        "EMAIL_URL",
        "FILES_DIR",
        "LSCB_MODE",
        "PUBLIC_URL",
        "ALLOWED_HOSTS",
    ):
        os.environ.pop(name, None)
    started = time.monotonic()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lscb-test-")))
        pg = stack.enter_context(postgres()) if find_postgres() else None
        cache = stack.enter_context(redis()) if find_redis() else None
        everything = stages(pg, cache)
        skipped = [stage for stage in everything if stage.needs]
        for stage in skipped:
            say(f"SKIPPED {stage.name}: not found on this machine: {', '.join(stage.needs)}")
        waiting: queue.SimpleQueue[Stage] = queue.SimpleQueue()
        for stage in (done := [stage for stage in everything if not stage.needs]):
            waiting.put(stage)
        lanes = [threading.Thread(target=lane, args=(waiting, folder), daemon=True) for _ in range(2)]
        for one in lanes:
            one.start()
        while any(one.is_alive() for one in lanes):
            lanes[0].join(0.2)
            lanes[1].join(0.2)
        ignore_signals()
        return report(done, skipped, time.monotonic() - started)


if __name__ == "__main__":
    sys.exit(main())

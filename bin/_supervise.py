"""Starts the demonstration (web server and worker with beat), watches it, and stops all of it; standard library only.

Each child has its own session, so that Ctrl-C reaches this process alone, and asks the kernel for a TERM
when this process dies, so that even a kill -9 leaves nothing behind.
"""

import contextlib
import ctypes
import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1
READY_SECONDS = 90
STOP_SECONDS = 8


def die_with_parent() -> None:
    """Runs in the child between fork and exec."""
    with contextlib.suppress(OSError, AttributeError):  # not Linux: the ordinary way of stopping still works
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    def __init__(self, name: str, command: Sequence[str], log: Path, env: dict[str, str]) -> None:
        self.name, self.log = name, log
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def running(self) -> bool:
        return self.process.poll() is None

    def send(self, number: int) -> None:
        """To the whole session: a server's own children included."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def group_is_gone(self) -> bool:
        self.process.poll()
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False


def fail(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(1)


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            fail(f"Port {port} needs administrator rights. Try: bin/run 8000")
        except OSError:
            return False
    return True


def lock(var: Path, port: int) -> object:
    """One start per data folder: two workers on one queue and one database file would disturb each other."""
    file = (var / "run.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.seek(0)
        where = file.read().strip() or "another port"
        fail(
            f"The demonstration is already running on these data: {where}\nStop it, or set LSCB_VAR to another folder."
        )
    file.truncate(0)
    file.write(f"http://127.0.0.1:{port}/")
    file.flush()
    return file


def manage(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        preexec_fn=die_with_parent,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    if done.returncode:
        fail(f"manage.py {' '.join(arguments)} failed (see above).")


def healthy(port: int) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/healthz", timeout=3) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def stop(children: Sequence[Child]) -> None:
    """TERM, then KILL: no process is left when this returns."""
    for child in children:
        child.send(signal.SIGTERM)
    patience = time.monotonic() + STOP_SECONDS
    while time.monotonic() < patience and not all(child.group_is_gone() for child in children):
        time.sleep(0.1)
    for child in children:
        if not child.group_is_gone():
            child.send(signal.SIGKILL)
        child.process.wait()


def tail(log: Path, lines: int = 25) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def commands(port: int, var: Path, web_workers: int = 2) -> dict[str, list[str]]:
    """The processes of the service; production runs the same ones under systemd (docs/OPERATIONS.md)."""
    return {
        "web": [
            *(sys.executable, "-m", "gunicorn", "lscb.wsgi:application", "--bind", f"127.0.0.1:{port}"),
            *("--workers", str(web_workers), "--threads", "4", "--timeout", "60", "--graceful-timeout", "5"),
            *("--no-control-socket", "--log-level", "warning"),
        ],
        "worker": [
            *(
                sys.executable,
                "-m",
                "celery",
                "-A",
                "lscb",
                "worker",
                "--beat",
                "-s",
                str(var / "celerybeat-schedule"),
            ),
            *("--without-gossip", "--without-mingle", "--pool", "threads", "-c", "2", "--loglevel", "INFO"),
        ],
    }


class Progress:
    """Passes on what the worker says about loading the rest of the demonstration."""

    SAYS = re.compile(r" INFO lscb\.home\.demonstration\S* (.+)")

    def __init__(self, log: Path) -> None:
        self.file, self.unfinished = log.open(errors="replace"), ""

    def show(self) -> None:
        *lines, self.unfinished = (self.unfinished + self.file.read()).split("\n")
        for line in lines:
            if found := self.SAYS.search(line):
                print(found[1], flush=True)


class Stopped(BaseException):
    """Ctrl-C or TERM, wherever the start has got to."""


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def ignore_signals() -> None:
    """From here on everything is being stopped, which must not be interrupted."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def on_signal(number: int, _frame: object) -> None:
    ignore_signals()
    raise Stopped


def serve(port: int, var: Path, env: dict[str, str]) -> int:
    logs = var / "log"
    for folder in (logs, var / "static"):  # WhiteNoise warns without the second
        folder.mkdir(parents=True, exist_ok=True)
    children: list[Child] = []
    try:
        for name, command in commands(port, var).items():
            children.append(Child(name, command, logs / f"{name}.log", env))
        limit = time.monotonic() + READY_SECONDS
        progress = Progress(logs / "worker.log")
        ready = False
        while True:
            for child in children:
                if not child.running():
                    print(
                        f"The {child.name} process stopped by itself. Its last lines:\n{tail(child.log)}",
                        file=sys.stderr,
                    )
                    return 1
            if not ready and healthy(port):
                ready = True
                print(f"Ready: http://127.0.0.1:{port}/", flush=True)
                print(f"Ctrl-C stops it. Data are in {var}, log files in {logs}.", flush=True)
            elif not ready and time.monotonic() > limit:
                print(f"No answer after {READY_SECONDS} seconds.\n{tail(logs / 'web.log')}", file=sys.stderr)
                return 1
            if ready:
                progress.show()
            time.sleep(0.5 if ready else 0.1)
    finally:
        ignore_signals()
        stop(children)


def main() -> int:
    port = int(sys.argv[1])
    var = Path(os.environ["LSCB_VAR"])
    for number in SIGNALS:
        signal.signal(number, on_signal)
    try:
        _kept_open = lock(var, port)
        if not port_is_free(port):
            fail(
                f"Port {port} is in use by another program. Choose another one, for example: bin/run {port + 1}"
            )
        env = {"PUBLIC_URL": f"http://127.0.0.1:{port}", **os.environ}
        print("Preparing the database…", flush=True)
        manage("migrate", "--noinput", "--verbosity", "0")
        manage("demonstration", "--core")
        print("Starting…", flush=True)
        return serve(port, var, env)
    except Stopped:
        print("\nStopped.", flush=True)
        return 0


if __name__ == "__main__":
    sys.exit(main())

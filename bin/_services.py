"""Private PostgreSQL and Redis for tests and measurements: free ports, a folder of their own, gone afterwards.

Neither runs as root, and both ask the kernel to end them when this process dies.
"""

import contextlib
import ctypes
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

UNPRIVILEGED = ("postgres", "nobody")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_postgres() -> Path | None:
    """The folder with initdb and postgres: PATH first, then where Debian keeps them (newest version first)."""
    folders = [Path(f) for f in os.environ.get("PATH", "").split(os.pathsep) if f]
    versions = sorted(
        glob.glob("/usr/lib/postgresql/*/bin"), key=lambda f: int(f.split("/")[4]), reverse=True
    )
    for folder in [*folders, *map(Path, versions), Path("/usr/local/bin"), Path("/usr/local/pgsql/bin")]:
        if os.access(folder / "initdb", os.X_OK) and os.access(folder / "postgres", os.X_OK):
            return folder
    return None


def find_redis() -> str | None:
    return shutil.which("redis-server") or shutil.which("valkey-server")


def find_chromium() -> str | None:
    """$CHROMIUM, a browser of the system, or the one that "playwright install chromium" has put in place."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if os.access(given, os.X_OK) else None
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        # Ubuntu's chromium-browser is a script that only says "install the snap".
        if (found := shutil.which(name)) and "snap" not in os.path.realpath(found):
            return found
    own = sorted(glob.glob(os.path.expanduser("~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome")))
    return own[-1] if own else None


def _identity() -> dict[str, object]:
    """Popen arguments that leave root behind; nothing when we are not root."""
    if os.geteuid():
        return {}
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("No unprivileged user to run a database server as (tried: postgres, nobody).")


def _folder(prefix: str) -> Path:
    folder = Path(
        tempfile.mkdtemp(prefix=prefix, dir="/tmp")
    )  # short: a socket's path has at most 107 characters
    identity = _identity()
    if identity:
        os.chown(folder, int(str(identity["user"])), int(str(identity["group"])))
    return folder


def _end_with_parent(number: int):  # type: ignore[no-untyped-def]
    def set_signal() -> None:
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, number)

    return set_signal


def _await(port: int, process: subprocess.Popen[bytes], log: Path, seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{log.name} did not start:\n{log.read_text(errors='replace')[-2000:]}")


@contextlib.contextmanager
def _server(command: list[str], folder: Path, log: Path, port: int, end: int) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            preexec_fn=_end_with_parent(end), env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, **_identity(),
        )  # fmt: skip
    try:
        _await(port, process, log)
        yield
    finally:
        process.send_signal(end)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Yields a URL without a database name, such as postgres://lscb@127.0.0.1:40001 (add "/name").

    durable keeps fsync on, as production has it (for measurements; tests do not need it).
    """
    programs = find_postgres()
    if programs is None:
        raise RuntimeError("PostgreSQL's programs were not found.")
    folder, port = _folder("lscb-pg-"), free_port()
    data, log = folder / "d", folder / "postgres.log"
    try:
        made = subprocess.run(
            [
                *(str(programs / "initdb"), "-D", str(data), "-U", "lscb", "-A", "trust"),
                *("--locale=C.UTF-8", "-E", "UTF8", "--no-sync"),
            ],
            cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, **_identity(),
        )  # fmt: skip
        if made.returncode:
            raise RuntimeError(f"initdb failed:\n{made.stderr[-2000:]}")
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(folder),
            "max_connections": "60",
            "timezone": "UTC",
        }
        if not durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        command = [str(programs / "postgres"), "-D", str(data), "-p", str(port)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with _server(command, folder, log, port, signal.SIGINT):
            yield f"postgres://lscb@127.0.0.1:{port}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """Yields a URL such as redis://127.0.0.1:40002/0; nothing is written to disk."""
    program = find_redis()
    if program is None:
        raise RuntimeError("redis-server was not found.")
    folder, port = _folder("lscb-redis-"), free_port()
    command = [
        *(program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"),
        *("--dir", str(folder), "--daemonize", "no"),
    ]
    with _server(command, folder, folder / "redis.log", port, signal.SIGTERM):
        yield f"redis://127.0.0.1:{port}/0"

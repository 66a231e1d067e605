"""What every test shares: test mode, no network, a clock to set, a mail sink.

Switches: DATABASE_URL chooses the database (SQLite unless set); REDIS_URL is used by tests marked "redis" alone.
"""

import atexit
import os
import shutil
import tempfile

# Before Django reads its settings: the mode, and a folder that no developer's own settings or files can reach.
_var = tempfile.mkdtemp(prefix="lscb-test-var-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)
for _name in (
    "EMAIL_URL",
    "FILES_DIR",
    "SECRET_KEY",
    "IDENTITY_KEYS",
    "PUBLIC_URL",
    "ALLOWED_HOSTS",
    "SCANNER_COMMAND",
):
    os.environ.pop(_name, None)
os.environ.update(DJANGO_SETTINGS_MODULE="lscb.settings", LSCB_MODE="test", LSCB_VAR=_var)
os.makedirs(os.path.join(_var, "static"))  # WhiteNoise warns without it

import django  # noqa: E402

django.setup()

import datetime as dt  # noqa: E402
import ipaddress  # noqa: E402
import socket  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from email import message_from_bytes, policy  # noqa: E402
from email.message import EmailMessage  # noqa: E402
from typing import Any  # noqa: E402
from zoneinfo import ZoneInfo  # noqa: E402

import pytest  # noqa: E402
import time_machine  # noqa: E402
from django.db import connection  # noqa: E402

# --- the cast ------------------------------------------------------------------------------------------
# The board, its people and the factories live in tests/cast.py; its fixtures are known to every test:
import tests.flushing  # noqa: E402  the trail refuses DELETE and TRUNCATE; the flush between two tests may
import tests.migrated  # noqa: E402, F401  the migrated SQLite database is kept between runs
from tests.cast import *  # noqa: E402, F403
from tests.remembered import writes  # noqa: E402

LONDON = ZoneInfo("Europe/London")


# --- network -------------------------------------------------------------------------------------------


class NetworkRefused(RuntimeError):
    """A test tried to reach something beyond this machine."""


def _is_local(host: object) -> bool:
    text = host.decode() if isinstance(host, bytes) else str(host or "")
    if text in {"", "localhost", socket.gethostname()}:
        return True
    try:
        return ipaddress.ip_address(text.split("%")[0]).is_loopback
    except ValueError:
        return False


def _guard(name: str) -> None:
    original = getattr(socket.socket, name)

    def guarded(self: socket.socket, address: Any, *rest: Any) -> Any:
        if self.family != socket.AF_UNIX and not _is_local(address[0]):
            raise NetworkRefused(f"Tests do not use the network: {address[0]}:{address[1]}")
        return original(self, address, *rest)

    setattr(socket.socket, name, guarded)


_getaddrinfo = socket.getaddrinfo


def _guarded_getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
    if not _is_local(host):
        raise NetworkRefused(f"Tests do not use the network: {host}")
    return _getaddrinfo(host, *rest, **named)


def pytest_configure(config: pytest.Config) -> None:
    _guard("connect")
    _guard("connect_ex")
    socket.getaddrinfo = _guarded_getaddrinfo  # type: ignore[assignment]


# --- processes -----------------------------------------------------------------------------------------


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two processes for all the tests; for some of them the start of the second takes longer than it saves."""
    everything = config.args == config.getini("testpaths") and not config.getoption("keyword")
    return min(2, os.cpu_count() or 1) if everything else 0


# --- marks ---------------------------------------------------------------------------------------------


def asks_no_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("django_db") or item.get_closest_marker("matrix"):
        return False
    return not {"db", "transactional_db", "django_db_setup"} & names


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A browser test is one by its folder; a Redis test says why it cannot run; a flush gives back what migrations wrote.

    On PostgreSQL whatever asks no database is left out: it cannot come out differently there.
    """
    without = pytest.mark.skip(reason="set REDIS_URL to a private Redis (bin/test starts one)")
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("redis") and not os.environ.get("REDIS_URL"):
            item.add_marker(without)
        given = item.get_closest_marker("django_db")
        wanted = dict(given.kwargs) if given else {}
        if {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            wanted["transaction"] = True
        if wanted.get("transaction"):
            item.add_marker(pytest.mark.django_db(**wanted | {"serialized_rollback": True}), append=False)
    if connection.vendor == "postgresql":
        left_out = [item for item in items if asks_no_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not asks_no_database(item)]


# --- the clock -----------------------------------------------------------------------------------------


@pytest.fixture
def at() -> Iterator[Callable[[str | dt.datetime], dt.datetime]]:
    """at("2026-03-02 09:00") makes it that minute in London, and stops the clock there; call again to move on.

    timezone.now() then hands out UTC, as always. time.time() moves too (signed links, one-time codes, sessions);
    time.monotonic() does not, so that time-outs still work. Returns the moment in UTC.
    """
    traveller: time_machine.Traveller | None = None
    started: time_machine.travel | None = None

    def set_clock(moment: str | dt.datetime) -> dt.datetime:
        nonlocal traveller, started
        when = dt.datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        if when.tzinfo is None:
            when = when.replace(tzinfo=LONDON)
        when = when.astimezone(dt.UTC)
        if traveller is None:
            started = time_machine.travel(when, tick=False)
            traveller = started.start()
        else:
            traveller.move_to(when, tick=False)
        return when

    yield set_clock
    if started is not None:
        started.stop()


# --- files ---------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def a_fresh_start(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test stores is gone with its rows."""
    mark = request.node.get_closest_marker("django_db")
    commits = (mark and mark.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
    writes.begin(rolled_back=not commits)
    yield
    shutil.rmtree(os.path.join(_var, "files"), ignore_errors=True)


# --- mail ----------------------------------------------------------------------------------------------


@dataclass
class SmtpSink:
    """A real SMTP server on this machine: what arrived, and what it should refuse next."""

    host: str
    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuse_next: list[str] = field(default_factory=list)  # answers such as "451 try again later"

    @property
    def url(self) -> str:
        return f"smtp://{self.host}:{self.port}"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse_next:
            return self.refuse_next.pop(0)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.recipients.extend(envelope.rcpt_tos)
        return "250 OK"


@pytest.fixture
def smtp_sink(settings: Any) -> Iterator[SmtpSink]:
    """Django's mail goes over SMTP to a server on a free port; smtp_sink.messages holds what arrived."""
    from aiosmtpd.controller import Controller

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sink = SmtpSink("127.0.0.1", port)
    controller = Controller(sink, hostname=sink.host, port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = sink.host, port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    try:
        yield sink
    finally:
        controller.stop()

"""A real Chromium for tests/browser/: every test there is marked "browser" and may use the database from threads.

browser_page   a page of a fresh visitor; page.goto("/") reaches the live server
axe(page)      accessibility faults of the page as it stands (WCAG 2.2 AA and best practice)
nu(html)       errors of the Nu HTML checker for the raw answer of the server
"""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bin"))

from _services import find_chromium  # noqa: E402

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # whatever a page asks for, the browser finds this machine alone
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
SECONDS = 10_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium was not found.")
        pytest.skip("Chromium was not found: these pages are not tested in a browser.")
    # Playwright's synchronous interface runs an event loop in this thread; the ORM must not mind.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session", autouse=True)
def _one_request_at_a_time() -> Iterator[None]:
    """A SQLite database in memory is one connection for all threads of the server: two requests at once would lock it."""
    if connection.vendor != "sqlite":
        yield
        return
    lock, call = threading.Lock(), WSGIHandler.__call__

    def in_turn(self: WSGIHandler, environ: Any, start_response: Any) -> Any:
        with lock:
            return call(self, environ, start_response)

    WSGIHandler.__call__ = in_turn  # type: ignore[method-assign]
    yield
    WSGIHandler.__call__ = call  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def _style_sheets_are_kept() -> Iterator[None]:
    """Browsers fetch each style sheet, script and font once, as they do in production; also while the clock is moved."""
    serve = StaticFilesHandlerMixin.serve

    def kept(self: StaticFilesHandlerMixin, request: Any) -> Any:
        response = serve(self, request)
        response.headers["Cache-Control"] = "public, max-age=315360000"
        return response

    StaticFilesHandlerMixin.serve = kept  # type: ignore[method-assign]
    yield
    StaticFilesHandlerMixin.serve = serve  # type: ignore[method-assign]


@pytest.fixture
def browser_context(chromium: Browser, live_server, transactional_db) -> Iterator[BrowserContext]:  # type: ignore[no-untyped-def]
    """One visitor: own cookies, British English, a laptop's window. Make more with chromium.new_context()."""
    context = chromium.new_context(
        base_url=live_server.url,
        locale="en-GB",
        timezone_id="Europe/London",
        viewport={"width": 1280, "height": 900},
    )
    context.set_default_timeout(SECONDS)
    yield context
    context.close()


def _is_breach(message: ConsoleMessage) -> bool:
    return message.type == "error" and "Content Security Policy" in message.text


@pytest.fixture
def browser_page(browser_context: BrowserContext) -> Iterator[Page]:
    """A page; a script error or a breach of the content security policy fails the test at its end."""
    page = browser_context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
    page.on("console", lambda message: problems.append(message.text) if _is_breach(message) else None)
    yield page
    assert not problems, "\n".join(problems)

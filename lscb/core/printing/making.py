"""HTML to the bytes of a tagged PDF, and the papers of others into its pages: by child processes that have limits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

SECONDS = 60
MEMORY = 2 * 1024**3
SCRIPT = Path(__file__).with_name("rendering.py")
LAYING = Path(__file__).with_name("laying.py")
#: Only the bundled fonts exist for the child: no document looks different on another machine.
FONTS = Path(__file__).with_name("fonts.conf")

TOO_LONG = "The file took too long to make. Shorten the longest tables and sections, or try again."
NOT_MADE = "The file could not be made. Try again; if it fails again, ask the administrator."


class CannotMake(Exception):
    """No PDF came out; the message is a sentence for the screen."""


def pdf_of(html: str, identifier: str, *, seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
    """HTML to PDF within limits of time and memory; nothing but our style sheet and fonts can be fetched."""
    job = {
        "html": html, "identifier": identifier, "files": listed_files(), "cpu_seconds": seconds, "memory_bytes": memory,
    }  # fmt: skip
    made = _child(SCRIPT, job, seconds)
    if not made.startswith(b"%PDF-"):
        raise CannotMake(NOT_MADE)
    return made


def pages_of(
    places: Sequence[Path], *, seconds: int = SECONDS, memory: int = MEMORY
) -> list[list[str] | None]:
    """For each file "tall" or "wide" for every page of it; None for one that is no PDF that can be read."""
    job = {
        "mode": "count", "papers": [str(place) for place in places], "cpu_seconds": seconds, "memory_bytes": memory,
    }  # fmt: skip
    found: list[list[str] | None] = json.loads(_child(LAYING, job, seconds))
    return found


def lay_in(pdf: bytes, places: Sequence[Path], *, seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
    """The pages of the papers, one after another, onto the pages of the document that wait for them (class "paper")."""
    with tempfile.NamedTemporaryFile(prefix="lscb-pack-", suffix=".pdf") as whole:
        whole.write(pdf)
        whole.flush()
        job = {
            "mode": "lay", "pdf": whole.name, "papers": [str(place) for place in places], "cpu_seconds": seconds,
            "memory_bytes": memory,
        }  # fmt: skip
        made = _child(LAYING, job, seconds)
    if not made.startswith(b"%PDF-"):
        raise CannotMake(NOT_MADE)
    return made


def _child(script: Path, job: dict[str, Any], seconds: int) -> bytes:
    with tempfile.TemporaryDirectory(prefix="lscb-pdf-") as scratch:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-B", str(script)], input=json.dumps(job).encode(), capture_output=True,
                timeout=seconds + 5, cwd=scratch, env=_environment(scratch), check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as late:
            raise CannotMake(TOO_LONG) from late
    if -done.returncode in (signal.SIGXCPU, signal.SIGKILL) or b"MemoryError" in done.stderr:
        raise CannotMake(TOO_LONG)
    if done.returncode:
        raise CannotMake(NOT_MADE)
    return done.stdout


def listed_files() -> dict[str, str]:
    """What a document may fetch, by its address."""
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

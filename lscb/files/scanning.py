"""Asking the virus scanner. Its command answers 0 clean or 1 infected; anything else means that it could not tell."""

from __future__ import annotations

import logging
import shlex
import subprocess
from pathlib import Path

from django.conf import settings

from lscb.files.models import StoredFile

SECONDS = 120
#: The harmless test text that every scanner reports (eicar.org), cut so that this file is not reported itself.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

log = logging.getLogger("lscb.files")
Scan = StoredFile.Scan


def holds_eicar(path: Path) -> bool:
    """The built-in check: enough to show the way of an infected file, no protection by itself."""
    kept = b""
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            if EICAR in kept + chunk:
                return True
            kept = chunk[-len(EICAR) :]
    return False


def ask_scanner(path: Path) -> Scan:
    """CLEAN, INFECTED, UNSCANNED (there is no scanner) or WAITING (the scanner is down: try again later)."""
    if holds_eicar(path):
        return Scan.INFECTED
    if not settings.SCANNER_COMMAND:
        return Scan.UNSCANNED
    words = [word.replace("{}", str(path)) for word in shlex.split(settings.SCANNER_COMMAND)]
    try:
        # No shell; the path is ours, made of letters and digits.
        done = subprocess.run(words, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as fault:
        log.error("virus scanner did not answer: %s", type(fault).__name__)
        return Scan.WAITING
    if done.returncode in (0, 1):
        return Scan.CLEAN if done.returncode == 0 else Scan.INFECTED
    log.error("virus scanner could not tell: exit code %s", done.returncode)
    return Scan.WAITING

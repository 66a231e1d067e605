"""PDF files are read in a process of their own with little memory and time, so that a hostile one harms nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lscb.core.errors import BadInput

SECONDS = 5
_SENTENCES = {
    "script": "The PDF holds a script. Print it to a new PDF, and add that file.",
    "launch": "The PDF starts a program or opens another file. Print it to a new PDF, and add that file.",
    "files": "There are files inside the PDF. Add them one by one, or print it to a new PDF, and add that file.",
    "media": "The PDF holds video, sound or a live form. Print it to a new PDF, and add that file.",
    "password": "The PDF is protected with a password. Save it without one, and add that file.",
    "large": "The PDF is built of too many parts to be checked. Print it to a new PDF, and add that file.",
    "broken": "The PDF is damaged. Print it to a new PDF, and add that file.",
}


def check(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(5) != b"%PDF-":
            raise BadInput(
                "The file is called .pdf, but it is not a PDF. Save or print it as a PDF, and add that file."
            )
    child = Path(__file__).with_name("pdf_child.py")
    try:
        # The program and its arguments are ours; the file's own name is never part of them.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(child), str(path)], capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise BadInput(_SENTENCES["large"]) from None
    word = done.stdout.decode("ascii", "replace").strip()
    if done.returncode != 0:
        raise BadInput(_SENTENCES["large"])
    if word != "fine":
        raise BadInput(_SENTENCES.get(word, _SENTENCES["broken"]))

"""The name a person gave a file, made safe to store and to send back. It never becomes a path."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(r'[\\/:*?"<>|;%\x00-\x1f\x7f]+')
LONGEST = 120


def clean_name(given: str) -> str:
    """ "C:\\Temp\\Ann: report.PDF" → "Ann report.pdf". Control, direction and path signs go; the extension is last."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    name = " ".join(_UNSAFE.sub(" ", name).split()).lstrip(". ").rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return (name or "file")[:LONGEST]
    return f"{(stem.strip() or 'file')[: LONGEST - len(extension) - 1]}.{extension.lower()}"


def extension_of(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""

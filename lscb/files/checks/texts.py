"""Plain text and CSV: readable text, and nothing that is really a page, a program or another kind of file."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from lscb.core.errors import BadInput

_OTHER_KIND = re.compile(
    rb"^(%PDF|PK\x03\x04|MZ|\x7fELF|\xd0\xcf\x11\xe0|\x89PNG|\xff\xd8\xff|GIF8|\{\\rtf|Rar!|7z\xbc)"
)
_PAGE = re.compile(rb"<\s*(!doctype|html|script|svg|iframe|body|head|\?xml|\?php|!entity)\b", re.IGNORECASE)
_CHUNK = 1024 * 1024


def check(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(4096)
        if _OTHER_KIND.match(head) or _PAGE.search(head[:1500]):
            raise BadInput(
                "The file is called text, but it holds something else. Add it under its real kind, or as a PDF."
            )
        encoding = _encoding(head)
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        file.seek(0)
        while chunk := file.read(_CHUNK):
            _readable(decoder, chunk, encoding)


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "latin-1"  # UTF-8 and the Windows page alike: only control codes tell a text from a program


def _readable(decoder: codecs.IncrementalDecoder, chunk: bytes, encoding: str) -> None:
    try:
        text = decoder.decode(chunk)
    except UnicodeDecodeError:
        raise BadInput("The text cannot be read. Save it again as UTF-8 text, and add that file.") from None
    if any(code in text for code in _NOT_TEXT):
        raise BadInput(
            "The file is called text, but it holds something else. Save it again as plain text or CSV."
        )


_NOT_TEXT = [chr(code) for code in range(32) if chr(code) not in "\t\n\r\f\x1a\x1b"]

"""A sweep of the file's bytes, for what no reader shows: earlier revisions and orphaned objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lscb.publishing.leakscan.pdf_fonts import DrawnFont, to_unicode

if TYPE_CHECKING:
    from lscb.publishing.leakscan.scan import LeakScanner

STREAM = re.compile(rb"stream\r?\n(.*?)(?:\r?\n)?endstream", re.DOTALL)
STRING = re.compile(rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)|<([0-9A-Fa-f\s]{4,})>", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
SIMPLE = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}


def sweep(scanner: LeakScanner, data: bytes, prefix: str, fonts: list[DrawnFont], known: set[bytes]) -> None:
    """Read all bytes without following the file's own index."""
    bodies, rest, place = [], [], 0
    for match in STREAM.finditer(data):
        rest.append(data[place : match.start(1)])
        place = match.end(1)
        bodies.append(match[1])
    rest.append(data[place:])
    outside = b"\n".join(rest)
    maps = list(fonts)
    contents = []
    for body in bodies:
        if body in known:
            continue
        found = body
        if body[:1] and body[0] & 0x0F == 8:  # the mark of a zlib stream
            found = scanner.budget.inflate(body) or body
        if b"beginbf" in found:
            maps += [DrawnFont(to_unicode(found), wide=True), DrawnFont(to_unicode(found))]
        contents.append(found)
    where = f"{prefix}bytes of the file"
    scanner.raw(where, outside)
    _strings(scanner, f"{prefix}string in the bytes", outside, [])
    for found in contents:
        drawn = b"Tj" in found or b"TJ" in found
        if drawn or b"obj" in found or b"<<" in found[:4000]:
            scanner.raw(f"{prefix}stream in the bytes", found)
            _strings(scanner, f"{prefix}stream in the bytes", found, maps if drawn else [])


def _strings(scanner: LeakScanner, where: str, data: bytes, maps: list[DrawnFont]) -> None:
    """Literal and hex strings, each in every coding it may have, joined and apart."""
    strings = [unescape(a) if a or not b else _hex(b) for a, b in STRING.findall(data)]
    if not strings:
        return
    for glue in (b"\n", b""):
        joined = glue.join(strings)
        scanner.guess(where, joined.decode("cp1252", "replace"))
    wide = [s for s in strings if b"\0" in s]
    scanner.guess(where, "\n".join(s.removeprefix(b"\xfe\xff").decode("utf-16-be", "ignore") for s in wide))
    scanner.guess(where, "\n".join(s.removeprefix(b"\xff\xfe").decode("utf-16-le", "ignore") for s in wide))
    for font in maps:
        if font.letters:
            scanner.guess(where, "".join(font.text(s) for s in strings))
            scanner.guess(where, "\n".join(font.text(s) for s in strings))


def unescape(text: bytes) -> bytes:
    """A literal string's bytes: octal and other escapes undone."""

    def letter(match: re.Match[bytes]) -> bytes:
        code = match[1]
        if code[:1].isdigit() and code[0] < 56:
            return bytes([int(code, 8) & 255])
        return SIMPLE.get(code, code)

    return ESCAPE.sub(letter, text) if b"\\" in text else text


def _hex(text: bytes) -> bytes:
    digits = re.sub(rb"\s", b"", text).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))

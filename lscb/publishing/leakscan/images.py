"""Words carried by a picture: EXIF, XMP, IPTC, PNG and GIF texts. Its pixels are not read."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from lscb.publishing.leakscan.hits import UnpackBudget

MAGIC = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"BM",
    b"\x00\x00\x01\x00",
)
XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>|<rdf:RDF.*?</rdf:RDF>", re.DOTALL)


def is_image(data: bytes) -> bool:
    return data.startswith(MAGIC) and not (data[:4] == b"RIFF" and data[8:12] != b"WEBP")


def texts(data: bytes, budget: UnpackBudget) -> Iterator[tuple[str, bytes]]:
    """(where, bytes) of the parts of a picture that may hold words, then all of it."""
    if data.startswith(MAGIC[1]):
        yield from _png(data, budget)
    for match in XMP.finditer(data):
        yield "picture XMP", match[0]
    yield "picture data", data[:2_000_000] + data[-200_000:] if len(data) > 2_200_000 else data


def _png(data: bytes, budget: UnpackBudget) -> Iterator[tuple[str, bytes]]:
    place = 8
    while place + 12 <= len(data):
        size, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + size]
        if kind == b"tEXt":
            yield "picture text", body.replace(b"\0", b"\n")
        elif kind == b"zTXt":
            key, _, packed = body.partition(b"\0")
            yield "picture text", key + b"\n" + budget.inflate(packed[1:])
        elif kind == b"iTXt":
            key, _, rest = body.partition(b"\0")
            language, _, tail = rest[2:].partition(b"\0")
            title, _, text = tail.partition(b"\0")
            yield (
                "picture text",
                key + b"\n" + title + b"\n" + (budget.inflate(text) if rest[:1] == b"\1" else text),
            )
        elif kind == b"eXIf":
            yield "picture EXIF", body
        place += 12 + size

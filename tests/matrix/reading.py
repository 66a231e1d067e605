"""What an answer says in words, however it is packed: pages as they are, office documents unpacked, PDFs as drawn."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pikepdf

from lscb.publishing.leakscan.pdf_fonts import DrawnFont
from lscb.publishing.leakscan.pdf_text import drawn_text


def readable(body: bytes) -> bytes:
    """Also what is packed: an office document or a book of files is searched unpacked, a PDF page by page."""
    if b"%PDF-" in body[:1024]:
        with pikepdf.open(io.BytesIO(body)) as pdf:
            return "\n".join([*_drawn(pdf), *_strings(pdf)]).encode("utf-8", "replace")
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"\n".join(readable(packed.read(name)) for name in packed.namelist())


def _drawn(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each page's text: with its breaks, and without any, as a word may be drawn in pieces."""
    for page in pdf.pages:
        fonts = {name: DrawnFont.of(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
        yield from drawn_text(pikepdf.parse_content_stream(page), fonts, list(fonts.values()))


def _strings(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Title, bookmarks, alternative texts, links; and whatever is attached."""
    for thing in pdf.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            yield from (str(value) for value in thing.values() if isinstance(value, pikepdf.String))
    for spec in pdf.attachments.values():
        yield readable(spec.get_file().read_bytes()).decode("utf-8", "replace")

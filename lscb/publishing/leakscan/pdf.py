"""Everything a PDF holds: pages as drawn, every string, every stream, every earlier revision."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

from lscb.publishing.leakscan import images, pdf_raw
from lscb.publishing.leakscan.hits import Unreadable
from lscb.publishing.leakscan.pdf_fonts import DrawnFont, letters_only
from lscb.publishing.leakscan.pdf_text import drawn_text

if TYPE_CHECKING:
    from lscb.publishing.leakscan.scan import LeakScanner

PLACES = {
    "/Title": "title or bookmark",
    "/Author": "author",
    "/Subject": "subject",
    "/Keywords": "keywords",
    "/Producer": "producer",
    "/Creator": "creator",
    "/Contents": "comment",
    "/T": "comment author or field name",
    "/V": "form value",
    "/DV": "form value",
    "/TU": "form hint",
    "/URI": "link",
    "/F": "file name",
    "/UF": "file name",
    "/Desc": "description",
    "/Alt": "alternative text",
    "/ActualText": "replacement text",
    "/E": "expansion",
    "/Name": "layer or name",
    "/JS": "script",
    "/P": "page label",
    "/ID": "tag id",
    "/Names": "named destination",
    "/Dest": "named destination",
    "/RC": "comment",
    "/Lang": "language",
}
SKIPPED_NAMES = frozenset(
    "/Type /Subtype /Filter /BaseFont /FontName /FontFamily /Encoding /S /ColorSpace".split()
)


def read(scanner: LeakScanner, data: bytes, where: str, depth: int) -> None:
    """Scan one PDF; raises Unreadable when it is locked or broken."""
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Unreadable(f"{scanner.file} is locked by a password.") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Unreadable(f"{scanner.file} is a damaged PDF.") from error
    prefix = f"{where}: " if where else ""
    with pdf:
        if pdf.is_encrypted:
            raise Unreadable(f"{scanner.file} is encrypted.")
        reader = _PdfReader(scanner, prefix, depth)
        try:
            reader.objects(pdf)
            reader.pages(pdf)
            reader.attachments(pdf)
        except (pikepdf.PdfError, RecursionError) as error:
            raise Unreadable(f"{scanner.file} is a damaged PDF.") from error
    pdf_raw.sweep(scanner, data, prefix, reader.fonts, reader.read)


class _PdfReader:
    def __init__(self, scanner: LeakScanner, prefix: str, depth: int) -> None:
        self.scanner, self.prefix, self.depth = scanner, prefix, depth
        self.fonts: list[DrawnFont] = []
        # Streams that were read through the index; the sweep of the bytes need not read them again.
        self.read: set[bytes] = set()
        self.on_pages: set[tuple[int, int]] = set()
        self.known: dict[tuple[int, int], DrawnFont] = {}

    # ------------------------------------------------------------- objects
    def objects(self, pdf: pikepdf.Pdf) -> None:
        """Every object the file's index knows, in use or not."""
        labels: dict[str, list[str]] = {}
        for page in pdf.pages:
            contents = page.obj.get("/Contents")
            parts = contents if isinstance(contents, pikepdf.Array) else [contents]
            self.on_pages |= {part.objgen for part in parts if isinstance(part, pikepdf.Stream)}
        for thing in pdf.objects:
            self._strings(thing, "", labels, 0)
            if isinstance(thing, pikepdf.Stream):
                self._stream(thing)
        self._strings(pdf.trailer, "", labels, 0)
        for key, words in labels.items():
            place = self.prefix + PLACES.get(key, f"entry {key[1:]}" if key else "text string")
            text = "\n".join(words)
            if key in ("/Contents", "/V", "/Alt", "/ActualText", "/JS", "/RC", "/Title", "/Desc", "/Subject"):
                self.scanner.prose(place, text)
            (self.scanner.key if key == "/Name" else self.scanner.label)(place, text)

    def _strings(self, thing: object, key: str, labels: dict[str, list[str]], level: int) -> None:
        """Strings, names and keys of one object; references are visited as objects of their own."""
        if level > 40:
            return
        if isinstance(thing, pikepdf.String):
            words = labels.setdefault(key, [])
            words.append(str(thing))
            raw = bytes(thing)
            if raw[:2] not in (b"\xfe\xff", b"\xff\xfe") and b"\0" in raw:
                words += [raw.decode("utf-16-be", "ignore"), raw.decode("utf-16-le", "ignore")]
            elif any(c > 127 for c in raw):
                words.append(raw.decode("utf-8", "ignore"))
        elif isinstance(thing, pikepdf.Name):
            if key not in SKIPPED_NAMES:
                labels.setdefault("/Name", []).append(str(thing)[1:])
        elif isinstance(thing, pikepdf.Array):
            for item in thing:
                if not getattr(item, "is_indirect", False):
                    self._strings(item, key, labels, level + 1)
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            for name, value in thing.items():
                labels.setdefault("/Name", []).append(name[1:])
                if not getattr(value, "is_indirect", False) or isinstance(value, pikepdf.String):
                    self._strings(value, name, labels, level + 1)

    # ------------------------------------------------------------- streams
    def _stream(self, stream: pikepdf.Stream) -> None:
        kind = str(stream.get("/Subtype", stream.get("/Type", "")))
        raw = stream.read_raw_bytes()
        self.read.add(raw)
        if images.is_image(raw):
            for part, body in images.texts(raw, self.scanner.budget):
                self.scanner.raw(self.prefix + part, body)
        if kind == "/Image":
            return
        try:
            body = stream.read_bytes()
        except pikepdf.PdfError:
            body = raw
        self.scanner.budget.spend(len(body))
        if kind in ("/EmbeddedFile", "/XML", "/Metadata"):
            what = "XMP" if kind != "/EmbeddedFile" else "attachment"
            name = "metadata.xml" if what == "XMP" else "attachment"
            self.scanner.part(
                name, body, f"{self.prefix}{what}: " if what == "XMP" else self.prefix, max(self.depth, 0) + 1
            )
            return
        if kind == "/Form" or b"BT" in body and b"Tf" in body and stream.objgen not in self.on_pages:
            resources = stream.get("/Resources")
            self._drawn(stream, resources, "drawn text")
        self.scanner.raw(self.prefix + "stream", body)

    def pages(self, pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            self._drawn(page, page.obj.get("/Resources"), "page text")

    def _drawn(self, source: pikepdf.Page | pikepdf.Stream, resources: object, where: str) -> None:
        fonts = self._fonts(resources)
        try:
            instructions = pikepdf.parse_content_stream(source)
        except (pikepdf.PdfError, TypeError, ValueError):
            return
        spaced, glued, marked = drawn_text(instructions, fonts, self.fonts)
        self.scanner.prose(self.prefix + where, spaced)
        self.scanner.guess(self.prefix + where, glued)
        self.scanner.prose(self.prefix + "replacement text", marked)

    def _fonts(self, resources: object) -> dict[str, DrawnFont]:
        found: dict[str, DrawnFont] = {}
        if not isinstance(resources, pikepdf.Dictionary) or "/Font" not in resources:
            return found
        for name, font in resources["/Font"].items():
            key = font.objgen
            if key not in self.known or key == (0, 0):
                made = DrawnFont.of(font)
                self.known[key] = made
                self.fonts.append(made)
                for owner in letters_only(made, self.scanner.names.compiled):
                    self.scanner.note(self.prefix + "font made for a name", [owner])
            found[name] = self.known[key]
        return found

    def attachments(self, pdf: pikepdf.Pdf) -> None:
        for name, spec in pdf.attachments.items():
            self.scanner.label(self.prefix + "attachment name", name)
            try:
                self.scanner.part(
                    name, spec.get_file().read_bytes(), f"{self.prefix}attachment ", self.depth + 1
                )
            except (pikepdf.PdfError, KeyError, ValueError) as error:
                raise Unreadable(f"{self.scanner.file} has an attachment that cannot be read.") from error

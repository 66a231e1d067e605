"""Files to try, all made here: good ones of every kind, and what real people's programs write."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

import openpyxl
import pikepdf
from docx import Document
from pikepdf import Array, Dictionary, Name, String

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "pdf": "application/pdf", "docx": WORD, "xlsx": EXCEL, "csv": "text/csv", "txt": "text/plain",
    "jpg": "image/jpeg", "png": "image/png",
}  # fmt: skip


@dataclass(frozen=True)
class Specimen:
    kind: str
    name: str
    declared: str
    data: bytes

    def __str__(self) -> str:
        return f"{self.kind}:{ascii(self.name)[:40]}"


def docx(text: str = "What happened, in the agency's own words.") -> bytes:
    document = Document()
    document.add_heading("Agency report", 1)
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Measure", "Value"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def pdf(change=None, **save) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    target = io.BytesIO()
    document.save(target, **save)
    return target.getvalue()


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x80" * 3 * 2 for _ in range(2))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def jpeg(width: int = 2, height: int = 2, marker: int = 0xC0) -> bytes:
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    frame = bytes([0xFF, marker]) + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8" + app + frame + b"\xff\xda\0\x08\x01\x01\0\0?\0" + b"\x12" * 20 + b"\xff\xd9"


def good() -> dict[str, bytes]:
    return {
        "pdf": pdf(), "docx": docx(), "xlsx": xlsx(), "png": png(), "jpg": jpeg(), "jpeg": jpeg(marker=0xC2),
        "csv": "Measure,Value\r\nSiân’s school,3\r\n".encode(), "txt": "Grüße, \u202btext\u202c 😀\n".encode() * 50,
    }  # fmt: skip


def repacked(
    data: bytes, add: dict[str, bytes] | None = None, drop: tuple[str, ...] = (), level: int = 6
) -> bytes:
    """An office file with parts added, replaced or taken out."""
    add = add or {}
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new,
    ):
        for name in old.namelist():
            if name not in add and name not in drop:
                new.writestr(name, old.read(name))
        for name, part in add.items():
            new.writestr(name, part)
    return target.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def of(kind: str, extension: str, data: bytes, name: str = "report") -> Specimen:
    return Specimen(kind, f"{name}.{extension}", TYPES.get(extension, "application/octet-stream"), data)


def relation(kind: str, target: str, mode: str = "External") -> bytes:
    """A relations part with one row."""
    row = f'<Relationship Id="r1" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f"<Relationships>{row}</Relationships>".encode()


def honest() -> list[Specimen]:
    """What real people's programs write, and must not be refused."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    found = []
    for kind, target in (("attachedTemplate", "file:///C:\\Users\\me\\Council.dotx"), ("attachedTemplate", "Normal.dotm"),
                         ("hyperlink", "https://www.gov.uk/"), ("image", "https://x.example/a.png")):  # fmt: skip
        found.append(
            of(
                "honest",
                "docx",
                repacked(docx(), {"word/_rels/settings.xml.rels": relation(base + kind, target)}),
            )
        )
    settings = {"xl/printerSettings/printerSettings1.bin": b"x" * 9, "xl/media/image1.emf": b"x"}
    found.append(of("honest", "xlsx", repacked(xlsx(), settings)))
    found.append(
        of("honest", "docx", repacked(docx(), {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": xlsx()}))
    )
    found.append(of("honest", "docx", docx("Long. " * 50_000)))
    found.append(of("honest", "txt", "Ä note in the Windows page – “quoted”".encode("cp1252")))
    found.append(of("honest", "txt", "A note".encode("utf-16")))
    found.append(Specimen("honest", "Report.PDF", "application/octet-stream", pdf()))
    found.append(
        Specimen(
            "honest",
            "Report.pdf",
            "",
            pdf(lambda d: d.Root.__setattr__("OpenAction", Array([d.pages[0].obj, Name.Fit]))),
        )
    )
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.URI, URI=String("https://x")),
    )
    found.append(of("honest", "pdf", pdf(lambda d: d.pages[0].obj.__setattr__("Annots", Array([link])))))
    found.append(Specimen("honest", "photo.JPEG", "image/jpeg", jpeg(4000, 3000)))
    found.append(Specimen("honest", "list.csv", "application/vnd.ms-excel", b"a;b\r\n1;2\r\n"))
    return found

"""Hostile files by class: what must never be kept."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from lscb.files.scanning import EICAR
from tests.files.specimens import (
    TYPES,
    Specimen,
    docx,
    good,
    jpeg,
    of,
    part_of,
    pdf,
    png,
    relation,
    repacked,
    xlsx,
)


def hostile() -> list[Specimen]:
    makers = (
        wrong_kinds, renamed, mistyped, empty, bombs, macros, locked, entities, reaching_out, nested, pixel_floods,
        riding_along, pdf_actions, broken, infected,
    )  # fmt: skip
    return [specimen for make in makers for specimen in make()]


PROGRAMS = {
    "program-windows": b"MZ\x90\0" + b"\0" * 200, "program-linux": b"\x7fELF\x02\x01\x01" + b"\0" * 200,
    "page": b"<!DOCTYPE html><html><script>alert(1)</script></html>", "svg": b'<svg xmlns="http://x"><script/></svg>',
    "archive": b"PK\x03\x04" + b"\0" * 100, "rtf": b"{\\rtf1 \\object}", "php": b"<?php echo 1; ?>",
    "old-office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "gif": b"GIF89a" + b"\0" * 50,
    "noise": bytes(range(256)) * 8,
}  # fmt: skip


def wrong_kinds() -> Iterator[Specimen]:
    for extension in ("exe", "html", "svg", "js", "doc", "xls", "docm", "xlsm", "zip", "rtf", "php", "bat", "lnk", "hta",
                      "iso", "msg", "eml", "odt", "pptx", "heic", "gif", "xml", "jar", "ps1", "htm", "mht"):  # fmt: skip
        yield of("wrong-kind", extension, b"something")
    yield Specimen("no-extension", "report", "application/pdf", pdf())
    yield Specimen("no-extension", "pdf", "application/pdf", pdf())
    yield Specimen("no-extension", "", "application/pdf", pdf())
    for name in (
        "report.pdf.exe",
        "report.pdf\u202etxt.exe",
        "report.pdf ",
        "report.docx.js",
        ".htaccess",
        "a.pdf/b.html",
    ):
        if not name.strip().endswith("pdf"):
            yield Specimen("double-extension", name, "application/pdf", pdf())


def renamed() -> Iterator[Specimen]:
    for kind, data in PROGRAMS.items():
        for extension in TYPES:
            yield of(f"renamed-{kind}", extension, data)
    fine = good()
    for have, data in fine.items():
        for extension in TYPES:
            same = {have, extension} in (
                {"csv", "txt"},
                {"csv"},
                {"txt"},
                {"jpeg", "jpg"},
            ) or have == extension
            if not same:
                yield of("renamed-good", extension, data)


def mistyped() -> Iterator[Specimen]:
    fine = good()
    for extension in TYPES:
        for declared in ("text/html", "image/svg+xml", "application/javascript", "application/x-msdownload"):
            yield Specimen("mistyped", f"report.{extension}", declared, fine[extension])


def empty() -> Iterator[Specimen]:
    for extension in TYPES:
        yield of("empty", extension, b"")


def bombs() -> Iterator[Specimen]:
    zeros = b"\0" * (40 * 1024 * 1024)
    yield of("zip-bomb", "docx", repacked(docx(), {"word/media/a.png": zeros}))
    yield of(
        "zip-bomb",
        "xlsx",
        repacked(xlsx(), {f"xl/media/{i}.png": zeros[: 11 * 1024 * 1024] for i in range(5)}),
    )
    yield of("zip-entries", "docx", repacked(docx(), {f"word/media/{i}.xml": b"<a/>" for i in range(3100)}))
    yield of("zip-lies", "docx", overlapping(docx()))
    yield of("zip-lies", "xlsx", overlapping(xlsx()))
    yield of("zip-listing", "docx", repacked(docx(), {"[Content_Types].xml": b" " * (5 * 1024 * 1024)}))
    yield of("zip-table", "docx", docx() + b"x" * 30)


def overlapping(data: bytes) -> bytes:
    """Every entry of the table of contents points at the first one's bytes."""
    start = data.index(b"PK\x01\x02")
    head, table = data[:start], bytearray(data[start:])
    place = 0
    while table[place : place + 4] == b"PK\x01\x02":
        table[place + 42 : place + 46] = b"\0\0\0\0"
        name, extra, note = struct.unpack("<HHH", table[place + 28 : place + 34])
        place += 46 + name + extra + note
    return head + bytes(table)


def macros() -> Iterator[Specimen]:
    for name in ("word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.bin", "word/VBAPROJECT.BIN",
                 "customUI/customUI.xml", "word/run.exe", "word/run.js"):  # fmt: skip
        yield of("macro", "docx", repacked(docx(), {name: b"x"}))
    for name in ("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/dialogsheets/sheet1.xml", "xl/a.hta"):
        yield of("macro", "xlsx", repacked(xlsx(), {name: b"<x/>"}))
    plain = b"application/vnd.openxmlformats-officedocument."
    for make, extension, was, now in (
        (
            docx,
            "docx",
            plain + b"wordprocessingml.document.main",
            b"application/vnd.ms-word.document.macroEnabled.main",
        ),
        (
            xlsx,
            "xlsx",
            plain + b"spreadsheetml.sheet.main",
            b"application/vnd.ms-excel.sheet.macroEnabled.main",
        ),
    ):
        listing = part_of(make(), "[Content_Types].xml").replace(was, now)
        yield of("macro-renamed", extension, repacked(make(), {"[Content_Types].xml": listing}))


def locked() -> Iterator[Specimen]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    for extension in ("docx", "xlsx"):
        yield of("locked-office", extension, ole)
    for make, extension in ((docx, "docx"), (xlsx, "xlsx")):
        data = bytearray(make())
        for sign, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            place = data.find(sign)
            while place >= 0:
                data[place + flag] |= 1
                place = data.find(sign, place + 4)
        yield of("locked-zip", extension, bytes(data))
    for owner, user in (("a", "b"), ("a", "")):
        yield of("locked-pdf", "pdf", pdf(encryption=pikepdf.Encryption(owner=owner, user=user)))


def entities() -> Iterator[Specimen]:
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'
    reads = b'<?xml version="1.0"?><!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>'
    padded = b'<?xml version="1.0"?><!--' + b" " * 20_000 + b"--><!DOCTYPE l [<!ENTITY a 'b'>]><l/>"
    far = b'<?xml version="1.0"?><!--' + b" " * 90_000 + b"--><!DOCTYPE l [<!ENTITY a 'b'>]><l/>"
    wide = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE l [<!ENTITY a "b">]><l/>'.encode("utf-16")
    odd = b'<?xml version="1.0" encoding="utf-7"?>+ADw-!DOCTYPE l+AD4-<l/>'
    for data in (laughs, reads, padded, far, wide, odd):
        for name in (
            "word/document.xml",
            "word/styles.xml",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
        ):
            yield of("xml-entities", "docx", repacked(docx(), {name: data}))
        for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            yield of("xml-entities", "xlsx", repacked(xlsx(), {name: data}))


def reaching_out() -> Iterator[Specimen]:
    kinds = ("attachedTemplate", "oleObject", "frame", "subDocument")
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    for kind in kinds:
        for order in ('Type="{t}" Target="http://x.example/a" TargetMode="External"',
                      'TargetMode="External" Target="file://x/a" Type="{t}"'):  # fmt: skip
            row = f'<Relationships><Relationship Id="r1" {order.format(t=base + kind)}/></Relationships>'
            yield of("reaches-out", "docx", repacked(docx(), {"word/_rels/settings.xml.rels": row.encode()}))
    for target, mode in (("http://x.example/a", "&#69;xternal"), ("\\\\x\\a.dotm", "External"), ("//x/a", "external"),
                         ("file:////x/a", "External")):  # fmt: skip
        part = relation(base + "attachedTemplate", target, mode)
        yield of("reaches-out", "docx", repacked(docx(), {"word/_rels/settings.xml.rels": part}))
    link = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    yield of("dde", "xlsx", repacked(xlsx(), {"xl/externalLinks/externalLink1.xml": link}))


def nested() -> Iterator[Specimen]:
    for name in (
        "word/embeddings/oleObject1.bin",
        "word/embeddings/a.docx",
        "word/embeddings/a.pdf",
        "word/a.zip",
    ):
        yield of("nested", "docx", repacked(docx(), {name: b"x"}))
    for name in ("../../evil.xml", "/etc/evil.xml", "word\\..\\..\\evil.xml"):
        yield of("path-in-zip", "docx", repacked(docx(), {name: b"<x/>"}))


def pixel_floods() -> Iterator[Specimen]:
    for width, height in ((60_000, 60_000), (2_000_000_000, 1), (30_000, 2), (0, 5), (9_000, 9_000)):
        yield of("pixel-flood", "png", png(width, height))
    for width, height in ((65_000, 65_000), (9_000, 9_000), (0, 10), (65_535, 1)):
        yield of("pixel-flood", "jpg", jpeg(width, height))


def riding_along() -> Iterator[Specimen]:
    extra = docx()
    yield of("polyglot", "png", png() + extra)
    yield of("polyglot", "png", png() + b"<script>")
    yield of("polyglot", "jpg", jpeg() + extra)
    yield of("polyglot", "docx", b"%PDF-1.7\n" + extra)
    yield of("polyglot", "docx", b"MZ\x90\0" + extra)
    yield of("polyglot", "pdf", b"<html>" + pdf())
    yield of("polyglot", "pdf", b"\n" * 50 + pdf())


def pdf_actions() -> Iterator[Specimen]:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))

    def opens(action):
        return lambda d: d.Root.__setattr__("OpenAction", action)

    yield of("pdf-script", "pdf", pdf(opens(script)))
    yield of(
        "pdf-script",
        "pdf",
        pdf(lambda d: d.Root.__setattr__("Names", Dictionary(JavaScript=Dictionary(Names=Array())))),
    )
    yield of("pdf-script", "pdf", pdf(lambda d: d.pages[0].obj.__setattr__("AA", Dictionary(O=script))))
    hidden = pdf(opens(script), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    yield of("pdf-script", "pdf", hidden)
    for action in ("Launch", "ImportData", "GoToR", "GoToE", "Rendition", "Movie"):
        found = launch if action == "Launch" else Dictionary(S=Name(f"/{action}"))
        yield of("pdf-launch", "pdf", pdf(opens(found)))
    for subtype in ("FileAttachment", "RichMedia", "Screen"):
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([0, 0, 9, 9]))
        yield of("pdf-media", "pdf", pdf(lambda d, n=note: d.pages[0].obj.__setattr__("Annots", Array([n]))))
    yield of("pdf-form", "pdf", pdf(lambda d: d.Root.__setattr__("AcroForm", Dictionary(XFA=String("x")))))

    def embeds(document):
        stream = Stream(document, b"MZ evil")
        stream.Type = Name.EmbeddedFile
        document.Root.Extra = document.make_indirect(stream)

    yield of("pdf-files", "pdf", pdf(embeds))

    def grows(document):
        document.Root.Extra = document.make_indirect(
            Stream(document, zlib.compress(b"\0" * 10_000_000), Filter=Name.FlateDecode)
        )
        deep = Dictionary()
        for _ in range(60):
            deep = Dictionary(K=deep)
        document.Root.Deep = deep

    yield of("pdf-deep", "pdf", pdf(grows))


def broken() -> Iterator[Specimen]:
    fine = good()
    for extension in ("docx", "xlsx", "png"):
        for cut in (12, 60, len(fine[extension]) // 2):
            yield of("cut-short", extension, fine[extension][:cut])
    yield of("cut-short", "jpg", fine["jpg"][:22])
    for data in (b"%PDF-1.7\n", b"%PDF-1.7\nnothing\n%%EOF", b"%PDF-" + b"\0" * 2000):
        yield of("broken-pdf", "pdf", data)
    yield of("broken-office", "docx", repacked(docx(), drop=("word/document.xml",)))
    yield of("broken-office", "xlsx", repacked(xlsx(), drop=("[Content_Types].xml",)))
    yield of("broken-text", "txt", b"fine\0not fine")
    yield of("broken-text", "csv", b"a,b\n" * 500_000 + b"\x01\x02")


def infected() -> Iterator[Specimen]:
    yield of("infected", "txt", EICAR)
    yield of("infected", "csv", b"a,b\n" * 1000 + EICAR)
    yield of("infected", "pdf", pdf() + EICAR)

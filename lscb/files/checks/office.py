"""Word and Excel files: zip archives, judged by their table of contents and the heads of their parts, never expanded."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree  # nosec B405

from lscb.core.errors import BadInput

MAX_ENTRIES, MAX_EXPANDED, MAX_RATIO = 3000, 300 * 1024 * 1024, 150
MAX_LISTING = 4 * 1024 * 1024  # bytes of [Content_Types].xml or of one relations part that are read
MAX_PROLOG = 64 * 1024
MAX_TABLE = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO = re.compile(
    r"(^|/)(vbaproject[^/]*|vbadata[^/]*|activex[^/]*|[^/]*\.(bin|exe|dll|js|vbs|scr|hta|lnk|jar|ps1|bat|cmd))$"
)
_FOLDERS = re.compile(r"(^|/)(activex|macrosheets|dialogsheets|customui)/")
_PICTURE_BIN = re.compile(r"(^|/)(printersettings|media)[^/]*/[^/]*\.(bin|emf|wmf)$|printersettings\d*\.bin$")
_INNER = re.compile(r"/embeddings/[^/]*(?<!\.xlsx)$|\.(zip|rar|7z|gz|docm|xlsm|xlsb)$")
_RUNS = re.compile(r"macroenabled|ms-office\.vba|activex", re.IGNORECASE)
#: Relations that are followed when the file is opened, without anybody pressing anything.
_FOLLOWED = re.compile(r"/(attachedtemplate|oleobject|frame|subdocument)$", re.IGNORECASE)
#: A template on the writer's own disk is how most people's documents begin; one elsewhere is fetched.
_OWN_DISK = re.compile(r"^(file:///[a-z]:|[^:/\\\\]+$)", re.IGNORECASE)
_BROKEN = "The file is damaged or is not what its name says. Open it in {program}, save it again, and add that file."


def check_word(path: Path) -> None:
    _check(path, "word/document.xml", "wordprocessingml.document.main+xml", "Word", "docx")


def check_excel(path: Path) -> None:
    _check(path, "xl/workbook.xml", "spreadsheetml.sheet.main+xml", "Excel", "xlsx")


def _check(path: Path, main: str, main_type: str, program: str, extension: str) -> None:
    with path.open("rb") as file:
        head = file.read(8)
    if head == _OLE:
        raise BadInput(
            f"The file is protected with a password, or is an old {program} file. "
            f"Save it as .{extension} without a password, and add that file."
        )
    if head[:4] != b"PK\x03\x04" or not _small_table(path):
        raise BadInput(_BROKEN.format(program=program))
    try:
        with zipfile.ZipFile(path) as archive:
            _check_contents(archive, path.stat().st_size, program, extension)
            names = {info.filename for info in archive.infolist()}
            if main not in names or "[Content_Types].xml" not in names:
                raise BadInput(_BROKEN.format(program=program))
            _check_parts(archive, main_type, program, extension)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
        zlib.error,
        struct.error,
    ):
        raise BadInput(_BROKEN.format(program=program)) from None


def _small_table(path: Path) -> bool:
    """Whether the table of contents ends the file and is small enough to be read: a huge one fills the memory."""
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, 42), 2)
        tail = file.read()
    if len(tail) < 42 or tail[20:24] != b"PK\x05\x06" or tail[:4] == b"PK\x06\x07":
        return False
    count, size = struct.unpack("<HI", tail[30:36])
    return count <= MAX_ENTRIES and size <= MAX_TABLE


def _check_contents(archive: zipfile.ZipFile, size: int, program: str, extension: str) -> None:
    """The table of contents alone: how much it would become, and what the parts are called."""
    rows = archive.infolist()
    expanded = sum(row.file_size for row in rows)
    packed = sum(row.compress_size for row in rows)
    spans = sorted((row.header_offset, row.header_offset + row.compress_size) for row in rows)
    overlap = any(end > start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
    if (
        len(rows) > MAX_ENTRIES or expanded > MAX_EXPANDED or overlap or packed > size
        or any(row.file_size > 10 * 1024 * 1024 and row.file_size > MAX_RATIO * max(1, row.compress_size) for row in rows)
    ):  # fmt: skip
        raise BadInput(
            "The file would become far too large when opened. Save its contents as a PDF, and add that file."
        )
    if len({row.filename.lower() for row in rows}) != len(rows) or not spans or spans[0][0] != 0:
        raise BadInput(_BROKEN.format(program=program))
    for row in rows:
        _check_name(row, program, extension)


def _check_name(row: zipfile.ZipInfo, program: str, extension: str) -> None:
    name = row.filename.replace("\\", "/").lower()
    if row.flag_bits & 0x1:
        raise BadInput(
            f"The file is protected with a password. Save it as .{extension} without one, and add that file."
        )
    if name.startswith("/") or ".." in name.split("/") or "\x00" in name:
        raise BadInput(_BROKEN.format(program=program))
    if (_MACRO.search(name) or _FOLDERS.search(name)) and not _PICTURE_BIN.search(name):
        raise BadInput(
            f"The file holds macros or a program. Save it as .{extension} without macros, and add that file."
        )
    if _INNER.search(name):
        raise BadInput(
            "There is another file inside this one. Take it out and add it by itself, or save this file as a PDF."
        )


def _check_parts(archive: zipfile.ZipFile, main_type: str, program: str, extension: str) -> None:
    _check_prolog(_prolog(archive, "[Content_Types].xml"))
    types = [row.get("ContentType", "") for row in _rows(archive, "[Content_Types].xml")]
    if any(_RUNS.search(one) for one in types):
        raise BadInput(
            f"The file holds macros or a program. Save it as .{extension} without macros, and add that file."
        )
    if not any(one.endswith(main_type) for one in types):
        raise BadInput(_BROKEN.format(program=program))
    for row in archive.infolist():
        name = row.filename.lower()
        if name.endswith((".xml", ".rels", ".vml")):
            _check_prolog(_prolog(archive, row.filename))
        if name.endswith(".rels") and any(_reaches_out(one) for one in _rows(archive, row.filename)):
            raise BadInput(
                "The file fetches something from elsewhere when it is opened. Save it as a PDF, and add that file."
            )
        if name.startswith("xl/externallinks/") and any(
            one.tag.endswith("ddeLink") for one in _rows(archive, row.filename)
        ):
            raise BadInput("The file runs something when it is opened. Save it as a PDF, and add that file.")


def _rows(archive: zipfile.ZipFile, name: str) -> list[ElementTree.Element]:
    """The elements of a small part. Its head was checked before: without a document type there are no entities."""
    try:
        # Signs may be written in ways that only a parser sees through (External as &#69;xternal).
        return list(ElementTree.fromstring(_read(archive, name, MAX_LISTING)).iter())  # noqa: S314  # nosec B314
    except ElementTree.ParseError:
        raise ValueError(name) from None


def _reaches_out(row: ElementTree.Element) -> bool:
    kind, target = row.get("Type", ""), row.get("Target", "").strip()
    if row.get("TargetMode", "").strip().lower() != "external" or not (found := _FOLLOWED.search(kind)):
        return False
    return found[1].lower() != "attachedtemplate" or not _OWN_DISK.match(target)


def _read(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """A part's text, refused when it is longer than the limit: the table of contents may lie about sizes."""
    with archive.open(name) as part:
        data = part.read(limit + 1)
    if len(data) > limit:
        raise BadInput(
            "The file would become far too large when opened. Save its contents as a PDF, and add that file."
        )
    return data


def _prolog(archive: zipfile.ZipFile, name: str) -> bytes:
    """What stands before the first element, where alone a document type can be declared."""
    found = b""
    with archive.open(name) as part:
        while len(found) <= MAX_PROLOG:
            chunk = part.read(4096)
            found += chunk
            if not chunk or re.search(rb"<[A-Za-z_]", found):
                break
    return found


def _check_prolog(head: bytes) -> None:
    declared = re.search(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", head)
    strange = b"\x00" in head[:64] or head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"iso-8859-1", b"windows-1252"):
        strange = True
    if strange or len(head) > MAX_PROLOG or re.search(rb"<!\s*(DOCTYPE|ENTITY)", head, re.IGNORECASE):
        raise BadInput(
            "The file is built in an unusual way that can do harm. Save it as a PDF, and add that file."
        )

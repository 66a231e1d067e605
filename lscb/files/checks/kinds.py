"""The allow-list: extension, the types browsers declare for it, and how its content begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lscb.core.errors import BadInput
from lscb.files.checks import images, office, pdf, texts

#: What a browser says when it does not know: no declaration, so content alone decides.
UNDECLARED = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-download"})
_ZIP = frozenset({"application/zip", "application/x-zip-compressed"})
ACCEPTED = "Use a PDF, Word (.docx), Excel (.xlsx), CSV, plain text, JPEG or PNG file."


@dataclass(frozen=True)
class Kind:
    """extension, the type it is sent back as, the types it may be declared as, and the check of its content."""

    extension: str
    content_type: str
    declared: frozenset[str]
    check: Callable[[Path], None]


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

KINDS: dict[str, Kind] = {
    kind.extension: kind
    for kind in (
        Kind("pdf", "application/pdf", frozenset({"application/pdf", "application/x-pdf"}), pdf.check),
        Kind("docx", _WORD, frozenset({_WORD}) | _ZIP, office.check_word),
        Kind("xlsx", _EXCEL, frozenset({_EXCEL}) | _ZIP, office.check_excel),
        Kind(
            "csv", "text/csv; charset=utf-8",
            frozenset({"text/csv", "text/plain", "application/csv", "application/vnd.ms-excel"}), texts.check,
        ),
        Kind("txt", "text/plain; charset=utf-8", frozenset({"text/plain"}), texts.check),
        Kind("jpg", "image/jpeg", frozenset({"image/jpeg", "image/jpg", "image/pjpeg"}), images.check_jpeg),
        Kind("png", "image/png", frozenset({"image/png", "image/x-png"}), images.check_png),
    )
}  # fmt: skip
KINDS["jpeg"] = KINDS["jpg"]

#: Kinds that people do try, and what to do with them.
ADVICE = {
    "doc": "This is an old Word file. Open it in Word, save it as .docx or PDF, and add that file.",
    "xls": "This is an old Excel file. Open it in Excel, save it as .xlsx, and add that file.",
    "docm": "This Word file may hold macros. Save it as .docx without macros, and add that file.",
    "xlsm": "This Excel file may hold macros. Save it as .xlsx without macros, and add that file.",
    "pptx": "Presentations cannot be added. Save the slides as a PDF, and add that file.",
    "ppt": "Presentations cannot be added. Save the slides as a PDF, and add that file.",
    "odt": "Save the document as .docx or PDF, and add that file.",
    "rtf": "Save the document as .docx or PDF, and add that file.",
    "zip": "Folders packed as .zip cannot be added. Add the files in it one by one.",
    "heic": "Photos in this format cannot be added. Save the photo as JPEG, and add that file.",
    "msg": "E-mails cannot be added. Print the e-mail to a PDF, and add that file.",
    "eml": "E-mails cannot be added. Print the e-mail to a PDF, and add that file.",
}


def kind_of(extension: str) -> Kind:
    """The kind with this extension; raises BadInput with advice when it is not on the list."""
    if extension in KINDS:
        return KINDS[extension]
    raise BadInput(ADVICE.get(extension, f"Files of this kind cannot be added. {ACCEPTED}"))


def check_declared(kind: Kind, declared: str) -> None:
    """The type that the browser declared belongs to the extension, or it declared none."""
    said = declared.split(";")[0].strip().lower()
    if said not in UNDECLARED and said not in kind.declared:
        raise BadInput(f"The file is called .{kind.extension}, but it was sent as something else. {ACCEPTED}")

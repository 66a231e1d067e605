"""Files on a page (templates/components/attachments.html)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscb.files.models import FileUse, StoredFile

Scan = StoredFile.Scan
_STATUS = {
    Scan.WAITING: ("Virus check due", "yellow"),
    Scan.CLEAN: ("", ""),
    Scan.UNSCANNED: ("Not virus-scanned", "grey"),
    Scan.INFECTED: ("Infected: locked away", "red"),
}


def size_in_words(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def attachments(uses: Iterable[FileUse], *, revealed: bool) -> list[dict[str, Any]]:
    """Rows of the attachments component. uses: FileUse.objects.on(record), which brings file and person along.

    revealed  whether the reader sees who the case is about; a name that may identify is hidden until then
    """
    return [_row(use, revealed) for use in uses]


def shown_name(use: FileUse, revealed: bool) -> str:
    if use.may_identify and not revealed:
        return f"{use.file.extension.upper()} file {use.pk} (name hidden)"
    return use.file.name


def _row(use: FileUse, revealed: bool) -> dict[str, Any]:
    status, colour = _STATUS[StoredFile.Scan(use.file.scan)]
    open_to_all = use.file.scan in (Scan.CLEAN, Scan.UNSCANNED)
    return {
        "name": shown_name(use, revealed),
        "url": use.get_absolute_url() if open_to_all else "",
        "detail": f"{use.file.extension.upper()}, {size_in_words(use.file.size)}."
        + (" May identify people." if use.may_identify else ""),
        "by": use.added_by.name if use.added_by else "",
        "at": use.added_at,
        "status": status,
        "colour": colour,
    }

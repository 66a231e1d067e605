"""What every page of a copy shares: its frame, its addresses, its sections."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lscb.publishing.models import Document

COLOURS = {
    "preparing": "blue", "checking": "purple", "approving": "purple", "clearing": "orange", "released": "green",
    "withdrawn": "red", "replaced": "grey",
}  # fmt: skip


def url(document: Document, page: str, *more: Any) -> str:
    return reverse(f"publishing:{page}", args=[document.record.reference, *more])


def source_url(document: Document, page: str = "") -> str:
    """The publication page of the thing it was copied from."""
    return f"{document.source.get_absolute_url()}publication/{page}"


def frame(document: Document, title: str, here: str = "") -> dict[str, Any]:
    """Breadcrumbs, marking and the head of a page within a copy."""
    home = url(document, "document-detail")
    return {
        "title": title, "page_title": title, "reference": document.record.reference, "kind": "Publication",
        "marking": document.record.marking, "document": document, "cancel_url": home,
        "breadcrumbs": [{"label": document.record.reference, "url": home}, {"label": here or title}],
    }  # fmt: skip


def status(document: Document) -> dict[str, str]:
    return {"text": document.get_status_display(), "colour": COLOURS[document.status]}

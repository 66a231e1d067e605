"""From a frozen text to the bytes of its PDF: the page is drawn here, the PDF is made by a bounded child process."""

from __future__ import annotations

from django.template.loader import render_to_string

from lscb.core.printing.making import MEMORY, NOT_MADE, SECONDS, TOO_LONG, CannotMake, pdf_of
from lscb.publishing.frozen import Frozen, shown, text_hash

__all__ = ["MEMORY", "NOT_MADE", "SECONDS", "TOO_LONG", "CannotMake", "make_pdf", "page", "pdf_of"]


def page(text: Frozen) -> str:
    """The print page of a frozen text; every word in it is escaped by the template."""
    return render_to_string("pdf/publication.html", {"text": shown(text)})


def make_pdf(text: Frozen, *, seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
    """The PDF of a frozen text: the same bytes each time, on every machine with the same libraries. Raises CannotMake."""
    return pdf_of(page(text), text_hash(text)[:32], seconds=seconds, memory=memory)

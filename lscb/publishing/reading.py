"""What other floors and the pages ask of publication."""

from __future__ import annotations

from django.db.models import QuerySet

from lscb.identity.models import ProtectedPerson
from lscb.publishing.models import Document
from lscb.records.models import Record


def entries_of(document: Document) -> QuerySet[ProtectedPerson]:
    """The register that a copy is made with: entries of its case that were not taken out."""
    rows: QuerySet[ProtectedPerson] = ProtectedPerson.objects.of_case(document.record).current()
    return rows.select_related("record__board")


def copy_in_work(source: Record) -> Document | None:
    """The copy of a source that is on its way to the public. One query."""
    found: Document | None = (
        Document.objects.of_source(source).in_work().select_related("record__board").first()
    )
    return found

"""From a finished text to a public document: immutable copies, rulings on every doubtful word, approvals, releases."""

from lscb.publishing.models.documents import Document, Doubt, Passage, Ruling
from lscb.publishing.models.publications import CopyRequest, Publication, PublicationPlan
from lscb.publishing.models.releases import Clearance, Release

__all__ = [
    "Clearance", "CopyRequest", "Document", "Doubt", "Passage", "Publication", "PublicationPlan", "Release", "Ruling",
]  # fmt: skip

"""Giving out a made file before it is public: through the copy's access, and told to the trail."""

from __future__ import annotations

from pathlib import Path

from lscb.people.models import User
from lscb.publishing.models import Document, Release
from lscb.publishing.sweep import place_of
from lscb.trail.recording import operation, record_event


@operation
def read_file(*, document: Document, release: Release, by: User) -> Path:
    """Where the bytes are; who reads them was settled when the copy was fetched."""
    record_event("release.file-read", by=by, record=document.record, detail={"sha256": release.pdf_sha256})
    return place_of(release.pdf_path)

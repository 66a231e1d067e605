"""All checks of one upload, cheapest first; the bytes are copied once, to where they will stay."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from lscb.core.errors import BadInput
from lscb.files.checks.kinds import Kind, check_declared, kind_of
from lscb.files.checks.names import clean_name, extension_of


@dataclass(frozen=True)
class Checked:
    """What is known of an upload before its bytes were looked at."""

    name: str
    kind: Kind


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"


def check_upload(upload: UploadedFile) -> Checked:
    """Name, size and declared type; raises BadInput with what to do."""
    name = clean_name(upload.name or "")
    kind = kind_of(extension_of(name))
    size = upload.size or 0
    if size == 0:
        raise BadInput("The file is empty. Check that it was saved, and choose it again.")
    if size > settings.UPLOAD_MAX_BYTES:
        most = megabytes(settings.UPLOAD_MAX_BYTES)
        raise BadInput(
            f"The file is larger than {most}. Make it smaller, or split it into parts, and add those."
        )
    check_declared(kind, getattr(upload, "content_type", "") or "")
    return Checked(name, kind)


def copy(upload: UploadedFile, place: Path) -> tuple[int, str]:
    """Writes the bytes and returns their number and SHA-256; never more than the limit, whatever was announced."""
    digest, size = hashlib.sha256(), 0
    with place.open("xb") as target:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > settings.UPLOAD_MAX_BYTES:
                raise BadInput(
                    f"The file is larger than {megabytes(settings.UPLOAD_MAX_BYTES)}. Make it smaller."
                )
            digest.update(chunk)
            target.write(chunk)
    return size, digest.hexdigest()

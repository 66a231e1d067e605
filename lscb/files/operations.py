"""Adding, removing and downloading files. Bytes are checked before they are kept, scanned before they are given out."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Sum
from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.files.checks import check_upload
from lscb.files.checks.whole import copy, megabytes
from lscb.files.models import FileUse, StoredFile
from lscb.files.scanning import holds_eicar
from lscb.people.models import Board, User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

Scan = StoredFile.Scan
log = logging.getLogger("lscb.files")
#: Per record, and per person and day (for somebody without an account: per record alone).
MAX_FILES_ON_A_RECORD, MAX_BYTES_ON_A_RECORD = 200, 500 * 1024 * 1024
MAX_FILES_A_DAY, MAX_BYTES_A_DAY = 100, 500 * 1024 * 1024
HELP = "Ask the business unit."


@operation
def attach(
    *, record: Record, upload: UploadedFile, purpose: str, by: User | None, may_identify: bool = True
) -> FileUse:
    """Checks and keeps an upload, and puts it on a record for a purpose ("attachment", "proof", "imr").

    Raises BadInput with what to do instead. It can be downloaded once it was scanned.
    """
    # No lock: the room on a record is a bound, not an account, and reading a large file takes seconds.
    _check_room(record, upload.size or 0)
    stored = accept_upload(board=record.board, upload=upload, by=by)
    use = FileUse.objects.create(
        file=stored, record=record, purpose=purpose, may_identify=may_identify, added_by=by
    )
    record_event("file.added", by=by, record=record, detail=_detail(use))
    return use


@operation
def accept_upload(*, board: Board, upload: UploadedFile, by: User | None) -> StoredFile:
    """Checks an upload and keeps its bytes under a random name of our own; not yet on any record."""
    checked = check_upload(upload)
    _check_day(by, upload.size or 0)
    path = _new_place()
    place = Path(settings.FILES_DIR) / path
    try:
        size, digest = copy(upload, place)
        if holds_eicar(place):
            raise BadInput(
                "The virus check recognised this file as harmful. It was not kept. Tell your own IT support."
            )
        checked.kind.check(place)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    stored = StoredFile.objects.create(
        board=board, name=checked.name, path=path, content_type=checked.kind.content_type, size=size, sha256=digest,
        scan=Scan.WAITING if settings.SCANNER_COMMAND else Scan.UNSCANNED, uploaded_by=by,
    )  # fmt: skip
    record_event("file.kept", by=by, board=board, detail={"file": stored.pk, "size": size, "sha256": digest})
    return stored


@operation
def remove(*, use: FileUse, by: User | None) -> None:
    """Takes a file off a record; its bytes stay until retention destroys them.

    by  nobody, for somebody without an account: they take off only what somebody without an account added
    """
    if by is None and use.added_by_id is not None:
        raise NotAllowed(
            "Somebody at the board added this paper, so it stays.", "Write to the business unit about it."
        )
    removed = FileUse.objects.in_use().filter(pk=use.pk).update(removed_by=by, removed_at=timezone.now())
    if not removed:
        raise BadInput("This file was already taken off.")
    record_event("file.removed", by=by, record=use.record, detail=_detail(use))


@operation
def download(*, use: FileUse, by: User) -> Path:
    """The place of the bytes, told to the trail. Raises BadInput while the file may not be given out."""
    if use.file.scan not in (Scan.CLEAN, Scan.UNSCANNED):
        raise BadInput("This file cannot be downloaded yet.")
    if not use.file.place.is_file():
        log.error("the bytes of file %s are missing", use.file_id)
        raise InvalidMove(
            "The contents of this file are missing.",
            "Tell the business unit: they can be restored from backup.",
        )
    record_event("file.downloaded", by=by, record=use.record, detail=_detail(use))
    return use.file.place


def _detail(use: FileUse) -> dict[str, object]:
    """Never the file's name: people put names of children into it."""
    return {"file": use.file_id, "use": use.pk, "purpose": use.purpose, "kind": use.file.extension}


def _check_room(record: Record, size: int) -> None:
    used = FileUse.objects.in_use().filter(record=record).aggregate(count=Count("pk"), size=Sum("file__size"))
    if used["count"] >= MAX_FILES_ON_A_RECORD or (used["size"] or 0) + size > MAX_BYTES_ON_A_RECORD:
        raise BadInput(
            f"There is no more room here: at most {MAX_FILES_ON_A_RECORD} files and "
            f"{megabytes(MAX_BYTES_ON_A_RECORD)} altogether. Take files off that are not needed.", HELP,
        )  # fmt: skip


def _check_day(by: User | None, size: int) -> None:
    if by is None:
        return
    since = timezone.now() - dt.timedelta(days=1)
    used = StoredFile.objects.filter(uploaded_by=by, uploaded_at__gt=since).aggregate(
        count=Count("pk"), size=Sum("size")
    )
    if used["count"] >= MAX_FILES_A_DAY or (used["size"] or 0) + size > MAX_BYTES_A_DAY:
        raise BadInput(
            f"You have added {used['count']} files in the last 24 hours, which is the most for one person. "
            "Carry on tomorrow.", HELP,
        )  # fmt: skip


def _new_place() -> str:
    """A random path of letters and digits; nothing of the user's is in it."""
    name = secrets.token_hex(20)
    folder = Path(settings.FILES_DIR) / name[:2]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"{name[:2]}/{name}"

"""Putting a document on the list, keeping versions, ratifying, asking for a review before its time (R002-R004)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from lscb.board.documents import telling
from lscb.board.documents.permissions import check_can_keep, check_can_start
from lscb.board.models import BoardDocument, BoardDocumentVersion, DocumentTest, Group
from lscb.core.errors import BadInput
from lscb.core.workdays import add_months
from lscb.files.operations import attach
from lscb.people.models import Board, User
from lscb.records import operations as records
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

#: Who may read a document: how its record is opened, and what is written on it.
READERS = {
    "board": (Record.Mode.BOARD, "For partners of the board only"),
    "group": (Record.Mode.CLOSED, "For the group only"),
}


@operation
def add(
    *, board: Board, title: str, kind: str, summary: str, by: User, owner: User | None = None, group: Group | None = None,
    readers: str = "board", review_months: int = 12,
) -> BoardDocument:  # fmt: skip
    """A document on the list. What it says comes with its first version."""
    check_can_start(by, board)
    _check(board, title, summary, group, readers, review_months)
    mode, marking = READERS[readers]
    record = records.open_record(
        board=board, kind="document", code="DOC", title=title.strip(), route="board:document", by=by, mode=mode,
        marking=marking,
    )  # fmt: skip
    document = BoardDocument.objects.create(
        record=record, board=board, kind=kind, summary=summary.strip(), owner=owner, group=group,
        review_months=review_months,
    )  # fmt: skip
    telling.open_to(document, by=by)
    record_event("board-document.added", by=by, record=record, detail={"kind": kind})
    return document


@operation
def change(*, document: BoardDocument, by: User, title: str, readers: str, **values: Any) -> BoardDocument:
    """Another owner, group, rhythm or circle of readers."""
    row = _row(document)
    check_can_keep(by, row)
    group, summary = values.get("group", row.group), values.get("summary", row.summary)
    _check(row.board, title, summary, group, readers, values.get("review_months", row.review_months))
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    row.record.title = title.strip()
    row.record.mode, row.record.marking = READERS[readers]
    row.record.save(update_fields=["title", "mode", "marking"])
    telling.open_to(row, by=by)
    record_event("board-document.changed", by=by, record=row.record)
    if row.review_on:
        telling.start(row, by=by, reason="Its owner or group was changed.")
    return row


@operation
def keep_version(
    *, document: BoardDocument, number: str, authors: str, change: str, by: User, dated_on: dt.date | None = None,
    contributors: str = "", circulation: str = "", file: UploadedFile | None = None, review_on: dt.date | None = None,
) -> BoardDocumentVersion:  # fmt: skip
    """A new version; the ones before stay as they were. The next review is due after the document's own time."""
    row = _row(document)
    check_can_keep(by, row)
    _in_use(row)
    if not number.strip() or not authors.strip() or not change.strip():
        raise BadInput("A version needs a number, its authors, and what is different.")
    if row.versions.filter(number=number.strip()).exists():
        raise BadInput("There is a version of this number already.")
    day = dated_on or timezone.localdate()
    if day > timezone.localdate():
        raise BadInput("The day of a version cannot be in the future.")
    use = (
        attach(record=row.record, upload=file, purpose="version", by=by, may_identify=False) if file else None
    )
    version = BoardDocumentVersion.objects.create(
        document=row, number=number.strip(), dated_on=day, authors=authors.strip(), change=change.strip(),
        contributors=contributors.strip(), circulation=circulation.strip(), file=use, kept_by=by,
    )  # fmt: skip
    record_event("board-document.version-kept", by=by, record=row.record, detail={"version": version.number})
    _next_review(row, review_on or add_months(day, row.review_months), day, by)
    return version


@operation
def ratify(
    *, version: BoardDocumentVersion, on: dt.date, by: User, meeting: Record | None = None
) -> BoardDocumentVersion:
    """The Board has agreed the version, at a meeting if one is named."""
    document = _row(version.document)
    check_can_keep(by, document)
    if version.ratified_on:
        raise BadInput("This version has been ratified already.")
    if on > timezone.localdate() or on < version.dated_on:
        raise BadInput("It is ratified on or after the day of the version, and not in the future.")
    version.ratified_on, version.ratified_by, version.ratified_at_meeting = on, by, meeting
    version.save(update_fields=["ratified_on", "ratified_by", "ratified_at_meeting"])
    record_event("board-document.ratified", by=by, record=document.record, detail={"version": version.number})
    return version


@operation
def ask_review(*, document: BoardDocument, reason: str, due_on: dt.date, by: User) -> BoardDocument:
    """The document is reviewed before its time: new law, new guidance, something that was learned."""
    row = _row(document)
    check_can_keep(by, row)
    _in_use(row)
    if not reason.strip():
        raise BadInput("Say why it is reviewed before its time.")
    if due_on < timezone.localdate():
        raise BadInput("The day it is due cannot be in the past.")
    row.review_on, row.review_reason = due_on, reason.strip()
    row.save()
    record_event("board-document.review-asked", by=by, record=row.record, detail={"reason": reason.strip()})
    telling.start(row, by=by, reason="A review was asked for.")
    telling.tell(row, "document-review", by=by)
    return row


@operation
def add_test(*, document: BoardDocument, record: Record, note: str, by: User) -> DocumentTest:
    """A review or an audit that the document was tested against, and what that showed."""
    row = _row(document)
    check_can_keep(by, row)
    if not Record.objects.visible_to(by).filter(pk=record.pk).exists():
        raise BadInput("There is nothing with this reference that you can see.")
    if not note.strip():
        raise BadInput("Say what it showed.")
    test, _ = DocumentTest.objects.update_or_create(
        document=row, record=record, defaults={"note": note.strip(), "added_by": by}
    )
    record_event("board-document.tested", by=by, record=row.record, detail={"against": record.reference})
    return test


@operation
def withdraw(*, document: BoardDocument, reason: str, by: User) -> BoardDocument:
    """The document is no longer in use; its versions can still be read."""
    row = _row(document)
    check_can_keep(by, row)
    if not reason.strip():
        raise BadInput("Say why it is no longer in use.")
    if row.withdrawn_on:
        raise BadInput("It is no longer in use already.")
    row.withdrawn_on, row.review_on = timezone.localdate(), None
    row.save()
    row.record.closed_at = timezone.now()
    row.record.save(update_fields=["closed_at"])
    telling.cancel(row, by=by, reason=reason)
    record_event("board-document.withdrawn", by=by, record=row.record, detail={"reason": reason.strip()})
    return row


def _next_review(row: BoardDocument, review_on: dt.date, day: dt.date, by: User) -> None:
    telling.meet(row, on=max(day, timezone.localdate(row.created_at)), by=by)
    row.review_on, row.review_reason = review_on, ""
    row.save()
    telling.start(row, by=by, reason="A new version was kept.")


def _in_use(document: BoardDocument) -> None:
    if document.withdrawn_on:
        raise BadInput("This document is no longer in use, so it is not reviewed any more.")


def _check(board: Board, title: str, summary: str, group: Group | None, readers: str, months: int) -> None:
    if not title.strip() or len(title.strip()) > 160:
        raise BadInput("Give the document a title of at most 160 characters.")
    if not summary.strip():
        raise BadInput("Say what the document is for.")
    if group and group.board_id != board.pk:
        raise BadInput("The group must belong to the same board.")
    if readers == "group" and not group:
        raise BadInput("Choose the group that may read it.")
    if not 1 <= months <= 120:
        raise BadInput("A document is reviewed after 1 to 120 months.")


def _row(document: BoardDocument) -> BoardDocument:
    rows = BoardDocument.objects.with_parties().select_related("owner__party", "group__party")
    return rows.select_for_update(of=("self",)).get(pk=document.pk)

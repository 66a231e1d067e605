"""The two approvals (§0.8): the anonymity check and the chair's; neither by an author, and never by one person."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lscb.board.permissions import deciders_today, holders
from lscb.board.roles import Role
from lscb.core.errors import BadInput, InvalidMove, NotAllowed, StaleEdit
from lscb.people.models import User
from lscb.publishing import permissions as may
from lscb.publishing.models import Document, Release
from lscb.publishing.operations.shared import cancel_release, locked, locked_release, tell
from lscb.publishing.states import DOCUMENT
from lscb.records.operations import grant_access
from lscb.trail.recording import operation, record_event

CHAIR = "independent-chair"
#: What the checker looks for, reading as a stranger who knows the town and its newspapers (traps 18-21).
CHECKLIST: tuple[tuple[str, str], ...] = (
    (
        "names",
        "No child, family member, friend or member of staff can be told by name, nickname or initials.",
    ),
    ("places", "No home, school, nursery, surgery or street can be told."),
    ("dates", "No exact date of birth, death or event is left that is not needed."),
    ("rare", "No rare illness, origin, occupation or family picture singles the family out."),
    (
        "jigsaw",
        "Nothing in it, put together with the news, a court judgment or social media, says who this is.",
    ),
    ("staff", "Members of staff are called by their roles only."),
    ("file", "I have read the file itself from its first to its last page."),
)


def require_file(release: Release) -> None:
    """Nobody approves a file that is not made, or in which a name was found."""
    if release.rendering != Release.Rendering.DONE:
        raise InvalidMove("The file is not made yet, so there is nothing to approve.")
    if release.leaks:
        raise NotAllowed(
            "The scan found a registered name in the file, so it cannot be approved.",
            "The business unit takes it back.",
        )


def _require_same(release: Release, seen: str) -> None:
    if seen and seen != release.pdf_sha256:
        raise StaleEdit("The file was made anew after you opened it.", "Read the file that stands now.")


@operation
def pass_check(*, document: Document, ticked: Iterable[str], by: User, seen: str = "") -> Release:
    """The first approval: a checker who is no author has read the file against the checklist.

    ticked  codes of CHECKLIST, all of them
    seen    sha256 of the file that was read
    """
    document = locked(document)
    may.check_can_pass(by, document)
    DOCUMENT.require("pass_check", document)
    release = locked_release(document)
    require_file(release)
    _require_same(release, seen)
    missing = [words for code, words in CHECKLIST if code not in set(ticked)]
    if missing:
        raise BadInput(f"Confirm every line, or send the text back. Not confirmed: {missing[0]}")
    release.checked_by, release.checked_at = by, timezone.now()
    release.checklist = dict(CHECKLIST)
    release.save(update_fields=["checked_by", "checked_at", "checklist"])
    document.status = Document.Status.APPROVING
    document.save(update_fields=["status"])
    record_event("release.checked", by=by, record=document.record, detail={"sha256": release.pdf_sha256})
    chairs = deciders_today(document.record.board, CHAIR, document.record)
    for chair in chairs:
        grant_access(
            record=document.record, party=chair.party, capacity="decider", reason="Second approval", by=by
        )
    tell(chairs, document, "publication-to-approve", str(release.pk), urgent=True)
    return release


@operation
def approve(*, document: Document, by: User, seen: str = "") -> Release:
    """The second approval: the chair, who is no author and did not do the check."""
    document = locked(document)
    may.check_can_approve(by, document)
    DOCUMENT.require("approve", document)
    release = locked_release(document)
    require_file(release)
    _require_same(release, seen)
    release.approved_by, release.approved_at = by, timezone.now()
    release.save(update_fields=["approved_by", "approved_at"])
    document.status = Document.Status.CLEARING
    document.save(update_fields=["status"])
    record_event("release.approved", by=by, record=document.record, detail={"sha256": release.pdf_sha256})
    tell(
        holders(document.record.board, Role.BUSINESS_MANAGER),
        document,
        "publication-approved",
        str(release.pk),
    )
    return release


@operation
def send_back(*, document: Document, reason: str, by: User) -> Document:
    """Back to the words: the frozen text is taken back, and every approval of it falls."""
    document = locked(document)
    may.check_can_send_back(by, document)
    DOCUMENT.require("send_back", document)
    if len(reason.split()) < 3:
        raise BadInput("Say in a sentence what has to change, without anybody's name.")
    release = locked_release(document)
    cancel_release(document, reason, by)
    document.status = Document.Status.PREPARING
    document.save(update_fields=["status"])
    record_event(
        "release.sent-back", by=by, record=document.record, detail={"approved": bool(release.checked_at)}
    )
    tell([release.frozen_by], document, "anonymity-sent-back", str(release.pk), urgent=True)
    return document

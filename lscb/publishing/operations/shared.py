"""Parts that the operations on copies share."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from lscb.core.errors import InvalidMove
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.publishing.models import Document, Release
from lscb.records.models import RecordExclusion


def locked(document: Document) -> Document:
    """The copy as it is now; nobody else changes it until this act is done."""
    rows = Document.objects.select_for_update(of=("self",)).select_related("record__board", "record__root")
    return rows.select_related("source__board", "source__root").get(pk=document.pk)


def locked_release(document: Document) -> Release:
    """The frozen text that stands, locked."""
    release = (
        Release.objects.select_for_update(of=("self",))
        .filter(document=document, cancelled_at__isnull=True)
        .first()
    )
    if release is None:
        raise InvalidMove(
            "The text is not frozen, or was taken back.", "Open the page again to see what happened."
        )
    return release


def require_preparing(document: Document) -> None:
    """Words are ruled on before the text is frozen, never after."""
    if document.status != Document.Status.PREPARING:
        raise InvalidMove(
            f"The words of this copy cannot be changed: it is “{document.get_status_display()}”.",
            "Take it back first; both approvals fall with that.",
        )


def cancel_release(document: Document, reason: str, by: User) -> bool:
    """Takes back the frozen text that stands; both approvals and the advance copies fall with it. Whether there was one."""
    changed = Release.objects.filter(document=document, cancelled_at__isnull=True).update(
        cancelled_at=timezone.now(), cancelled_by=by, cancelled_reason=reason[:300]
    )
    return bool(changed)


def tell(
    people: Iterable[User], document: Document, key: str, cause: str, *, urgent: bool = False, link: str = ""
) -> None:
    """Once for each cause, and never to somebody to whom the case is shut.

    link  where it leads instead of to the copy, for people who may not open that
    """
    shut = set(
        RecordExclusion.objects.filter(record_id=document.record.case_id, lifted_at__isnull=True).values_list(
            "user_id", flat=True
        )
    )
    for person in people:
        if person.pk not in shut:
            notify(
                to=person, board=document.record.board, subject_key=key, reference=document.record.reference, urgent=urgent,
                link=link or document.record.get_absolute_url(), unique_key=f"{key}:{document.pk}:{cause}",
            )  # fmt: skip

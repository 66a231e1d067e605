"""Court or legal clearance, family told, staff told: done, or not needed and why (§0.8)."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove
from lscb.files.models import FileUse
from lscb.people.models import User
from lscb.publishing import permissions as may
from lscb.publishing.models import Clearance, Document
from lscb.publishing.operations.shared import locked
from lscb.trail.recording import operation, record_event


@operation
def record_clearance(
    *,
    document: Document,
    kind: str,
    outcome: str,
    detail: str,
    done_on: dt.date,
    by: User,
    proof: FileUse | None = None,
) -> Clearance:
    """That it was done and how, or why it is not needed. A later record of the same kind takes its place."""
    document = locked(document)
    may.check_can_prepare(by, document)
    if document.status not in Document.IN_WORK:
        raise InvalidMove("This copy is not on its way to publication any more.")
    if done_on > timezone.localdate():
        raise BadInput("The day cannot be in the future.")
    if len(detail.split()) < 3:
        raise BadInput("Say in a sentence how it was done, or why it is not needed.")
    row, _ = Clearance.objects.update_or_create(
        document=document, kind=Clearance.Kind(kind),
        defaults={
            "outcome": Clearance.Outcome(outcome), "detail": detail.strip(), "done_on": done_on, "proof": proof,
            "recorded_by": by, "recorded_at": timezone.now(),
        },
    )  # fmt: skip
    record_event(
        "document.clearance", by=by, record=document.record, detail={"kind": row.kind, "outcome": row.outcome}
    )
    return row

"""The timeline of a case, in sentences, as far as the reader may see it."""

from __future__ import annotations

from typing import Any

from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.models import AuditEvent

SHOWN = 30
#: Reads and machinery that would drown the story; the trail page shows them.
QUIET = (
    "record.read",
    "record.opened",
    "access.granted",
    "access.ended",
    "referral.saved",
    "identity.added",
    "identity.changed",
)


def history(record: Record, user: User) -> list[dict[str, Any]]:
    """The newest events of the record."""
    rows = AuditEvent.objects.filter(record_id=record.pk).exclude(event__in=QUIET).order_by("-id")[:SHOWN]
    return [
        {
            "at": row.at,
            "text": f"{row.actor_name or 'The system'}: {row.event.replace('.', ' ').replace('-', ' ')}",
        }
        for row in rows
    ]

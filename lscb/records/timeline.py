"""What has happened to a thing, in sentences: the last part of every thing's page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from lscb.core.prepared import Fixed, prepared, timeless
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.models import AuditEvent
from lscb.trail.sentences import QUIET, sentence


def timeline(record: Record, user: User, *, limit: int = 30) -> list[dict[str, Any]]:
    """Events of the record, and of those of its branches that the person may see, newest first.

    Each is what components/timeline.html shows: at, text ("Helen Marsh, Business manager, accepted the referral."),
    why, and for a branch its url and url_label. Reading and saving are left out; the trail page has them.
    """
    branches = {branch.pk: branch for branch in _family(user, record.pk)}
    events = _events(sorted(branches), Fixed(limit))
    return [_shown(event, branches[event.record_id], record) for event in events if event.record_id]


@prepared
def _family(user: User, pk: int) -> QuerySet[Record]:
    found: QuerySet[Record] = Record.objects.visible_to(user).filter(Q(pk=pk) | Q(root_id=pk))
    return found


@timeless
def _events(pks: list[int], limit: Fixed) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.filter(record_id__in=pks).exclude(event__in=QUIET)
    return rows.order_by("-id")[: limit.value]


def trail_url(record: Record) -> str:
    """The whole trail of a record, for those who may read it."""
    return f"{reverse('trail:event-list')}?{urlencode({'record': record.reference})}"


def _shown(event: AuditEvent, branch: Record, page: Record) -> dict[str, Any]:
    name = f"{event.actor_name}, {event.seat}," if event.actor_name and event.seat else event.actor_name
    shown = {
        "at": event.at,
        "text": sentence(event.event, name, event.detail) + ".",
        "why": str(event.detail.get("reason") or ""),
    }
    if branch.pk != page.pk:
        shown |= {"url": branch.get_absolute_url(), "url_label": branch.reference}
    return shown

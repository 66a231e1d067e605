"""Whether mail goes out and the worker lives, for those who run the board."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache
from django.db import models
from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from lscb.notices.models import Delivery, Notice

State = Notice.State
#: Left in the cache while mail is in trouble: the sentence in the strip on top of their pages.
MAIL_WARNING = "mail-warning"
SWEPT_AT = "mail-swept-at"
LATE = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class MailHealth:
    """waiting and failed e-mails, since when the oldest waits, when one last went out, when the worker last looked."""

    waiting: int
    failed: int
    oldest_at: dt.datetime | None
    sent_at: dt.datetime | None
    swept_at: dt.datetime | None


def mail_health(rows: models.QuerySet[Delivery] | None = None) -> MailHealth:
    """Of the given deliveries, or of all. One query."""
    rows = Delivery.objects.all() if rows is None else rows
    unsent = Q(state__in=[State.WAITING, State.SENDING])
    found = rows.aggregate(
        waiting=Count("pk", filter=unsent),
        failed=Count("pk", filter=Q(state=State.FAILED) | Q(bounced_at__isnull=False)),
        oldest=Min("created_at", filter=unsent),
        sent=Max("sent_at"),
    )
    return MailHealth(found["waiting"], found["failed"], found["oldest"], found["sent"], cache.get(SWEPT_AT))


def after_sweep() -> None:
    """Puts up or takes away the warning, and says that the worker was here."""
    now = timezone.now()
    cache.set(SWEPT_AT, now, timeout=24 * 60 * 60)
    stuck = Delivery.objects.filter(state=State.WAITING, tries__gte=2, created_at__lt=now - LATE).exists()
    since = now - dt.timedelta(days=2)
    failed = Delivery.objects.filter(
        Q(state=State.FAILED, created_at__gt=since) | Q(bounced_at__gt=since)
    ).exists()
    if stuck:
        cache.set(
            MAIL_WARNING, "E-mail is not going out. Notices still show on everybody's Home.", timeout=60 * 60
        )
    elif failed:
        cache.set(MAIL_WARNING, "Some e-mails could not be sent, or came back.", timeout=60 * 60)
    else:
        cache.delete(MAIL_WARNING)

"""From notices to e-mails: an urgent one at once, all others in one digest per person and day."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from lscb.notices import messages
from lscb.notices.models import Delivery, Notice
from lscb.people.models import User

BATCH = 200


def bundle(now: dt.datetime, *, digests: bool = True) -> int:
    """Writes the deliveries that are due; running twice, or twice at once, writes each once. Returns how many.

    digests  False on a day off: what is not urgent waits for the next working day
    """
    urgent = sum(_urgent(notice) for notice in _urgent_ones())
    return urgent + (sum(_digest(person, now) for person in _due_people(now)) if digests else 0)


def _urgent_ones() -> list[Notice]:
    rows = Notice.objects.to_send().filter(urgent=True).select_related("to", "board").order_by("pk")
    return list(rows[:BATCH])


def _urgent(notice: Notice) -> bool:
    if _withheld([notice]):
        return False
    with transaction.atomic():
        subject, body = messages.single(notice)
        delivery, made = Delivery.objects.get_or_create(
            key=f"urgent:{notice.pk}",
            defaults={
                "to": notice.to, "address": notice.to.email, "board": notice.board, "subject": subject, "body": body,
            },
        )  # fmt: skip
        Notice.objects.filter(pk=notice.pk, delivery__isnull=True).update(delivery=delivery)
    return made


def local(now: dt.datetime) -> dt.datetime:
    return now.astimezone(ZoneInfo(settings.TIME_ZONE))


def _due_people(now: dt.datetime) -> list[User]:
    """People whose hour has come, who have something to read and have had no digest today."""
    here = local(now)
    had_one = Delivery.objects.filter(digest_on=here.date()).values("to_id")
    waiting = Notice.objects.to_send().wanted_on(here.date()).filter(urgent=False).values("to_id")
    people = User.objects.filter(pk__in=waiting, digest_hour__lte=here.hour).exclude(pk__in=had_one)
    return list(people.order_by("pk")[:BATCH])


def _digest(person: User, now: dt.datetime) -> bool:
    day = local(now).date()
    rows = (
        Notice.objects.to_send()
        .wanted_on(day)
        .filter(to=person, urgent=False)
        .select_related("to", "board")
        .order_by("pk")
    )
    notices = _open(list(rows[:BATCH]))
    if not notices:
        return False
    subject, body = messages.digest(notices)
    boards = {notice.board_id for notice in notices}
    try:
        with transaction.atomic():
            delivery = Delivery.objects.create(
                to=person, address=person.email, digest_on=day, key=f"digest:{person.pk}:{day.isoformat()}",
                board=notices[0].board if len(boards) == 1 else None, subject=subject, body=body,
            )  # fmt: skip
            Notice.objects.filter(pk__in=[n.pk for n in notices], delivery__isnull=True).update(
                delivery=delivery
            )
    except IntegrityError:
        return False  # another sweep wrote the person's digest of today
    return True


def still_to_send(delivery: Delivery) -> bool:
    """Whether an e-mail that waited still has something to say: what was shut meanwhile is struck from it (§0.2)."""
    notices = list(delivery.notices.select_related("to", "board").order_by("pk"))
    left = _open(notices)
    if notices and left and len(left) < len(notices):
        delivery.subject, delivery.body = messages.digest(left)
        delivery.save(update_fields=["subject", "body"])
    return bool(left) or not notices


def _open(notices: list[Notice]) -> list[Notice]:
    shut = {notice.pk for notice in _withheld(notices)}
    return [notice for notice in notices if notice.pk not in shut]


def _withheld(notices: list[Notice]) -> list[Notice]:
    """Those of a case that was shut to the person meanwhile (domain report §0.2), or that lead to what they cannot see
    any more: kept out of every e-mail."""
    if not notices:
        return []
    keys = [notice.pk for notice in notices]
    to = notices[0].to
    open_ones = Notice.objects.visible_to(to).within_reach(to)
    seen = set(open_ones.filter(pk__in=keys).values_list("pk", flat=True))
    shut = [notice for notice in notices if notice.pk not in seen]
    if shut:
        Notice.objects.filter(pk__in=[notice.pk for notice in shut]).update(withheld=True)
    return shut

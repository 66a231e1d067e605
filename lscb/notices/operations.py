"""Telling people: a row in the outbox, written in the same transaction as what it tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from lscb.core.errors import InvalidMove
from lscb.core.prepared import timeless
from lscb.notices.models import Delivery, Notice
from lscb.people.models import Board, Leave, User
from lscb.trail.recording import operation, record_event


@dataclass(frozen=True)
class Telling:
    """What notify() takes, kept to be told together with others: `to_id` is somebody active."""

    to_id: int
    board_id: int
    subject_key: str
    reference: str
    link: str
    unique_key: str
    urgent: bool = False


def notify_all(tellings: Sequence[Telling]) -> None:
    """Many notices in one statement; somebody who was told already (same person and unique_key) is not told again."""
    deputies = _deputies({one.to_id for one in tellings}) if tellings else {}
    rows = [_notice(one, one.to_id) for one in tellings]
    rows += [_notice(one, deputies[one.to_id], one.to_id) for one in tellings if one.to_id in deputies]
    Notice.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


def _notice(one: Telling, to: int, for_whom: int | None = None) -> Notice:
    return Notice(
        to_id=to, for_whom_id=for_whom, board_id=one.board_id, subject_key=one.subject_key, reference=one.reference,
        link=one.link, unique_key=one.unique_key, urgent=one.urgent,
    )  # fmt: skip


def _deputies(people: set[int]) -> dict[int, int]:
    """Who deputises today for those of the people who are on leave."""
    rows = Leave.objects.on(timezone.localdate()).filter(user_id__in=people, deputy__is_active=True)
    return dict(rows.values_list("user_id", "deputy_id"))


def notify(
    *,
    to: User,
    board: Board,
    subject_key: str,
    reference: str,
    link: str,
    unique_key: str,
    urgent: bool = False,
) -> Notice | None:
    """Puts one notice to one person into the outbox, and to their deputy while they are on leave. Telling twice (same
    person and unique_key) changes nothing.

    subject_key  names the wording in lscb.notices.wording
    reference    a reference or role, never a name or case text
    """
    if not to.is_active:
        return None
    told = _told.one(to.pk, unique_key)
    if told is not None:
        return told
    one = Telling(to.pk, board.pk, subject_key, reference, link, unique_key, urgent)
    deputy = _deputy.one(to.pk, timezone.localdate())
    if deputy:
        Notice.objects.bulk_create([_notice(one, deputy, to.pk)], ignore_conflicts=True)
    try:
        with transaction.atomic():
            notice = _notice(one, to.pk)
            notice.to, notice.board = to, board
            notice.save()
            return notice
    except IntegrityError:  # somebody else has told them just now
        return Notice.objects.get(to=to, unique_key=unique_key)


@timeless
def _deputy(user: int, today: dt.date) -> QuerySet[Leave, int]:
    rows = Leave.objects.on(today).filter(user=user, deputy__is_active=True)
    found: QuerySet[Leave, int] = rows.values_list("deputy_id", flat=True)
    return found


@timeless
def _told(to: int, unique_key: str) -> QuerySet[Notice]:
    found: QuerySet[Notice] = Notice.objects.filter(to=to, unique_key=unique_key)
    return found


def send_message(
    *, address: str, key: str, subject: str, body: str, to: User | None = None, sensitive: bool = False,
    board: Board | None = None, expires_at: dt.datetime | None = None,
) -> Delivery:  # fmt: skip
    """One e-mail by itself: an invitation, a link for an outsider, a code. Sending twice under one key changes nothing.

    sensitive   the body holds a link or code: it is wiped once it is sent, or can no longer be
    board       whose office sees whether it went out; without one nobody sees to whom it goes
    expires_at  when the link or code ends: it is not sent after that
    """
    row, _ = Delivery.objects.get_or_create(
        key=key,
        defaults={
            "to": to, "address": address, "subject": subject[:160], "body": body, "sensitive": sensitive, "board": board,
            "expires_at": expires_at,
        },
    )  # fmt: skip
    return row


@operation
def mark_read(*, notice: Notice, by: User) -> None:
    """The person has seen it; it leaves Home and is not e-mailed any more."""
    mine = Notice.objects.filter(pk=notice.pk, to=by)
    mine.unread().update(read_at=timezone.now())
    record_event("notice.read", by=by, board=notice.board, detail={"notices": 1})


@operation
def mark_all_read(*, by: User, until: int) -> int:
    """Every notice up to the newest one that the person saw on the page. Returns how many."""
    rows = Notice.objects.visible_to(by).unread().filter(pk__lte=until)
    count: int = rows.update(read_at=timezone.now())
    record_event("notice.read", by=by, detail={"notices": count})
    return count


@operation
def send_again(*, delivery: Delivery, by: User) -> None:
    """Puts an e-mail that failed back into the queue; the same message, so that it cannot arrive twice."""
    failed = Delivery.objects.filter(pk=delivery.pk, state=Notice.State.FAILED)
    if failed.filter(body="").exists():
        raise InvalidMove("What this e-mail held has ended.", "Send a new link or invitation instead.")
    changed = failed.update(state=Notice.State.WAITING, tries=0, next_try_at=timezone.now(), error="")
    if not changed:
        raise InvalidMove("This e-mail is not waiting for you any more: it is being sent, or was sent.")
    record_event("mail.sent-again", by=by, board=delivery.board, detail={"delivery": delivery.pk})

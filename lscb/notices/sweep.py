"""The delivery sweep. Rows are the truth: each is claimed by a conditional update with a lease, sent, and settled.

A worker that is killed while sending leaves a lease that ends: the next sweep sends the same message under the same
number again. Nothing is lost, and nothing is doubled beyond what a mail server does by itself.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from dataclasses import dataclass
from typing import Any

from django.core.mail import get_connection
from django.db.models import Q
from django.utils import timezone

from lscb.notices import health
from lscb.notices.bundling import bundle, still_to_send
from lscb.notices.messages import email_of
from lscb.notices.models import Delivery, Notice

log = logging.getLogger("lscb.notices")
State = Notice.State

LEASE = dt.timedelta(minutes=3)
#: How long a link lives, and so the text of an e-mail that failed.
KEPT = dt.timedelta(days=14)
#: Minutes until the next try, after the first, second … failure; after the last one it has failed.
BACKOFF = (1, 5, 15, 60, 120, 240, 480)
MAX_TRIES = len(BACKOFF) + 1


@dataclass
class Swept:
    bundled: int = 0
    sent: int = 0
    failed: int = 0


class ServerDown(Exception):
    """The mail server does not talk to us: no use in trying the others now."""


def deliver_due(limit: int = 100, *, digests: bool = True) -> Swept:
    """Writes and sends whatever is due; on a day off (`digests` False) only what is urgent or was written before."""
    done = Swept(bundled=bundle(timezone.now(), digests=digests))
    connection = get_connection()
    try:
        for delivery in list(_due(timezone.now()).select_related("board", "to")[:limit]):
            sent = _take(delivery, connection)
            done.sent += sent is True
            done.failed += sent is False
    except ServerDown:
        done.failed += 1
    finally:
        connection.close()
    wipe_old()
    health.after_sweep()
    return done


def wipe_old() -> int:
    """Links and codes that could not be sent are not kept longer than a link lives."""
    old = Delivery.objects.filter(sensitive=True, state=State.FAILED, created_at__lt=timezone.now() - KEPT)
    return int(old.exclude(body="").update(body=""))


def _due(now: dt.datetime):  # type: ignore[no-untyped-def]
    waiting = Q(state=State.WAITING, next_try_at__lte=now)
    abandoned = Q(state=State.SENDING, claimed_until__lt=now)
    return Delivery.objects.filter(waiting | abandoned).order_by("next_try_at", "pk")


def _take(delivery: Delivery, connection: Any) -> bool | None:
    """Claims one delivery and sends it: True sent, False failed, None somebody else has it."""
    now = timezone.now()
    lease = now + LEASE
    if (
        not _due(now)
        .filter(pk=delivery.pk)
        .update(state=State.SENDING, claimed_until=lease, tries=delivery.tries + 1)
    ):
        return None
    delivery.tries, delivery.claimed_until = delivery.tries + 1, lease
    if delivery.to and not delivery.to.is_active:
        return _failed(delivery, "The account was closed before this was sent.", final=True)
    if delivery.expires_at and delivery.expires_at <= now:
        return _failed(delivery, "It had ended before it could be sent.", final=True)
    if not still_to_send(delivery):
        return _failed(delivery, "What it told of was shut to the person meanwhile.", final=True)
    if delivery.tries > MAX_TRIES:
        return _failed(delivery, "Sending broke off every time.", final=True)
    return _send(delivery, connection)


def _send(delivery: Delivery, connection: Any) -> bool:
    try:
        connection.open()  # one conversation for the whole sweep
        email_of(delivery, connection).send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = sorted({str(code) for code, _ in refused.recipients.values()})
        return _failed(delivery, f"The mail server refused the address ({', '.join(codes)}).")
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as refused:
        return _failed(delivery, f"The mail server refused the message ({refused.smtp_code}).")
    except OSError as fault:  # all that smtplib raises besides, and the network's own
        _failed(delivery, f"The mail server could not be reached ({type(fault).__name__}).")
        raise ServerDown from None
    except Exception as fault:
        log.exception("delivery %s could not be sent", delivery.pk)
        return _failed(delivery, f"The message could not be sent ({type(fault).__name__}).")
    wiped = {"body": ""} if delivery.sensitive else {}
    _settle(delivery, state=State.SENT, sent_at=timezone.now(), claimed_until=None, error="", **wiped)
    return True


def _failed(delivery: Delivery, sentence: str, final: bool = False) -> bool:
    if final or delivery.tries >= MAX_TRIES:
        wiped = {"body": ""} if final and delivery.sensitive else {}
        _settle(delivery, state=State.FAILED, claimed_until=None, error=sentence, **wiped)
        return False
    again = timezone.now() + dt.timedelta(minutes=BACKOFF[delivery.tries - 1])
    _settle(delivery, state=State.WAITING, claimed_until=None, error=sentence, next_try_at=again)
    return False


def _settle(delivery: Delivery, **values: Any) -> None:
    """Only while the lease is still ours: a worker that was held up does not overwrite another's answer."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=State.SENDING, claimed_until=delivery.claimed_until)
    if not mine.update(**values):
        log.warning("delivery %s was taken over while it was being sent", delivery.pk)

"""Links for people without an account: one link, one referral, fourteen days; resuming needs a code (design §5)."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils import timezone

from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core.crypto import decrypt, encrypt, keyed_hash
from lscb.core.errors import BadInput, InvalidMove
from lscb.notices.operations import send_message
from lscb.people.models import Board, User
from lscb.trail.recording import operation, record_event
from reviews.models import OutsiderLink
from reviews.operations import referrals

DAYS = 14
CODE_MINUTES = 10
TRIES = 5
#: Codes that one link may ask for, and the pause between two: a code cannot be found by trying.
MAX_CODES = 20
PAUSE_SECONDS = 60


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@operation
def send_link(*, board: Board, email: str, by: User) -> OutsiderLink:
    """Sends somebody a link to one referral form. The token is in the e-mail and nowhere else."""
    check(
        by, Permission.REFERRAL_TRIAGE, board, "Only the business manager sends links to the referral form."
    )
    token = secrets.token_urlsafe(32)
    link = OutsiderLink.objects.create(
        board=board, token_hash=hashed(token), email=encrypt(email), sent_by=by,
        expires_at=timezone.now() + dt.timedelta(days=DAYS),
    )  # fmt: skip
    body = (
        f"{board.name} asks you to tell it about a case, on a protected form.\n"
        f"The link works for {DAYS} days and for you alone: {address_of(token)}\n"
        "Please do not send any details of the case by e-mail.\n"
    )
    send_message(
        address=email, key=f"link:{link.pk}", subject="Fill in a referral form", body=body, sensitive=True,
        board=board, expires_at=link.expires_at,
    )  # fmt: skip
    record_event("link.sent", by=by, board=board, detail={"link": link.pk})
    return link


def address_of(token: str) -> str:
    return f"{settings.PUBLIC_URL}/refer/{token}/"


@operation
def renew(*, link: OutsiderLink, by: User) -> str:
    """A new address for the same form, for another fourteen days; the old one stops working. Returns the address."""
    check(by, Permission.REFERRAL_TRIAGE, link.board, "Only the business manager opens a link again.")
    token = secrets.token_urlsafe(32)
    link.token_hash, link.closed_at = hashed(token), None
    link.expires_at = timezone.now() + dt.timedelta(days=DAYS)
    link.save(update_fields=["token_hash", "closed_at", "expires_at"])
    record_event("link.renewed", by=by, board=link.board, detail={"link": link.pk})
    return address_of(token)


def find(token: str) -> OutsiderLink | None:
    """The running link of a token. Looking at it uses nothing up."""
    return (
        OutsiderLink.objects.usable(timezone.now())
        .select_related("board", "referral__record")
        .filter(token_hash=hashed(token))
        .first()
    )


@operation
def use(*, link: OutsiderLink) -> OutsiderLink:
    """The first use: opens the draft that the link stands for."""
    link = OutsiderLink.objects.select_for_update().select_related("board").get(pk=link.pk)
    if link.closed_at or link.expires_at <= timezone.now():
        raise BadInput("This link does not work any more. Ask the business unit for another one.")
    if link.used_at:
        raise BadInput("This link was used already. Ask for a code to go on.")
    link.referral = referrals.start(board=link.board, by=None)
    link.used_at = timezone.now()
    link.save()
    record_event("link.used", by=None, record=link.referral.record, detail={"link": link.pk})
    return link


@operation
def send_code(*, link: OutsiderLink) -> None:
    """A six-digit code to the same mailbox, for going on later or from another browser."""
    link = OutsiderLink.objects.select_for_update().select_related("board").get(pk=link.pk)
    now = timezone.now()
    sent_at = link.code_expires_at - dt.timedelta(minutes=CODE_MINUTES) if link.code_expires_at else None
    if sent_at and (now - sent_at).total_seconds() < PAUSE_SECONDS:
        raise InvalidMove("A code was sent less than a minute ago. Look into the mailbox, or wait a minute.")
    if link.codes_sent >= MAX_CODES:
        raise InvalidMove(
            "Too many codes were asked for with this link.", "Ask the business unit for another link."
        )
    link.codes_sent += 1
    code = f"{secrets.randbelow(10**6):06d}"
    link.code_hash = keyed_hash(code, purpose=f"link-code:{link.pk}")
    link.code_expires_at = now + dt.timedelta(minutes=CODE_MINUTES)
    link.code_tries = 0
    link.save()
    body = f"Your code is {code}. It works for {CODE_MINUTES} minutes.\nIf you did not ask for it, you need do nothing.\n"
    key = f"link-code:{link.pk}:{link.code_expires_at.isoformat()}"
    send_message(
        address=decrypt(link.email),
        key=key,
        subject="Your code for the referral form",
        body=body,
        sensitive=True,
        board=link.board,
        expires_at=link.code_expires_at,
    )
    record_event("link.code-sent", by=None, board=link.board, detail={"link": link.pk})


@operation
def enter_code(*, link: OutsiderLink, code: str) -> bool:
    """Whether the code is right; five tries, once."""
    link = OutsiderLink.objects.select_for_update().get(pk=link.pk)
    now = timezone.now()
    open_now = (
        link.code_hash and link.code_expires_at and link.code_expires_at > now and link.code_tries < TRIES
    )
    right = bool(open_now) and hmac.compare_digest(
        link.code_hash, keyed_hash(code.strip(), purpose=f"link-code:{link.pk}")
    )
    link.code_tries += 1
    if right:
        link.code_hash = ""
    link.save()
    record_event("link.code-entered", by=None, board=link.board, detail={"link": link.pk, "right": right})
    return right


@operation
def close_link(*, link: OutsiderLink, by: User) -> None:
    """The link stops working; what was sent stays."""
    check(by, Permission.REFERRAL_TRIAGE, link.board, "Only the business manager closes a link.")
    OutsiderLink.objects.filter(pk=link.pk, closed_at__isnull=True).update(closed_at=timezone.now())
    record_event("link.closed", by=by, board=link.board, detail={"link": link.pk})

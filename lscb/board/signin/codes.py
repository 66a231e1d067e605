"""Six-digit codes by e-mail: ten minutes, five tries, once."""

from __future__ import annotations

import datetime as dt
import secrets

from django.utils import timezone

from lscb.board.belonging import home_board
from lscb.core.crypto import keyed_hash, keyed_hashes
from lscb.notices.operations import send_message
from lscb.people.models import EmailedCode, User
from lscb.trail.recording import operation, record_event

LIFE = dt.timedelta(minutes=10)
TRIES = 5
SENT_AT_MOST, SENT_WITHIN = 5, dt.timedelta(minutes=15)
#: A hundred guesses a day at a million codes, each behind the right password.
SENT_A_DAY = 20
PURPOSE = "e-mailed code"


@operation
def send_code(*, user: User) -> bool:
    """Sends a new code, which replaces the one before; at most five in a quarter of an hour and twenty a day.

    Returns whether it was sent.
    """
    now = timezone.now()
    User.objects.select_for_update().get(pk=user.pk)
    rows = EmailedCode.objects.filter(user=user)
    lately, today = (
        rows.filter(sent_at__gt=now - age).count() for age in (SENT_WITHIN, dt.timedelta(days=1))
    )
    if lately >= SENT_AT_MOST or today >= SENT_A_DAY:
        record_event("person.code-withheld", by=user)
        return False
    rows.filter(used_at__isnull=True).update(used_at=now)
    code = f"{secrets.randbelow(1_000_000):06d}"
    row = EmailedCode.objects.create(
        user=user, code_hash=_hash(user, code), sent_at=now, expires_at=now + LIFE
    )
    send_message(
        address=user.email, to=user, key=f"code:{row.pk}", subject="Use your sign-in code", sensitive=True,
        board=home_board(user), expires_at=row.expires_at,
        body=f"Your sign-in code is below. Type it into the page that asked for it, within ten minutes.\n\n{code}\n\n"
        "If you did not just sign in, somebody knows your password: set a new one, and tell the business unit.\n",
    )  # fmt: skip
    record_event("person.code-sent", by=user)
    return True


@operation
def use_code(*, user: User, typed: str) -> bool:
    """Whether this is the person's running code. A wrong one counts as a try; a right one is used up."""
    now = timezone.now()
    row = (
        EmailedCode.objects.select_for_update()
        .filter(user=user, used_at__isnull=True)
        .order_by("-pk")
        .first()
    )
    good = False
    if row and row.expires_at > now and row.tries < TRIES:
        row.tries += 1
        good = row.code_hash in _hashes(user, typed)
        row.used_at = now if good else None
        row.save(update_fields=["tries", "used_at"])
    record_event("person.code-accepted" if good else "person.code-refused", by=user)
    return good


def _hash(user: User, code: str) -> str:
    return keyed_hash(f"{user.pk}:{code}", purpose=PURPOSE)


def _hashes(user: User, typed: str) -> list[str]:
    code = "".join(typed.split())
    return keyed_hashes(f"{user.pk}:{code}", purpose=PURPOSE)

"""Telling people: a row in the outbox, written in the same transaction as what it tells of."""

from __future__ import annotations

from lscb.notices.models import Delivery, Notice
from lscb.people.models import Board, User


def notify(
    *, to: User, board: Board, subject_key: str, reference: str, link: str, unique_key: str, urgent: bool = False
) -> Notice | None:
    """Puts one notice to one person into the outbox. Telling twice (same person and unique_key) changes nothing.

    subject_key  names the wording in lscb.notices.wording
    reference    a reference or role, never a name or case text
    """
    if not to.is_active:
        return None
    notice, _ = Notice.objects.get_or_create(
        to=to, unique_key=unique_key,
        defaults={"board": board, "subject_key": subject_key, "reference": reference, "link": link, "urgent": urgent},
    )  # fmt: skip
    return notice


def send_message(*, address: str, key: str, subject: str, body: str, to: User | None = None, sensitive: bool = False) -> Delivery:
    """One e-mail by itself: an invitation, a link for an outsider, a code. The body is wiped once it is sent."""
    row, _ = Delivery.objects.get_or_create(
        key=key, defaults={"to": to, "address": address, "subject": subject, "body": body, "sensitive": sensitive}
    )
    return row

"""E-mails that come back afterwards: a mail server's report (RFC 3464) marks the delivery that it is about."""

from __future__ import annotations

import datetime as dt
import email
import re
from dataclasses import dataclass
from email.message import Message

from django.utils import timezone

from lscb.notices.messages import message_id
from lscb.notices.models import Delivery, Notice
from lscb.trail.recording import operation, record_event

#: A server gives up on an e-mail within days; older ones are not looked at.
LOOKED_BACK = dt.timedelta(days=30)
_STATUS = re.compile(r"^[245]\.\d{1,3}\.\d{1,3}$")


@dataclass(frozen=True)
class BounceReport:
    """The number of our message that came back, and the server's status code, for example 5.1.1."""

    message_id: str
    status: str


def report_of(raw: bytes) -> BounceReport | None:
    """What a report says; None for anything that is not one, or that only says that an e-mail is delayed."""
    message = email.message_from_bytes(raw)
    status = _status(message)
    if not status.startswith("5"):
        return None
    for part in message.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            headers = _headers(part)
            found = headers.get("Message-ID", "").strip()
            if found:
                return BounceReport(found, status)
    return None


def _headers(part: Message) -> Message:
    """The returned message, or its headers alone."""
    payload = part.get_payload()
    if isinstance(payload, list) and payload and isinstance(payload[0], Message):
        return payload[0]
    return email.message_from_string(str(payload))


def _status(message: Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            payload = part.get_payload()
            for block in payload if isinstance(payload, list) else []:
                if not isinstance(block, Message):
                    continue
                status = str(block.get("Status", "")).strip()
                if str(block.get("Action", "")).strip().lower() == "failed" and _STATUS.match(status):
                    return status
    return ""


@operation
def take_bounce(*, report: BounceReport) -> Delivery | None:
    """Marks the e-mail as having come back. None for one that this service did not send."""
    sent = Delivery.objects.filter(state=Notice.State.SENT, sent_at__gte=timezone.now() - LOOKED_BACK)
    keys = sent.values_list("pk", "key").iterator(2000)
    pk = next((pk for pk, key in keys if message_id(key) == report.message_id), None)
    row = sent.select_related("board").filter(pk=pk).first() if pk else None
    if row is None:
        record_event("mail.bounce-unknown", by=None)
        return None
    row.bounced_at = timezone.now()
    row.bounce = f"The recipient's mail server sent it back ({report.status})."
    row.save(update_fields=["bounced_at", "bounce"])
    record_event(
        "mail.bounced", by=None, board=row.board, detail={"delivery": row.pk, "status": report.status}
    )
    return row

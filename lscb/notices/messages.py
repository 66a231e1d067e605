"""How an e-mail is put together: plain text, one link, a message number that stays the same at every try."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from lscb.notices.models import Delivery, Notice


def link_to(path: str) -> str:
    return settings.PUBLIC_URL + path


def single(notice: Notice) -> tuple[str, str]:
    """Subject and body of one notice."""
    words = notice.wording
    context = {"sentences": words.sentences, "link": link_to(notice.link), "sender": notice.board.name}
    return words.subject[:160], render_to_string("emails/notice.txt", context)


def digest(notices: Sequence[Notice]) -> tuple[str, str]:
    """Subject and body of a person's day; a day with one notice is that notice."""
    if len(notices) == 1:
        return single(notices[0])
    boards = sorted({notice.board.name for notice in notices})
    context: dict[str, Any] = {
        "lines": [notice.wording.subject for notice in notices],
        "link": link_to("/notices/"),
        "sender": ", ".join(boards),
    }
    return f"Read {len(notices)} notices", render_to_string("emails/digest.txt", context)


def message_id(key: str) -> str:
    """Made from the delivery's key alone: a mail server that sees it twice knows that it is one message."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def sender(delivery: Delivery) -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((delivery.board.name if delivery.board else name, address))


def email_of(delivery: Delivery, connection: Any) -> EmailMessage:
    return EmailMessage(
        subject=" ".join(delivery.subject.split()),
        body=delivery.body,
        from_email=sender(delivery),
        to=[delivery.address],
        headers={
            "Message-ID": message_id(delivery.key),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
        connection=connection,
    )

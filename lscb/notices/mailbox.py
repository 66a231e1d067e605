"""Without a mail server (demonstration): every e-mail is a file in MAIL_DIR, shown on a page."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

_NAME = re.compile(r"^[0-9]{8}T[0-9]{6}-[0-9a-f]{16}\.eml$")


@dataclass(frozen=True)
class Mail:
    name: str
    at: dt.datetime
    to: str
    sender: str
    subject: str
    body: str


class EmlFileBackend(BaseEmailBackend):
    """Writes each message as one file, whole or not at all; the same message again replaces its file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            self._write(folder, message)
        return len(email_messages)

    def _write(self, folder: Path, message: EmailMessage) -> None:
        parsed: Any = message.message()
        digest = hashlib.sha256(str(parsed["Message-ID"]).encode()).hexdigest()[:16]
        known = next(folder.glob(f"*-{digest}.eml"), None)
        place = known or folder / f"{timezone.now():%Y%m%dT%H%M%S}-{digest}.eml"
        half = place.with_suffix(f".{os.getpid()}.half")
        half.write_bytes(parsed.as_bytes(linesep="\r\n"))
        half.replace(place)


def list_mail(limit: int = 200) -> list[Mail]:
    """The newest e-mails, newest first."""
    places = sorted(Path(settings.MAIL_DIR).glob("*.eml"), key=lambda place: place.name, reverse=True)
    found = (read_mail(place.name) for place in places[:limit])
    return [mail for mail in found if mail]


def read_mail(name: str) -> Mail | None:
    """One e-mail by the name that list_mail() gave it; None when there is none."""
    place = Path(settings.MAIL_DIR) / name
    if not _NAME.match(name) or not place.is_file():
        return None
    parsed = message_from_bytes(place.read_bytes(), policy=policy.default)
    assert isinstance(parsed, ParsedMessage)
    body = parsed.get_body(preferencelist=("plain", "html"))
    return Mail(
        name=name, at=parsedate_to_datetime(parsed["Date"]), to=str(parsed["To"]), sender=str(parsed["From"]),
        subject=str(parsed["Subject"]), body=body.get_content() if body else "",
    )  # fmt: skip

"""Rows of the page of one's own notices."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lscb.notices.models import Notice


def notice_row(notice: Notice) -> dict[str, Any]:
    words = notice.wording
    return {
        "subject": words.subject,
        "text": f"{words.sentences[0]} {words.sentences[1]}",
        "link": "" if notice.gone else notice.link,  # type: ignore[attr-defined]
        "at": notice.created_at,
        "unread": notice.read_at is None and not notice.gone,  # type: ignore[attr-defined]
        "urgent": notice.urgent,
        "read_url": reverse("notices:notice-read", args=[notice.pk]),
    }

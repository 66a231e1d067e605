"""What the pages of people, agencies, groups and access show. No queries here."""

from __future__ import annotations

from typing import Any

from lscb.people.models import User

Row = dict[str, Any]


def account_rows(user: User) -> list[Row]:
    """The person's own details."""
    change = {"action_url": "/account/details/"}
    return [
        {"key": "Name", "value": user.name},
        {"key": "E-mail address", "value": user.email, "note": "The business unit changes it."},
        {"key": "Job title", "value": user.job_title, **change},
        {"key": "Daily e-mail", "value": f"At {user.digest_hour:02d}:00", **change},
    ]

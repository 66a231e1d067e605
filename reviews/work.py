"""What waits for a person on referrals and reviews, for the home page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lscb.people.models import User


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits for somebody: verb + thing + due, and where to do it."""

    verb: str
    thing: str
    reference: str
    url: str
    due_on: dt.date | None
    urgent: bool = False


def open_for(user: User, today: dt.date) -> list[WorkItem]:
    """What waits for the person, in a constant number of queries."""
    return []

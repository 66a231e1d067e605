"""What waits for a person on referrals and reviews, and the figures of a board's cases. Read by the pages above."""

from __future__ import annotations

import datetime as dt

from lscb.people.models import User
from reviews.work import referrals, reviews
from reviews.work.counts import CaseCounts, Year, board_counts
from reviews.work.items import WorkItem

__all__ = ["CaseCounts", "WorkItem", "Year", "board_counts", "open_for"]


def open_for(user: User, today: dt.date) -> list[WorkItem]:
    """Everything on referrals and reviews that waits for the person, the most pressing first.

    At most items.MOST of each kind; the same number of queries however much there is.
    """
    found = [each for kind in (*referrals.ALL, *reviews.ALL) for each in kind(user, today)]
    return sorted(
        found, key=lambda each: (not each.urgent, each.due_on or dt.date.max, each.reference, each.verb)
    )

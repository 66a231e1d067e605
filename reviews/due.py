"""What a group has to look at on referrals, for whoever draws up its agenda."""

from __future__ import annotations

import datetime as dt

from lscb.board.models import Group
from lscb.people.models import User
from reviews.models import Referral
from reviews.work.items import MOST, WorkItem, item, with_clocks

S = Referral.Status


def due_for_group(group: Group, today: dt.date, user: User) -> list[WorkItem]:
    """Referrals that can go to a meeting of the case review group, as far as they are open to the person, the one whose
    decision is due first before the others. One query; nothing for groups of another kind."""
    if group.kind != Group.Kind.CASE_REVIEW:
        return []
    rows = Referral.objects.visible_to(user).filter(
        status__in=(S.ACCEPTED, S.GATHERING), record__board=group.board_id
    )
    found = [
        item("Consider", "a referral", row.record, today, due_on=row.decision_due)
        for row in with_clocks(rows).order_by("pk")[:MOST]
    ]
    return sorted(found, key=lambda each: (each.due_on or dt.date.max, each.reference))

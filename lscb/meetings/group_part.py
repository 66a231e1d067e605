"""The section on a group's page with the issues that it raised, and those that were raised to it."""

from __future__ import annotations

from django.db.models import Q

from lscb.board.group_parts import GroupPart
from lscb.board.models import Group
from lscb.meetings.models import RaisedIssue
from lscb.meetings.presenters.lists import ISSUE_COLUMNS, issue_rows
from lscb.people.models import User

MOST = 10


def issues_of(group: Group, user: User) -> GroupPart:
    """The newest ones that the person may read. One query."""
    rows = RaisedIssue.objects.visible_to(user).filter(Q(from_group=group) | Q(to_group=group))
    found = list(rows.select_related("record", "from_group", "to_group").order_by("-pk")[: MOST + 1])
    more = len(found) > MOST
    return GroupPart(
        "issues", "Issues raised to the group above, and by the groups below", ISSUE_COLUMNS, issue_rows(found[:MOST]),
        empty_text="No issue that you may read.", url=f"/meetings/issues/?group={group.pk}" if more else "",
        label="See all issues of the group",
    )  # fmt: skip

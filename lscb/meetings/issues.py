"""Reads of issues that go up, and the form's way into the operation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lscb.board.models import Group
from lscb.core.errors import BadInput
from lscb.meetings.models import Meeting, RaisedIssue
from lscb.meetings.operations import raise_issue
from lscb.people.models import Board, User
from lscb.records.models import Record

PAGE = 25


@dataclass(frozen=True)
class IssuesPage:
    rows: list[RaisedIssue]
    older: int | None


def issues_for_page() -> Any:
    return RaisedIssue.objects.select_related(
        "record__board",
        "from_group",
        "to_group",
        "about",
        "raised_by",
        "answered_by",
        "returned_by",
        "raised_at_meeting__record",
    )


def page_of(user: User, board: Board, before: int | None, group: Group | None = None) -> IssuesPage:
    """The newest first, by key; of one group those that it raised and those that were raised to it."""
    rows = RaisedIssue.objects.visible_to(user).filter(from_group__board=board)
    rows = rows.filter(Q(from_group=group) | Q(to_group=group)) if group else rows
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.select_related("record", "from_group", "to_group").order_by("-pk")[: PAGE + 1])
    return IssuesPage(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def raise_from(user: User, answers: dict[str, Any]) -> RaisedIssue:
    """Raises BadInput when there is nothing with that reference that the person may open."""
    wanted = answers.get("about", "").strip()
    about = Record.objects.visible_to(user).filter(reference__iexact=wanted).first() if wanted else None
    if wanted and about is None:
        raise BadInput("Nothing that is open to you has this reference. Leave it empty, or look it up.")
    at = answers.get("meeting", "").strip()
    meetings = Meeting.objects.visible_to(user).filter(group=answers["group"], record__reference=at)
    return raise_issue(
        group=answers["group"], title=answers["title"], reason=answers["reason"], by=user, about=about,
        meeting=meetings.first() if at else None,
    )  # fmt: skip

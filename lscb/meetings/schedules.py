"""From the answers of the schedule's form to its days, and to the meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscb.board.models import Group
from lscb.meetings.models import Meeting
from lscb.meetings.operations import plan_schedule
from lscb.meetings.operations.days import ScheduledDay, schedule_days
from lscb.people.models import User


def start(query: Any, groups: Any) -> dict[str, Any]:
    """What the form begins with: the group of the address and its own frequency and length."""
    wanted = query.get("group", "")
    group = groups.filter(pk=wanted).first() if str(wanted).isdigit() else None
    if group is None:
        return {"starts_at": dt.time(10, 0), "length_minutes": 120}
    found = {"group": group, "starts_at": dt.time(10, 0), "length_minutes": group.meeting_minutes}
    return found | ({"every": "weeks", "every_weeks": group.every_weeks} if group.every_weeks else {})


def days_of(answers: dict[str, Any]) -> list[ScheduledDay]:
    """Raises BadInput with a sentence for the form."""
    return schedule_days(
        answers["first"],
        answers["last"],
        every_weeks=answers.get("every_weeks"),
        a_year=answers.get("a_year"),
    )


def make(answers: dict[str, Any], days: list[ScheduledDay], user: User) -> list[Meeting]:
    return plan_schedule(
        group=answers["group"], days=days, by=user, starts_at=answers["starts_at"], place=answers.get("place") or "",
        length_minutes=answers["length_minutes"],
    )  # fmt: skip


def there(answers: dict[str, Any], days: list[ScheduledDay]) -> dict[dt.date, str]:
    """Why a day of the schedule gets no new meeting, by the day of its rule. One query."""
    group: Group = answers["group"]
    rows = Meeting.objects.filter(group=group).values_list("scheduled_for", "held_on", "status")
    scheduled = {planned for planned, _, _ in rows if planned}
    taken = {held_on for _, held_on, status in rows if status != Meeting.Status.CANCELLED}
    found: dict[dt.date, str] = {}
    for day in days:
        if day.rule_day in scheduled:
            found[day.rule_day] = "Planned already from this schedule"
        elif day.held_on in taken:
            found[day.rule_day] = "The group meets on this day already"
    return found

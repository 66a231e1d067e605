"""The schedule's days, the rates of attendance, issues and calendar addresses as pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from lscb.board.models import Group
from lscb.core.charts import bar_chart, line_chart
from lscb.core.templatetags.lscb import longdate, plural
from lscb.meetings.models import CalendarFeed, Meeting, RaisedIssue
from lscb.meetings.operations.days import ScheduledDay
from lscb.meetings.rates import Rates

MEETINGS = {"label": "Meetings", "url": "/meetings/"}
ISSUE_COLUMNS = ["Issue", "From and to", "Raised", "State"]
ISSUE_COLOURS = {"raised": "yellow", "passed-on": "purple", "answered": "blue", "returned": "green"}


def crumbs(title: str) -> list[dict[str, str]]:
    return [MEETINGS, {"label": title}]


def schedule_page(form: Any, days: list[ScheduledDay] | None, there: dict[dt.date, str]) -> dict[str, Any]:
    """The form, and once it was sent the days with what is different about them."""
    context = {
        "title": "Plan a schedule", "form": form, "cancel_url": "/meetings/", "breadcrumbs": crumbs("Plan a schedule"),
        "lead": "You see the days first. Nothing is planned before you say so.",
    }  # fmt: skip
    if days is None:
        return context
    new = sum(day.rule_day not in there for day in days)
    return context | {
        "days": [
            {"cells": [{"text": day.held_on}, _about(day, there)], "state": ""} for day in days
        ],
        "columns": [{"label": "Day"}, {"label": "What happens"}], "new": new,
        "sent": [(name, value) for name, values in form.data.lists() for value in values if name not in ("csrfmiddlewaretoken", "make")],
    }  # fmt: skip


def _about(day: ScheduledDay, there: dict[dt.date, str]) -> str:
    if day.rule_day in there:
        return there[day.rule_day]
    if day.moved:
        return f"Moved from {day.rule_day:%A} {day.rule_day.day} {day.rule_day:%B}, which is no working day"
    return "Will be planned"


def schedule_made(made: list[Meeting], days: int) -> str:
    words = "1 meeting is planned." if len(made) == 1 else f"{len(made)} meetings are planned."
    left = days - len(made)
    return words if not left else f"{words} {left} were there already."


def rates_page(form: Any, group: Group | None, rates: Rates) -> dict[str, Any]:
    of = group.name if group else "all groups"
    were = "was" if rates.meetings == 1 else "were"
    said = f"{plural(rates.meetings, 'meeting')} {were} held since {rates.since:%B %Y}."
    rows = [
        {"cells": [row.agency, {"text": f"{row.rate}%", "numeric": True}, {"text": f"{row.came} of {row.of}", "numeric": True},
                   {"text": row.apologies, "numeric": True}]}
        for row in rates.agencies
    ]  # fmt: skip
    return {
        "title": "Attendance by agency", "lead": "How often somebody came for each agency, in person or as a deputy.",
        "filter_form": form, "clear_url": "/meetings/attendance/", "breadcrumbs": crumbs("Attendance by agency"),
        "active": [{"label": "Group", "value": group.name, "remove_url": "/meetings/attendance/"}] if group else [],
        "columns": [{"label": "Agency"}, {"label": "Rate", "numeric": True}, {"label": "Meetings", "numeric": True},
                    {"label": "Apologies", "numeric": True}],
        "rows": rows, "count_text": said, "caption": f"Attendance at meetings of {of}, 12 months", "caption_hidden": True,
        "by_agency": bar_chart(
            [(row.agency, row.rate) for row in rates.agencies], chart_id="rates", title=f"Attendance by agency, {of}",
            description=said, unit="%", label_heading="Agency", value_heading="Rate",
        ),
        "by_month": line_chart(
            [(f"{month:%b %Y}", rate) for month, rate in rates.months], chart_id="months",
            title=f"Attendance by month, {of}", description=said, unit="%", label_heading="Month", value_heading="Rate",
        ),
    }  # fmt: skip


def issue_rows(issues: Iterable[RaisedIssue]) -> list[dict[str, Any]]:
    return [
        {"cells": [
            {"text": issue.record.reference, "url": issue.record.get_absolute_url(), "hint": issue.title},
            f"{issue.from_group.name} to {issue.to_group.name}", {"text": timezone.localdate(issue.raised_at)},
            {"text": issue.get_status_display(), "colour": ISSUE_COLOURS[issue.status]},
        ]}
        for issue in issues
    ]  # fmt: skip


def issue_list(issues: Iterable[RaisedIssue], raises: bool, form: Any, group: Group | None) -> dict[str, Any]:
    context: dict[str, Any] = {
        "title": "Issues raised to the group above", "rows": issue_rows(issues), "breadcrumbs": crumbs("Issues"),
        "lead": "What a group could not settle goes to the Executive, then the Board, and comes back with an answer.",
        "columns": ISSUE_COLUMNS, "filter_form": form, "clear_url": "/meetings/issues/",
        "active": [{"label": "Group", "value": group.name, "remove_url": "/meetings/issues/"}] if group else [],
        "caption": "Issues", "caption_hidden": True, "empty_text": "No issue is open to you.",
    }  # fmt: skip
    return context | (
        {"action_url": "/meetings/issues/new/", "action_label": "Raise an issue"} if raises else {}
    )


def issue_page(
    issue: RaisedIssue, answers: bool, takes: bool, about_open: bool, passes: bool
) -> dict[str, Any]:
    """answers, takes, passes: whether the reader answers it, takes the answer back, and may pass it on to a group above."""
    base = issue.record.get_absolute_url()
    return {
        "kind": "Issue", "reference": issue.record.reference, "title": issue.title, "marking": issue.record.marking,
        "breadcrumbs": [MEETINGS, {"label": "Issues", "url": "/meetings/issues/"}, {"label": issue.record.reference}],
        "status": {"text": issue.get_status_display(), "colour": ISSUE_COLOURS[issue.status]}, "issue": issue, "clocks": [],
        "next_step": _issue_step(issue, base, answers, takes, passes), "rows": _issue_rows(issue, about_open), "side_nav": [],
    }  # fmt: skip


def _issue_step(issue: RaisedIssue, base: str, answers: bool, takes: bool, passes: bool) -> dict[str, Any]:
    S = RaisedIssue.Status
    if issue.status == S.RAISED and answers:
        further = [{"label": "Pass it on to the group above", "url": f"{base}pass-on/"}]
        others = further if passes else []
        return {
            "text": "Answer the group that raised it.",
            "url": f"{base}answer/",
            "label": "Answer",
            "others": others,
        }
    if issue.status == S.ANSWERED and takes:
        return {
            "text": "Say what the group does with the answer.",
            "url": f"{base}take-back/",
            "label": "Take the answer back",
        }
    if issue.status in (S.RAISED, S.PASSED_ON):
        return {"holder": issue.to_group.name, "since": issue.raised_at}
    return {"holder": issue.from_group.name, "since": issue.answered_at} if issue.status == S.ANSWERED else {}


def _issue_rows(issue: RaisedIssue, about_open: bool) -> list[dict[str, Any]]:
    about = issue.about
    rows: list[dict[str, Any]] = [
        {"key": "From", "value": issue.from_group.name}, {"key": "To", "value": issue.to_group.name},
        {"key": "Raised", "value": issue.raised_at, "note": f"By {issue.raised_by.name}"},
        {"key": "Why", "value": issue.reason},
    ]  # fmt: skip
    if meeting := issue.raised_at_meeting:
        where = {"value": meeting.record.reference, "url": meeting.record.get_absolute_url()}
        rows.append({"key": "Raised at the meeting", **where})
    if about is not None and about_open:
        rows.append({"key": "About", "value": about.reference, "url": about.get_absolute_url()})
    if issue.answered_at and issue.answered_by:
        rows.append(
            {
                "key": "Answer",
                "value": issue.answer,
                "note": f"{issue.answered_by.name}, {longdate(issue.answered_at)}",
            }
        )
    if issue.returned_at and issue.returned_by:
        rows.append(
            {
                "key": "What the group does",
                "value": issue.outcome,
                "note": f"{issue.returned_by.name}, {longdate(issue.returned_at)}",
            }
        )
    return rows


def feed_rows(feeds: Iterable[CalendarFeed]) -> list[dict[str, Any]]:
    return [
        {
            "name": feed.group.name if feed.group else "All my groups", "made_at": feed.made_at,
            "end_url": f"/meetings/calendar/{feed.pk}/end/", "group": feed.group_id or "",
        }
        for feed in feeds
    ]  # fmt: skip

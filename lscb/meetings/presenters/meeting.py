"""Meetings as lists and pages; titles hold no case detail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from lscb.board.models import AssuranceReport
from lscb.core.templatetags.lscb import longdate, shortdate
from lscb.files.presenters import attachments
from lscb.meetings.facts import MeetingFacts
from lscb.meetings.models import Attendance, Meeting, RaisedIssue
from lscb.meetings.operations.agenda import CLOSING, OPENING
from lscb.meetings.presenters.steps import next_step
from lscb.meetings.quorum import Quorum
from lscb.meetings.sight import SeenItem

COLOURS = {
    "planned": "grey", "agenda-set": "blue", "papers-out": "teal", "held": "purple", "minutes-draft": "yellow",
    "minutes-agreed": "green", "cancelled": "grey",
}  # fmt: skip
STANDING_TITLES = {title for title, _, _ in (*OPENING, *CLOSING)}
COLUMNS = [{"label": "Meeting"}, {"label": "Day"}, {"label": "Group"}, {"label": "State"}]


def hours(meeting: Meeting) -> str:
    return f"{meeting.starts_at:%H:%M} to {meeting.ends:%H:%M}"


def rows(meetings: Iterable[Meeting]) -> list[dict[str, Any]]:
    return [
        {
            "cells": [
                {"text": meeting.record.reference, "url": meeting.record.get_absolute_url()},
                {"text": meeting.held_on, "hint": hours(meeting)},
                meeting.group.name,
                {"text": meeting.get_status_display(), "colour": COLOURS[meeting.status],
                 "hint": "Extraordinary" if meeting.kind == Meeting.Kind.EXTRAORDINARY else ""},
            ]
        }
        for meeting in meetings
    ]  # fmt: skip


def list_links(plans: bool) -> list[dict[str, str]]:
    """What else there is about meetings."""
    links = [
        {"label": "Attendance by agency", "url": "/meetings/attendance/"},
        {"label": "Issues raised to the group above", "url": "/meetings/issues/"},
        {"label": "Meetings in my own calendar", "url": "/meetings/calendar/"},
    ]
    planning = [
        {"label": "Plan a meeting", "url": "/meetings/plan/"}, {"label": "Plan a schedule", "url": "/meetings/schedule/"}
    ]  # fmt: skip
    return (planning if plans else []) + links


def meeting_page(facts: MeetingFacts) -> dict[str, Any]:
    meeting, base = facts.meeting, facts.meeting.record.get_absolute_url()
    return frame(meeting) | {
        "title": meeting.group.name, "meeting": meeting, "clocks": [], "base": base,
        "status": {"text": meeting.get_status_display(), "colour": COLOURS[meeting.status]},
        "next_step": next_step(facts), "rows": fact_rows(facts), "side_nav": side(facts),
        "opened": bool(meeting.opened_at), "people": people(facts.attendance, base, facts.runs and meeting.is_to_come),
        "agenda": [agenda_row(facts, one) for one in facts.items],
        "updates": update_rows(facts.updates), "issues": issue_rows(facts.issues), "feedback": feedback(facts),
        "may_hold": facts.runs and meeting.is_to_come and bool(meeting.opened_at),
    }  # fmt: skip


def fact_rows(facts: MeetingFacts) -> list[dict[str, Any]]:
    meeting, quorum = facts.meeting, facts.quorum
    words = f"{quorum.sentence} {quorum.consequence}".strip()
    return [
        {"key": "Group", "value": meeting.group.name},
        {"key": "Kind", "value": meeting.get_kind_display()},
        {"key": "Day", "value": meeting.held_on},
        {"key": "Hours", "value": hours(meeting)},
        {"key": "Place", "value": meeting.place, "empty": "Not set"},
        papers_row(facts),
        {"key": "Quorum", "value": words if meeting.opened_at else _needed(quorum)},
    ]


def papers_row(facts: MeetingFacts) -> dict[str, Any]:
    """When the papers go out, or went."""
    sent = facts.meeting.papers_out_at
    if sent is None:
        return {"key": "Papers go out", "value": facts.papers_on}
    return {"key": "Papers went out", "value": timezone.localdate(sent)}


def _needed(quorum: Quorum) -> str:
    return f"{quorum.needed} agencies are needed." if quorum.needed else "The group has no stated quorum."


def side(facts: MeetingFacts) -> list[dict[str, Any]]:
    """The pages of a meeting that open for this person."""
    base, meeting = facts.meeting.record.get_absolute_url(), facts.meeting
    items = [{"label": "The meeting", "url": base, "current": True}]
    if facts.runs and meeting.is_to_come:
        items.append({"label": "Agenda", "url": f"{base}agenda/"})
    if facts.runs:
        items.append({"label": "Papers and who read them", "url": f"{base}papers/"})
    if (facts.runs or facts.is_member) and facts.items and meeting.status != Meeting.Status.CANCELLED:
        items.append({"label": "My pack", "url": f"{base}pack/"})
    if facts.runs and meeting.opened_at and meeting.status in Meeting.OPEN_MINUTES:
        items.append({"label": "Meeting room", "url": f"{base}room/"})
    reads = facts.runs or facts.is_member or meeting.status == Meeting.Status.MINUTES_AGREED
    if reads and (meeting.is_done or meeting.opened_at):
        items.append({"label": "Minutes", "url": f"{base}minutes/"})
    return items


def frame(meeting: Meeting) -> dict[str, Any]:
    reference = meeting.record.reference
    return {
        "kind": "Meeting", "reference": reference, "marking": meeting.record.marking,
        "breadcrumbs": [{"label": "Meetings", "url": "/meetings/"}, {"label": reference}],
    }  # fmt: skip


def form_frame(meeting: Meeting, title: str) -> dict[str, Any]:
    base = meeting.record.get_absolute_url()
    crumbs = [
        {"label": "Meetings", "url": "/meetings/"}, {"label": meeting.record.reference, "url": base}, {"label": title}
    ]  # fmt: skip
    return frame(meeting) | {"title": title, "cancel_url": base, "breadcrumbs": crumbs}


def agenda_row(facts: MeetingFacts, one: SeenItem) -> dict[str, Any]:
    """One item as the person sees it; of one that is shut only its place."""
    item, base = one.item, facts.meeting.record.get_absolute_url()
    shown: dict[str, Any] = {"number": one.number, "title": one.title, "anchor": f"item-{one.number}"}
    if not one.is_open:
        return shown
    quorum = facts.quorums.get(item.pk)
    lead = f", led by {item.lead.name}" if item.lead else ""
    return shown | {
        "hint": f"{item.get_purpose_display()}, {item.allotted} minutes{lead}.", "brief": item.brief,
        "reference": "" if item.is_plain or not item.record else item.record.reference,
        "url": "" if item.is_plain or not item.record else item.record.get_absolute_url(),
        "closed": bool(item.closed_at), "quorum": quorum.sentence if quorum else "",
        "papers": [_paper(facts, item.pk, row, use) for row, use in _attached(facts, item.pk)],
        "declare_url": f"{base}items/{item.pk}/declare/" if _may_declare(facts, one) else "",
    }  # fmt: skip


def _may_declare(facts: MeetingFacts, one: SeenItem) -> bool:
    """About what is on every agenda nobody has a conflict."""
    return facts.is_member and facts.meeting.is_to_come and one.item.title not in STANDING_TITLES


def _attached(facts: MeetingFacts, item: int) -> list[tuple[dict[str, Any], Any]]:
    uses = facts.papers.get(item, [])
    return list(zip(attachments(uses, revealed=False), uses, strict=True))


def _paper(facts: MeetingFacts, item: int, row: dict[str, Any], use: Any) -> dict[str, Any]:
    read = (item, use.pk) in facts.read
    url = (
        "" if read or not facts.is_member else f"{facts.meeting.record.get_absolute_url()}items/{item}/read/"
    )
    return row | {"read": read, "read_url": url, "use": use.pk}


def people(attendance: Iterable[Attendance], base: str, runs: bool) -> list[dict[str, Any]]:
    """Who came, who sent apologies, and the guests."""
    found = []
    for row in attendance:
        guest = row.seat_id is None
        word = "Guest" if guest else row.get_presence_display() + (" (deputy)" if row.as_deputy else "")
        if row.sent_at:
            word += ", sent beforehand" + ("; the deputy comes" if row.deputy_expected else "")
        shown = {
            "key": str(row.user or row.guest_name or "Vacant seat"),
            "value": word,
            "note": row.agency.name if row.agency else "",
        }
        if guest and runs:
            shown |= {"action_url": f"{base}guests/{row.pk}/remove/", "action_label": "Take off"}
        found.append(shown)
    return found


def feedback(facts: MeetingFacts) -> list[dict[str, Any]]:
    """Who took what was said back into their agency; for members and the business unit."""
    if not facts.meeting.is_done or not (facts.is_member or facts.runs):
        return []
    return [
        {
            "key": f"{row.user.name}{f', {row.agency.name}' if row.agency else ''}",
            "value": row.how,
            "note": longdate(row.told_on),
        }
        for row in facts.fed_back
    ]


def issue_rows(issues: Iterable[RaisedIssue]) -> list[dict[str, Any]]:
    return [
        {
            "reference": issue.record.reference, "url": issue.record.get_absolute_url(), "title": issue.title,
            "way": f"{issue.from_group.name} to {issue.to_group.name}", "state": issue.get_status_display(),
        }
        for issue in issues
    ]  # fmt: skip


def update_rows(updates: Iterable[AssuranceReport]) -> list[dict[str, Any]]:
    """Members' updates before the meeting, and which are still to come."""
    return [
        {
            "key": f"{each.owner.name if each.owner else ''}{f', {each.agency.name}' if each.agency else ''}",
            "value": "Not here yet" if each.status == AssuranceReport.Status.EXPECTED else "Read the update",
            "url": each.record.get_absolute_url(), "note": f"Due {shortdate(each.due_on)}",
        }
        for each in updates
    ]  # fmt: skip

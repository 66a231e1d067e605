"""Meetings as lists and pages; titles hold no case detail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from lscb.meetings.models import AgendaItem, Attendance, Meeting
from lscb.meetings.quorum import Quorum

COLOURS = {
    "planned": "grey",
    "agenda-set": "blue",
    "papers-out": "teal",
    "held": "purple",
    "minutes-draft": "yellow",
    "minutes-agreed": "green",
    "cancelled": "grey",
}
COLUMNS = [{"label": "Meeting"}, {"label": "Day"}, {"label": "Group"}, {"label": "State"}]


def rows(meetings: Iterable[Meeting]) -> list[dict[str, Any]]:
    return [
        {
            "cells": [
                {"text": meeting.record.reference, "url": meeting.record.get_absolute_url()},
                {"text": meeting.held_on, "hint": meeting.starts_at.strftime("%H:%M")},
                meeting.group.name,
                {"text": meeting.get_status_display(), "colour": COLOURS[meeting.status],
                 "hint": "Extraordinary" if meeting.kind == Meeting.Kind.EXTRAORDINARY else ""},
            ]
        }
        for meeting in meetings
    ]  # fmt: skip


def facts(meeting: Meeting, quorum: Quorum, papers_on: dt.date) -> list[dict[str, Any]]:
    words = f"{quorum.sentence} {quorum.consequence}".strip()
    return [
        {"key": "Group", "value": meeting.group.name},
        {"key": "Kind", "value": meeting.get_kind_display()},
        {"key": "Day", "value": meeting.held_on},
        {"key": "Start", "value": meeting.starts_at.strftime("%H:%M")},
        {"key": "Place", "value": meeting.place, "empty": "Not set"},
        {"key": "Papers go out", "value": papers_on},
        {"key": "Quorum", "value": words if meeting.opened_at else _needed(quorum)},
    ]


def _needed(quorum: Quorum) -> str:
    return f"{quorum.needed} agencies are needed." if quorum.needed else "The group has no stated quorum."


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


def next_step(meeting: Meeting, today: dt.date, runs: bool, cancels: bool) -> dict[str, Any]:
    """What the person can do with the meeting now; nothing for somebody who only reads it."""
    base = meeting.record.get_absolute_url()
    if not runs or not meeting.is_to_come:
        return {}
    others = [
        {"label": "Change who came", "url": base + "attendance/"},
        {"label": "Add a guest", "url": base + "guests/add/"},
    ]
    if meeting.opened_at:
        return {
            "text": "Who came is recorded. Mark the meeting as held once it is over.", "url": base + "held/", "post": True,
            "label": "Mark as held", "others": others,
        }  # fmt: skip
    others = [{"label": "Move to another day", "url": base + "reschedule/"}]
    if cancels:
        others.append({"label": "Cancel the meeting", "url": base + "cancel/"})
    if meeting.held_on > today:
        return {"text": "The group meets on the day below.", "others": others}
    return {
        "text": "Record who is here.",
        "url": base + "attendance/",
        "label": "Record who is here",
        "others": others,
    }


def items(found: Iterable[AgendaItem], quorums: dict[int, Quorum], opened: bool) -> list[dict[str, Any]]:
    return [
        {"text": item.record.reference, "url": item.record.get_absolute_url(), "title": item.record.title,
         "state": "Closed" if item.closed_at else "On the agenda",
         "quorum": quorums[item.pk].sentence if opened else ""}
        for item in found
    ]  # fmt: skip


def people(attendance: Iterable[Attendance], base: str, runs: bool) -> list[dict[str, Any]]:
    """Who came, who sent apologies, and the guests."""
    found = []
    for row in attendance:
        guest = row.seat_id is None
        word = "Guest" if guest else row.get_presence_display() + (" (deputy)" if row.as_deputy else "")
        shown = {
            "key": str(row.user or row.guest_name or "Vacant seat"),
            "value": word,
            "note": row.agency.name if row.agency else "",
        }
        if guest and runs:
            shown |= {"action_url": f"{base}guests/{row.pk}/remove/", "action_label": "Take off"}
        found.append(shown)
    return found

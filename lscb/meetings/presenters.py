"""Meetings as lists and pages; titles hold no case detail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from lscb.meetings.models import AgendaItem, Attendance, Meeting
from lscb.meetings.quorum import Quorum

COLOURS = {"planned": "blue", "held": "green", "cancelled": "grey"}
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
    return [
        {"key": "Group", "value": meeting.group.name},
        {"key": "Kind", "value": meeting.get_kind_display()},
        {"key": "Day", "value": meeting.held_on},
        {"key": "Start", "value": meeting.starts_at.strftime("%H:%M")},
        {"key": "Place", "value": meeting.place, "empty": "Not set"},
        {"key": "Papers go out", "value": papers_on},
        {"key": "Quorum", "value": quorum.sentence if meeting.opened_at else "Not known before the meeting"},
    ]


def items(found: Iterable[AgendaItem], hidden: int) -> dict[str, Any]:
    shown = [
        {"text": item.record.reference, "url": item.record.get_absolute_url(), "title": item.record.title,
         "state": "Closed" if item.closed_at else "On the agenda"}
        for item in found
    ]  # fmt: skip
    return {"items_shown": shown, "items_hidden": hidden}


def people(attendance: Iterable[Attendance]) -> list[dict[str, Any]]:
    return [
        {"key": str(row.user or row.guest_name), "value": row.get_presence_display() + (" (deputy)" if row.as_deputy else ""),
         "note": row.agency.name if row.agency else ""}
        for row in attendance
    ]  # fmt: skip

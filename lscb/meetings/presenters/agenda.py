"""An agenda that is being changed, and the papers with their readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscb.files.models import FileUse
from lscb.files.presenters import attachments, shown_name
from lscb.meetings.models import Meeting, PackOrder
from lscb.meetings.papers import Readers
from lscb.meetings.presenters.meeting import form_frame, hours
from lscb.meetings.sight import SeenItem


def edit_page(meeting: Meeting, seen: list[SeenItem]) -> dict[str, Any]:
    base = meeting.record.get_absolute_url()
    minutes = sum(one.item.allotted for one in seen)
    left = meeting.length_minutes - minutes
    return form_frame(meeting, "Agenda") | {
        "lead": f"{meeting.group.name}, {meeting.held_on:%A} {meeting.held_on.day} {meeting.held_on:%B}, {hours(meeting)}",
        "status": None, "base": base, "items_shown": [_row(one, base, n, len(seen)) for n, one in enumerate(seen, 1)],
        "time_text": _time(minutes, left), "may_set": meeting.status == Meeting.Status.PLANNED and bool(seen),
        "may_change": meeting.is_to_come,
    }  # fmt: skip


def _time(minutes: int, left: int) -> str:
    if left < 0:
        return f"The items need {minutes} minutes: {-left} more than the meeting has."
    return f"The items need {minutes} minutes; {left} are left."


def _row(one: SeenItem, base: str, place: int, count: int) -> dict[str, Any]:
    item = one.item
    shown: dict[str, Any] = {"pk": item.pk, "number": one.number, "title": one.title, "open": one.is_open}
    if not one.is_open:
        return shown
    lead = f", led by {item.lead.name}" if item.lead else ""
    return shown | {
        "hint": f"{item.get_purpose_display()}, {item.allotted} minutes{lead}", "brief": item.brief,
        "reference": "" if item.is_plain or not item.record else item.record.reference,
        "move_url": f"{base}items/{item.pk}/move/", "up": place > 1, "down": place < count,
        "edit_url": f"{base}items/{item.pk}/edit/", "remove_url": f"{base}items/{item.pk}/remove/",
        "paper_url": f"{base}items/{item.pk}/papers/add/",
    }  # fmt: skip


def papers_page(
    meeting: Meeting, seen: list[SeenItem], papers: dict[int, list[FileUse]], readers: Iterable[Readers]
) -> dict[str, Any]:
    """Every item that is open with its papers, and for each paper who read it."""
    base = meeting.record.get_absolute_url()
    numbers = {one.item.pk: one for one in seen}
    return form_frame(meeting, "Papers and who read them") | {
        "status": None, "base": base, "may_send": meeting.status in (Meeting.Status.PLANNED, Meeting.Status.AGENDA_SET) and bool(seen),
        "may_change": meeting.status not in (Meeting.Status.CANCELLED, Meeting.Status.MINUTES_AGREED),
        "items_shown": [_papers(one, base, papers.get(one.item.pk, [])) for one in seen if one.is_open],
        "readers": [_readers(row, numbers[row.item.pk]) for row in readers],
        "columns": [{"label": "Paper"}, {"label": "Read"}, {"label": "Opened"}, {"label": "Not yet"}],
    }  # fmt: skip


def pack_page(meeting: Meeting, order: PackOrder | None, signature: str) -> dict[str, Any]:
    """Ready, on its way, or to be asked for; a pack that holds something else than the reader may see now is not offered.

    signature  what they may see now
    """
    S = PackOrder.State
    state = order.state if order else S.GONE
    stale = bool(order and state == S.DONE and order.signature != signature)
    words = {
        S.WAITING: "Your pack is being made. It takes a few seconds: look again.",
        S.RUNNING: "Your pack is being made. It takes a few seconds: look again.",
        S.DONE: "Your pack is ready.", S.GONE: "It is made for you when you ask for it.",
        S.FAILED: order.failure if order else "",
    }  # fmt: skip
    text = "What you may see of this meeting has changed. Ask for a new pack." if stale else words[S(state)]
    return form_frame(meeting, "My pack") | {
        "status": None, "text": text, "ready": state == S.DONE and not stale, "waiting": state in (S.WAITING, S.RUNNING),
        "made_at": order.made_at if order and state == S.DONE else None, "base": meeting.record.get_absolute_url(),
        "lead": "One document: the agenda and every paper that is open to you, with page numbers through the whole.",
    }  # fmt: skip


def _papers(one: SeenItem, base: str, uses: list[FileUse]) -> dict[str, Any]:
    files = attachments(uses, revealed=False)
    for row, use in zip(files, uses, strict=True):
        row["remove_url"] = ""
        row["take_url"] = f"{base}items/{one.item.pk}/papers/{use.pk}/remove/"
    return {
        "number": one.number,
        "title": one.title,
        "files": files,
        "add_url": f"{base}items/{one.item.pk}/papers/add/",
    }


def _readers(row: Readers, one: SeenItem) -> dict[str, Any]:
    paper = shown_name(row.use, revealed=False) if row.use else "The page of the case or action"
    return {
        "cells": [
            {"text": f"Item {one.number}: {paper}", "hint": one.title},
            _named(row.read), _named(row.opened), _named(row.neither),
        ]
    }  # fmt: skip


def _named(people: list[str]) -> dict[str, Any]:
    return {"text": len(people), "hint": ", ".join(people)}

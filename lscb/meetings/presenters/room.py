"""The meeting room and the minutes as pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from lscb.core.templatetags.lscb import longdate, plural
from lscb.meetings.minutes import MinutedItem, Minutes
from lscb.meetings.models import Meeting
from lscb.meetings.presenters.meeting import COLOURS, form_frame, hours, people
from lscb.meetings.quorum import Quorum
from lscb.meetings.room import PersonHere, Room

#: The forms of an item in the order of the page: where each is sent, and its heading.
SHEETS = {
    "MinuteForm": ("minute/", "Minute"), "MinuteDecisionForm": ("decision/", "Record a decision"),
    "RaiseActionForm": ("action/", "Raise an action"), "RaiseEntryForm": ("entry/", "Raise a challenge or a risk"),
}  # fmt: skip


def room_page(room: Room, sheets: list[Any], refused: Any = None) -> dict[str, Any]:
    base = room.meeting.record.get_absolute_url()
    context = form_frame(room.meeting, "Meeting room") | {
        "status": None, "base": base, "lead": f"{room.meeting.group.name}, {hours(room.meeting)}",
        "form": refused, "opened": bool(room.meeting.opened_at),
        "agenda": [_line(room, one) for one in room.items], "may_hold": room.meeting.is_to_come and bool(room.meeting.opened_at),
        "may_circulate": room.meeting.status == Meeting.Status.HELD,
        "whole": _quorum(room.quorum) if room.meeting.opened_at else {"text": "Record who is here first.", "warn": True},
    }  # fmt: skip
    return context | (_chosen(room, room.chosen, base, sheets) if room.chosen else {})


def _line(room: Room, one: MinutedItem) -> dict[str, Any]:
    seen, quorum = one.seen, room.quorums.get(one.seen.item.pk)
    return {
        "number": seen.number, "title": seen.title, "url": f"?item={seen.item.pk}" if seen.reads else "",
        "current": room.chosen is one, "written": bool(one.minute or one.decisions),
        "lost": bool(quorum and room.meeting.opened_at and not quorum.quorate),
    }  # fmt: skip


def _chosen(room: Room, one: MinutedItem, base: str, sheets: list[Any]) -> dict[str, Any]:
    item = one.seen.item
    quorum = room.quorums[item.pk]
    there = item.record is not None and not item.is_plain and one.seen.is_open
    return {
        "raise_url": _raise_url(room.meeting, one), "item": minuted(one), "item_url": item.record.get_absolute_url() if there and item.record else "",
        "brief": item.brief if one.seen.is_open else "", "purpose": f"{item.get_purpose_display()}, {item.allotted} minutes",
        "quorum": _quorum(quorum) if room.meeting.opened_at else None,
        "here": [_person(each, item.pk, base) for each in room.people],
        "sheets": [_sheet(form, f"{base}items/{item.pk}/") for form in sheets], "after": _after(room, one),
    }  # fmt: skip


def _after(room: Room, one: MinutedItem) -> dict[str, Any] | None:
    """The next item that the reader may open."""
    rest = (_line(room, each) for each in room.items if each.seen.number > one.seen.number)
    return next((line for line in rest if line["url"]), None)


def _raise_url(meeting: Meeting, one: MinutedItem) -> str:
    """Where what the group cannot settle goes up from here."""
    item = one.seen.item
    about = item.record.reference if item.record and not item.is_plain and one.seen.is_open else ""
    asked = {"group": meeting.group_id, "meeting": meeting.record.reference, "about": about}
    return f"/meetings/issues/new/?{urlencode(asked)}"


def _sheet(form: Any, base: str) -> dict[str, Any]:
    where, heading = SHEETS[type(form).__name__]
    return {
        "form": form,
        "action": base + where,
        "heading": heading,
        "open": where == "minute/" or form.is_bound,
    }


def _quorum(quorum: Quorum) -> dict[str, Any]:
    removed = f" Does not count here: {', '.join(quorum.removed)}." if quorum.removed else ""
    return {"text": f"{quorum.sentence}{removed} {quorum.consequence}".strip(), "warn": not quorum.quorate}


def _person(one: PersonHere, item: int, base: str) -> dict[str, Any]:
    word = (
        "Out of the room"
        if one.is_out
        else "Conflict of interest: does not count"
        if one.conflict
        else "In the room"
    )
    return {
        "pk": one.row.pk, "name": one.name, "agency": one.agency, "word": word, "url": f"{base}items/{item}/step-out/",
        "label": "Is back" if one.is_out else "Leaves for this item",
    }  # fmt: skip


def minuted(one: MinutedItem) -> dict[str, Any]:
    """One item of the minutes; of one that is shut only its place."""
    shown: dict[str, Any] = {
        "number": one.seen.number,
        "title": one.seen.title,
        "reads": one.seen.reads,
        "anchor": f"item-{one.seen.number}",
    }
    if not one.seen.reads:
        return shown
    return shown | {
        "minute": one.minute.text if one.minute else "", "left": ", ".join(one.left), "interest": ", ".join(one.interest),
        "decisions": [
            {
                "words": each.words, "against": each.against, "abstained": each.abstained, "quorate": each.quorate,
                "quorum": f"{plural(each.counted, 'agency,agencies')} counted, {each.needed} were needed" if each.needed else "",
            }
            for each in one.decisions
        ],
        "raised": one.raised, "corrections": [{"text": c.text, "by": c.added_by.name, "at": c.added_at} for c in one.corrections],
    }  # fmt: skip


def minutes_page(minutes: Minutes, runs: bool) -> dict[str, Any]:
    meeting = minutes.meeting
    base = meeting.record.get_absolute_url()
    return form_frame(meeting, "Minutes") | minutes_words(minutes) | {
        "status": {"text": meeting.get_status_display(), "colour": COLOURS[meeting.status]}, "base": base,
        "lead": f"{meeting.group.name}, {meeting.held_on:%A} {meeting.held_on.day} {meeting.held_on:%B %Y}, {hours(meeting)}",
        "next_step": _step(meeting, base, runs), "may_correct": runs and meeting.status == Meeting.Status.MINUTES_AGREED,
    }  # fmt: skip


def minutes_words(minutes: Minutes) -> dict[str, Any]:
    """What the page and the file have in common."""
    meeting = minutes.meeting
    agreed = ""
    if meeting.minutes_agreed_at:
        at = meeting.minutes_agreed_meeting
        how = f"by the meeting of {at.held_on.day} {at.held_on:%B %Y}" if at else "by the chair"
        agreed = f"Agreed {how}, recorded on {longdate(meeting.minutes_agreed_at)}."
    return {
        "meeting": meeting, "minuted": [minuted(one) for one in minutes.items], "agreed": agreed,
        "people": people(minutes.attendance, "", runs=False), "draft": not meeting.minutes_agreed_at,
        "corrections": [{"text": c.text, "by": c.added_by.name, "at": c.added_at} for c in minutes.corrections],
        "quorate_text": _opening(meeting),
    }  # fmt: skip


def _opening(meeting: Meeting) -> str:
    if meeting.quorate is None:
        return ""
    return (
        "The meeting was quorate when it began."
        if meeting.quorate
        else "The meeting was not quorate when it began."
    )


def _step(meeting: Meeting, base: str, runs: bool) -> dict[str, Any]:
    S = Meeting.Status
    if runs and meeting.status == S.HELD:
        return {
            "text": "Send the draft minutes to the members.", "url": f"{base}minutes/circulate/", "label": "Send the draft round",
            "post": True, "others": [{"label": "Go on writing", "url": f"{base}room/"}],
        }  # fmt: skip
    if runs and meeting.status == S.MINUTES_DRAFT:
        return {
            "text": "Record it once the next meeting or the chair agrees.", "url": f"{base}minutes/agree/",
            "label": "Record that they are agreed", "others": [{"label": "Change the draft", "url": f"{base}room/"}],
        }  # fmt: skip
    return {}

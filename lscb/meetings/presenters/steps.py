"""The one next step on a meeting's page, by how far the meeting has come and what the reader is to it."""

from __future__ import annotations

from typing import Any

from lscb.meetings.facts import MeetingFacts
from lscb.meetings.models import Meeting

S = Meeting.Status
Step = dict[str, Any]


def next_step(facts: MeetingFacts) -> Step:
    """Nothing for somebody who only reads the meeting."""
    base = facts.meeting.record.get_absolute_url()
    if facts.meeting.status == S.CANCELLED:
        return {}
    if facts.runs:
        step = _to_come(facts, base) if facts.meeting.is_to_come else _after(facts, base)
        if step:
            return step
    return _member(facts, base) if facts.is_member else {}


def _to_come(facts: MeetingFacts, base: str) -> Step:
    meeting = facts.meeting
    if meeting.opened_at:
        return {
            "text": "Who came is recorded. Write the minutes as the meeting goes, and mark it as held once it is over.",
            "url": f"{base}room/", "label": "Go to the meeting room", "others": _in_the_room(base),
        }  # fmt: skip
    if meeting.held_on <= facts.today:
        return {
            "text": "Record who is here.", "url": f"{base}attendance/", "label": "Record who is here", "others": _changes(facts, base),
        }  # fmt: skip
    others = _changes(facts, base)
    if meeting.status == S.PAPERS_OUT:
        return {
            "text": "The papers are out. See who has read them.",
            "url": f"{base}papers/",
            "label": "See who has read them",
            "others": others,
        }
    if meeting.status == S.AGENDA_SET:
        return {
            "text": f"The papers go out by themselves on {facts.papers_on:%A} {facts.papers_on.day} {facts.papers_on:%B}. You can send them now.",
            "url": f"{base}papers/send/", "label": "Send the papers now", "post": True, "others": others,
        }  # fmt: skip
    if not facts.items:
        return {
            "text": "Build the agenda from what is due.",
            "url": f"{base}agenda/build/",
            "label": "Build the agenda",
            "others": others,
        }
    return {
        "text": "Say that the agenda is complete.",
        "url": f"{base}agenda/set/",
        "label": "The agenda is set",
        "post": True,
        "others": others,
    }


def _changes(facts: MeetingFacts, base: str) -> list[dict[str, str]]:
    found = [
        {"label": "Change the agenda", "url": f"{base}agenda/"}, {"label": "Add what is due", "url": f"{base}agenda/build/"},
        {"label": "Move to another day", "url": f"{base}reschedule/"},
    ]  # fmt: skip
    if facts.cancels:
        found.append({"label": "Cancel the meeting", "url": f"{base}cancel/"})
    return found + _of_a_member(facts, base)


def _in_the_room(base: str) -> list[dict[str, str]]:
    return [
        {"label": "Change who came", "url": f"{base}attendance/"},
        {"label": "Add a guest", "url": f"{base}guests/add/"},
    ]


def _after(facts: MeetingFacts, base: str) -> Step:
    status = facts.meeting.status
    if status == S.HELD and not facts.is_written:
        return {"text": "Write the minutes.", "url": f"{base}room/", "label": "Write the minutes"}
    if status == S.HELD:
        others = [
            {"label": "Go on writing", "url": f"{base}room/"},
            {"label": "Read what is written", "url": f"{base}minutes/"},
        ]
        return {
            "text": "Send the draft minutes to the members.", "url": f"{base}minutes/circulate/", "label": "Send the draft round",
            "post": True, "others": others,
        }  # fmt: skip
    if status == S.MINUTES_DRAFT:
        others = [
            {"label": "Change the draft", "url": f"{base}room/"},
            {"label": "Read the draft", "url": f"{base}minutes/"},
        ]
        return {
            "text": "The members have the draft. Record it once the next meeting or the chair agrees.",
            "url": f"{base}minutes/agree/", "label": "Record that they are agreed", "others": others,
        }  # fmt: skip
    return {}


def _of_a_member(facts: MeetingFacts, base: str) -> list[dict[str, str]]:
    if not facts.is_member or facts.my_apologies:
        return []
    return [{"label": "I cannot come", "url": f"{base}apologies/"}]


def _member(facts: MeetingFacts, base: str) -> Step:
    meeting = facts.meeting
    if meeting.status == S.PAPERS_OUT and not meeting.opened_at:
        unread = facts.unread()
        words = f"Read the papers: {unread} of them are new to you." if unread else "The papers are out."
        return {
            "text": words,
            "url": f"{base}pack/",
            "label": "Get my pack",
            "others": _of_a_member(facts, base),
        }
    if meeting.is_to_come:
        words = (
            "The meeting is going on."
            if meeting.opened_at
            else f"The papers go out on {facts.papers_on:%A} {facts.papers_on.day} {facts.papers_on:%B}."
        )
        return {"text": words, "others": _of_a_member(facts, base)}
    if meeting.status == S.MINUTES_AGREED and facts.my_feedback is None:
        return {
            "text": "Tell your agency what concerns it, and record when and how you did.", "url": f"{base}fed-back/",
            "label": "Record that I fed back", "others": [{"label": "Read the minutes", "url": f"{base}minutes/"}],
        }  # fmt: skip
    if meeting.status == S.HELD:
        return {"text": "The minutes are being written."}
    return {"text": "The minutes are there to read.", "url": f"{base}minutes/", "label": "Read the minutes"}

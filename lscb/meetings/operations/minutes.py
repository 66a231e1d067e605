"""Minutes as the meeting goes: a text for each item, decisions and actions; a draft that is agreed, then corrections alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove, NotAllowed, StaleEdit
from lscb.learning import operations as learning
from lscb.learning.models import Action
from lscb.meetings.models import (
    AgendaItem,
    FedBack,
    ItemMinute,
    Meeting,
    MinutesCorrection,
    RaisedRecord,
    Resolution,
)
from lscb.meetings.operations.agenda import close_item, members_on
from lscb.meetings.operations.items import ON_ANY_AGENDA
from lscb.meetings.operations.planning import locked
from lscb.meetings.operations.shared import case_of, refuse_item_names, to_minute
from lscb.meetings.permissions import check_can_agree_minutes, check_can_run, check_is_member, seats_held
from lscb.meetings.quorum import quorum_of
from lscb.meetings.sight import may_minute
from lscb.meetings.states import MEETING
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

S = Meeting.Status


@operation
def write_minute(*, item: AgendaItem, text: str, by: User, version: int | None = None) -> ItemMinute:
    """The minute of an item, as it is now. `version` is the one that the writer began with; 0 for none."""
    item = to_minute(item, by)
    refuse_item_names(item, text)
    minute = ItemMinute.objects.select_for_update().filter(item=item).first()
    if version is not None and version != (minute.version if minute else 0):
        raise StaleEdit(
            "Somebody else has written this minute meanwhile.", "Open it again and add what is missing."
        )
    if minute is None:
        minute = ItemMinute(item=item, version=0)
    minute.text, minute.written_by, minute.written_at = text.strip(), by, timezone.now()
    minute.version += 1
    minute.save()
    record_event("minute.written", by=by, record=item.record or item.meeting.record, detail={"item": item.pk})
    return minute


@operation
def record_decision(
    *, item: AgendaItem, words: str, by: User, against: str = "", abstained: str = ""
) -> Resolution:
    """What the group decided, with the quorum at this moment: below it, a group that cannot start cannot decide, and the
    decision of any other is marked."""
    item = to_minute(item, by)
    if item.meeting.opened_at is None:
        raise BadInput("Record who is at the meeting before you record a decision.")
    if len(words.split()) < 3:
        raise BadInput("Say in a sentence what was decided.")
    refuse_item_names(item, f"{words} {against} {abstained}")
    quorum = quorum_of(item.meeting, item)
    if quorum.cannot_start and not quorum.quorate:
        raise BadInput(
            f"{quorum.sentence} The group's terms say that it cannot decide below its quorum.",
            "Ask another agency to join, or move the item to the next meeting.",
        )
    resolution = Resolution.objects.create(
        item=item, words=words.strip(), against=against.strip()[:200], abstained=abstained.strip()[:200],
        quorate=quorum.quorate, counted=quorum.counted, needed=quorum.needed, made_by=by,
    )  # fmt: skip
    detail = {"item": item.pk, "quorate": quorum.quorate, "decision": resolution.pk}
    record_event("decision.minuted", by=by, record=item.record or item.meeting.record, detail=detail)
    return resolution


@operation
def raise_action(*, item: AgendaItem, by: User, **values: Any) -> Action:
    """An action straight into the register, with the item's record as its source, or the meeting's for a heading.
    `values` are those of lscb.learning.operations.propose; the group of the meeting monitors it unless another is named."""
    item = to_minute(item, by)
    source = item.meeting.record if item.is_plain or item.record is None else source_of(item.record)
    values.setdefault("group", None)
    values["group"] = values["group"] or item.meeting.group
    refuse_item_names(
        item, " ".join(str(values.get(name) or "") for name in ("title", "activity", "difference_expected"))
    )
    action = learning.propose(source=source, by=by, **values)
    if case := case_of(item, by):
        Record.objects.filter(pk=action.record_id).update(shut_with=case)
    RaisedRecord.objects.create(item=item, record=action.record, raised_by=by)
    detail = {"item": item.pk, "action": action.reference}
    # on the item's own record: whoever it is shut to does not learn of it from the meeting's timeline
    record_event("meeting.action-raised", by=by, record=item.record or item.meeting.record, detail=detail)
    return action


def source_of(record: Record) -> Record:
    """Where an action from this item comes from: from another action, or from a raised issue, its own source."""
    action = Action.objects.filter(record=record).select_related("source__board", "source__root").first()
    return action.source if action else record


@operation
def circulate_minutes(*, meeting: Meeting, by: User) -> Meeting:
    """The draft goes to the group's members."""
    meeting = locked(meeting)
    check_can_run(by, meeting.group)
    MEETING.require("circulate_minutes", meeting)
    written = ItemMinute.objects.filter(item__meeting=meeting).exists()
    if not written and not Resolution.objects.filter(item__meeting=meeting).exists():
        raise BadInput("Nothing is written yet. Write the minutes before you send them round.")
    meeting.status, meeting.minutes_circulated_at = S.MINUTES_DRAFT, timezone.now()
    meeting.save(update_fields=["status", "minutes_circulated_at"])
    record_event("minutes.circulated", by=by, record=meeting.record)
    _tell(meeting, "minutes-draft", by)
    return meeting


@operation
def agree_minutes(*, meeting: Meeting, by: User, at_meeting: Meeting | None = None) -> Meeting:
    """The minutes stand from now on: agreed by the group's next meeting, or by the chair. Only corrections are added."""
    meeting = locked(meeting)
    check_can_agree_minutes(by, meeting.group)
    MEETING.require("agree_minutes", meeting)
    if at_meeting is not None:
        later = at_meeting.group_id == meeting.group_id and at_meeting.held_on > meeting.held_on
        if not later or at_meeting.opened_at is None:
            raise BadInput("Choose a later meeting of this group that has begun.")
    meeting.status, meeting.minutes_agreed_meeting = S.MINUTES_AGREED, at_meeting
    meeting.minutes_agreed_at, meeting.minutes_agreed_by = timezone.now(), by
    meeting.save(update_fields=["status", "minutes_agreed_meeting", "minutes_agreed_at", "minutes_agreed_by"])
    record_event("minutes.agreed", by=by, record=meeting.record, detail={"at": str(at_meeting or "")})
    _close_what_was_minuted(meeting, by)
    _tell(meeting, "minutes-agreed", by)
    return meeting


def _close_what_was_minuted(meeting: Meeting, by: User) -> None:
    """The group is done with what it spoke about: what the agenda opened for it is shut. A case is closed by what is
    recorded about it, and what the meeting did not get to stays open for the next one."""
    rows = meeting.items.open().filter(record__kind__in=ON_ANY_AGENDA)
    spoken = rows.filter(Q(minute__isnull=False) | Q(resolutions__isnull=False)).distinct()
    for item in spoken.select_related("record__board"):
        item.meeting = meeting
        close_item(item=item, by=by)


@operation
def correct_minutes(
    *, meeting: Meeting, text: str, by: User, item: AgendaItem | None = None
) -> MinutesCorrection:
    """Added to agreed minutes; the agreed words stay."""
    meeting = locked(meeting)
    check_can_agree_minutes(by, meeting.group)
    if meeting.status != S.MINUTES_AGREED:
        raise InvalidMove("These minutes are not agreed yet: change the minute itself.")
    if len(text.split()) < 3:
        raise BadInput("Say in a sentence what is corrected.")
    if item is not None:
        if item.meeting_id != meeting.pk or not may_minute(item, by):
            raise NotAllowed("This item is not open to you.", "Ask the business manager.")
        refuse_item_names(item, text)
    correction = MinutesCorrection.objects.create(meeting=meeting, item=item, text=text.strip(), added_by=by)
    record_event("minutes.corrected", by=by, record=meeting.record, detail={"correction": correction.pk})
    return correction


@operation
def record_fed_back(*, meeting: Meeting, told_on: dt.date, how: str, by: User) -> FedBack:
    """A member took what the meeting said back into their agency; saying it again replaces it."""
    meeting = locked(meeting)
    check_is_member(by, meeting)
    if not meeting.is_done:
        raise InvalidMove("This meeting was not held yet.")
    if not meeting.held_on <= told_on <= timezone.localdate():
        raise BadInput("Enter a day between the meeting and today.")
    if len(how.split()) < 2:
        raise BadInput("Say how you told them, for example “at the team leaders’ meeting”.")
    agency = next((seat.agency for seat in seats_held(by, meeting) if seat.agency), None)
    row, _ = FedBack.objects.update_or_create(
        meeting=meeting, user=by,
        defaults={"told_on": told_on, "how": how.strip()[:300], "agency": agency, "recorded_at": timezone.now()},
    )  # fmt: skip
    record_event("meeting.fed-back", by=by, record=meeting.record, detail={"on": str(told_on)})
    return row


def _tell(meeting: Meeting, key: str, by: User) -> None:
    for user in members_on(meeting.group, meeting.held_on):
        if user.pk != by.pk:
            notify(
                to=user, board=meeting.group.board, subject_key=key, reference=meeting.record.reference,
                link=f"{meeting.record.get_absolute_url()}minutes/", unique_key=f"meeting:{meeting.pk}:{key}",
            )  # fmt: skip

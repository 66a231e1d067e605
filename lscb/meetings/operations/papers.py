"""The agenda is set, papers are added and go out, and readers say what they have read."""

from __future__ import annotations

import datetime as dt
import logging

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from lscb.core.errors import BadInput, InvalidMove, NotAllowed, Refusal
from lscb.files.models import FileUse
from lscb.files.operations import attach
from lscb.files.operations import remove as take_away
from lscb.meetings.conflicts import is_shut
from lscb.meetings.models import PAPER, AgendaItem, Meeting, PaperRead
from lscb.meetings.operations.agenda import members_on, refresh_access
from lscb.meetings.operations.days import papers_day
from lscb.meetings.operations.items import fresh, record_of
from lscb.meetings.operations.planning import locked
from lscb.meetings.permissions import check_can_run, check_is_member
from lscb.meetings.states import MEETING
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.models import Record
from lscb.trail.recording import operation, record_event

log = logging.getLogger(__name__)
#: How far ahead of a meeting the sweep looks for papers that are due.
AHEAD = dt.timedelta(days=60)


@operation
def set_agenda(*, meeting: Meeting, by: User) -> Meeting:
    """The agenda is complete; items can still be added until the meeting."""
    meeting = locked(meeting)
    check_can_run(by, meeting.group)
    MEETING.require("set_agenda", meeting)
    if not meeting.items.standing().exists():
        raise BadInput("There is nothing on the agenda yet. Add items first.")
    meeting.status = Meeting.Status.AGENDA_SET
    meeting.save(update_fields=["status"])
    record_event("meeting.agenda-set", by=by, record=meeting.record)
    return meeting


@operation
def add_paper(*, item: AgendaItem, upload: UploadedFile, may_identify: bool, by: User) -> FileUse:
    """A file of an item. It is open to the group's unconflicted members from papers-out, like the item itself."""
    item = fresh(item)
    check_can_run(by, item.meeting.group)
    _still(item.meeting)
    record = record_of(item=item, by=by)
    _check_opens(record, by)
    use = attach(record=record, upload=upload, purpose=PAPER, by=by, may_identify=may_identify)
    record_event("agenda.paper-added", by=by, record=record, detail={"item": item.pk})
    return use


@operation
def remove_paper(*, use: FileUse, item: AgendaItem, by: User) -> None:
    """Takes a paper off an item."""
    item = fresh(item)
    check_can_run(by, item.meeting.group)
    _still(item.meeting)
    if item.record_id is None or use.record_id != item.record_id or use.purpose != PAPER:
        raise BadInput("This paper is not on this item.")
    _check_opens(use.record, by)
    take_away(use=use, by=by)
    record_event("agenda.paper-removed", by=by, record=use.record, detail={"item": item.pk})


@operation
def send_papers(*, meeting: Meeting, by: User | None) -> Meeting:
    """Papers go out now: by the button, or by the sweep on their day. Members are told once, without what it is about."""
    meeting = locked(meeting)
    if by is not None:
        check_can_run(by, meeting.group)
    MEETING.require("send_papers", meeting)
    if not meeting.items.standing().exists():
        raise BadInput("There is nothing on the agenda, so there are no papers to send.")
    meeting.status, meeting.papers_out_at = Meeting.Status.PAPERS_OUT, timezone.now()
    meeting.save(update_fields=["status", "papers_out_at"])
    early = papers_day(meeting) > timezone.localdate()
    rows = meeting.items.open().filter(record__isnull=False)
    for item in rows.select_related("record__board", "record__root", "record__shut_with"):
        item.meeting = meeting
        refresh_access(item=item, by=by, anew=early)
    for user in members_on(meeting.group, meeting.held_on):
        notify(
            to=user, board=meeting.group.board, subject_key="meeting-pack", reference=meeting.record.reference,
            link=meeting.record.get_absolute_url(), unique_key=f"meeting:{meeting.pk}:pack:{meeting.sequence}",
        )  # fmt: skip
    record_event("meeting.papers-sent", by=by, record=meeting.record, detail={"items": len(rows)})
    return meeting


def send_due_papers(today: dt.date) -> int:
    """The sweep: meetings whose papers are due and that have an agenda. Returns how many were sent."""
    coming = Meeting.objects.filter(
        status__in=(Meeting.Status.PLANNED, Meeting.Status.AGENDA_SET), held_on__gte=today, held_on__lte=today + AHEAD,
        items__removed_at__isnull=True, items__isnull=False,
    )  # fmt: skip
    sent = 0
    for meeting in coming.select_related("group").distinct():
        if papers_day(meeting) > today:
            continue
        try:
            send_papers(meeting=meeting, by=None)
            sent += 1
        except Refusal as no:
            log.warning("papers of meeting %s were not sent: %s", meeting.pk, no.reason)
        except Exception:
            log.exception("papers of meeting %s were not sent", meeting.pk)
    return sent


@operation
def mark_paper_read(*, item: AgendaItem, by: User, use: FileUse | None = None) -> PaperRead:
    """“I have read this”: a file of the item, or the item's own page. By members, and never by somebody with a conflict."""
    check_is_member(by, item.meeting)
    if is_shut(item, by) or (
        item.record and not Record.objects.visible_to(by).filter(pk=item.record.pk).exists()
    ):
        raise NotAllowed("This item is not open to you.", "Ask the business manager.")
    if use is not None and use.record_id != item.record_id:
        raise BadInput("This paper is not on this item.")
    mark, _ = PaperRead.objects.get_or_create(item=item, use=use, user=by)
    record_event("paper.read", by=by, record=item.record or item.meeting.record, detail={"item": item.pk})
    return mark


@operation
def note_minutes(*, meeting: Meeting, by: User) -> None:
    """The minutes were given out as a file."""
    record_event("minutes.downloaded", by=by, record=meeting.record)


def _check_opens(record: Record, by: User) -> None:
    if not Record.objects.visible_to(by).filter(pk=record.pk).exists():
        raise NotAllowed("This item is not open to you.", "Ask the business manager.")


def _still(meeting: Meeting) -> None:
    if meeting.status == Meeting.Status.CANCELLED or meeting.status == Meeting.Status.MINUTES_AGREED:
        raise InvalidMove("The papers of this meeting cannot be changed any more.")

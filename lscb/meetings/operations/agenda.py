"""A case on the agenda of a meeting: listing opens it to the group's unconflicted members, from papers-out until the
item is closed (domain report §0.3)."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from lscb.board.models import Group, Seat, running_on
from lscb.core.errors import BadInput, InvalidMove
from lscb.meetings.conflicts import people_shut_out
from lscb.meetings.models import ITEM_KIND, AgendaItem, Meeting
from lscb.meetings.operations.days import papers_day
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.models import Record, RecordAccess
from lscb.records.operations import end_access, grant_access
from lscb.trail.recording import operation, record_event

MEMBER = "group-member"
#: What stands on most agendas: title, purpose and minutes, before and after what is added.
LAST_MINUTES = "Minutes of the last meeting"
OPENING = (
    ("Welcome and apologies", AgendaItem.Purpose.NOTE, 5),
    ("Declarations of interest", AgendaItem.Purpose.NOTE, 5),
    (LAST_MINUTES, AgendaItem.Purpose.DECIDE, 5),
    ("Matters arising", AgendaItem.Purpose.DISCUSS, 10),
)
CLOSING = (
    ("Any other business", AgendaItem.Purpose.DISCUSS, 10),
    ("Next meeting", AgendaItem.Purpose.NOTE, 5),
)
CLOSING_TITLES = {title for title, _, _ in CLOSING}


@operation
def put_on_agenda(*, meeting: Meeting, record: Record, by: User) -> AgendaItem:
    """Puts a case on the agenda; one that was taken off it comes back to it."""
    if not meeting.is_to_come:
        raise InvalidMove("This meeting is not planned any more. Choose another one.")
    if meeting.held_on < timezone.localdate():
        raise BadInput("The day of this meeting has passed. Choose another one.")
    item = AgendaItem.objects.filter(meeting=meeting, record=record).first()
    if item is None:
        item = AgendaItem.objects.create(
            meeting=meeting, record=record, added_by=by, order=next_place(meeting)
        )
    elif item.closed_at is None:
        raise InvalidMove("This case is already on the agenda of that meeting.")
    else:
        item.closed_at = item.closed_by = item.removed_at = item.removed_by = None
        item.removed_reason, item.order = "", next_place(meeting)
        item.save()
    record_event("agenda.added", by=by, record=record, detail={"meeting": meeting.record.reference})
    refresh_access(item=item, by=by)
    _carry_over(item, by)
    return item


def next_place(meeting: Meeting) -> int:
    """Behind what is there, but before the headings that close every meeting, which move one place on."""
    rows = list(meeting.items.standing().order_by("order", "pk"))
    closing = list(takewhile(lambda row: row.title in CLOSING_TITLES, reversed(rows)))
    if not closing:
        return max((row.order for row in rows), default=0) + 1
    place = min(row.order for row in closing)
    AgendaItem.objects.filter(pk__in=[row.pk for row in closing]).update(order=F("order") + 1)
    return place


def _carry_over(item: AgendaItem, by: User) -> None:
    """What an earlier meeting of the group did not get to is dealt with here: there it is closed."""
    rows = AgendaItem.objects.open().filter(
        record=item.record, meeting__group=item.meeting.group_id, meeting__status__in=Meeting.DONE
    )
    for old in rows.exclude(pk=item.pk).select_related("meeting__record", "record__board"):
        close_item(item=old, by=by)


@operation
def refresh_access(*, item: AgendaItem, by: User | None, anew: bool = False) -> bool:
    """Opens the case to whoever is a member today and shuts it to whoever is not any more. Whether anything changed.

    anew  the day of the meeting changed: papers go out on another day
    """
    record, reason = item.record, f"On the agenda of {item.meeting.group} on {item.meeting.held_on}"
    assert record is not None
    if anew:
        for row in _running(record).exclude(party__in=_kept_elsewhere(item)):
            end_access(record=record, party=row.party, capacity=MEMBER, by=by, reason="The meeting was moved")
    joined, left = membership_changes(item)
    starts = _opens_on(item)
    for row in left:
        end_access(record=record, party=row.party, capacity=MEMBER, by=by, reason="Not a member any more")
    for user in joined:
        grant_access(
            record=record, party=user.party, capacity=MEMBER, by=by, from_on=starts, reason=reason[:200]
        )
    detail = {"joined": len(joined), "left": len(left)}
    record_event("agenda.members", by=by, record=record, detail=detail)
    if starts <= timezone.localdate():
        _papers_are_out(item, joined)
    elif anew:
        AgendaItem.objects.filter(pk=item.pk).update(papers_told_on=None)
    return bool(joined or left)


def membership_changes(item: AgendaItem) -> tuple[list[User], list[RecordAccess]]:
    """Who should read the case as a member and cannot yet, and rows of those who should not any more, or who read it
    earlier than another agenda said. What everybody with a seat on the board may read is opened to nobody in particular;
    what stands on the agenda of another meeting too stays open to its members."""
    if item.record is None or item.record.mode != Record.Mode.CLOSED:
        return [], []
    wanted = {user.party.pk: user for user in unconflicted(item)}
    have = {row.party_id: row for row in _running(item.record)}
    starts = _opens_on(item)
    later = {pk for pk, row in have.items() if pk in wanted and row.from_on > starts}
    kept = set(wanted) | (_kept_elsewhere(item) if set(have) - set(wanted) else set())
    return (
        [user for pk, user in wanted.items() if pk not in have or pk in later],
        [row for pk, row in have.items() if pk not in kept or pk in later],
    )


def _running(record: Record) -> QuerySet[RecordAccess]:
    """What agendas have opened of a record, and will open."""
    rows = RecordAccess.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate()), record=record, capacity=MEMBER
    )
    return rows.select_related("party")


def _kept_elsewhere(item: AgendaItem) -> set[int]:
    """Parties of the members of other meetings on whose agenda the record stands."""
    rows = AgendaItem.objects.open().filter(record=item.record).exclude(pk=item.pk)
    others = rows.select_related("meeting__group", "record")
    return {user.party.pk for other in others for user in unconflicted(other)}


def _opens_on(item: AgendaItem) -> dt.date:
    """When members read what is on the agenda: from papers-out, or from today once they are out."""
    today = timezone.localdate()
    return today if item.meeting.papers_out_at else max(papers_day(item.meeting), today)


def members_on(group: Group, day: dt.date) -> list[User]:
    """Seat holders and deputies of the group on a day, each once."""
    seats = Seat.objects.filter(running_on(day), group=group).select_related("user__party", "deputy__party")
    return list({u.pk: u for seat in seats for u in (seat.user, seat.deputy) if u and u.is_active}.values())


def unconflicted(item: AgendaItem) -> list[User]:
    """The members on the day of the meeting, or today once it has passed, without a personal conflict on the case."""
    shut = people_shut_out([item])[item.pk]
    day = max(item.meeting.held_on, timezone.localdate())
    return [user for user in members_on(item.meeting.group, day) if user.pk not in shut]


def _papers_are_out(item: AgendaItem, people: list[User]) -> None:
    assert item.record is not None
    for user in (
        people if item.record.kind != ITEM_KIND else ()
    ):  # of a heading's papers the whole meeting is told
        notify(
            to=user, board=item.record.board, subject_key="meeting-papers", reference=item.record.reference,
            link=item.record.get_absolute_url(), unique_key=f"agenda:{item.pk}:{item.meeting.held_on}",
        )  # fmt: skip
    AgendaItem.objects.filter(pk=item.pk).update(papers_told_on=timezone.localdate())


@operation
def tell_papers_are_out(*, item: AgendaItem) -> None:
    """The day on which papers go out has come: members are told once, by the sweep."""
    assert item.record is not None
    _papers_are_out(item, unconflicted(item))
    record_event(
        "agenda.papers", by=None, record=item.record, detail={"meeting": item.meeting.record.reference}
    )


@operation
def take_off_agenda(*, item: AgendaItem, by: User, reason: str) -> None:
    """The case leaves the agenda; what the listing opened is shut."""
    item.removed_at, item.removed_by, item.removed_reason = timezone.now(), by, reason.strip()[:200]
    _close_item(item, by)
    record_event("agenda.removed", by=by, record=item.record, detail={"reason": reason})


@operation
def close_item(*, item: AgendaItem, by: User) -> None:
    """The group is done with the case: its members' access ends, the record of what they did stays."""
    _close_item(item, by)
    record_event(
        "agenda.closed", by=by, record=item.record, detail={"meeting": item.meeting.record.reference}
    )


def _close_item(item: AgendaItem, by: User) -> None:
    item.closed_at, item.closed_by = timezone.now(), by
    item.save(update_fields=["closed_at", "closed_by", "removed_at", "removed_by", "removed_reason"])
    if item.record and not AgendaItem.objects.filter(record=item.record, closed_at__isnull=True).exists():
        end_access(record=item.record, capacity=MEMBER, by=by, reason="The item is closed")

"""Who came to a meeting: by seat or as its deputy, with apologies, or as an invited guest."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from lscb.board.models import Agency, Seat, running_on
from lscb.core.errors import BadInput, InvalidMove
from lscb.meetings.models import AgendaItem, Attendance, ItemAbsence, Meeting
from lscb.meetings.operations.items import fresh
from lscb.meetings.operations.planning import locked
from lscb.meetings.permissions import check_can_run, check_is_member, seats_held
from lscb.meetings.quorum import quorum_of
from lscb.people.models import User
from lscb.trail.recording import operation, record_event


@operation
def record_attendance(
    *, meeting: Meeting, present: dict[int, str], by: User, deputies: Collection[int] = ()
) -> int:
    """Who came. `present` maps seat ids to a presence; a seat in `deputies` was taken by its deputy. Replaces what was
    written before; guests stay. Returns the number of distinct agencies that count."""
    meeting = locked(meeting)
    check_can_run(by, meeting.group)
    _open(meeting)
    seats = {
        s.pk: s
        for s in Seat.objects.filter(running_on(meeting.held_on), group=meeting.group).select_related(
            "user", "deputy"
        )
    }
    if unknown := set(present) - set(seats):
        raise BadInput(f"{len(unknown)} of these seats were not on the group on that day.")
    sent = dict(meeting.attendance.filter(sent_at__isnull=False).values_list("seat_id", "sent_at"))
    rows = [_row(meeting, seats[pk], presence, pk in deputies) for pk, presence in present.items()]
    for row in rows:
        sorry = row.presence == Attendance.Presence.APOLOGIES
        row.sent_at = sent.get(row.seat_id) if sorry and row.seat_id else None
    Attendance.objects.filter(meeting=meeting, seat__isnull=False).delete()
    Attendance.objects.bulk_create(rows)
    quorum = quorum_of(meeting)
    meeting.quorate = quorum.quorate
    if meeting.opened_at is None:  # who came is corrected later on; the meeting began once
        meeting.opened_at, meeting.opened_by = timezone.now(), by
    meeting.save(update_fields=["quorate", "opened_at", "opened_by"])
    detail = {"agencies": quorum.counted, "quorate": quorum.quorate}
    record_event("meeting.attendance", by=by, record=meeting.record, detail=detail)
    return quorum.counted


def _row(meeting: Meeting, seat: Seat, presence: str, as_deputy: bool) -> Attendance:
    person = seat.deputy if as_deputy else seat.user
    if person is None and presence == Attendance.Presence.PRESENT:
        what = "has no deputy" if as_deputy else "is vacant"
        raise BadInput(
            f"The seat of {seat.agency or seat.get_office_display().lower()} {what}, so nobody came for it."
        )
    return Attendance(
        meeting=meeting, seat=seat, user=person, agency=seat.agency, as_deputy=as_deputy,
        counts_for_quorum=seat.counts_for_quorum, presence=presence,
    )  # fmt: skip


@operation
def send_apologies(*, meeting: Meeting, by: User, deputy_comes: bool = False) -> int:
    """A member says beforehand that they cannot come, for every seat of theirs; their deputy may come instead."""
    meeting = locked(meeting)
    check_is_member(by, meeting)
    if not meeting.is_to_come or meeting.opened_at:
        raise InvalidMove("Who came to this meeting is recorded already, or it is not held.")
    mine = [seat for seat in seats_held(by, meeting) if seat.user_id == by.pk]
    if not mine:
        raise BadInput("You are a deputy here. The member whose seat it is sends apologies.")
    if deputy_comes and not any(seat.deputy_id for seat in mine):
        raise BadInput("Your seat has no deputy.", "Ask the business unit to name one.")
    for seat in mine:
        Attendance.objects.update_or_create(
            meeting=meeting, seat=seat,
            defaults={
                "user": by, "agency": seat.agency, "presence": Attendance.Presence.APOLOGIES, "sent_at": timezone.now(),
                "deputy_expected": bool(deputy_comes and seat.deputy_id), "as_deputy": False, "counts_for_quorum": False,
            },
        )  # fmt: skip
    record_event("meeting.apologies", by=by, record=meeting.record, detail={"seats": len(mine)})
    return len(mine)


@operation
def take_back_apologies(*, meeting: Meeting, by: User) -> None:
    """The member can come after all."""
    meeting = locked(meeting)
    if not meeting.is_to_come or meeting.opened_at:
        raise InvalidMove("Who came to this meeting is recorded already, or it is not held.")
    mine = Attendance.objects.filter(meeting=meeting, user=by, sent_at__isnull=False)
    if not mine.exists():
        raise BadInput("You have not sent apologies for this meeting.")
    mine.delete()
    record_event("meeting.apologies", by=by, record=meeting.record, detail={"seats": 0})


@operation
def leave_for_item(*, item: AgendaItem, attendance: Attendance, by: User) -> None:
    """Somebody left the room for one item, and does not count for it; again, and they are back."""
    item = fresh(item)
    check_can_run(by, item.meeting.group)
    if item.meeting.opened_at is None or item.meeting.status == Meeting.Status.MINUTES_AGREED:
        raise InvalidMove(
            "Who is in the room is noted between the start of the meeting and the agreed minutes."
        )
    here = attendance.meeting_id == item.meeting_id and attendance.presence == Attendance.Presence.PRESENT
    if not here or attendance.user is None:
        raise BadInput("This person is not recorded as being at the meeting.")
    away = ItemAbsence.objects.filter(item=item, user=attendance.user)
    left = not away.exists()
    if left:
        ItemAbsence.objects.create(item=item, user=attendance.user, noted_by=by)
    else:
        away.delete()
    detail = {"item": item.pk, "person": attendance.user_id, "left": left}
    record_event("meeting.left-for-item", by=by, record=item.record or item.meeting.record, detail=detail)


@operation
def add_guest(*, meeting: Meeting, name: str, by: User, agency: Agency | None = None) -> Attendance:
    """Somebody who was invited to the meeting; a guest does not count for quorum and reads no case."""
    meeting = locked(meeting)
    check_can_run(by, meeting.group)
    _open(meeting)
    if not name.strip():
        raise BadInput("Enter the guest's name.")
    guest = Attendance.objects.create(
        meeting=meeting, guest_name=name.strip(), agency=agency, presence=Attendance.Presence.PRESENT
    )
    record_event("meeting.guest", by=by, record=meeting.record, detail={"guest": guest.pk})
    return guest


@operation
def remove_guest(*, guest: Attendance, by: User) -> None:
    """The guest did not come after all."""
    meeting = locked(guest.meeting)
    check_can_run(by, meeting.group)
    _open(meeting)
    if guest.seat_id:
        raise BadInput("Only a guest can be taken off. Change who came by seat on the page of attendance.")
    Attendance.objects.filter(pk=guest.pk).delete()
    record_event("meeting.guest", by=by, record=meeting.record, detail={"guest": 0})


def _open(meeting: Meeting) -> None:
    if meeting.status == Meeting.Status.CANCELLED:
        raise InvalidMove("This meeting was cancelled, so nobody came to it.")
    if meeting.is_done:
        raise InvalidMove("This meeting is marked as held: its attendance does not change any more.")
    if meeting.held_on > timezone.localdate():
        raise BadInput("Record who came on the day of the meeting, or after it.")

"""Planning a meeting, putting a case on its agenda, who came, and who declared a conflict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Agency, Group, Seat, running_on
from lscb.board.permissions import check, has, holders, standing_of
from lscb.board.roles import Permission, Role
from lscb.clocks.holidays import current_holidays
from lscb.core.errors import BadInput, InvalidMove, NotAllowed
from lscb.core.workdays import add_working_days
from lscb.meetings.models import AgendaItem, Attendance, Declaration, Meeting
from lscb.meetings.quorum import quorum_of
from lscb.notices.operations import notify
from lscb.people.models import User
from lscb.records.models import Record, RecordAccess
from lscb.records.operations import end_access, exclude, grant_access, open_record
from lscb.trail.recording import operation, record_event

CALENDAR = "england-and-wales"


@operation
def plan(
    *, group: Group, held_on: dt.date, by: User | None, kind: str = Meeting.Kind.ORDINARY, starts_at: dt.time | None = None,
    place: str = "",
) -> Meeting:  # fmt: skip
    """A meeting of the group. Open to everyone with a seat on the board as a date; its cases are not."""
    if by is not None and not standing_of(by).chairs(group):
        check(
            by,
            Permission.REFERRAL_LIST,
            group.board,
            "Only the business unit or the group's chair plans a meeting.",
        )
    record = open_record(
        board=group.board, kind="meeting", code="MTG", title=f"{group.name}", route="meetings:meeting-detail", by=by,
        mode=Record.Mode.BOARD, marking="Board", year=held_on.year,
    )  # fmt: skip
    meeting = Meeting.objects.create(
        record=record,
        group=group,
        held_on=held_on,
        kind=kind,
        starts_at=starts_at or dt.time(10, 0),
        place=place,
    )
    record_event(
        "meeting.planned",
        by=by,
        record=record,
        detail={"group": group.slug, "on": str(held_on), "kind": kind},
    )
    return meeting


def check_can_cancel(user: User, meeting: Meeting) -> None:
    """The business unit."""
    check(user, Permission.REFERRAL_LIST, meeting.group.board, "Only the business unit cancels a meeting.")


@operation
def cancel(*, meeting: Meeting, reason: str, by: User) -> None:
    """A planned meeting will not be held. Cases on its agenda must be moved first."""
    check_can_cancel(by, meeting)
    if meeting.status != Meeting.Status.PLANNED:
        raise InvalidMove("Only a planned meeting can be cancelled.")
    if meeting.items.filter(closed_at__isnull=True).exists():
        raise BadInput("There are cases on this agenda. Move them to another meeting first.")
    meeting.status = Meeting.Status.CANCELLED
    meeting.save(update_fields=["status"])
    record_event("meeting.cancelled", by=by, record=meeting.record, detail={"reason": reason})


def papers_day(meeting: Meeting) -> dt.date:
    """The day on which papers go out: so many working days before, but never after the meeting."""
    _, holidays = current_holidays(CALENDAR)
    return add_working_days(meeting.held_on, -meeting.group.papers_days, holidays)


@operation
def put_on_agenda(*, meeting: Meeting, record: Record, by: User) -> AgendaItem:
    """Puts a case on the agenda and opens it to the group's unconflicted seat holders from papers-out (§0.3)."""
    if meeting.status != Meeting.Status.PLANNED:
        raise InvalidMove("This meeting is not planned any more. Choose another one.")
    item, made = AgendaItem.objects.get_or_create(
        meeting=meeting, record=record, defaults={"added_by": by, "order": meeting.items.count() + 1}
    )
    if not made:
        raise InvalidMove("This case is already on the agenda of that meeting.")
    starts = min(papers_day(meeting), meeting.held_on)
    for user in _unconflicted(meeting, record):
        grant_access(
            record=record, party=user.party, capacity="group-member", by=by, from_on=max(starts, timezone.localdate()),
            reason=f"On the agenda of {meeting.group} on {meeting.held_on}",
        )  # fmt: skip
        notify(
            to=user, board=record.board, subject_key="meeting-papers", reference=record.reference,
            link=meeting.record.get_absolute_url(), unique_key=f"agenda:{item.pk}",
        )  # fmt: skip
    record_event("agenda.added", by=by, record=record, detail={"meeting": meeting.record.reference})
    return item


def _unconflicted(meeting: Meeting, record: Record) -> list[User]:
    """Seat holders and deputies of the group on the day of the meeting without a personal conflict on the case."""
    shut = set(record.case.exclusions.filter(lifted_at__isnull=True).values_list("user_id", flat=True))
    seats = Seat.objects.filter(running_on(meeting.held_on), group=meeting.group).select_related(
        "user__party", "deputy__party"
    )
    people = {
        u.pk: u for seat in seats for u in (seat.user, seat.deputy) if u and u.is_active and u.pk not in shut
    }
    return list(people.values())


@operation
def take_off_agenda(*, item: AgendaItem, by: User, reason: str) -> None:
    """The case leaves the agenda; what the listing opened is shut."""
    _close_item(item, by)
    record_event("agenda.removed", by=by, record=item.record, detail={"reason": reason})


def _close_item(item: AgendaItem, by: User) -> None:
    item.closed_at, item.closed_by = timezone.now(), by
    item.save(update_fields=["closed_at", "closed_by"])
    if not AgendaItem.objects.filter(record=item.record, closed_at__isnull=True).exists():
        end_access(record=item.record, capacity="group-member", by=by, reason="The item is closed")


@operation
def close_item(*, item: AgendaItem, by: User) -> None:
    """The group is done with the case: its members' access ends, the record of what they did stays."""
    _close_item(item, by)
    record_event(
        "agenda.closed", by=by, record=item.record, detail={"meeting": item.meeting.record.reference}
    )


@operation
def record_attendance(
    *, meeting: Meeting, present: dict[int, str], by: User, deputies: Collection[int] = (),
    guests: Iterable[tuple[str, Agency]] = (),
) -> int:  # fmt: skip
    """Who came. `present` maps seat ids to a presence; a seat in `deputies` was taken by its deputy. Replaces what was
    written before. Returns the number of distinct agencies that count."""
    if not standing_of(by).chairs(meeting.group):
        check(
            by,
            Permission.REFERRAL_LIST,
            meeting.group.board,
            "Only the chair or the business unit records attendance.",
        )
    seats = {s.pk: s for s in Seat.objects.filter(running_on(meeting.held_on), group=meeting.group)}
    if unknown := set(present) - set(seats):
        raise BadInput(f"{len(unknown)} of these seats were not on the group on that day.")
    Attendance.objects.filter(meeting=meeting).delete()
    for pk, presence in present.items():
        seat = seats[pk]
        Attendance.objects.create(
            meeting=meeting, seat=seat, user=seat.deputy if pk in deputies else seat.user, agency=seat.agency,
            as_deputy=pk in deputies, counts_for_quorum=seat.counts_for_quorum, presence=presence,
        )  # fmt: skip
    for name, agency in guests:
        Attendance.objects.create(
            meeting=meeting, guest_name=name, agency=agency, presence=Attendance.Presence.PRESENT
        )
    quorum = quorum_of(meeting)
    meeting.quorate = quorum.quorate
    meeting.opened_at, meeting.opened_by = timezone.now(), by
    meeting.save(update_fields=["quorate", "opened_at", "opened_by"])
    record_event(
        "meeting.attendance",
        by=by,
        record=meeting.record,
        detail={"agencies": quorum.counted, "quorate": quorum.quorate},
    )
    return quorum.counted


@operation
def declare_conflict(*, record: Record, user: User, kind: str, detail: str, by: User) -> Declaration:
    """A conflict on a case: declared by the person, or imposed by the manager or a chair, and on these two as well.

    Agency interest: reads and speaks, but does not chair, sign or count. Personal: leaves and is shut out of the case
    everywhere at the next request (§0.2).
    """
    case = record.case
    if by.pk != user.pk:
        check_can_impose(by, case)
    declaration, made = Declaration.objects.get_or_create(
        record=case, user=user, kind=kind, defaults={"detail": detail, "declared_by": by}
    )
    if not made:
        raise InvalidMove("This conflict is already recorded.")
    if kind == Declaration.Kind.PERSONAL:
        exclude(record=case, user=user, reason=detail or "Personal conflict", by=by)
        RecordAccess.objects.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate()),
            Q(record=case) | Q(record__root=case), party__person=user,
        ).update(until_on=timezone.localdate() - dt.timedelta(days=1))  # fmt: skip
        for manager in holders(case.board, Role.BUSINESS_MANAGER):
            if manager.pk not in (user.pk, by.pk):
                notify(
                    to=manager, board=case.board, subject_key="conflict-declared", reference=case.reference,
                    link=case.get_absolute_url(), unique_key=f"conflict:{declaration.pk}",
                )  # fmt: skip
    record_event("conflict.declared", by=by, record=case, detail={"person": user.pk, "kind": kind})
    return declaration


def check_can_impose(user: User, record: Record) -> None:
    """The business manager, the independent chair, or the chair of a group that has the case on its agenda."""
    if has(user, Permission.ACCESS_MANAGE, record.board) or has(
        user, Permission.REFERRAL_DECIDE, record.board
    ):
        return
    items = AgendaItem.objects.filter(record=record, closed_at__isnull=True).select_related("meeting__group")
    if not any(standing_of(user).chairs(item.meeting.group) for item in items):
        raise NotAllowed(
            "You can declare a conflict of your own, not somebody else's.", "Ask the business manager."
        )


@operation
def mark_held(*, meeting: Meeting, by: User) -> None:
    """The meeting took place."""
    if meeting.opened_at is None:
        raise InvalidMove("Record who came before you mark the meeting as held.")
    meeting.status = Meeting.Status.HELD
    meeting.save(update_fields=["status"])
    record_event("meeting.held", by=by, record=meeting.record)

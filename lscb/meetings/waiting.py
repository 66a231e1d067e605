"""What waits for somebody about meetings: agendas and minutes for those who run them, papers and feeding back for members,
answers to issues. Three queries; none for somebody without a group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lscb.board.models import Group, Seat
from lscb.board.permissions import standing_of
from lscb.board.roles import Permission
from lscb.clocks.holidays import current_holidays
from lscb.core.prepared import prepared
from lscb.meetings.models import FedBack, Meeting, RaisedIssue
from lscb.meetings.operations.days import CALENDAR, papers_day
from lscb.people.models import User

S = Meeting.Status
#: An agenda is built from this long before the meeting on; minutes go round within so many days of it, and are
#: asked for twice as long.
AHEAD, TO_CIRCULATE, TO_FEED_BACK = dt.timedelta(days=28), dt.timedelta(days=14), dt.timedelta(days=42)
MOST, SHOWN = 50, 5
_CHAIRS = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)


@dataclass(frozen=True)
class MeetingWork:
    """Verb + thing + due, and where to do it."""

    verb: str
    thing: str
    reference: str
    url: str
    due_on: dt.date | None


def open_for(user: User, today: dt.date) -> list[MeetingWork]:
    """Soonest first."""
    standing = standing_of(user)
    mine = {seat.group_id: False for seat in standing.seats}
    mine |= {seat.group_id: True for seat in standing.seats if seat.agency_id}
    chaired = {seat.group_id for seat in standing.seats if seat.office in _CHAIRS}
    boards = [
        board.pk for board in standing.boards() if Permission.REFERRAL_LIST in standing.permissions(board)
    ]
    if not (mine or chaired or boards):
        return []
    work = [*_meetings(user, mine, chaired, boards, today), *_issues(user, chaired, boards)]
    return sorted(work, key=lambda each: (each.due_on or dt.date.max, each.reference))


def _meetings(
    user: User, mine: Mapping[int, bool], chaired: Collection[int], boards: list[int], today: dt.date
) -> list[MeetingWork]:
    """mine: groups of the person, and whether they sit there for an agency that is to be told."""
    groups = {*mine, *chaired}
    held, agreed, until = today - 2 * TO_CIRCULATE, today - TO_FEED_BACK, today + AHEAD
    _, holidays = current_holidays(CALENDAR)
    found = []
    for row in _meeting_rows(user, groups, boards, today, until, held, agreed):
        runs = row.group_id in chaired or row.group.board_id in boards
        reads = row.group_id in mine
        work = (_to_run(row, holidays) if runs else None) or (
            _to_read(row, mine[row.group_id]) if reads else None
        )
        if work:
            found.append(work)
    return found


@prepared
def _meeting_rows(
    user: User,
    groups: set[int],
    boards: list[int],
    today: dt.date,
    until: dt.date,
    held: dt.date,
    agreed: dt.date,
) -> QuerySet[Meeting]:
    """Meetings until a day, those held since one, and those whose minutes were agreed since one."""
    wanted = Q(status__in=Meeting.TO_COME, held_on__gte=today, held_on__lte=until)
    wanted |= Q(status=S.MINUTES_AGREED, minutes_agreed_at__date__gte=agreed)
    wanted |= Q(status=S.HELD, held_on__gte=held)
    told = FedBack.objects.filter(meeting=OuterRef("pk"), user=user)
    rows = Meeting.objects.visible_to(user).filter(wanted)
    rows = rows.filter(Q(group__in=groups) | Q(group__board__in=boards)).annotate(has_told=Exists(told))
    return rows.select_related("record", "group").order_by("held_on", "pk")[:MOST]


def coming_for(user: User, today: dt.date) -> list[Meeting]:
    """The next meetings of the person's groups and boards."""
    return _coming(user, today)


@prepared
def _coming(user: User, today: dt.date) -> QuerySet[Meeting]:
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(user).coming(today)
    return rows.select_related("record", "group")[:SHOWN]


def _to_run(row: Meeting, holidays: frozenset[dt.date]) -> MeetingWork | None:
    if row.status == S.PLANNED:
        return _work("Set the agenda of", row, "agenda/", papers_day(row, holidays))
    if row.status == S.HELD:
        return _work("Send round the minutes of", row, "minutes/", row.held_on + TO_CIRCULATE)
    return None


def _to_read(row: Meeting, for_agency: bool) -> MeetingWork | None:
    if row.status == S.PAPERS_OUT and not row.opened_at:
        return _work("Read the papers of", row, "", row.held_on)
    if for_agency and row.status == S.MINUTES_AGREED and not row.has_told:  # type: ignore[attr-defined]
        assert row.minutes_agreed_at is not None
        agreed_on = timezone.localdate(row.minutes_agreed_at)
        return _work("Feed back in your agency on", row, "fed-back/", agreed_on + TO_FEED_BACK)
    return None


def _work(verb: str, row: Meeting, page: str, due_on: dt.date) -> MeetingWork:
    return MeetingWork(
        verb,
        f"a meeting of {row.group.name}",
        row.record.reference,
        row.record.get_absolute_url() + page,
        due_on,
    )


def _issues(user: User, chaired: Collection[int], boards: list[int]) -> list[MeetingWork]:
    if not (chaired or boards):
        return []
    found = []
    for row in _issue_rows(user, set(chaired), boards):
        verb, page = (
            ("Answer", "answer/")
            if row.status == RaisedIssue.Status.RAISED
            else ("Take back the answer to", "take-back/")
        )
        found.append(
            MeetingWork(
                verb,
                "an issue that was raised",
                row.record.reference,
                row.record.get_absolute_url() + page,
                None,
            )
        )
    return found


@prepared
def _issue_rows(user: User, chaired: set[int], boards: list[int]) -> QuerySet[RaisedIssue]:
    I = RaisedIssue.Status  # noqa: E741
    groups = Group.objects.filter(Q(pk__in=chaired) | Q(board__in=boards)).values("pk")
    rows: QuerySet[RaisedIssue] = RaisedIssue.objects.visible_to(user).filter(
        Q(status=I.RAISED, to_group__in=groups) | Q(status=I.ANSWERED, from_group__in=groups)
    )
    return rows.select_related("record").order_by("pk")[:MOST]

"""How often each agency came to the meetings of twelve months. Meetings are open to everybody with a seat on the board."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Max, When

from lscb.board.models import Group
from lscb.meetings.models import Attendance, Meeting
from lscb.people.models import Board, User

MONTHS = 12


@dataclass(frozen=True)
class AgencyRate:
    """came: meetings at which somebody of the agency was present; of: those at which it had a seat that was held."""

    agency: str
    came: int
    of: int
    apologies: int

    @property
    def rate(self) -> int:
        return round(100 * self.came / self.of) if self.of else 0


@dataclass(frozen=True)
class Rates:
    since: dt.date
    meetings: int
    agencies: list[AgencyRate]
    months: list[tuple[dt.date, int | None]]


def rates_of(user: User, board: Board, group: Group | None, today: dt.date) -> Rates:
    """Three queries, however many meetings there were."""
    first = today.replace(day=1)
    starts = [_months_back(first, back) for back in range(MONTHS - 1, -1, -1)]
    held = (
        Meeting.objects.visible_to(user)
        .took_place()
        .filter(group__board=board, held_on__gte=starts[0], held_on__lte=today)
    )
    held = held.filter(group=group) if group else held
    rows = Attendance.objects.filter(meeting__in=held, seat__isnull=False, agency__isnull=False)
    P = Attendance.Presence
    per_meeting = rows.values("meeting_id", "meeting__held_on", "agency__name").annotate(
        here=Max(Case(When(presence=P.PRESENT, then=1), default=0, output_field=IntegerField())),
        sorry=Max(Case(When(presence=P.APOLOGIES, then=1), default=0, output_field=IntegerField())),
        seats=Count("pk"),
    )
    return _counted(starts, [dict(row) for row in per_meeting.order_by()], held.count())


def _counted(starts: list[dt.date], rows: list[dict[str, Any]], meetings: int) -> Rates:
    agencies: dict[str, list[int]] = {}
    months: dict[dt.date, list[int]] = {start: [0, 0] for start in starts}
    for row in rows:
        counts = agencies.setdefault(row["agency__name"], [0, 0, 0])
        here = row["here"]
        counts[0] += here
        counts[1] += 1
        counts[2] += row["sorry"] if not here else 0
        month = months[row["meeting__held_on"].replace(day=1)]
        month[0] += here
        month[1] += 1
    found = [AgencyRate(name, came, of, sorry) for name, (came, of, sorry) in agencies.items()]
    line = [(start, round(100 * came / of) if of else None) for start, (came, of) in months.items()]
    return Rates(starts[0], meetings, sorted(found, key=lambda each: (each.rate, each.agency)), line)


def _months_back(first: dt.date, back: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 - back, 12)
    return dt.date(year, month + 1, 1)

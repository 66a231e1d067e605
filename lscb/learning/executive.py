"""Actions that go to the Executive: the date was moved three times, or they are twenty working days late (§2.10)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from lscb.clocks.holidays import current_holidays
from lscb.core.workdays import add_working_days, on_or_before
from lscb.learning import parties
from lscb.learning.clocks import CALENDAR, REVISIONS_FOR_EXECUTIVE
from lscb.learning.models import Action, ExecutiveTalk
from lscb.people.models import Board, User

#: Working days after the day to act by: from this day on the Executive is reminded, and finds it on its list.
LATE = 20


def late_before(today: dt.date) -> dt.date:
    """An action with an earlier end date is late enough for the Executive."""
    _, holidays = current_holidays(CALENDAR)
    return add_working_days(on_or_before(today, holidays), 1 - LATE, holidays)


def is_late(action: Action, today: dt.date) -> bool:
    return action.is_overdue(today) and action.end_on is not None and action.end_on < late_before(today)


def is_due(action: Action, today: dt.date) -> bool:
    return due(action.board, today).filter(pk=action.pk).exists()


def due(board: Board, today: dt.date) -> QuerySet[Action]:
    """Actions that the Executive has not spoken about since they became stuck. Not access-checked."""
    limit = late_before(today)
    often = Q(status__in=Action.WITH_OWNER, revisions__gte=REVISIONS_FOR_EXECUTIVE)
    late = Q(status__in=Action.WITH_OWNER, end_on__lt=limit)
    talks = ExecutiveTalk.objects.filter(action=OuterRef("pk"), end_on_then=OuterRef("end_on"))
    rows: QuerySet[Action] = Action.objects.for_board(board).filter(often | late)
    return rows.exclude(Exists(talks.filter(late_then=True))).exclude(Q(end_on__gte=limit) & Exists(talks))


def tell_of_date(action: Action, *, by: User) -> None:
    """Of a moved end date: the agency, and from the third change on the Executive."""
    parties.tell(action, [*parties.doers(action), *parties.leads(action)], "action-date-moved", by=by)
    tell_if_often(action, by=by)


def tell_if_often(action: Action, *, by: User) -> None:
    if action.revisions >= REVISIONS_FOR_EXECUTIVE:
        parties.tell(action, parties.executives(action), "action-date-moved-often", by=by)

"""What the dashboards count of actions, impact checks and learning items.

A board's figures count everything, whoever reads them; those of rows count what their reader may see.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from lscb.core.prepared import Counts, timeless, totals
from lscb.learning.clocks import REVISIONS_FOR_EXECUTIVE
from lscb.learning.models import Action, Cascade, ImpactCheck, LearningItem
from lscb.learning.models.impact import ImpactCheckQuerySet
from lscb.people.models import Board

S = Action.Status
Outcome, Stage = ImpactCheck.Outcome, LearningItem.Stage
#: What counts as "it makes a difference".
SHOWN_BY = (Outcome.SUSTAINED, Outcome.PARTLY)
#: Impact checks are counted for this long after they were made.
YEAR = dt.timedelta(days=365)
#: How late, by days past the end date: the heading, from, to (both included).
AGES: tuple[tuple[str, int | None, int | None], ...] = (
    ("In time", None, 0),
    ("Up to 30 days late", 1, 30),
    ("31 to 90 days late", 31, 90),
    ("Over 90 days late", 91, None),
)
#: How many numbers are counted of actions: the six of ActionFigures, and the ages.
NUMBERS = 6 + len(AGES)


@dataclass(frozen=True)
class AgencyLoad:
    """Open actions of one agency: past their end date, and the others."""

    agency: str
    overdue: int
    others: int


@dataclass(frozen=True)
class ActionFigures:
    """Open actions. ages: as many numbers as AGES; by_agency: the most overdue first."""

    open: int
    overdue: int
    claimed: int
    not_started: int
    late_to_start: int
    moved_often: int
    ages: tuple[int, ...]
    by_agency: tuple[AgencyLoad, ...]


@dataclass(frozen=True)
class ImpactFigures:
    """Impact checks: those of the last twelve months by what they found, and those that are still to be made."""

    by_outcome: Mapping[str, int]
    due: int
    coming: int

    @property
    def shown(self) -> int:
        return sum(self.by_outcome.get(each, 0) for each in SHOWN_BY)

    @property
    def not_shown(self) -> int:
        return self.by_outcome.get(Outcome.NONE, 0)


@dataclass(frozen=True)
class LearningFigures:
    """Learning items by stage; agencies that were asked to pass one on, that said they did, and that are late."""

    by_stage: Mapping[str, int]
    asked: int
    confirmed: int
    late: int

    @property
    def open(self) -> int:
        return sum(count for stage, count in self.by_stage.items() if stage != Stage.EVALUATED)


# --- actions ----------------------------------------------------------------------------------------------


def board_actions(board: Board, today: dt.date) -> ActionFigures:
    return _actions(_board_counted(board.pk, *_days(today)))


def actions_of(rows: QuerySet[Action], today: dt.date) -> ActionFigures:
    """The same figures of any actions: those of an agency or group that somebody may see."""
    return _actions(_counted(rows, *_days(today)))


def closed_lately(rows: QuerySet[Action], today: dt.date) -> int:
    """Closed in the last year."""
    return rows.filter(status=S.CLOSED, record__closed_at__date__gte=today - YEAR).count()


def _actions(counted: Iterable[tuple[Any, ...]]) -> ActionFigures:
    """From one row for each agency, and one for actions of no agency."""
    found = [(name, numbers) for name, *numbers in counted]
    every = [sum(column) for column in zip(*(numbers for _, numbers in found), strict=True)] or [0] * NUMBERS
    loads = [AgencyLoad(name, late, count - late) for name, (count, late, *_) in found if name is not None]
    loads.sort(key=lambda row: (-row.overdue, -row.others, row.agency))
    opened, overdue, claimed, not_started, late_to_start, moved, *ages = every
    return ActionFigures(
        opened, overdue, claimed, not_started, late_to_start, moved, tuple(ages), tuple(loads)
    )


def _days(today: dt.date) -> tuple[dt.date, dt.date, dt.date, dt.date]:
    """Today, and the last end dates of a day, a month and three months late."""
    late = [first for _, first, _ in AGES if first is not None]
    return (today, *(today - dt.timedelta(days=days) for days in late))  # type: ignore[return-value]


@timeless
def _board_counted(board: int, today: dt.date, day: dt.date, month: dt.date, quarter: dt.date) -> Counts:
    return _counted(Action.objects.filter(board=board), today, day, month, quarter)


def _counted(
    rows: QuerySet[Action], today: dt.date, day: dt.date, month: dt.date, quarter: dt.date
) -> Counts:
    """The open ones by agency: its name, then as many numbers as NUMBERS."""
    with_owner = Q(status__in=Action.WITH_OWNER)
    since = {
        "in_time": Q(end_on__gt=day), "to_month": Q(end_on__lte=day, end_on__gt=month),
        "to_quarter": Q(end_on__lte=month, end_on__gt=quarter), "beyond": Q(end_on__lte=quarter),
    }  # fmt: skip
    wanted = {
        "every": Q(), "late": with_owner & Q(end_on__lt=today), "claims": Q(status=S.CLAIMED),
        "not_started": Q(status=S.AGREED), "late_to_start": Q(status=S.AGREED, start_on__lt=today),
        "moved_often": Q(revisions__gte=REVISIONS_FOR_EXECUTIVE), **{name: with_owner & age for name, age in since.items()},
    }  # fmt: skip
    counts = {name: Count("pk", filter=which or None) for name, which in wanted.items()}
    open_rows = rows.filter(status__in=Action.OPEN).order_by().values_list("agency__name")
    return open_rows.annotate(**counts)  # type: ignore[return-value]


# --- impact -----------------------------------------------------------------------------------------------


def board_impact(board: Board, today: dt.date) -> ImpactFigures:
    return _impact(_board_outcomes(board.pk, today - YEAR), _board_checks(board.pk, today))


def impact_of(checks: ImpactCheckQuerySet, today: dt.date) -> ImpactFigures:
    return _impact(_outcomes(checks, today - YEAR), _checks(checks, today))


def _impact(outcomes: Iterable[Any], checks: Iterable[Any]) -> ImpactFigures:
    ((due, coming),) = checks
    return ImpactFigures(dict(outcomes), due, coming)


@timeless
def _board_outcomes(board: int, since: dt.date) -> Counts:
    return _outcomes(ImpactCheck.objects.filter(board=board), since)


def _outcomes(checks: ImpactCheckQuerySet, since: dt.date) -> Counts:
    rows = checks.made_since(since).order_by()
    return rows.values_list("outcome").annotate(n=Count("pk"))  # type: ignore[return-value]


@timeless
def _board_checks(board: int, today: dt.date) -> Counts:
    return _checks(ImpactCheck.objects.filter(board=board), today)


def _checks(checks: ImpactCheckQuerySet, today: dt.date) -> Counts:
    due, coming = Q(due_on__lte=today), Q(due_on__gt=today)
    return totals(checks.waiting(), due=Count("pk", filter=due), coming=Count("pk", filter=coming))


# --- learning items ---------------------------------------------------------------------------------------


def board_learning(board: Board, today: dt.date) -> LearningFigures:
    ((asked, confirmed, late),) = _cascades(board.pk, today)
    return LearningFigures(dict(_stages(board.pk)), asked, confirmed, late)


@timeless
def _stages(board: int) -> Counts:
    rows = LearningItem.objects.filter(board=board).order_by()
    return rows.values_list("stage").annotate(n=Count("pk"))  # type: ignore[no-any-return]


@timeless
def _cascades(board: int, today: dt.date) -> Counts:
    waiting = Q(confirmed_at__isnull=True)
    return totals(
        Cascade.objects.filter(item__board=board), asked=Count("pk"), confirmed=Count("pk", filter=~waiting),
        late=Count("pk", filter=waiting & Q(due_on__lt=today)),
    )  # fmt: skip

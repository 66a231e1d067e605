"""What other floors ask of the registers: how full they are, what is late, and what waits for a person or a group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from lscb.board.models import Entry, Group, Seat
from lscb.board.permissions import standing_of
from lscb.board.registers.kinds import REGISTERS, Register, register_of
from lscb.board.registers.permissions import agencies_led
from lscb.board.roles import Permission
from lscb.core.prepared import Counts, prepared, timeless, totals
from lscb.people.models import Board, User

S = Entry.Status
R = Entry.Register
#: How many of one kind are listed; the register shows the rest.
MOST = 100
#: A review that lies further ahead is not yet waiting for anybody.
AHEAD = dt.timedelta(days=42)


@dataclass(frozen=True)
class EntryWork:
    """One thing that waits for somebody: verb + thing + due, and where to do it."""

    verb: str
    thing: str
    reference: str
    url: str
    due_on: dt.date | None
    is_overdue: bool


@dataclass(frozen=True)
class RegisterCounts:
    """Entries of one register of a board. Overdue is open past its day."""

    register: Register
    open: int = 0
    answered: int = 0
    closed: int = 0
    overdue: int = 0

    @property
    def url(self) -> str:
        return reverse("board:register", args=[self.register.slug])


def counts(board: Board, today: dt.date) -> list[RegisterCounts]:
    """Every register with its figures, in one query. Board-level figures count everything, whoever reads them."""
    return _every_register(_counted(board.pk, today))


def counts_for(user: User, board: Board, today: dt.date) -> list[RegisterCounts]:
    """The same of what one person may see."""
    return _every_register(_counted_for(user, board.pk, today))


@timeless
def _counted(board: int, today: dt.date) -> Counts:
    return _by_register(Entry.objects.filter(board=board), today)


@prepared
def _counted_for(user: User, board: int, today: dt.date) -> Counts:
    return _by_register(Entry.objects.visible_to(user).filter(board=board), today)


def _by_register(rows: QuerySet[Entry], today: dt.date) -> Counts:
    counted = rows.order_by().values_list("register").annotate(
        open=Count("pk", filter=Q(status=S.OPEN)), answered=Count("pk", filter=Q(status=S.ANSWERED)),
        closed=Count("pk", filter=Q(status=S.CLOSED)), overdue=Count("pk", filter=Q(status=S.OPEN, due_on__lt=today)),
    )  # fmt: skip
    return counted  # type: ignore[return-value]


def _every_register(rows: Iterable[tuple[Any, ...]]) -> list[RegisterCounts]:
    found = {kind: numbers for kind, *numbers in rows}
    return [RegisterCounts(register, *found.get(register.kind, ())) for register in REGISTERS]


def unanswered_challenges(board: Board, today: dt.date) -> tuple[int, int]:
    """(challenges that wait for an answer, how many of them past their day)."""
    waiting, late = _challenges(board.pk, today)[0]
    return waiting, late


@timeless
def _challenges(board: int, today: dt.date) -> Counts:
    rows = Entry.objects.filter(board=board).of(R.CHALLENGE).waiting()
    return totals(rows, every=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))


def heat_map(board: Board) -> list[list[int]]:
    """Open risks by likelihood and impact: five rows from likelihood 5 down to 1, in each impact 1 to 5."""
    found = {(likelihood, impact): count for likelihood, impact, count in _risks(board.pk)}
    return [[found.get((likelihood, impact), 0) for impact in range(1, 6)] for likelihood in range(5, 0, -1)]


@timeless
def _risks(board: int) -> Counts:
    rows = Entry.objects.filter(board=board).of(R.RISK).open().order_by()
    return rows.values_list("likelihood", "impact").annotate(n=Count("pk"))  # type: ignore[no-any-return]


def escalations(board: Board, since: dt.date, until: dt.date) -> tuple[int, int]:
    """(disagreements taken up in a period, how many of them went to the chair)."""
    taken_up, to_chair = _disagreements(board.pk, since, until)[0]
    return taken_up, to_chair


@timeless
def _disagreements(board: int, since: dt.date, until: dt.date) -> Counts:
    rows = Entry.objects.filter(board=board, raised_on__range=(since, until)).of(R.ESCALATION)
    return totals(rows, every=Count("pk"), chair=Count("pk", filter=Q(level=Entry.Level.CHAIR)))


def open_for(user: User, today: dt.date) -> list[EntryWork]:
    """What waits for a person: entries that they look after, questions to their agency, answers to look at, and what
    nobody has for those who keep the registers. Overdue first; a constant number of queries."""
    standing = standing_of(user)
    led = {pk for board in standing.boards() for pk in agencies_led(user, board)}
    chairs = (Seat.Office.CHAIR, Seat.Office.VICE_CHAIR)
    groups = {seat.group_id for seat in standing.seats if seat.office in chairs}
    kept = [b.pk for b in standing.boards() if Permission.REGISTER_KEEP in standing.permissions(b)]
    rows = _open(user, today + AHEAD, led, groups, kept)
    work = [_work(row, today) for row in rows]
    return sorted(work, key=lambda each: (not each.is_overdue, each.due_on or dt.date.max, each.reference))


@prepared
def _open(
    user: User, until: dt.date, agencies: set[int], groups: set[int], boards: list[int]
) -> QuerySet[Entry]:
    near = Q(due_on__lte=until) | Q(register__in=ANSWERED_ONES)
    mine = Q(owner=user) | Q(owner__isnull=True, agency__in=agencies, register__in=ANSWERED_ONES)
    nobody = Q(agency__isnull=True) | ~Q(register__in=ANSWERED_ONES)  # no agency was asked: the group answers
    mine |= Q(owner__isnull=True, group__in=groups) & nobody
    mine |= Q(owner__isnull=True, group__isnull=True, board__in=boards) & nobody
    answers = Q(group__in=groups) | Q(group__isnull=True, board__in=boards)
    wanted = Q(status=S.OPEN) & near & mine | Q(status=S.ANSWERED) & answers
    rows: QuerySet[Entry] = Entry.objects.visible_to(user).filter(wanted)
    return rows.select_related("record").order_by("due_on", "pk")[:MOST]


def due_for_group(group: Group, today: dt.date) -> list[EntryWork]:
    """What a group has to look at: entries of its own that are late or due soon, and answers. Not access-checked."""
    rows = Entry.objects.filter(group=group).select_related("record")
    wanted = Q(status=S.ANSWERED) | Q(status=S.OPEN, due_on__lte=today + AHEAD)
    return [_work(row, today, verb="Discuss") for row in rows.filter(wanted).order_by("due_on", "pk")[:MOST]]


#: Registers in which somebody is asked and answers.
ANSWERED_ONES = tuple(register.kind for register in REGISTERS if register.answers)
PAGES = {"Answer": "entry-answer", "Look again at": "entry-review", "Look at the answer to": ""}


def _work(row: Entry, today: dt.date, verb: str = "") -> EntryWork:
    register, reference = register_of(row), row.record.reference
    if not verb and row.status == S.ANSWERED:
        verb = "Look at the answer to"
    verb = verb or ("Answer" if register.answers else "Look again at")
    page = PAGES.get(verb, "")
    url = reverse(f"board:{page}", args=[register.slug, reference]) if page else row.record.get_absolute_url()
    return EntryWork(
        verb=verb, thing=row.record.title, reference=reference, url=url, is_overdue=row.is_overdue(today),
        due_on=None if row.status == S.ANSWERED else row.due_on,
    )  # fmt: skip

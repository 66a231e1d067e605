"""Ten years of actions of many boards, written by the database itself: for measuring the register at its largest.

The boards, their groups, agencies and people come about by operations; sources, actions, access rows and clocks in bulk,
as the operations would have left them. What the register, the dashboards and the sweeps look at is whole; updates and
trail events of the actions are left out. Only PostgreSQL does this within minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from lscb.board.operations import add_person, create_agency, create_board, create_group, give_role, give_seat
from lscb.board.roles import Role
from lscb.clocks.holidays import current_holidays
from lscb.clocks.models import Deadline, DeadlineParty
from lscb.core.errors import BadInput
from lscb.home import bulk_sql as sql
from lscb.home.demonstration.cast import AGENCIES, GROUPS, SINCE
from lscb.learning.clocks import CALENDAR, CODE
from lscb.learning.models import Action
from lscb.people.models import Board
from lscb.records.models import Record, RecordAccess, SearchRow
from lscb.trail.recording import operation

#: Actions of one board in one year; 150 boards have 1.4 million in ten years.
YEARLY = 940
#: Of a thousand actions, those that are still open: 60,000 of 1.4 million.
OPEN = 43
ONLY_POSTGRES = (
    "So many actions are made by PostgreSQL alone, within minutes. Set DATABASE_URL to an empty PostgreSQL database and"
    " migrate it first; for SQLite use volume without --only."
)
Say = Callable[[str], Any]


def fill(*, boards: int, years: int, say: Say = print, yearly: int = YEARLY) -> int:
    """Brings the database up to so many boards with so many years of actions each; says how many actions came."""
    if connection.vendor != "postgresql":
        raise BadInput(ONLY_POSTGRES)
    for number in range(Board.objects.count(), boards):
        neighbour(number)
    say(f"boards: {boards}")
    total = boards * years * yearly
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        _write(cursor, total, years, say)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("RESET statement_timeout")
    return total


@operation
def neighbour(number: int) -> Board:
    """A board like the demonstration's: the same groups and kinds of agencies, a manager, a lead for each agency."""
    slug = f"board-{number:03d}"
    board = create_board(
        slug=slug, code=f"B{number:03d}", name=f"Board {number:03d}", regime="EN-WT2015", by=None, from_on=SINCE,
        demonstration=True,
    )  # fmt: skip
    manager = add_person(
        board=board,
        email=f"manager@{slug}.example",
        name=f"Manager {number:03d}",
        by=None,
        slug=f"{slug}-manager",
    )
    give_role(board=board, user=manager, role=Role.BUSINESS_MANAGER, by=None, from_on=SINCE)
    groups = {
        key: create_group(board=board, name=name, kind=kind, by=None, slug=key)
        for key, (name, kind, _, _) in GROUPS.items()
    }
    for place, (key, (_, kind, _)) in enumerate(AGENCIES.items()):
        agency = create_agency(
            board=board, name=f"{key.replace('-', ' ').capitalize()} {number:03d}", kind=kind, by=None, from_on=SINCE,
            slug=f"{slug}-{key}",
        )  # fmt: skip
        lead = add_person(
            board=board,
            email=f"{key}@{slug}.example",
            name=f"Lead {number:03d} {place}",
            by=None,
            slug=f"{slug}-{key}",
        )
        give_role(board=board, user=lead, role=Role.AGENCY_LEAD, by=None, agency=agency, from_on=SINCE)
        group = groups["monitoring" if place % 2 else "case-review"]
        give_seat(group=group, user=lead, by=None, agency=agency, from_on=SINCE)
    return board


# --- in bulk ----------------------------------------------------------------------------------------------


def _write(cursor: Any, total: int, years: int, say: Say) -> None:
    today = timezone.localdate()
    cursor.execute("SELECT setseed(0.42)")  # the same database each time
    for statement in sql.PARTIES:
        cursor.execute(statement)
    numbers = {
        "total": total, "days": years * 365, "today": today, "open": OPEN, "now": timezone.now(),
    }  # fmt: skip
    cursor.execute(sql.PLAN, numbers)
    cursor.execute("CREATE INDEX ON bulk (g)")
    cursor.execute("ANALYZE bulk")
    say(f"plan: {total:,} actions")
    for model, statements in _statements().items():
        with _without_indexes(cursor, model):
            for columns, source in statements:
                _insert(cursor, model, columns, source, numbers)
        say(f"{model._meta.verbose_name_plural}: written")


def _statements() -> dict[type[models.Model], list[tuple[dict[str, str], str]]]:
    return {
        Record: [(sql.SOURCE_RECORD, "FROM bulk_source s"), (sql.ACTION_RECORD, "FROM bulk x")],
        RecordAccess: [(columns, source) for columns, source in sql.ACCESS],
        Action: [(sql.ACTION, "FROM bulk x")],
        Deadline: [(sql.deadline(*_rule()), "FROM bulk x WHERE x.status IN ('agreed', 'started')")],
        DeadlineParty: [(columns, source) for columns, source in sql.DEADLINE_PARTY],
        SearchRow: [(sql.SEARCH, "FROM bulk x")],
    }


def _rule() -> tuple[str, str, int]:
    """The words of an action's clock and the version of the holidays, from one that an operation has started."""
    known = Deadline.objects.filter(code=CODE).first()
    version, _ = current_holidays(CALENDAR)
    return (known.label if known else "Complete the action", known.source if known else "Local", version)


def _insert(
    cursor: Any, model: type[models.Model], columns: dict[str, str], source: str, numbers: dict[str, Any]
) -> None:
    """INSERT … SELECT; columns that are not named are empty, or have their field's default."""
    expressions, values = dict(columns), dict(numbers)
    for field in model._meta.concrete_fields:
        if not field.column or field.column in expressions or field.primary_key or field.null:
            continue
        expressions[field.column] = f"%(d_{field.column})s"
        values[f"d_{field.column}"] = field.get_db_prep_save(field.get_default(), connection)
    names = ", ".join(f'"{name}"' for name in expressions)
    chosen = ", ".join(expressions.values())
    cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {chosen} {source}', values)  # noqa: S608  # nosec B608
    if "id" in columns:
        table = model._meta.db_table
        last = f"SELECT max(id) FROM {table}"  # noqa: S608  # nosec B608
        cursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, 'id'), ({last}))", [table])


@contextmanager
def _without_indexes(cursor: Any, model: type[models.Model]) -> Iterator[None]:
    """Indexes and foreign keys are put back afterwards: built once, they take a fraction of the time."""
    table = model._meta.db_table
    cursor.execute(sql.FOREIGN_KEYS, [table, table])
    keys = cursor.fetchall()
    cursor.execute(sql.INDEXES, [table])
    indexes = cursor.fetchall()
    for owner, name, _ in keys:
        cursor.execute(f'ALTER TABLE "{owner}" DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, made in indexes:
        cursor.execute(made)
    for owner, name, made in keys:
        cursor.execute(f'ALTER TABLE "{owner}" ADD CONSTRAINT "{name}" {made}')

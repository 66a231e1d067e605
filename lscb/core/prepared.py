"""Queries whose SQL is written once: asked again in the same shape, they cost what the database takes.

Django writes the SQL of a query afresh at every call, which on most of our pages takes longer than the answer. A function
that makes a queryset of nothing but its arguments can be kept:

    @prepared
    def seats_of(user_id: int, day: dt.date) -> QuerySet[Seat]:
        return Seat.objects.filter(running_on(day), user=user_id)

    seats_of(user.pk, today)    # a list; it is asked anew at every call, and nothing of an answer is kept

What is kept is text. Arguments may be whole numbers, text, days, times and collections of them, and what is made known
with known(); None, yes and no and enumerations belong to the shape. The function may look at how many there are, and
decides nothing by what they are. It is tried twice with made-up values: whatever does not come out the same but for these
(a time of its own, a number in a limit), and what asks the database meanwhile, is never kept and is made anew each time.
So is one that is given anything else.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from types import FunctionType, MethodType, SimpleNamespace
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Aggregate, Model, Prefetch, QuerySet, Value, prefetch_related_objects
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable
from django.db.transaction import TransactionManagementError
from django.utils import timezone

P = ParamSpec("P")
T = TypeVar("T")

#: Rows of counts.
Counts = QuerySet[Any, tuple[Any, ...]]
#: As many plans as a process keeps; each is a page of text.
MOST = 3000
_plans: dict[Any, _Plan | None] = {}
_known: dict[type, tuple[Callable[[Any], tuple[Any, ...]], Callable[..., Any]]] = {}


@dataclass(frozen=True)
class Fixed:
    """A value that belongs to the shape, such as how many rows are wanted: each one is a plan of its own."""

    value: Any


#: Arguments that belong to the shape, beside None and enumerations.
_FIXED = (bool, Fixed, FunctionType, MethodType)


#: A day or a time, as it is handed to a database.
_DATED = re.compile(r"\d{4}-\d\d-\d\d")
#: What a row may come as: an object, a tuple, one value.
_ITERABLES = (ModelIterable, ValuesListIterable, FlatValuesListIterable)


class NotTheSame(Exception):
    """A query whose SQL depends on more than the shape of its arguments."""


def known(kind: type[T], parts: Callable[[T], tuple[Any, ...]], make: Callable[..., T]) -> None:
    """Lets arguments of a class be given: what a query may use of one, and how one is made of such parts."""
    _known[kind] = (parts, make)


class prepared(Generic[P, T]):  # noqa: N801  it is used as a decorator
    """Keeps the SQL of a function's queryset for a day; a call answers with a list of its rows.

    For a day, since what says "today" by itself (readable() does) says the day on which the SQL was written.
    """

    daily = True

    def __init__(self, build: Callable[P, QuerySet[Any, T]]) -> None:
        functools.update_wrapper(self, build)
        self.build = build

    def one(self, *args: P.args, **kwargs: P.kwargs) -> T | None:
        """The first row, or None."""
        return next(iter(self(*args, **kwargs)), None)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[T]:
        assert not kwargs, "Arguments are given by place."
        values: list[Any] = []
        try:
            day = timezone.localdate() if self.daily else None
            key = (self.build, day, *(_shape(arg, values) for arg in args))
        except NotTheSame:
            return list(self.build(*args, **kwargs))
        try:
            plan = _plans[key]
        except KeyError:
            if len(_plans) >= MOST:
                _plans.clear()
            plan = _plans[key] = _plan(self.build, args, self.daily)
        return list(self.build(*args, **kwargs)) if plan is None else plan.rows(values)


class timeless(prepared[P, T]):  # noqa: N801
    """For queries that have their days from their arguments alone: the SQL is kept for as long as the process runs."""

    daily = False


def totals(rows: QuerySet[Any, Any], **counts: Aggregate) -> Counts:
    """One row with what rows.aggregate(**counts) would answer, in this order: for use in a function that is prepared."""
    return rows.order_by().values(one=Value(1)).annotate(**counts).values_list(*counts)


def belonging_to(owner: Model, name: str, rows: list[Any]) -> list[Any]:
    """The rows, each told that this is its owner, as those of a related manager are."""
    for row in rows:
        setattr(row, name, owner)
    return rows


def attach(owners: Iterable[Any], name: str, rows: Iterable[Any]) -> None:
    """Gives each its own of the rows, so that owner.name.all() asks no query; as prefetch_related does."""
    own: dict[Any, list[Any]] = {}
    for owner in owners:
        rows_of = own[owner.pk] = []
        manager = getattr(owner, name)
        found, back = manager.all(), manager.field.name
        found._result_cache, found._prefetch_done = rows_of, True
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found
        for row in rows:
            if getattr(row, manager.field.attname) == owner.pk:
                setattr(row, back, owner)
                rows_of.append(row)


def _shape(arg: Any, values: list[Any]) -> Any:
    """What the SQL may depend on; the values that it may not are added to the list."""
    kind = arg.__class__  # not type(): request.user is a wrapper
    if kind in (int, str, dt.date, dt.datetime):
        values.append(arg)
        return kind
    if arg is None or kind in _FIXED or isinstance(arg, Enum):
        return arg
    if kind in (tuple, list, set, frozenset):
        return kind, tuple(_shape(part, values) for part in arg)
    if kind not in _known:
        raise NotTheSame(f"Nothing is known of a {kind.__name__}.")
    parts, _ = _known[kind]
    return kind, tuple(_shape(part, values) for part in parts(arg))


class _MadeUp:
    """Values that stand for a call's own; no two are the same, and none is a real one."""

    def __init__(self, series: int) -> None:
        self.series, self.given = series, list[Any]()

    def for_(self, arg: Any) -> Any:
        kind = arg.__class__
        if kind in (int, str, dt.date, dt.datetime):
            self.given.append(self._value(kind, len(self.given)))
            return self.given[-1]
        if arg is None or kind in _FIXED or isinstance(arg, Enum):
            return arg
        if kind in (tuple, list, set, frozenset):
            return kind(self.for_(part) for part in arg)
        parts, make = _known[kind]
        return make(*(self.for_(part) for part in parts(arg)))

    def _value(self, kind: type, number: int) -> Any:
        if kind is int:
            return 6_000_000_000_000_000 + self.series * 1_000_000 + number
        if kind is str:
            return f"\ue000{self.series}.{number}\ue000"
        if kind is dt.date:
            return dt.date(3000 + self.series, 1, 1) + dt.timedelta(days=number)
        return dt.datetime(3000 + self.series, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)


def _stored(value: Any) -> Any:
    """A value as it is handed to this database."""
    if type(value) is dt.datetime:
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if type(value) is dt.date else value


def _no_queries(*_: Any) -> Any:
    raise NotTheSame("It asks the database while it is made.")


def _plan(build: Callable[..., QuerySet[Any, Any]], args: tuple[Any, ...], daily: bool) -> _Plan | None:
    try:
        with connection.execute_wrapper(_no_queries):
            first, second = (_Draft(build, args, series) for series in (1, 2))
        plan = first.plan_with(second)
        if not daily and any(_DATED.match(str(always)) for _, always in plan.slots):
            raise NotTheSame("A day of its own.")
        return plan
    except (NotTheSame, EmptyResultSet):
        return None


class _Draft:
    """One trial: the SQL with made-up values."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], args: tuple[Any, ...], series: int) -> None:
        made_up = _MadeUp(series)
        self.queryset = build(*(made_up.for_(arg) for arg in args))
        query = self.queryset.query
        if self.queryset._iterable_class not in _ITERABLES:  # type: ignore[attr-defined]
            raise NotTheSame("Rows of a kind that nobody needed yet.")
        self.compiler = query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()
        lookups = self.queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        beside = [one.queryset for one in lookups if isinstance(one, Prefetch) and one.queryset is not None]
        self.beside = [rows.query.sql_with_params() for rows in beside]
        self.places = {_stored(value): place for place, value in enumerate(made_up.given)}

    def plan_with(self, other: _Draft) -> _Plan:
        if self.sql != other.sql or self.beside != other.beside or len(self.params) != len(other.params):
            raise NotTheSame("The SQL differs.")
        pairs = zip(self.params, other.params, strict=True)
        slots = [self._slot(mine, theirs, other) for mine, theirs in pairs]
        return _Plan(self.queryset, self.compiler, self.sql, slots)

    def _slot(self, mine: Any, theirs: Any, other: _Draft) -> tuple[int, Any]:
        """The place of the argument that a parameter is, or -1 and what it always is."""
        place = _place(self.places, mine)
        if place != _place(other.places, theirs) or (place < 0 and _plain(mine) != _plain(theirs)):
            raise NotTheSame("A parameter is made from an argument, or of its own accord.")
        return place, None if place >= 0 else mine


def _place(places: dict[Any, int], param: Any) -> int:
    return places.get(param, -1) if type(param) in (int, str, dt.date, dt.datetime) else -1


def _plain(param: Any) -> Any:
    """What is in the wrapping that PostgreSQL's driver puts around JSON: two of these are never equal."""
    return getattr(param, "adapted", param)


class _Plan:
    """The SQL of one shape, and how rows are made of its answer."""

    def __init__(
        self, queryset: QuerySet[Any, Any], compiler: Any, sql: str, slots: list[tuple[int, Any]]
    ) -> None:
        self.sql, self.slots = sql, slots
        self.locks: bool = queryset.query.select_for_update
        self.iterable = queryset._iterable_class  # type: ignore[attr-defined]
        self.lookups: Sequence[str | Prefetch[Any]] = queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map
        self.converters = compiler.get_converters([one[0] for one in self.select[: compiler.col_count]])
        self.width = compiler.col_count if compiler.has_extra_select else None
        self.apply = type(compiler).apply_converters

    def rows(self, values: list[Any]) -> list[Any]:
        if self.locks and not connection.in_atomic_block:
            raise TransactionManagementError("A row is locked inside a transaction only.")
        stored = [_stored(value) for value in values]
        params = tuple(always if place < 0 else stored[place] for place, always in self.slots)
        asked: Any = SimpleNamespace(db=connection.alias, _known_related_objects={}, _fields=None)
        asked.query = SimpleNamespace(get_compiler=lambda using=None: _Answer(self, params))
        found = list(cast("Iterable[Any]", self.iterable(asked)))
        if self.lookups and found:
            prefetch_related_objects(cast("list[Model]", found), *self.lookups)
        return found


class _Answer:
    """What Django's own row makers ask a compiler for."""

    def __init__(self, plan: _Plan, params: tuple[Any, ...]) -> None:
        self.plan, self.params, self.connection = plan, params, connection
        self.select, self.klass_info = plan.select, plan.klass_info
        self.annotation_col_map = plan.annotation_col_map

    def execute_sql(self, **_: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self.plan.sql, self.params)
            rows = cursor.fetchall()
        return [row[: self.plan.width] for row in rows] if self.plan.width else rows

    def results_iter(
        self, results: list[Any] | None = None, tuple_expected: bool = False, **_: Any
    ) -> Iterator[Any]:
        rows: Iterable[Any] = self.execute_sql() if results is None else results
        if self.plan.converters:
            rows = self.plan.apply(self, rows, self.plan.converters)  # type: ignore[arg-type]
        return map(tuple, rows) if tuple_expected else iter(rows)

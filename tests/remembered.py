"""A state that many tests start from: made once by the operations, then put back row by row.

    cast = remembered("cast", make_cast)

    @starting_point
    def decided(cast, outcome="scr"): ...

The first call makes it and writes down what changed in the database; each later one, in a test whose database is exactly
as it was then, repeats those changes in a few statements and hands out a fresh copy of what was made. One row more, one row
altered, another set clock, setting or stored file, and it is made anew: no test starts from less than it asked for.
(A test that replaces a part of the program by another with monkeypatch makes its own state.)
"""

import datetime as dt
import functools
import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import time_machine
from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

T = TypeVar("T")
Row = tuple[Any, ...]


@dataclass
class Change:
    """What making something did to one table."""

    table: str
    columns: list[str]
    added: list[Row] = field(default_factory=list)
    altered: list[Row] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)


@dataclass
class Kept:
    changes: list[Change]
    made: bytes
    statement: str  # PostgreSQL: all of it in one
    files: dict[str, bytes]


_kept: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
_columns: dict[str, list[str]] = {}
#: Who is signed in makes no difference to a state, and every session is new.
SESSIONS = {"django_session", "usersessions_usersession"}
#: So many states are kept; the one that was not wanted for the longest time goes first.
MOST = 400


def remembered(name: str, make: Callable[[], T]) -> T:
    """What make() made, from memory where the database and the clock are as they were."""
    files, where = _files(), _whereabouts()
    moment = timezone.now() if time_machine.escape_hatch.is_travelling() else timezone.localdate()
    key = (name, connection.vendor, moment, _overridden(), where, tuple(files))
    if kept := _kept.get(key):
        _kept.move_to_end(key)
        _put_back(kept)
        writes.arrived_at(key)
        return pickle.loads(kept.made)  # noqa: S301  our own, of this process
    before = _contents()
    made = make()
    changes = _changes(before, _contents())
    if any(change.table in SESSIONS for change in changes):
        return made
    statement = _statement(changes) if connection.vendor == "postgresql" else ""
    added = {path: data for path, data in _files().items() if files.get(path) != data}
    _kept[key] = kept = Kept(changes, pickle.dumps(made), statement, added)
    writes.arrived_at(key)
    if len(_kept) > MOST:
        _kept.popitem(last=False)
    return pickle.loads(kept.made)  # noqa: S301


class Writes:
    """Knows without reading it how a test's database came to be as it is: nobody wrote since the last state was put back."""

    def __init__(self) -> None:
        self.count = 0
        self.alone = False  # other connections write only in tests that commit
        self._name, self._at = "", -1

    def begin(self, *, rolled_back: bool) -> None:
        """A test begins: on what migrations wrote, when the one before was rolled back."""
        if self._watch not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._watch)
        self.alone = rolled_back
        self._name, self._at = "migrated", self.count

    def arrived_at(self, key: tuple[Any, ...]) -> None:
        self._name, self._at = hashlib.sha256(repr(key).encode()).hexdigest(), self.count

    def known(self) -> str:
        """A name of the state, or nothing when somebody wrote since."""
        return self._name if self.alone and self._at == self.count else ""

    def _watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")):
            self.count += 1
        return execute(sql, params, many, context)


writes = Writes()


def _whereabouts() -> str | bytes:
    return writes.known() or _fingerprint(_contents())


def starting_point(make: Callable[..., T]) -> Callable[..., T]:
    """Marks a way to a state, make(cast, …), so that it is gone once per run. Arguments that are not plain: every time."""

    @functools.wraps(make)
    def way(cast: Any, *given: Any, **named: Any) -> T:
        if not all(_plain(value) for value in (*given, *named.values())):
            return make(cast, *given, **named)
        words = (_word(given), _word(sorted(named.items())))
        name = f"{make.__module__}.{make.__qualname__}{words}"
        return remembered(name, lambda: make(cast, *given, **named))

    return way


def _plain(value: Any) -> bool:
    if isinstance(value, (tuple, list)):
        return all(_plain(one) for one in value)
    if isinstance(value, dict):
        return all(_plain(one) for pair in value.items() for one in pair)
    return value is None or isinstance(value, (str, int, dt.date, models.Model))


def _word(value: Any) -> str:
    """The value in words; a thing of the database by its fields."""
    if isinstance(value, (tuple, list)):
        return f"({', '.join(_word(one) for one in value)})"
    if isinstance(value, dict):
        return _word(sorted(value.items(), key=repr))
    if isinstance(value, models.Model):
        return f"{value._meta.label}{[(f.attname, value.__dict__.get(f.attname)) for f in value._meta.concrete_fields]}"
    return repr(value)


def _overridden() -> str:
    """Settings that the test has changed."""
    holder = settings._wrapped
    changed = vars(holder) if hasattr(holder, "default_settings") else {}
    names = sorted(name for name in changed if name.isupper() and name != "FILES_DIR")  # see _files
    return repr([(name, getattr(holder, name)) for name in names])


# --- reading ----------------------------------------------------------------------------------------------

Contents = dict[str, list[Row]]


def _files() -> dict[str, bytes]:
    """What stands in the folder of uploaded files, which many tests have to themselves."""
    folder = Path(settings.FILES_DIR)
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _tables() -> dict[str, list[str]]:
    """Every table with its columns, the key first; read once, since no test alters a table."""
    if not _columns:
        with connection.cursor() as cursor:
            for table in sorted(connection.introspection.django_table_names(only_existing=True)):
                made = _made_by_the_database(cursor, table)
                described = connection.introspection.get_table_description(cursor, table)
                columns = [c.name for c in described if c.name not in made]
                key = connection.introspection.get_primary_key_column(cursor, table)
                _columns[table] = sorted(columns, key=lambda name: name != key)
    return _columns


def _made_by_the_database(cursor: Any, table: str) -> set[str]:
    """Columns that nobody may write."""
    if connection.vendor != "postgresql":
        return set()
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attgenerated <> ''",
        [f'"{table}"'],
    )
    return {name for (name,) in cursor.fetchall()}


def _contents() -> Contents:
    """All rows as the database writes them: SQLite's +column and PostgreSQL's ::text leave out Python's conversions."""
    found: Contents = {}
    plain = "{}::text" if connection.vendor == "postgresql" else "+{}"
    with connection.cursor() as cursor:
        for table, columns in _tables().items():
            listed = ", ".join(plain.format(f'"{name}"') for name in columns)
            cursor.execute(f'SELECT {listed} FROM "{table}"')  # noqa: S608  our own names
            if rows := cursor.fetchall():
                found[table] = rows
    return found


def _fingerprint(contents: Contents) -> bytes:
    made = hashlib.sha256()
    for table, rows in contents.items():
        if table not in SESSIONS:
            made.update(repr((table, sorted(rows, key=repr))).encode())
    return made.digest()


def _changes(before: Contents, after: Contents) -> list[Change]:
    found = []
    for table, columns in _tables().items():
        old = {row[0]: row for row in before.get(table, ())}
        new = {row[0]: row for row in after.get(table, ())}
        change = Change(
            table,
            columns,
            added=[row for key, row in new.items() if key not in old],
            altered=[row for key, row in new.items() if key in old and old[key] != row],
            gone=[key for key in old if key not in new],
        )
        if change.added or change.altered or change.gone:
            found.append(change)
    return found


# --- putting back -----------------------------------------------------------------------------------------


def _statements(change: Change) -> Iterable[tuple[str, list[Row]]]:
    key, names = change.columns[0], ", ".join(f'"{name}"' for name in change.columns)
    if change.gone:
        yield f'DELETE FROM "{change.table}" WHERE "{key}" = %s', [(one,) for one in change.gone]
    if change.altered:
        settings_ = ", ".join(f'"{name}" = %s' for name in change.columns)
        rows = [(*row, row[0]) for row in change.altered]
        yield f'UPDATE "{change.table}" SET {settings_} WHERE "{key}" = %s', rows
    if change.added:
        marks = ", ".join(["%s"] * len(change.columns))
        yield f'INSERT INTO "{change.table}" ({names}) VALUES ({marks})', change.added


def _statement(changes: list[Change]) -> str:
    parts = []
    with connection.cursor() as cursor:
        for change in changes:
            for statement, rows in _statements(change):
                parts += [cursor.mogrify(statement, row).decode() for row in rows]
            key = change.columns[0]
            if key == "id" and change.added:
                sequence = f"pg_get_serial_sequence('\"{change.table}\"', 'id')"
                parts.append(f"SELECT setval({sequence}, {max(int(row[0]) for row in change.added)})")
    return ";\n".join(parts)


def _put_back(kept: Kept) -> None:
    for name, data in kept.files.items():
        path = Path(settings.FILES_DIR) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with transaction.atomic(), connection.cursor() as cursor:  # rows may name rows that come after them
        if kept.statement:
            cursor.execute(kept.statement)
            return
        for change in kept.changes:
            for statement, rows in _statements(change):
                cursor.executemany(statement, rows)

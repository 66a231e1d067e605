"""Migrates the test database once per set of migrations, not once per run.

The migrated, empty SQLite database is kept in .pytest_cache under the hash of everything that makes it. In CI the
migrations run; bin/test, whose stages each have a database, runs them once per kind of database and names the place that
the stages share (MIGRATED_FOLDER; on PostgreSQL it is a template database of bin/test's own server).
"""

import contextlib
import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.commands import migrate
from django.db import DatabaseError, connections

ROOT = Path(__file__).resolve().parents[1]
#: What the tables and the rows that migrations write are made from.
SOURCES = (
    "requirements.txt",
    "*/migrations/*.py",
    "lscb/*/migrations/*.py",
    "lscb/clocks/**/*.*",
    "lscb/trail/guards.py",
    "lscb/records/wordindex.py",
)

_migrate = migrate.Command.handle


def key() -> str:
    found = {path for pattern in SOURCES for path in ROOT.glob(pattern) if "__pycache__" not in path.parts}
    made = hashlib.sha256()
    for path in sorted(found):
        made.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return made.hexdigest()[:20]


def handle(self: migrate.Command, *arguments: Any, **options: Any) -> None:
    connection, shared = connections[options["database"]], os.environ.get("MIGRATED_FOLDER")
    in_memory = connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"])
    if options.get("app_label") or (os.environ.get("CI") and not shared):
        _migrate(self, *arguments, **options)
    elif in_memory:
        kept = Path(shared or ROOT / ".pytest_cache" / "databases") / f"{key()}.sqlite3"
        connection.ensure_connection()
        if not _restored(kept, connection.connection):
            _migrate(self, *arguments, **options)
            _keep(kept, connection.connection)
    elif shared and connection.vendor == "postgresql":
        template = f"migrated_{key()}"
        if not _copied(template, connection):
            _migrate(self, *arguments, **options)
            _keep_template(template, connection)
    else:
        _migrate(self, *arguments, **options)


def _keep(kept: Path, source: sqlite3.Connection) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in sorted(kept.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-5]:
        old.unlink(missing_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(half)) as target:
        source.backup(target)
    half.replace(kept)


def _restored(kept: Path, target: sqlite3.Connection) -> bool:
    """Another run may be taking the file away: it is opened read-only, so that it is never made empty."""
    try:
        with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as source:
            source.backup(target)
    except sqlite3.OperationalError:
        return False
    return True


def _copied(template: str, connection: Any) -> bool:
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            return False
        cursor.execute(f'DROP DATABASE "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return True


def _keep_template(template: str, connection: Any) -> None:
    """Two stages that migrate at once make it once."""
    name = connection.settings_dict["NAME"]
    connection.close()
    with contextlib.suppress(DatabaseError), connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{template}" TEMPLATE "{name}"')


migrate.Command.handle = handle  # type: ignore[method-assign]

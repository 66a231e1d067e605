"""Migrates the SQLite test database once per set of migrations, not once per run.

The migrated, empty database is kept in .pytest_cache under the hash of everything that makes it. In CI, and on
PostgreSQL, the migrations always run.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
#: What the tables and the rows that migrations write are made from.
SOURCES = (
    "requirements.txt",
    "*/migrations/*.py",
    "lscb/*/migrations/*.py",
    "lscb/clocks/**/*.*",
    "lscb/trail/guards.py",
)

_migrate = migrate.Command.handle


def key() -> str:
    found = {path for pattern in SOURCES for path in ROOT.glob(pattern) if "__pycache__" not in path.parts}
    made = hashlib.sha256()
    for path in sorted(found):
        made.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return made.hexdigest()[:20]


def handle(self: migrate.Command, *arguments: Any, **options: Any) -> None:
    connection = connections[options["database"]]
    name = str(connection.settings_dict["NAME"])
    if (
        connection.vendor != "sqlite"
        or "memory" not in name
        or options.get("app_label")
        or os.environ.get("CI")
    ):
        _migrate(self, *arguments, **options)
        return
    kept = ROOT / ".pytest_cache" / "databases" / f"{key()}.sqlite3"
    connection.ensure_connection()
    if _restored(kept, connection.connection):
        return
    _migrate(self, *arguments, **options)
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in sorted(kept.parent.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-5]:
        old.unlink(missing_ok=True)
    half = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(half)) as target:
        connection.connection.backup(target)
    half.replace(kept)


def _restored(kept: Path, target: sqlite3.Connection) -> bool:
    """Another run may be taking the file away: it is opened read-only, so that it is never made empty."""
    try:
        with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as source:
            source.backup(target)
    except sqlite3.OperationalError:
        return False
    return True


migrate.Command.handle = handle  # type: ignore[method-assign]

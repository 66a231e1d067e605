"""The database's own index over the words of SearchRow: a generated column on PostgreSQL, an FTS5 table on SQLite.

`install` is run by a migration. On PostgreSQL every row also carries its board as a word, so that one index answers
"these words, on this board". On SQLite three triggers keep the table; they go with the table when it is altered.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE, WORDS = "records_searchrow", "records_searchwords"

_POSTGRESQL = f"""
ALTER TABLE {TABLE} ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english'::regconfig, title), 'A') || setweight(to_tsvector('english'::regconfig, text), 'B')
    || array_to_tsvector(ARRAY['#' || board_id::text])
) STORED;
CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words);
"""
_OLD = f"INSERT INTO {WORDS}({WORDS}, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);"  # nosec B608
_NEW = f"INSERT INTO {WORDS}(rowid, title, text) VALUES (new.id, new.title, new.text);"  # nosec B608
_SQLITE = (
    f"CREATE VIRTUAL TABLE {WORDS} USING fts5(title, text, content='{TABLE}', content_rowid='id', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER {WORDS}_added AFTER INSERT ON {TABLE} BEGIN {_NEW} END",
    f"CREATE TRIGGER {WORDS}_gone AFTER DELETE ON {TABLE} BEGIN {_OLD} END",
    f"CREATE TRIGGER {WORDS}_changed AFTER UPDATE ON {TABLE} BEGIN {_OLD} {_NEW} END",
)


def on_boards(boards: list[int]) -> str:
    """The boards of a row as a tsquery; nobody can type such a word, since a # is no part of one."""
    return " | ".join(f"'#{board}'" for board in boards)


def install(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in (_POSTGRESQL,) if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} DROP COLUMN words")
            return
        for word in ("added", "gone", "changed"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {WORDS}_{word}")
        cursor.execute(f"DROP TABLE IF EXISTS {WORDS}")

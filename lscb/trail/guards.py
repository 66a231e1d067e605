"""The database's own lock on the trail: rows are added, and neither changed nor taken away.

`install` is run by a migration. `remove` exists for the flush between two tests and for nothing else.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "trail_auditevent"
REFUSAL = "The trail is only ever appended to."

_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';
END
$body$;
DROP TRIGGER IF EXISTS {TABLE}_rows ON {TABLE};
CREATE TRIGGER {TABLE}_rows BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse();
DROP TRIGGER IF EXISTS {TABLE}_whole ON {TABLE};
CREATE TRIGGER {TABLE}_whole BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse();
ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {TABLE}_rows;
ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {TABLE}_whole;
REVOKE UPDATE, DELETE, TRUNCATE ON {TABLE} FROM PUBLIC, CURRENT_USER;
"""
_POSTGRESQL_OFF = f"""
GRANT UPDATE, DELETE, TRUNCATE ON {TABLE} TO CURRENT_USER;
DROP TRIGGER IF EXISTS {TABLE}_rows ON {TABLE};
DROP TRIGGER IF EXISTS {TABLE}_whole ON {TABLE};
"""


def _sqlite(verb: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {TABLE}_{verb.lower()} BEFORE {verb} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes the database refuse UPDATE and DELETE (and TRUNCATE, where there is one) on the trail."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL)
        else:
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(_sqlite(verb))


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_OFF)
        else:
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{verb}")

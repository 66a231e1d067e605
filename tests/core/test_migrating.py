"""Tables made at once are those that Django makes one after the other."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from lscb.core.migrating import AtOnce, at_once

APP = "people"  # any installed app: the tables have names of their own, and are undone with the test


def steps(prefix):
    made = [
        ("fields", [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=9))]),
        ("other", [("id", models.BigAutoField(primary_key=True))]),
    ]
    tables = [
        migrations.CreateModel(name=f"{prefix}{name}", fields=[(key, field.clone()) for key, field in fields])
        for name, fields in made
    ]
    to_other = models.ForeignKey(f"{APP}.{prefix}other", models.PROTECT, null=True, related_name="+")
    columns = [
        migrations.AddField(f"{prefix}fields", "other", to_other),
        migrations.AddField(f"{prefix}fields", "many", models.PositiveIntegerField(default=3)),
        migrations.AddField(f"{prefix}other", "name", models.CharField(max_length=5, unique=True, null=True)),
        migrations.AddField(f"{prefix}fields", "day", models.DateField(null=True)),
    ]
    unique = models.UniqueConstraint(fields=["name", "many"], name=f"{prefix}_one")
    return [*tables, *columns, migrations.AddConstraint(f"{prefix}fields", unique)]


def tables(prefix):
    with connection.cursor() as cursor:
        found = {}
        for name in sorted(connection.introspection.table_names(cursor)):
            if name.startswith(f"{APP}_{prefix}"):
                columns = connection.introspection.get_table_description(cursor, name)
                kinds = connection.introspection.get_constraints(cursor, name).values()
                found[name.removeprefix(f"{APP}_{prefix}")] = (
                    sorted((one.name, one.type_code, one.null_ok) for one in columns),
                    sorted((tuple(one["columns"]), one["unique"], bool(one["foreign_key"])) for one in kinds),
                )
        return found


def run(operations):
    migration = migrations.Migration("made", APP)
    migration.operations = operations
    before = ProjectState()
    with connection.schema_editor() as editor:
        migration.apply(before.clone(), editor)
    return migration, before


@pytest.mark.django_db(transaction=True)
def test_the_tables_come_out_the_same_and_go_again():
    done = {prefix: run(way(steps(prefix))) for prefix, way in (("plain", list), ("quick", at_once))}
    try:
        assert tables("quick") == tables("plain") and len(tables("quick")) == 2
        assert len(tables("quick")["fields"][0]) == 5
    finally:
        for migration, before in done.values():
            with connection.schema_editor() as editor:
                migration.unapply(before.clone(), editor)
    assert not tables("quick") and not tables("plain")


def test_each_round_has_one_column_of_a_table():
    found = at_once(steps("x"))
    assert [len(one.operations) for one in found if isinstance(one, AtOnce)] == [2, 2, 1, 1]
    assert len(found) == 5

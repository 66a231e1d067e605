from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from lscb.records import wordindex


def install(apps: Any, schema_editor: Any) -> None:
    wordindex.install(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    wordindex.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("records", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("said_on", models.DateField()),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.board"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_rows",
                        to="records.record",
                    ),
                ),
            ],
        ),
        migrations.RunPython(install, remove),
    ]

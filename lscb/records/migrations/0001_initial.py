import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from lscb.core.migrating import at_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("reference", models.CharField(max_length=40, unique=True)),
                ("title", models.CharField(help_text="A safe title: it never holds a name.", max_length=160)),
                ("route", models.CharField(help_text="Name of the page that shows it.", max_length=60)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("closed", "Closed: only people on its access list"),
                            ("board", "Board: everyone with a seat on the board"),
                            ("public", "Public"),
                        ],
                        default="closed",
                        max_length=10,
                    ),
                ),
                ("marking", models.CharField(blank=True, default="Strictly confidential", max_length=40)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("legal_hold", models.BooleanField(default=False)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="records", to="people.board"
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="branches",
                        to="records.record",
                    ),
                ),
                (
                    "shut_with",
                    models.ForeignKey(
                        blank=True,
                        help_text="A case whose personal conflicts shut this record too, though its access and identities do not reach it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shuts",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["board", "kind", "-id"], name="records_rec_board_i_1dfab1_idx"),
                    models.Index(fields=["mode", "board", "-id"], name="records_rec_mode_ced8dc_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("until_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="break_glass",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "until_at"], name="records_bre_user_id_804a2e_idx")],
            },
        ),
        migrations.CreateModel(
            name="RecordAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("capacity", models.CharField(max_length=30)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(max_length=200)),
                ("granted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="access",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["party", "from_on", "until_on", "record"],
                        name="records_rec_party_i_49ee9b_idx",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_on__isnull", True)),
                        fields=("record", "party", "capacity"),
                        name="one_open_access_row",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordExclusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("imposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "imposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exclusions",
                        to="records.record",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("record", "user"),
                        name="one_running_exclusion",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="exclusion_lifted_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferenceCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                ("board", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="people.board")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("board", "kind", "year"), name="one_counter_per_kind_and_year"
                    )
                ],
            },
        ),
    ]
    operations = at_once(operations)

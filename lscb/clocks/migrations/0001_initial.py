import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from lscb.core.migrating import at_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("records", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=160)),
                ("regime", models.CharField(max_length=20)),
                ("starts_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("act_by", models.DateField(blank=True, null=True)),
                ("calendar", models.CharField(max_length=40)),
                ("holiday_version", models.PositiveIntegerField()),
                ("amount", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working day", "working day"),
                            ("calendar day", "calendar day"),
                            ("month", "month"),
                            ("hour", "hour"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("recipients", models.JSONField(blank=True, default=list)),
                ("source", models.CharField(max_length=600)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "high"), ("medium", "medium"), ("low", "low")], max_length=10
                    ),
                ),
                ("hard", models.BooleanField()),
                ("minimum", models.BooleanField(default=False)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("late_reason", models.TextField(blank=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_reason", models.CharField(blank=True, max_length=300)),
                ("remind_on", models.DateField(blank=True, null=True)),
                ("remind_step", models.SmallIntegerField(blank=True, null=True)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "met_by",
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
                        related_name="deadlines",
                        to="records.record",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supersedes",
                        to="clocks.deadline",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("remind_on__isnull", False)),
                        fields=["remind_on"],
                        name="deadline_to_remind",
                    ),
                    models.Index(
                        condition=models.Q(("cancelled_at__isnull", True), ("met_on__isnull", True)),
                        fields=["act_by"],
                        name="deadline_running",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at__isnull", True), ("met_on__isnull", True)),
                        fields=("record", "code"),
                        name="one_running_deadline_per_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", False), ("unit__isnull", False)),
                            models.Q(("amount__isnull", True), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="deadline_length_has_a_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act_by__isnull", False), ("due_on__isnull", False)),
                            models.Q(("act_by__isnull", True), ("due_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="deadline_due_has_act_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_at__isnull", True), ("due_on__isnull", False), _connector="OR"
                        ),
                        name="deadline_moment_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("met_by__isnull", False),
                                ("met_on__isnull", False),
                                ("stopped_at__isnull", False),
                            ),
                            models.Q(
                                ("met_by__isnull", True),
                                ("met_on__isnull", True),
                                ("stopped_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_met_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at__isnull", True),
                                ("cancelled_by__isnull", True),
                                ("cancelled_reason", ""),
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("cancelled_by__isnull", False),
                                models.Q(("cancelled_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_cancelled_has_who_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("met_on__isnull", True), ("cancelled_at__isnull", True), _connector="OR"
                        ),
                        name="deadline_met_or_cancelled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("remind_on__isnull", False), ("remind_step__isnull", False)),
                            models.Q(("remind_on__isnull", True), ("remind_step__isnull", True)),
                            _connector="OR",
                        ),
                        name="deadline_reminder_has_a_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("remind_on__isnull", True),
                            models.Q(("cancelled_at__isnull", True), ("met_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="deadline_reminds_while_running",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(default=0)),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="clocks.deadline",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deadline parties",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deadline", "party", "level"), name="one_deadline_party_per_level"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HolidaySet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("calendar", models.CharField(help_text="For example england-and-wales.", max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("note", models.CharField(max_length=300)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "shipped",
                    models.BooleanField(
                        default=False, help_text="Came with the product; nobody published it."
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["calendar", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("calendar", "version"), name="one_holiday_set_per_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shipped", True), ("created_by__isnull", False), _connector="OR"),
                        name="holiday_set_has_who_or_is_shipped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("name", models.CharField(max_length=120)),
                (
                    "holiday_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="clocks.holidayset",
                    ),
                ),
            ],
            options={
                "ordering": ["day"],
                "constraints": [
                    models.UniqueConstraint(fields=("holiday_set", "day"), name="one_holiday_per_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleOverride",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regime", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=40)),
                ("amount", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("working day", "working day"),
                            ("calendar day", "calendar day"),
                            ("month", "month"),
                            ("hour", "hour"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("recipients", models.JSONField(blank=True, default=list)),
                ("reason", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("active", models.BooleanField(default=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_overrides",
                        to="people.board",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-set_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("active", True)),
                        fields=("board", "regime", "code"),
                        name="one_active_override_per_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", False), ("unit__isnull", False)),
                            models.Q(("amount__isnull", True), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="override_length_has_a_unit",
                    ),
                ],
            },
        ),
    ]
    operations = at_once(operations)

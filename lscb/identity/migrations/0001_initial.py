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
            name="ProtectedPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PERSON", "Person"),
                            ("ORG", "Organisation"),
                            ("LOC", "Place"),
                            ("CODE", "Number or code"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("child", "Child"),
                            ("sibling", "Sibling"),
                            ("parent", "Parent or carer"),
                            ("relative", "Other family"),
                            ("staff", "Member of staff"),
                            ("other", "Somebody else"),
                            ("place", "Place"),
                            ("school", "School"),
                            ("service", "Service or team"),
                            ("number", "Number or code"),
                        ],
                        max_length=10,
                    ),
                ),
                ("pseudonym", models.CharField(max_length=80)),
                ("protect", models.BooleanField(default=True)),
                ("protect_reason", models.CharField(blank=True, max_length=200)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, help_text="A pseudonym is never used again.", null=True),
                ),
                ("retired_reason", models.CharField(blank=True, max_length=200)),
                (
                    "former_pseudonyms",
                    models.JSONField(
                        blank=True, default=list, help_text="Given up by this person; taken for ever."
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        help_text="The case's root.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="protected",
                        to="records.record",
                    ),
                ),
                (
                    "retired_by",
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
                "ordering": ["order", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("record", "pseudonym"), name="one_pseudonym_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retired_by__isnull", True), ("retired_at__isnull", False), _connector="OR"
                        ),
                        name="protected_person_retired_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LookupHash",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("whole", "Whole name"),
                            ("part", "Part of a name"),
                            ("sound", "Sound of a part"),
                            ("near", "A part with one letter left out"),
                            ("birth", "Date of birth"),
                            ("birth-day", "Day and month of birth"),
                            ("birth-month", "Month and year of birth"),
                        ],
                        max_length=12,
                    ),
                ),
                ("hash", models.CharField(max_length=32)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lookups",
                        to="identity.protectedperson",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["hash", "form"], name="identity_lo_hash_f526d0_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "form", "hash"), name="one_lookup_per_form")
                ],
            },
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("name", "Name"),
                            ("first-name", "First name"),
                            ("surname", "Surname"),
                            ("other-name", "Other name"),
                            ("birth", "Date of birth"),
                            ("death", "Date of death"),
                            ("address", "Address"),
                            ("previous-address", "Previous address"),
                            ("number", "Number"),
                            ("ethnicity", "Ethnicity"),
                            ("religion", "Religion"),
                            ("note", "Note"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.TextField(help_text="Encrypted.")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="identity.protectedperson",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reveal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("revealed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("until_at", models.DateTimeField()),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reveals",
                        to="records.record",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["record", "user", "-until_at"], name="identity_re_record__83eeeb_idx"
                    )
                ],
            },
        ),
    ]
    operations = at_once(operations)

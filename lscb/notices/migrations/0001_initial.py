import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest_on",
                    models.DateField(blank=True, help_text="The day whose digest it is.", null=True),
                ),
                ("address", models.EmailField(max_length=254)),
                (
                    "key",
                    models.CharField(
                        help_text="digest:person:day, urgent:notice, link:…", max_length=120, unique=True
                    ),
                ),
                ("subject", models.CharField(max_length=160)),
                ("body", models.TextField()),
                (
                    "sensitive",
                    models.BooleanField(
                        default=False, help_text="Holds a link or code: the body is wiped once sent."
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(
                        blank=True, help_text="Of no use afterwards: not sent any more.", null=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("claimed_until", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "board",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="people.board",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "indexes": [
                    models.Index(fields=["state", "next_try_at"], name="notices_del_state_24a10b_idx"),
                    models.Index(fields=["board", "-id"], name="notices_del_board_i_9bddc0_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("to", "digest_on"), name="one_digest_per_person_and_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject_key",
                    models.SlugField(help_text="Its wording is in lscb.notices.wording.", max_length=40),
                ),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("link", models.CharField(max_length=300)),
                ("urgent", models.BooleanField(default=False)),
                ("unique_key", models.CharField(max_length=120)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withheld",
                    models.BooleanField(
                        default=False, help_text="Never e-mailed: its case was shut to the person."
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="people.board"
                    ),
                ),
                (
                    "delivery",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="notices.delivery",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["to", "read_at", "-id"], name="notices_not_to_id_d78df3_idx"),
                    models.Index(fields=["delivery", "urgent", "id"], name="notices_not_deliver_e36242_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("to", "unique_key"), name="one_notice_per_person_and_cause"
                    )
                ],
            },
        ),
    ]

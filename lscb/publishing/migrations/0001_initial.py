import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from lscb.core.migrating import at_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        ("people", "0001_initial"),
        ("records", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "subtitle",
                    models.CharField(blank=True, help_text="What kind of document it is.", max_length=200),
                ),
                (
                    "regime",
                    models.CharField(
                        blank=True, help_text="Whose clocks apply; the board's if empty.", max_length=20
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        default=1, help_text="Which copy of the source this is."
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("preparing", "Settling doubtful words"),
                            ("checking", "With the anonymity checker"),
                            ("approving", "With the chair"),
                            ("clearing", "Clearances and advance copies"),
                            ("released", "Published"),
                            ("withdrawn", "Withdrawn"),
                            ("replaced", "Replaced by a newer copy"),
                        ],
                        default="preparing",
                        max_length=12,
                    ),
                ),
                ("sha256", models.CharField(help_text="Of the copied source text.", max_length=64)),
                ("copied_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("rule_version", models.CharField(blank=True, max_length=20)),
                ("jigsaw_reason", models.TextField(blank=True)),
                (
                    "planned_on",
                    models.DateField(
                        blank=True, help_text="The day on which it is to be published.", null=True
                    ),
                ),
                (
                    "stale_at",
                    models.DateTimeField(
                        blank=True, help_text="The source was changed after this copy.", null=True
                    ),
                ),
                (
                    "authors",
                    models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "copied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document",
                        to="records.record",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="records.record",
                    ),
                ),
                (
                    "stale_by",
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
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "number"), name="one_copy_number_per_source"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status__in", ["preparing", "checking", "approving", "clearing"])
                        ),
                        fields=("source",),
                        name="one_copy_in_work_per_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stale_at__isnull", True), ("stale_by__isnull", True)),
                            models.Q(("stale_at__isnull", False), ("stale_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="document_stale_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clearance",
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
                            ("legal", "Court or legal clearance"),
                            ("family", "Family told"),
                            ("staff", "Staff told"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(choices=[("done", "Done"), ("not-needed", "Not needed")], max_length=10),
                ),
                ("detail", models.TextField()),
                ("done_on", models.DateField()),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.fileuse",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearances",
                        to="publishing.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "kind"), name="one_clearance_of_a_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("heading", models.CharField(max_length=160)),
                ("order", models.PositiveSmallIntegerField()),
                ("source_text", models.TextField()),
                ("public_text", models.TextField(blank=True)),
                ("replacements", models.JSONField(blank=True, default=list)),
                (
                    "doubtful",
                    models.JSONField(
                        blank=True, default=list, help_text="Where doubtful words stand that nobody ruled on."
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="publishing.document",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "code"), name="one_passage_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("summary", models.TextField(blank=True)),
                ("content", models.JSONField(help_text="The frozen public text, as approved.")),
                ("pdf_path", models.CharField(max_length=120)),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("pdf_pages", models.PositiveSmallIntegerField(default=0)),
                ("pdf_size", models.PositiveIntegerField(default=0)),
                ("published_on", models.DateField()),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("minimum_until", models.DateField(help_text="On the site for at least twelve months.")),
                ("on_request_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_notice", models.CharField(blank=True, max_length=300)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="people.board",
                    ),
                ),
                (
                    "on_request_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="records.record",
                    ),
                ),
                (
                    "withdrawn_by",
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
                "ordering": ["-published_on", "-id"],
                "indexes": [
                    models.Index(
                        fields=["board", "-published_on", "-id"], name="publishing__board_i_8c3564_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("source",),
                        name="one_live_publication_per_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="withdrawn_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("on_request_at__isnull", True), ("on_request_by__isnull", True)),
                            models.Q(("on_request_at__isnull", False), ("on_request_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="on_request_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CopyRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField()),
                ("who", models.TextField(help_text="Encrypted.")),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copy_requests",
                        to="publishing.publication",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicationPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "intent",
                    models.CharField(
                        choices=[
                            ("publish", "Publish"),
                            ("defer", "Put off"),
                            ("not-publish", "Consult on not publishing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "review_on",
                    models.DateField(blank=True, help_text="When this is looked at again.", null=True),
                ),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication_plans",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("intent", "publish"), ("review_on__isnull", False), _connector="OR"
                        ),
                        name="deferred_has_a_review_date",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.JSONField(
                        help_text="Frozen sections, findings, recommendations, response and actions."
                    ),
                ),
                ("text_sha256", models.CharField(max_length=64)),
                ("frozen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "rendering",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be made"),
                            ("running", "Being made"),
                            ("done", "Made and scanned"),
                            ("failed", "Could not be made"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("claimed_until", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("pdf_path", models.CharField(blank=True, max_length=120)),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf_pages", models.PositiveSmallIntegerField(default=0)),
                ("pdf_size", models.PositiveIntegerField(default=0)),
                (
                    "leaks",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What the scan of the bytes found: place and register id.",
                    ),
                ),
                ("scanned_at", models.DateTimeField(blank=True, null=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("checklist", models.JSONField(blank=True, default=dict)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cancelled_at",
                    models.DateTimeField(
                        blank=True, help_text="Taken back: both approvals fell with it.", null=True
                    ),
                ),
                ("cancelled_reason", models.CharField(blank=True, max_length=300)),
                ("advance_on", models.DateField(blank=True, null=True)),
                ("advance_to", models.TextField(blank=True)),
                (
                    "earliest_on",
                    models.DateField(
                        blank=True,
                        help_text="At least seven working days after the advance copies.",
                        null=True,
                    ),
                ),
                (
                    "advance_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="publishing.document",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["rendering", "id"], name="publishing__renderi_0f16d7_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="release_checked_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="release_approved_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(
                                ("checked_by__isnull", False),
                                models.Q(("approved_by", models.F("checked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="two_different_approvers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                            models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="release_cancelled_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("advance_by__isnull", True), ("advance_on__isnull", True)),
                            models.Q(("advance_by__isnull", False), ("advance_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="release_advance_has_who_and_when",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at__isnull", True)),
                        fields=("document",),
                        name="one_standing_release",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="release",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publication",
                to="publishing.release",
            ),
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=1000)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("keep", "Keep: it does not identify"),
                            ("mask", "Replace with other words"),
                            ("register", "Somebody or something new: add to the case's register"),
                        ],
                        max_length=10,
                    ),
                ),
                ("replacement", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("ruled_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rulings",
                        to="publishing.document",
                    ),
                ),
                (
                    "ruled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "text"), name="one_ruling_per_word")
                ],
            },
        ),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=1000)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("name", "May be a name"),
                            ("number", "Number"),
                            ("health", "Health"),
                            ("other", "Unusual word"),
                        ],
                        default="other",
                        max_length=8,
                    ),
                ),
                (
                    "risk",
                    models.PositiveSmallIntegerField(default=0, help_text="The riskiest are settled first."),
                ),
                ("reason", models.CharField(max_length=200)),
                ("count", models.PositiveIntegerField(default=1)),
                ("contexts", models.JSONField(blank=True, default=list)),
                ("candidates", models.JSONField(blank=True, default=list)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doubts",
                        to="publishing.document",
                    ),
                ),
                (
                    "ruling",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="doubts",
                        to="publishing.ruling",
                    ),
                ),
            ],
            options={
                "ordering": ["-risk", "-count", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "text"), name="one_doubt_per_word")
                ],
            },
        ),
    ]
    operations = at_once(operations)

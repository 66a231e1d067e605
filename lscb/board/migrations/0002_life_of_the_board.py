import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from lscb.core.migrating import at_once


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0001_initial"),
        ("learning", "0001_initial"),
        ("files", "0003_outsiders_take_off"),
        ("people", "0002_leave"),
        ("records", "0002_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("quarter", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_reviews",
                        to="people.board",
                    ),
                ),
                (
                    "finished_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
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
                        related_name="access_review",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-quarter"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("board", "year", "quarter"), name="one_access_review_a_quarter"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("finished_by__isnull", True)),
                            models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="access_review_finished_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessReviewRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("roles", models.TextField(blank=True)),
                ("seats", models.TextField(blank=True)),
                ("cases", models.PositiveIntegerField(default=0)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("asleep", models.BooleanField(default=False)),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[("confirmed", "Right as it is"), ("ended", "Ended"), ("changed", "Changed")],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="board.accessreview",
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
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "user"), name="a_person_stands_once_in_a_review"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("judged_at__isnull", True), ("judged_by__isnull", True), ("judgement", "")
                            ),
                            models.Q(
                                ("judged_at__isnull", False),
                                ("judged_by__isnull", False),
                                models.Q(("judgement", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="access_row_judged_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("safeguarding", "Lead for safeguarding"),
                            ("reviews", "Point of contact for case reviews"),
                            ("quality", "Point of contact for quality assurance"),
                            ("representative", "Representative in groups"),
                            ("commissioned", "Commissioned provider"),
                        ],
                        max_length=14,
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="board.agency",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agency_contacts",
                        to="people.board",
                    ),
                ),
            ],
            options={
                "ordering": ["about", "name"],
            },
        ),
        migrations.CreateModel(
            name="AgencyContribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("happened_on", models.DateField()),
                ("activity", models.CharField(max_length=300)),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="board.agency",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="people.board",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "ordering": ["-happened_on", "-id"],
                "indexes": [
                    models.Index(
                        fields=["board", "agency", "-happened_on"], name="board_agenc_board_i_097599_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyObligation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "obligation",
                    models.CharField(
                        choices=[
                            ("endorse", "Endorses the framework"),
                            ("resources", "Provides staff and resources"),
                            ("reviews", "Contributes to reviews"),
                            ("disseminate", "Passes on what was learned"),
                            ("embed", "Embeds what was learned: audits, staff surveys"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "met",
                    models.CharField(
                        choices=[("yes", "Met"), ("partly", "Partly met"), ("no", "Not met")], max_length=6
                    ),
                ),
                ("evidence", models.TextField()),
                ("seen_on", models.DateField()),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="obligations",
                        to="board.agency",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="obligations",
                        to="people.board",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="obligations_shown",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "ordering": ["obligation"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("board", "agency", "obligation"), name="one_row_per_obligation_of_an_agency"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSchedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("report", "Report with a checklist"),
                            ("quarterly", "Quarterly report of an agency"),
                            ("operational", "Operational Assurance Report"),
                            ("update", "Update of a member before the Board meets"),
                        ],
                        default="report",
                        max_length=12,
                    ),
                ),
                ("service", models.CharField(blank=True, max_length=160)),
                ("every_months", models.PositiveSmallIntegerField(default=0, help_text="0 for once.")),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_schedules",
                        to="board.agency",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_schedules",
                        to="people.board",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_schedules",
                        to="board.group",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="AssuranceReport",
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
                            ("report", "Report with a checklist"),
                            ("quarterly", "Quarterly report of an agency"),
                            ("operational", "Operational Assurance Report"),
                            ("update", "Update of a member before the Board meets"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("expected", "Expected"),
                            ("received", "Received"),
                            ("closed", "Checked"),
                            ("withdrawn", "No longer expected"),
                        ],
                        default="expected",
                        max_length=10,
                    ),
                ),
                ("service", models.CharField(blank=True, max_length=160)),
                ("question", models.TextField(blank=True, help_text="What the Board asks for.")),
                ("period_from", models.DateField(blank=True, null=True)),
                ("period_until", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField()),
                ("received_on", models.DateField(blank=True, null=True)),
                ("scrutiny", models.TextField(blank=True)),
                ("outcome", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assurance_reports",
                        to="board.agency",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assurance_reports",
                        to="people.board",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assurance_reports",
                        to="board.group",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports_for_meeting",
                        to="records.record",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assurance_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "received_by",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assurance_report",
                        to="records.record",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="board.reportschedule",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(
                        fields=["board", "status", "due_on", "id"], name="board_assur_board_i_75d2a2_idx"
                    ),
                    models.Index(
                        fields=["agency", "status", "due_on"], name="board_assur_agency__40b5b2_idx"
                    ),
                    models.Index(fields=["owner", "status", "due_on"], name="board_assur_owner_i_9c15ce_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_by__isnull", True), ("received_on__isnull", True)),
                            models.Q(("received_by__isnull", False), ("received_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_received_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_by__isnull", True), ("closed_on__isnull", True)),
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="report_closed_has_who_when_and_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["expected", "withdrawn"]),
                            ("received_on__isnull", False),
                            _connector="OR",
                        ),
                        name="a_received_report_has_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("form", "update")),
                        fields=("meeting", "owner"),
                        name="one_update_per_member_and_meeting",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardDocument",
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
                            ("framework", "Learning and improvement framework"),
                            ("procedure", "Procedure"),
                            ("policy", "Policy"),
                            ("protocol", "Protocol between agencies"),
                            ("constitution", "Constitution or arrangements of the board"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("summary", models.TextField(help_text="What it is for.")),
                ("review_months", models.PositiveSmallIntegerField(default=12)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "review_reason",
                    models.CharField(
                        blank=True, help_text="Why it is reviewed before its time.", max_length=300
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="people.board",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="board.group",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_documents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_document",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "id"],
                "indexes": [
                    models.Index(fields=["board", "review_on"], name="board_board_board_i_c41ad2_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardDocumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                ("dated_on", models.DateField()),
                ("authors", models.CharField(max_length=300)),
                ("change", models.TextField(help_text="What is different from the version before.")),
                (
                    "contributors",
                    models.TextField(blank=True, help_text="Who took part in the review (R004)."),
                ),
                ("circulation", models.CharField(blank=True, max_length=160)),
                ("ratified_on", models.DateField(blank=True, null=True)),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="board.boarddocument",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.fileuse",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ratified_at_meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_ratified",
                        to="records.record",
                    ),
                ),
                (
                    "ratified_by",
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
                "ordering": ["-dated_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number"), name="one_version_number_per_document"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ratified_by__isnull", True), ("ratified_on__isnull", True)),
                            models.Q(("ratified_by__isnull", False), ("ratified_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="ratified_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BusinessPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("summary", models.TextField(blank=True)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="people.board"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="plan_ends_after_it_starts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(max_length=400)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tests",
                        to="board.boarddocument",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="document_tests",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "record"), name="a_document_is_tested_by_a_record_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "register",
                    models.CharField(
                        choices=[
                            ("challenge", "Challenges"),
                            ("risk", "Risks"),
                            ("escalation", "Professional disagreements"),
                            ("scrutiny", "Partnership scrutiny"),
                            ("external", "Learning from elsewhere"),
                            ("inspection", "Inspections"),
                            ("horizon", "What is coming"),
                            ("failure", "Standards not met"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("raised_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("asked_by", models.CharField(blank=True, max_length=160)),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")], null=True
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")], null=True
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("mitigation", models.TextField(blank=True)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Between practitioners"),
                            (2, "Line managers"),
                            (3, "Senior managers"),
                            (4, "Safeguarding leads of the agencies"),
                            (5, "The chair of the board"),
                        ],
                        null=True,
                    ),
                ),
                ("origin", models.CharField(blank=True, max_length=30)),
                ("body", models.CharField(blank=True, max_length=160)),
                ("standard", models.CharField(blank=True, max_length=300)),
                (
                    "happened_on",
                    models.DateField(
                        blank=True, help_text="Published, inspected, expected: by register.", null=True
                    ),
                ),
                ("judgement", models.CharField(blank=True, max_length=160)),
                ("findings", models.TextField(blank=True)),
                ("used", models.TextField(blank=True, help_text="What was done with it for children.")),
                ("key_messages", models.TextField(blank=True)),
                ("dissemination", models.TextField(blank=True)),
                ("link", models.URLField(blank=True, max_length=400)),
                ("expected", models.CharField(blank=True, max_length=160)),
                ("effect", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_entries",
                        to="board.agency",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_entries",
                        to="people.board",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_entries",
                        to="board.group",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
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
                        related_name="register_entry",
                        to="records.record",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries_raised",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "register entries",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["board", "register", "status", "due_on", "id"],
                        name="board_entry_board_i_494232_idx",
                    ),
                    models.Index(fields=["board", "register", "-id"], name="board_entry_board_i_104267_idx"),
                    models.Index(fields=["owner", "status", "due_on"], name="board_entry_owner_i_527ca1_idx"),
                    models.Index(
                        fields=["agency", "status", "due_on"], name="board_entry_agency__d1360e_idx"
                    ),
                    models.Index(fields=["group", "status", "due_on"], name="board_entry_group_i_e15878_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("impact__range", (1, 5)),
                                ("likelihood__range", (1, 5)),
                                ("register", "risk"),
                                (
                                    "score",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("likelihood"), "*", models.F("impact")
                                    ),
                                ),
                            ),
                            models.Q(
                                models.Q(("register", "risk"), _negated=True),
                                ("impact__isnull", True),
                                ("likelihood__isnull", True),
                                ("score__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_risk_and_nothing_else_is_scored",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level__range", (1, 5)), ("register", "escalation")),
                            models.Q(
                                models.Q(("register", "escalation"), _negated=True), ("level__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="a_disagreement_has_a_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""), ("answered_by__isnull", True), ("answered_on__isnull", True)
                            ),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_answer_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "answered"), _negated=True),
                            ("answered_on__isnull", False),
                            _connector="OR",
                        ),
                        name="an_answered_entry_has_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_by__isnull", False),
                                ("closed_on__isnull", False),
                                ("status", "closed"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True),
                                ("closed_by__isnull", True),
                                ("closed_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_closed_entry_has_who_when_and_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="board.entry"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entry_links",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "record"), name="an_entry_leads_to_a_record_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reviewed_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("likelihood", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("impact", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("next_on", models.DateField(blank=True, null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="board.entry"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-reviewed_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FigureSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_at", models.DateField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("month-end", "Month end"),
                            ("meeting", "A meeting of the Board"),
                            ("report", "A report to the Board"),
                        ],
                        max_length=10,
                    ),
                ),
                ("figures", models.JSONField()),
                ("frozen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figure_sets",
                        to="people.board",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figure_sets",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "ordering": ["-as_at", "-id"],
                "indexes": [
                    models.Index(fields=["board", "-as_at", "-id"], name="board_figur_board_i_932914_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cause", "month-end")),
                        fields=("board", "as_at"),
                        name="one_month_end_per_board",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("foreword", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_reports",
                        to="people.board",
                    ),
                ),
                (
                    "made_by",
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
                        related_name="board_report",
                        to="records.record",
                    ),
                ),
                (
                    "figures",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="board.figureset",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "indexes": [models.Index(fields=["board", "-id"], name="board_board_board_i_6f2a72_idx")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgencyObligation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "obligation",
                    models.CharField(
                        choices=[
                            ("endorse", "Endorses the framework"),
                            ("resources", "Provides staff and resources"),
                            ("reviews", "Contributes to reviews"),
                            ("disseminate", "Passes on what was learned"),
                            ("embed", "Embeds what was learned: audits, staff surveys"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "met",
                    models.CharField(
                        choices=[("yes", "Met"), ("partly", "Partly met"), ("no", "Not met")], max_length=6
                    ),
                ),
                ("evidence", models.TextField()),
                ("seen_on", models.DateField()),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.agency",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.board",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agency obligation",
                "verbose_name_plural": "historical agency obligations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBoardDocument",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("framework", "Learning and improvement framework"),
                            ("procedure", "Procedure"),
                            ("policy", "Policy"),
                            ("protocol", "Protocol between agencies"),
                            ("constitution", "Constitution or arrangements of the board"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("summary", models.TextField(help_text="What it is for.")),
                ("review_months", models.PositiveSmallIntegerField(default=12)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "review_reason",
                    models.CharField(
                        blank=True, help_text="Why it is reviewed before its time.", max_length=300
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.board",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.group",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical board document",
                "verbose_name_plural": "historical board documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBusinessPlan",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("title", models.CharField(max_length=160)),
                ("summary", models.TextField(blank=True)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.board",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical business plan",
                "verbose_name_plural": "historical business plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEntry",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "register",
                    models.CharField(
                        choices=[
                            ("challenge", "Challenges"),
                            ("risk", "Risks"),
                            ("escalation", "Professional disagreements"),
                            ("scrutiny", "Partnership scrutiny"),
                            ("external", "Learning from elsewhere"),
                            ("inspection", "Inspections"),
                            ("horizon", "What is coming"),
                            ("failure", "Standards not met"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("raised_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("asked_by", models.CharField(blank=True, max_length=160)),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")], null=True
                    ),
                ),
                (
                    "impact",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")], null=True
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("mitigation", models.TextField(blank=True)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Between practitioners"),
                            (2, "Line managers"),
                            (3, "Senior managers"),
                            (4, "Safeguarding leads of the agencies"),
                            (5, "The chair of the board"),
                        ],
                        null=True,
                    ),
                ),
                ("origin", models.CharField(blank=True, max_length=30)),
                ("body", models.CharField(blank=True, max_length=160)),
                ("standard", models.CharField(blank=True, max_length=300)),
                (
                    "happened_on",
                    models.DateField(
                        blank=True, help_text="Published, inspected, expected: by register.", null=True
                    ),
                ),
                ("judgement", models.CharField(blank=True, max_length=160)),
                ("findings", models.TextField(blank=True)),
                ("used", models.TextField(blank=True, help_text="What was done with it for children.")),
                ("key_messages", models.TextField(blank=True)),
                ("dissemination", models.TextField(blank=True)),
                ("link", models.URLField(blank=True, max_length=400)),
                ("expected", models.CharField(blank=True, max_length=160)),
                ("effect", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.agency",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.board",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.group",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.record",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical entry",
                "verbose_name_plural": "historical register entries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPriority",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("outcome", models.TextField(blank=True, help_text="What will be different for children.")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.group",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.businessplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical priority",
                "verbose_name_plural": "historical priorities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReportSchedule",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("report", "Report with a checklist"),
                            ("quarterly", "Quarterly report of an agency"),
                            ("operational", "Operational Assurance Report"),
                            ("update", "Update of a member before the Board meets"),
                        ],
                        default="report",
                        max_length=12,
                    ),
                ),
                ("service", models.CharField(blank=True, max_length=160)),
                ("every_months", models.PositiveSmallIntegerField(default=0, help_text="0 for once.")),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.agency",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.board",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.group",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical report schedule",
                "verbose_name_plural": "historical report schedules",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PartnerBoard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("area", models.CharField(blank=True, max_length=160)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("web_address", models.URLField(blank=True)),
                (
                    "shared",
                    models.TextField(
                        blank=True, help_text="What is done together: procedures, agencies, groups."
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_boards",
                        to="people.board",
                    ),
                ),
                (
                    "here",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="known_as_partner",
                        to="people.board",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("board", "name"), name="one_partner_board_per_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupPartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seats", models.CharField(blank=True, help_text="Who sits for them.", max_length=300)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="partners", to="board.group"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="board.partnerboard",
                    ),
                ),
            ],
            options={
                "ordering": ["partner__name", "from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "partner", "from_on"), name="one_sharing_per_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("outcome", models.TextField(blank=True, help_text="What will be different for children.")),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priorities",
                        to="board.group",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priorities",
                        to="board.businessplan",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "priorities",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="one_priority_number_per_plan")
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tagged_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="board.priority"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="priority_tags",
                        to="records.record",
                    ),
                ),
                (
                    "tagged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("priority", "record"), name="a_record_serves_a_priority_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30)),
                (
                    "found",
                    models.CharField(
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")], max_length=6
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="board.assurancereport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("report", "code"), name="one_check_of_a_report")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30)),
                ("text", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="board.assurancereport",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("report", "code"), name="one_part_of_a_report")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssuranceReport",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("report", "Report with a checklist"),
                            ("quarterly", "Quarterly report of an agency"),
                            ("operational", "Operational Assurance Report"),
                            ("update", "Update of a member before the Board meets"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("expected", "Expected"),
                            ("received", "Received"),
                            ("closed", "Checked"),
                            ("withdrawn", "No longer expected"),
                        ],
                        default="expected",
                        max_length=10,
                    ),
                ),
                ("service", models.CharField(blank=True, max_length=160)),
                ("question", models.TextField(blank=True, help_text="What the Board asks for.")),
                ("period_from", models.DateField(blank=True, null=True)),
                ("period_until", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField()),
                ("received_on", models.DateField(blank=True, null=True)),
                ("scrutiny", models.TextField(blank=True)),
                ("outcome", models.TextField(blank=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.agency",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.board",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.group",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.record",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="records.record",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="board.reportschedule",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical assurance report",
                "verbose_name_plural": "historical assurance reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        # The table is there already: themes were made by lscb.learning, and belong to the whole board now.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Theme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        (
                            "board",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="themes",
                                to="people.board",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "db_table": "learning_theme",
                        "constraints": [
                            models.UniqueConstraint(fields=("board", "name"), name="one_theme_name_per_board")
                        ],
                    },
                ),
            ]
        ),
        migrations.CreateModel(
            name="ThemeTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tagged_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_tags",
                        to="records.record",
                    ),
                ),
                (
                    "tagged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="board.theme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("theme", "record"), name="a_record_has_a_theme_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="group",
            name="update_days",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Working days before a meeting by which members send their update; 0 for none.",
            ),
        ),
        migrations.AddField(
            model_name="groupterms",
            name="chair",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="groupterms",
            name="frequency",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="groupterms",
            name="membership",
            field=models.TextField(blank=True, help_text="One agency and its seat a line."),
        ),
        migrations.AddField(
            model_name="groupterms",
            name="quorum",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="groupterms",
            name="vice_chair",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="historicalgroup",
            name="update_days",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Working days before a meeting by which members send their update; 0 for none.",
            ),
        ),
    ]
    operations = at_once(operations)

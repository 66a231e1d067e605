import django.db.models.deletion
import django.utils.timezone
import simple_history.models
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
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "Council"),
                            ("childrens-services", "Children's services"),
                            ("police", "Police"),
                            ("health", "Health service"),
                            ("gp", "GP surgery"),
                            ("school", "School or college"),
                            ("education", "Education service"),
                            ("housing", "Housing"),
                            ("probation", "Probation"),
                            ("youth-justice", "Youth justice"),
                            ("voluntary", "Voluntary organisation"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("section11_body", models.BooleanField(default=False)),
                ("address", models.TextField(blank=True)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("contact_phone", models.CharField(blank=True, max_length=40)),
                (
                    "urn",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Schools: unique reference number.",
                        max_length=10,
                    ),
                ),
                ("phase", models.CharField(blank=True, max_length=40)),
                ("status", models.CharField(blank=True, max_length=40)),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agency", to="people.party"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "agencies",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="FileNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="records.record"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at"],
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board"),
                            ("executive", "Executive or business group"),
                            ("case-review", "Serious case review group"),
                            ("monitoring", "Monitoring and evaluation group"),
                            ("learning", "Learning and development group"),
                            ("policy", "Practice and policy group"),
                            ("forum", "Practitioner forum"),
                            ("task", "Task and finish group"),
                        ],
                        max_length=20,
                    ),
                ),
                ("every_weeks", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("meeting_minutes", models.PositiveSmallIntegerField(default=120)),
                (
                    "quorum_agencies",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Distinct agencies; 0 for no stated quorum."
                    ),
                ),
                (
                    "quorum_rule",
                    models.CharField(
                        choices=[
                            ("cannot-start", "A meeting cannot start below it"),
                            ("mark-decisions", "It may meet; decisions are marked as not quorate"),
                        ],
                        default="mark-decisions",
                        max_length=20,
                    ),
                ),
                (
                    "papers_days",
                    models.PositiveSmallIntegerField(default=5, help_text="Working days before a meeting."),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="groups", to="people.board"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="board.group",
                    ),
                ),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="group", to="people.party"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("board", "slug"), name="one_group_slug_per_board")
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("aims", models.TextField()),
                ("functions", models.TextField(help_text="One numbered function a line.")),
                ("member_duties", models.TextField(blank=True)),
                ("accountable_to", models.CharField(blank=True, max_length=160)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="board.group"
                    ),
                ),
            ],
            options={
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "version"), name="one_terms_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalGroup",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board"),
                            ("executive", "Executive or business group"),
                            ("case-review", "Serious case review group"),
                            ("monitoring", "Monitoring and evaluation group"),
                            ("learning", "Learning and development group"),
                            ("policy", "Practice and policy group"),
                            ("forum", "Practitioner forum"),
                            ("task", "Task and finish group"),
                        ],
                        max_length=20,
                    ),
                ),
                ("every_weeks", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("meeting_minutes", models.PositiveSmallIntegerField(default=120)),
                (
                    "quorum_agencies",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Distinct agencies; 0 for no stated quorum."
                    ),
                ),
                (
                    "quorum_rule",
                    models.CharField(
                        choices=[
                            ("cannot-start", "A meeting cannot start below it"),
                            ("mark-decisions", "It may meet; decisions are marked as not quorate"),
                        ],
                        default="mark-decisions",
                        max_length=20,
                    ),
                ),
                (
                    "papers_days",
                    models.PositiveSmallIntegerField(default=5, help_text="Working days before a meeting."),
                ),
                ("closed_on", models.DateField(blank=True, null=True)),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
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
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.party",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical group",
                "verbose_name_plural": "historical groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLetterTemplate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.SlugField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                ("body", models.TextField()),
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
                "verbose_name": "historical letter template",
                "verbose_name_plural": "historical letter templates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("recipient", models.CharField(max_length=160)),
                ("body", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_on", models.DateField(blank=True, null=True)),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="records.record",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at"],
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                ("body", models.TextField()),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letter_templates",
                        to="people.board",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("board", "code"), name="one_letter_template_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("vice-chair", "Vice chair"),
                            ("member", "Member"),
                            ("lay", "Lay member"),
                            ("adviser", "Adviser"),
                            ("business-unit", "Business unit"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                ("counts_for_quorum", models.BooleanField(default=True)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="board.agency",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputy_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="board.group"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "from_on", "until_on"], name="board_seat_user_id_3e3fe1_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="areas", to="board.agency"
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agency_areas",
                        to="people.board",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "board", "from_on"), name="one_area_row_per_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("business-manager", "Business manager"),
                            ("business-officer", "Business officer"),
                            ("business-admin", "Business administrator"),
                            ("independent-chair", "Independent chair"),
                            ("acting-chair", "Acting chair"),
                            ("anonymity-checker", "Anonymity checker"),
                            ("board-member", "Board member"),
                            ("lay-member", "Lay member"),
                            ("agency-lead", "Agency safeguarding lead"),
                            ("agency-contributor", "Agency contributor"),
                            ("school-head", "Head teacher"),
                            ("school-dsl", "Designated safeguarding lead"),
                            ("school-governor", "School governor"),
                            ("data-officer", "Data officer"),
                            ("independent-person", "Independent panel chair, reviewer or author"),
                            ("administrator", "System administrator"),
                        ],
                        max_length=30,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("granted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="board.agency",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="people.board"
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["user", "from_on", "until_on"], name="board_grant_user_id_81233e_idx"
                    )
                ],
            },
        ),
    ]
    operations = at_once(operations)

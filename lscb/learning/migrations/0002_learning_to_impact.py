import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from lscb.core.migrating import at_once


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0002_life_of_the_board"),
        ("files", "0003_outsiders_take_off"),
        ("learning", "0001_initial"),
        ("people", "0002_leave"),
        ("records", "0002_search"),
    ]

    operations = [
        # The themes stay where they are; from here on they belong to lscb.board.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="finding",
                    name="themes",
                    field=models.ManyToManyField(blank=True, related_name="findings", to="board.theme"),
                ),
                migrations.DeleteModel(
                    name="Theme",
                ),
            ]
        ),
        migrations.CreateModel(
            name="ActionPlan",
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
                            ("review", "Case review"),
                            ("audit", "Audit"),
                            ("return", "Section 11 or school return"),
                            ("data", "Data or report"),
                            ("observation", "Practice observation"),
                            ("meeting", "Meeting"),
                            ("loaded", "Loaded from a spreadsheet"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_plans",
                        to="people.board",
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
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_plans",
                        to="board.group",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_plan",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by__isnull", True), ("approved_on__isnull", True)),
                            models.Q(("approved_by__isnull", False), ("approved_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_approved_has_who_and_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_kind", models.CharField(max_length=60)),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("chased_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_requests",
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
                        related_name="answer_requests",
                        to="people.board",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_request",
                        to="records.record",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer_requests",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "ordering": ["agency__name"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["board", "due_on"],
                        name="answer_request_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "agency"), name="one_answer_request_per_source_and_agency"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AskedRecommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="learning.recommendation",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked",
                        to="learning.answerrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["recommendation__number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "recommendation"),
                        name="a_recommendation_is_asked_once_of_an_agency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="asked_recommendation_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LearningItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "message",
                    models.TextField(
                        help_text="What practitioners should know or do; safe to read without the case."
                    ),
                ),
                ("source_kind", models.CharField(blank=True, max_length=60)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("disseminated", "Disseminated"),
                            ("embedded", "Embedded"),
                            ("evaluated", "Evaluated"),
                        ],
                        default="identified",
                        max_length=15,
                    ),
                ),
                ("impact", models.TextField(blank=True, help_text="The impact statement.")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_items",
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
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_items",
                        to="learning.finding",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_items",
                        to="board.group",
                    ),
                ),
                (
                    "owner",
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
                        related_name="learning_item",
                        to="records.record",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_raised",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["board", "stage", "-id"], name="learning_le_board_i_be400c_idx"),
                    models.Index(fields=["board", "-id"], name="learning_le_board_i_956b62_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cascade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("training", "Training"),
                            ("policy", "A change of policy or procedure"),
                            ("supervision", "Supervision"),
                            ("team-meeting", "Team meeting"),
                            ("briefing", "Briefing or newsletter"),
                            ("other", "Another way"),
                        ],
                        max_length=15,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "note",
                    models.TextField(blank=True, help_text="What was done, and how many people it reached."),
                ),
                (
                    "reached",
                    models.PositiveIntegerField(
                        blank=True, help_text="People whom it reached, about.", null=True
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "not_relevant",
                    models.CharField(
                        blank=True, help_text="Why the agency has nobody to tell.", max_length=300
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cascades",
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
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cascades",
                        to="learning.learningitem",
                    ),
                ),
            ],
            options={
                "ordering": ["agency__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "agency"), name="one_cascade_per_item_and_agency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cascade_confirmed_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExecutiveTalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "note",
                    models.TextField(help_text="What the Executive decided; safe to read without the case."),
                ),
                ("end_on_then", models.DateField()),
                ("late_then", models.BooleanField()),
                ("talked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="executive_talks",
                        to="learning.action",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="board.group"
                    ),
                ),
                (
                    "talked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-talked_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="executive_talk_has_a_note"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("accepted", models.BooleanField(blank=True, null=True)),
                ("answer_reason", models.TextField(blank=True)),
                ("actions", models.ManyToManyField(related_name="hand_overs", to="learning.action")),
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
                        related_name="hand_overs",
                        to="people.board",
                    ),
                ),
                (
                    "from_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs_out",
                        to="board.group",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs_in",
                        to="board.group",
                    ),
                ),
            ],
            options={
                "ordering": ["-offered_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted__isnull", True),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                ("accepted__isnull", False),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="hand_over_answered_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_group", models.F("to_group")), _negated=True),
                        name="hand_over_is_to_another_group",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalLearningItem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "message",
                    models.TextField(
                        help_text="What practitioners should know or do; safe to read without the case."
                    ),
                ),
                ("source_kind", models.CharField(blank=True, max_length=60)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("disseminated", "Disseminated"),
                            ("embedded", "Embedded"),
                            ("evaluated", "Evaluated"),
                        ],
                        default="identified",
                        max_length=15,
                    ),
                ),
                ("impact", models.TextField(blank=True, help_text="The impact statement.")),
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
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="learning.finding",
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
                "verbose_name": "historical learning item",
                "verbose_name_plural": "historical learning items",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecommendationAnswer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("partly", "Accepted in part"),
                            ("declined", "Declined"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("no_action_needed", models.BooleanField(default=False)),
                ("no_action_reason", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="learning.recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recommendation answer",
                "verbose_name_plural": "historical recommendation answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImpactCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("months", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sustained", "Sustained, and it makes a difference"),
                            ("partly", "Partly sustained"),
                            ("too-early", "Too early to say"),
                            ("none", "No difference"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sustained", models.TextField(blank=True, help_text="What shows that it is still done.")),
                ("difference", models.TextField(blank=True, help_text="What is different for children.")),
                ("evidence", models.TextField(blank=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "dropped_at",
                    models.DateTimeField(
                        blank=True, help_text="The action was reopened before it was due.", null=True
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="impact_checks",
                        to="learning.action",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="impact_checks",
                        to="people.board",
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
            ],
            options={
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("checked_at__isnull", True), ("dropped_at__isnull", True)),
                        fields=["board", "due_on"],
                        name="impact_check_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True)),
                        fields=("action", "months"),
                        name="one_impact_check_per_month_count",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_at__isnull", True), ("checked_by__isnull", True), ("outcome", "")
                            ),
                            models.Q(
                                ("checked_at__isnull", False),
                                ("checked_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("difference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="impact_checked_has_who_when_and_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LearningShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "with_whom",
                    models.CharField(help_text="The board, partnership or national body.", max_length=160),
                ),
                (
                    "what",
                    models.TextField(help_text="The words that were shared, safe to read without the case."),
                ),
                ("shared_on", models.DateField()),
                ("shared_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning_shares",
                        to="people.board",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="learning.finding",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="learning.learningitem",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="learning.recommendation",
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "with_board",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.board",
                    ),
                ),
            ],
            options={
                "ordering": ["-shared_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finding__isnull", True),
                                ("item__isnull", False),
                                ("recommendation__isnull", True),
                            ),
                            models.Q(
                                ("finding__isnull", False),
                                ("item__isnull", True),
                                ("recommendation__isnull", True),
                            ),
                            models.Q(
                                ("finding__isnull", True),
                                ("item__isnull", True),
                                ("recommendation__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="share_is_of_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LearningStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("disseminated", "Disseminated"),
                            ("embedded", "Embedded"),
                            ("evaluated", "Evaluated"),
                        ],
                        max_length=15,
                    ),
                ),
                ("evidence", models.TextField()),
                ("moved_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="learning.learningitem",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-moved_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True), name="learning_step_has_evidence"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("policy", models.CharField(max_length=200)),
                ("what_changed", models.TextField()),
                ("changed_on", models.DateField()),
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
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="board.agency",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policy_changes",
                        to="learning.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["-changed_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RecommendationAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("partly", "Accepted in part"),
                            ("declined", "Declined"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("no_action_needed", models.BooleanField(default=False)),
                ("no_action_reason", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendation_answers",
                        to="board.agency",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="learning.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["agency__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "agency"), name="one_answer_per_recommendation_and_agency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reply", "accepted"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="answer_that_is_not_a_yes_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("no_action_needed", False),
                            models.Q(("no_action_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="no_action_needed_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "query",
                    models.CharField(
                        help_text="The part of the address after the question mark.", max_length=600
                    ),
                ),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "name"), name="one_saved_filter_per_name")
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="progress",
            name="update_says_what_is_next_and_when",
        ),
        migrations.AddField(
            model_name="action",
            name="loaded_as",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="action",
            name="review_on",
            field=models.DateField(
                blank=True, help_text="When the group looks at it next (R176).", null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="loaded_as",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="review_on",
            field=models.DateField(
                blank=True, help_text="When the group looks at it next (R176).", null=True
            ),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="by_when",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="measure",
            field=models.TextField(blank=True, help_text="How the board will know that it has happened."),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="strength",
            field=models.CharField(
                blank=True,
                choices=[
                    (
                        "strong",
                        "Strong: the way things work is changed, so that it cannot easily be left out",
                    ),
                    ("medium", "Medium: a checklist, a prompt, supervision or a second pair of eyes"),
                    ("weak", "Weak: training, a reminder or a new paragraph in a policy, alone"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="progress",
            name="loaded",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="by_when",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="measure",
            field=models.TextField(blank=True, help_text="How the board will know that it has happened."),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="strength",
            field=models.CharField(
                blank=True,
                choices=[
                    (
                        "strong",
                        "Strong: the way things work is changed, so that it cannot easily be left out",
                    ),
                    ("medium", "Medium: a checklist, a prompt, supervision or a second pair of eyes"),
                    ("weak", "Weak: training, a reminder or a new paragraph in a policy, alone"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claims_completion", True),
                    ("loaded", True),
                    models.Q(("next_on__isnull", False), models.Q(("next_activity", ""), _negated=True)),
                    _connector="OR",
                ),
                name="update_says_what_is_next_and_when",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plan_actions",
                to="learning.actionplan",
            ),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="learning.actionplan",
            ),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                condition=models.Q(("status__in", ["agreed", "started", "claimed"])),
                fields=["board", "end_on", "id"],
                name="action_open",
            ),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                condition=models.Q(("loaded_as", ""), _negated=True),
                fields=["board", "loaded_as"],
                name="action_loaded_as",
            ),
        ),
    ]
    operations = at_once(operations)

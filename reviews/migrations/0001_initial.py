import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from lscb.core.migrating import at_once


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("board", "0001_initial"),
        ("files", "0001_initial"),
        ("learning", "0001_initial"),
        ("meetings", "0001_initial"),
        ("people", "0001_initial"),
        ("records", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consideration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recommendation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("scr", "It meets the criteria: hold a Serious Case Review"),
                            ("none", "It does not meet the criteria: no Serious Case Review"),
                            ("other", "It does not meet the criteria in full: hold another kind of review"),
                        ],
                        max_length=15,
                    ),
                ),
                ("other_review", models.TextField(blank=True, help_text="Which other review, and why.")),
                ("reasons", models.TextField(blank=True)),
                ("dissent", models.TextField(blank=True)),
                ("proportionality", models.TextField(blank=True)),
                (
                    "duplication",
                    models.TextField(blank=True, help_text="Whether another process already covers it."),
                ),
                ("quorate", models.BooleanField(blank=True, null=True)),
                ("agencies_counted", models.PositiveSmallIntegerField(default=0)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("signed_as", models.CharField(blank=True, max_length=40)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consideration",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "signed_by",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                            models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consideration_signed_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at__isnull", True),
                            models.Q(
                                models.Q(("recommendation", ""), _negated=True),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="signed_consideration_is_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("scr", "Serious Case Review"),
                            ("other-review", "Another kind of multi-agency review"),
                            ("single-agency", "Review by a single agency"),
                            ("audit", "Audit"),
                            ("good-practice", "Review of good practice"),
                            ("none", "No review"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "detail",
                    models.CharField(blank=True, help_text="Which other review, if one.", max_length=300),
                ),
                ("reasons", models.TextField(blank=True)),
                ("departs", models.BooleanField(default=False)),
                ("why_departs", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("reopened_at", models.DateTimeField(blank=True, null=True)),
                ("reopened_reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "consideration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="reviews.consideration",
                    ),
                ),
                (
                    "reopened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reopened_at__isnull", True), ("reopened_by__isnull", True)),
                            models.Q(("reopened_at__isnull", False), ("reopened_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_reopened_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_on__isnull", True)),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_on__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complete_decision_says_what_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("departs", False), models.Q(("why_departs", ""), _negated=True), _connector="OR"
                        ),
                        name="a_departure_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerChallenge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_whom", models.CharField(max_length=200)),
                ("asked_on", models.DateField()),
                ("question", models.TextField()),
                ("advice", models.TextField(blank=True)),
                ("advised_on", models.DateField(blank=True, null=True)),
                ("effect", models.TextField(blank=True)),
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
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="reviews.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Sent to the board"),
                            ("returned", "Returned with questions"),
                            ("accepted", "Accepted"),
                            ("gathering", "Gathering information"),
                            ("listed", "Listed for a meeting"),
                            ("considered", "Considered"),
                            ("with-chair", "With the chair"),
                            ("decided", "Decided"),
                            ("closed", "Closed"),
                            ("redirected", "Sent elsewhere"),
                            ("duplicate", "Duplicate"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=15,
                    ),
                ),
                ("regime", models.CharField(max_length=20)),
                ("form_version", models.PositiveSmallIntegerField(default=1)),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("concern", "A case that may need a review"),
                            ("good-practice", "Good practice to learn from"),
                        ],
                        default="concern",
                        max_length=15,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "childrens-services",
                                "Children's services, through the child protection process",
                            ),
                            (
                                "child-death",
                                "Child death process (rapid response or child death overview panel)",
                            ),
                            ("partner", "A partner agency"),
                            ("other-area", "Another local authority or safeguarding board"),
                            ("board", "The board itself"),
                        ],
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("referrer_name", models.CharField(blank=True, max_length=120)),
                ("referrer_role", models.CharField(blank=True, max_length=120)),
                ("referrer_organisation", models.CharField(blank=True, max_length=160)),
                ("referrer_address", models.TextField(blank=True)),
                ("referrer_phone", models.CharField(blank=True, max_length=40)),
                ("referrer_email", models.EmailField(blank=True, max_length=254)),
                ("referred_on", models.DateField(blank=True, help_text="Date of referral.", null=True)),
                (
                    "notified_on",
                    models.DateField(
                        blank=True, help_text="The day the board was first told, by anyone (§0.6).", null=True
                    ),
                ),
                ("notified_reason", models.CharField(blank=True, max_length=300)),
                ("incident_on", models.DateField(blank=True, null=True)),
                ("linked_cases", models.TextField(blank=True)),
                ("agencies_known", models.JSONField(blank=True, default=list)),
                ("agencies_other", models.CharField(blank=True, max_length=300)),
                ("outline", models.TextField(blank=True)),
                (
                    "harm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("died", "A child has died"),
                            ("seriously-harmed", "A child has been seriously harmed"),
                            ("neither", "Neither, but there is learning"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why_harm", models.TextField(blank=True)),
                ("why_abuse", models.TextField(blank=True)),
                ("why_concern", models.TextField(blank=True)),
                (
                    "what_worked",
                    models.TextField(blank=True, help_text="Good practice: what was done well (R053)."),
                ),
                (
                    "what_helped",
                    models.TextField(blank=True, help_text="Good practice: what made it possible."),
                ),
                (
                    "always",
                    models.JSONField(
                        blank=True, default=list, help_text="Circumstances that always call for a review."
                    ),
                ),
                ("pages_done", models.JSONField(blank=True, default=list)),
                (
                    "page_versions",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="How often each page of the form was saved, so that a stale one is noticed.",
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "submitted_by_name",
                    models.CharField(
                        blank=True, help_text="Set when an outsider sent it by a link.", max_length=120
                    ),
                ),
                ("normally_resident", models.BooleanField(blank=True, null=True)),
                (
                    "notifiable",
                    models.BooleanField(
                        blank=True, help_text="A notifiable incident, told by the authority?", null=True
                    ),
                ),
                ("notifiable_on", models.DateField(blank=True, null=True)),
                ("triage_reason", models.TextField(blank=True)),
                ("sent_where", models.CharField(blank=True, max_length=200)),
                ("triaged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawal_asked_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="The referrer took it back, but it may meet the criteria: the unit decides.",
                        null=True,
                    ),
                ),
                ("withdrawal_reason", models.TextField(blank=True)),
                (
                    "saved_at",
                    models.DateTimeField(
                        blank=True, help_text="When a page of the form was last saved.", null=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="reviews.referral",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral",
                        to="records.record",
                    ),
                ),
                (
                    "referring_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="board.agency",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "triaged_by",
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
                "indexes": [
                    models.Index(fields=["status", "-id"], name="reviews_ref_status_ccc466_idx"),
                    models.Index(fields=["notified_on"], name="reviews_ref_notifie_bc24c5_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("triaged_at__isnull", True), ("triaged_by__isnull", True)),
                            models.Q(("triaged_at__isnull", False), ("triaged_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="referral_triaged_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="referral_sent_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "duplicate"), _negated=True),
                            ("duplicate_of__isnull", False),
                            _connector="OR",
                        ),
                        name="duplicate_names_the_other",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutsiderLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("email", models.TextField(help_text="Encrypted.")),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("code_expires_at", models.DateTimeField(blank=True, null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("codes_sent", models.PositiveSmallIntegerField(default=0)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.board"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link",
                        to="reviews.referral",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalReview",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("review_type", models.CharField(max_length=40)),
                ("regime", models.CharField(max_length=20)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("initiated", "Initiated"),
                            ("commissioning", "Commissioning"),
                            ("scoping", "Agreeing terms of reference"),
                            ("gathering", "Gathering information"),
                            ("analysis", "Analysis"),
                            ("draft-report", "Draft report"),
                            ("panel-agreed", "Agreed by the panel"),
                            ("board-approval", "With the Board for approval"),
                            ("response-agreed", "Response and plan agreed"),
                            ("pre-publication", "Preparing publication"),
                            ("published", "Published"),
                            ("monitoring", "Monitoring actions"),
                            ("closed", "Closed"),
                        ],
                        default="initiated",
                        max_length=20,
                    ),
                ),
                ("started_on", models.DateField()),
                (
                    "methodology",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("imr-overview", "Agency reports and an overview report"),
                            ("systems", "Systems model"),
                            ("practitioner", "Led by practitioners"),
                            ("multi-agency", "Multi-agency audit process"),
                            ("independent", "Independent review"),
                            ("other", "Another method"),
                        ],
                        max_length=20,
                    ),
                ),
                ("methodology_reasons", models.TextField(blank=True)),
                ("key_issues", models.TextField(blank=True)),
                (
                    "completed_on",
                    models.DateField(blank=True, help_text="The Board agreed the report.", null=True),
                ),
                ("late_reason", models.TextField(blank=True)),
                (
                    "target_on",
                    models.DateField(
                        blank=True, help_text="A new target, when the six months were missed.", null=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.decision",
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
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.referral",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical review",
                "verbose_name_plural": "historical reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReferral",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Sent to the board"),
                            ("returned", "Returned with questions"),
                            ("accepted", "Accepted"),
                            ("gathering", "Gathering information"),
                            ("listed", "Listed for a meeting"),
                            ("considered", "Considered"),
                            ("with-chair", "With the chair"),
                            ("decided", "Decided"),
                            ("closed", "Closed"),
                            ("redirected", "Sent elsewhere"),
                            ("duplicate", "Duplicate"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=15,
                    ),
                ),
                ("regime", models.CharField(max_length=20)),
                ("form_version", models.PositiveSmallIntegerField(default=1)),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("concern", "A case that may need a review"),
                            ("good-practice", "Good practice to learn from"),
                        ],
                        default="concern",
                        max_length=15,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "childrens-services",
                                "Children's services, through the child protection process",
                            ),
                            (
                                "child-death",
                                "Child death process (rapid response or child death overview panel)",
                            ),
                            ("partner", "A partner agency"),
                            ("other-area", "Another local authority or safeguarding board"),
                            ("board", "The board itself"),
                        ],
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("referrer_organisation", models.CharField(blank=True, max_length=160)),
                ("referred_on", models.DateField(blank=True, help_text="Date of referral.", null=True)),
                (
                    "notified_on",
                    models.DateField(
                        blank=True, help_text="The day the board was first told, by anyone (§0.6).", null=True
                    ),
                ),
                ("incident_on", models.DateField(blank=True, null=True)),
                ("agencies_known", models.JSONField(blank=True, default=list)),
                (
                    "harm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("died", "A child has died"),
                            ("seriously-harmed", "A child has been seriously harmed"),
                            ("neither", "Neither, but there is learning"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "always",
                    models.JSONField(
                        blank=True, default=list, help_text="Circumstances that always call for a review."
                    ),
                ),
                ("pages_done", models.JSONField(blank=True, default=list)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("normally_resident", models.BooleanField(blank=True, null=True)),
                (
                    "notifiable",
                    models.BooleanField(
                        blank=True, help_text="A notifiable incident, told by the authority?", null=True
                    ),
                ),
                ("notifiable_on", models.DateField(blank=True, null=True)),
                ("triaged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawal_asked_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="The referrer took it back, but it may meet the criteria: the unit decides.",
                        null=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
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
                    "referring_agency",
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
                    "started_by",
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
                    "triaged_by",
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
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.referral",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical referral",
                "verbose_name_plural": "historical referrals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="decision",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="reviews.referral"
            ),
        ),
        migrations.AddField(
            model_name="consideration",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="considerations",
                to="reviews.referral",
            ),
        ),
        migrations.CreateModel(
            name="CaseLink",
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
                            ("case", "A case of this board"),
                            ("child-death", "A child death process, here or in another area"),
                            ("elsewhere", "A case of another board or process"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True, help_text="As the other area or process calls it.", max_length=60
                    ),
                ),
                ("area", models.CharField(blank=True, max_length=120)),
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
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.record",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="reviews.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("referral", "other"), name="one_link_between_two_cases"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "case"), ("other__isnull", False)),
                            models.Q(
                                models.Q(("kind", "case"), _negated=True),
                                ("other__isnull", True),
                                models.Q(("reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_link_names_the_other",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyNotification",
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
                            ("decision", "The decision"),
                            ("reviewer", "The reviewer's name"),
                            ("panel-information", "Information that the national panel asked for"),
                            ("advance-copy", "Advance copy of the report"),
                            ("non-publication", "That publication is in doubt"),
                        ],
                        max_length=20,
                    ),
                ),
                ("recipient", models.CharField(max_length=160)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("what", models.CharField(blank=True, max_length=300)),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("how", models.CharField(blank=True, max_length=200)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "dropped_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Not needed any more: the decision was re-opened before it was sent.",
                        null=True,
                    ),
                ),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to="reviews.decision",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to="reviews.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recorded_at__isnull", True), ("recorded_by__isnull", True)),
                            models.Q(("recorded_at__isnull", False), ("recorded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="notification_recorded_has_who_and_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="reviews.referral",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("writing", "Being written"),
                            ("with-panel", "With the panel"),
                            ("panel-agreed", "Agreed by the panel"),
                            ("board-agreed", "Agreed by the Board"),
                        ],
                        default="writing",
                        max_length=15,
                    ),
                ),
                ("panel_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("minority_view", models.TextField(blank=True)),
                ("board_agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "board_agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "panel_agreed_by",
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
                        related_name="report",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("panel_agreed_at__isnull", True), ("panel_agreed_by__isnull", True)),
                            models.Q(("panel_agreed_at__isnull", False), ("panel_agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_panel_agreed_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("board_agreed_at__isnull", True), ("board_agreed_by__isnull", True)),
                            models.Q(("board_agreed_at__isnull", False), ("board_agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_board_agreed_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardResponse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("partly", "Accepted in part"),
                            ("rejected", "Not accepted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reasons", models.TextField()),
                ("done_already", models.TextField(blank=True)),
                ("difference_so_far", models.TextField(blank=True)),
                ("still_to_do", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="learning.finding",
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
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="reviews.report",
                    ),
                ),
            ],
            options={
                "ordering": ["finding__number"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "finding"), name="one_response_per_finding")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30)),
                ("heading", models.CharField(max_length=160)),
                ("help_text", models.CharField(blank=True, max_length=300)),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="reviews.report",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "code"), name="one_section_per_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edited_at__isnull", True), ("edited_by__isnull", True)),
                            models.Q(("edited_at__isnull", False), ("edited_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="section_edited_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("comment", "Comment"), ("accuracy", "Factual accuracy")],
                        default="comment",
                        max_length=10,
                    ),
                ),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="reviews.reportsection",
                    ),
                ),
            ],
            options={
                "ordering": ["written_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_answered_has_who_and_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reviews.reportsection",
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
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("section", "number"), name="one_version_number_per_section"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("review_type", models.CharField(max_length=40)),
                ("regime", models.CharField(max_length=20)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("initiated", "Initiated"),
                            ("commissioning", "Commissioning"),
                            ("scoping", "Agreeing terms of reference"),
                            ("gathering", "Gathering information"),
                            ("analysis", "Analysis"),
                            ("draft-report", "Draft report"),
                            ("panel-agreed", "Agreed by the panel"),
                            ("board-approval", "With the Board for approval"),
                            ("response-agreed", "Response and plan agreed"),
                            ("pre-publication", "Preparing publication"),
                            ("published", "Published"),
                            ("monitoring", "Monitoring actions"),
                            ("closed", "Closed"),
                        ],
                        default="initiated",
                        max_length=20,
                    ),
                ),
                ("started_on", models.DateField()),
                (
                    "methodology",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("imr-overview", "Agency reports and an overview report"),
                            ("systems", "Systems model"),
                            ("practitioner", "Led by practitioners"),
                            ("multi-agency", "Multi-agency audit process"),
                            ("independent", "Independent review"),
                            ("other", "Another method"),
                        ],
                        max_length=20,
                    ),
                ),
                ("methodology_reasons", models.TextField(blank=True)),
                ("key_issues", models.TextField(blank=True)),
                (
                    "completed_on",
                    models.DateField(blank=True, help_text="The Board agreed the report.", null=True),
                ),
                ("late_reason", models.TextField(blank=True)),
                (
                    "target_on",
                    models.DateField(
                        blank=True, help_text="A new target, when the six months were missed.", null=True
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agencies",
                    models.ManyToManyField(blank=True, related_name="reviews_in_scope", to="board.agency"),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="reviews.decision",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="board.group"
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="records.record",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="reviews.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["status", "-id"], name="reviews_rev_status_fcb589_idx")],
            },
        ),
        migrations.AddField(
            model_name="report",
            name="review",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="report", to="reviews.review"
            ),
        ),
        migrations.CreateModel(
            name="ParallelProceedings",
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
                            ("criminal", "Criminal investigation or trial"),
                            ("inquest", "Inquest"),
                            ("family-court", "Family court"),
                            ("disciplinary", "Disciplinary"),
                            ("regulator", "Professional regulator"),
                            ("domestic-homicide", "Domestic homicide review"),
                            ("child-death", "Child death overview"),
                            ("other", "Another process"),
                        ],
                        max_length=20,
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("stage", models.CharField(max_length=200)),
                ("effect", models.TextField(help_text="On interviews, material and publication.")),
                ("review_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proceedings",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "parallel proceedings",
                "ordering": ["ended_on", "review_on"],
            },
        ),
        migrations.CreateModel(
            name="InterimLearning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("what_was_done", models.TextField(blank=True)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="learning.action",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interim_learning",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at"],
            },
        ),
        migrations.CreateModel(
            name="AgencyReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Requested"),
                            ("author-named", "Author named"),
                            ("in-writing", "Being written"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned for more"),
                            ("accepted", "Accepted"),
                            ("cancelled", "No longer needed"),
                        ],
                        default="requested",
                        max_length=15,
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "author_independent",
                    models.BooleanField(
                        default=False, help_text="Confirmed: did not hold or manage the case."
                    ),
                ),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("summary", models.TextField(blank=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "signed_off_name",
                    models.CharField(
                        blank=True, help_text="The senior manager who signed it off.", max_length=160
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="What the panel chair or reviewer said when accepting or returning.",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agency_reports",
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
                    "author",
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
                        related_name="agency_report",
                        to="records.record",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.fileuse",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agency_reports",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "agency"), name="one_agency_report_per_agency"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="agency_report_submitted_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="agency_report_answered_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("panel-chair", "Independent panel chair"),
                            ("reviewer", "Independent reviewer"),
                            ("author", "Overview author"),
                            ("panel", "Panel member"),
                        ],
                        max_length=15,
                    ),
                ),
                ("appointed_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "not_managing_case",
                    models.BooleanField(
                        default=False, help_text="Confirmed: does not manage the case or its staff."
                    ),
                ),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=300)),
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
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_parts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("review", "person", "part"),
                        name="one_running_part_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_part_ended_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Independence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "employment",
                    models.TextField(
                        blank=True, help_text="Employers, contracts and posts in the last ten years."
                    ),
                ),
                ("declared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[("independent", "Independent"), ("not-independent", "Not independent")],
                        max_length=20,
                    ),
                ),
                ("reasons", models.TextField(blank=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
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
                    "declared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="independence",
                        to="reviews.reviewmember",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "agency"), name="one_independence_check_per_agency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("declared_at__isnull", True), ("declared_by__isnull", True)),
                            models.Q(("declared_at__isnull", False), ("declared_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="independence_declared_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                            models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="independence_checked_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScopingRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField()),
                ("due_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Waiting for an answer"),
                            ("started", "Answer started"),
                            ("answered", "Answered"),
                            ("cancelled", "No longer needed"),
                        ],
                        default="requested",
                        max_length=10,
                    ),
                ),
                ("involved", models.BooleanField(blank=True, null=True)),
                ("summary", models.TextField(blank=True)),
                ("period_known", models.CharField(blank=True, max_length=200)),
                ("good_practice", models.TextField(blank=True)),
                ("immediate_action", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("chased_at", models.DateTimeField(blank=True, null=True)),
                ("times_chased", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scoping_requests",
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
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chased_by",
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
                        related_name="scoping_request",
                        to="records.record",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scoping_requests",
                        to="reviews.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "indexes": [models.Index(fields=["status", "due_on"], name="reviews_sco_status_de3f0d_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("referral", "agency"), name="one_scoping_request_per_agency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="scoping_answered_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("chased_at__isnull", True), ("chased_by__isnull", True)),
                            models.Q(("chased_at__isnull", False), ("chased_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="scoping_chased_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("key_issues", models.TextField()),
                ("text", models.TextField()),
                ("circulated_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "circulated_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="reviews.review"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "terms",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "version"), name="one_version_of_terms"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("circulated_at__isnull", True), ("circulated_by__isnull", True)),
                            models.Q(("circulated_at__isnull", False), ("circulated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="terms_circulated_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="terms_agreed_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_to__gte", models.F("period_from"))),
                        name="terms_period_runs_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agrees", models.BooleanField()),
                ("comment", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.reviewmember",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="reviews.terms",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("terms", "member"), name="one_answer_per_member_and_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CriteriaTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "limb",
                    models.CharField(
                        help_text="A code of the regime: a limb (a, b_i, …), or an “always” circumstance or flag.",
                        max_length=30,
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not-known", "Not yet known")], max_length=10
                    ),
                ),
                ("reasons", models.TextField(blank=True)),
                (
                    "consideration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="limbs",
                        to="reviews.consideration",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("consideration", "limb"), name="one_finding_per_limb")
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionMaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office", models.CharField(max_length=40)),
                ("as_role", models.CharField(blank=True, max_length=60)),
                ("agreed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="makers",
                        to="reviews.decision",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "office"), name="one_act_per_deciding_office")
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelEnquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField()),
                ("asked_for", models.TextField(help_text="What the panel asked for.")),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("supplied_on", models.DateField(blank=True, null=True)),
                ("supplied", models.TextField(blank=True, help_text="What the panel was given.")),
                (
                    "attended_on",
                    models.DateField(blank=True, help_text="When the chair gave evidence.", null=True),
                ),
                ("attendance", models.TextField(blank=True)),
                ("advised_on", models.DateField(blank=True, null=True)),
                ("advice", models.TextField(blank=True)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enquiries",
                        to="reviews.decision",
                    ),
                ),
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
            ],
            options={
                "verbose_name_plural": "panel enquiries",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("supplied", ""), ("supplied_on__isnull", True)),
                            models.Q(
                                ("supplied_on__isnull", False), models.Q(("supplied", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="panel_was_given_something_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("advice", ""), ("advised_on__isnull", True)),
                            models.Q(("advised_on__isnull", False), models.Q(("advice", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="panel_advised_something_on_a_day",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reopened_at__isnull", True)),
                fields=("referral",),
                name="one_live_decision_per_referral",
            ),
        ),
    ]
    operations = at_once(operations)

"""A review: who runs it, on what terms, who was asked for a report, and what else goes on beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models import Agency, Group
from lscb.clocks.models import Deadline
from lscb.learning.models import Action
from lscb.people.models import User
from lscb.records.models import Record
from reviews.models.base import CaseQuerySet, who_and_when
from reviews.models.decision import Decision
from reviews.models.referral import Referral


class ReviewQuerySet(CaseQuerySet):
    def open(self) -> Self:
        return self.exclude(status__in=Review.ENDED)

    def overdue(self, today: dt.date) -> Self:
        """With a clock of the review itself that has run out."""
        return self.filter(record__in=Deadline.objects.overdue(today).values("record_id"))

    def for_page(self) -> Self:
        """With everything that the pages of one review and their checks ask for."""
        return self.select_related(
            "record__board", "record__root", "referral__record", "group", "decision", "report__record"
        )

    def for_register(self, today: dt.date) -> Self:
        """With everything that a row of the register shows."""
        people = ReviewMember.objects.running(today).filter(part__in=("panel-chair", "reviewer"))
        return self.select_related("record").prefetch_related(
            models.Prefetch("agencies", Agency.objects.all(), to_attr="in_scope"),
            models.Prefetch("record__deadlines", Deadline.objects.all(), to_attr="all_clocks"),
            models.Prefetch("members", people.select_related("person"), to_attr="leading"),
        )


class Review(models.Model):
    """A review of any type; the type is data of the regime under which the case started."""

    class Status(models.TextChoices):
        INITIATED = "initiated", "Initiated"
        COMMISSIONING = "commissioning", "Commissioning"
        SCOPING = "scoping", "Agreeing terms of reference"
        GATHERING = "gathering", "Gathering information"
        ANALYSIS = "analysis", "Analysis"
        DRAFT_REPORT = "draft-report", "Draft report"
        PANEL_AGREED = "panel-agreed", "Agreed by the panel"
        BOARD_APPROVAL = "board-approval", "With the Board for approval"
        RESPONSE_AGREED = "response-agreed", "Response and plan agreed"
        PRE_PUBLICATION = "pre-publication", "Preparing publication"
        PUBLISHED = "published", "Published"
        MONITORING = "monitoring", "Monitoring actions"
        CLOSED = "closed", "Closed"
        STOPPED = "stopped", "Stopped"

    ENDED = (Status.CLOSED, Status.STOPPED)

    class Methodology(models.TextChoices):
        IMR_OVERVIEW = "imr-overview", "Agency reports and an overview report"
        SYSTEMS = "systems", "Systems model"
        PRACTITIONER = "practitioner", "Led by practitioners"
        MULTI_AGENCY = "multi-agency", "Multi-agency audit process"
        INDEPENDENT = "independent", "Independent review"
        OTHER = "other", "Another method"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="review")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="reviews")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="review")
    review_type = models.CharField(max_length=40)
    regime = models.CharField(max_length=20)
    status = models.CharField(max_length=20, choices=Status, default=Status.INITIATED)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reviews")
    started_on = models.DateField()
    methodology = models.CharField(max_length=20, choices=Methodology, blank=True)
    methodology_reasons = models.TextField(blank=True)
    key_issues = models.TextField(blank=True)
    agencies = models.ManyToManyField(Agency, related_name="reviews_in_scope", blank=True)
    completed_on = models.DateField(null=True, blank=True, help_text="The Board agreed the report.")
    late_reason = models.TextField(blank=True)
    target_on = models.DateField(
        null=True, blank=True, help_text="A new target, when the six months were missed."
    )
    stopped_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects: ClassVar[Any] = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["status", "-id"])]
        constraints = [who_and_when("stopped", "review_stopped_has_who_and_when")]

    def __str__(self) -> str:
        return self.record.reference


class ReviewMemberQuerySet(models.QuerySet["ReviewMember"]):
    def running(self, today: dt.date) -> Self:
        """Parts that hold on a day: not ended, and their last day, if one was set, has not passed."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), ended_at__isnull=True)


class ReviewMember(models.Model):
    """Somebody with a part in the review, from a day until a day; the row opens the file to them.

    until_on  the last day, planned or past; a part that was ended by somebody says by whom and why
    """

    class Part(models.TextChoices):
        PANEL_CHAIR = "panel-chair", "Independent panel chair"
        REVIEWER = "reviewer", "Independent reviewer"
        AUTHOR = "author", "Overview author"
        PANEL = "panel", "Panel member"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="review_parts")
    part = models.CharField(max_length=15, choices=Part)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    appointed_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    not_managing_case = models.BooleanField(
        default=False, help_text="Confirmed: does not manage the case or its staff."
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = ReviewMemberQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person", "part"],
                condition=Q(ended_at__isnull=True),
                name="one_running_part_per_person",
            ),
            who_and_when("ended", "review_part_ended_has_who_and_when"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.part}"


class Independence(models.Model):
    """A declaration and a check of independence per agency in scope; re-checked when an agency is added."""

    class Finding(models.TextChoices):
        INDEPENDENT = "independent", "Independent"
        NOT_INDEPENDENT = "not-independent", "Not independent"

    member = models.ForeignKey(ReviewMember, on_delete=models.CASCADE, related_name="independence")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    employment = models.TextField(
        blank=True, help_text="Employers, contracts and posts in the last ten years."
    )
    declared_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(max_length=20, choices=Finding, blank=True)
    reasons = models.TextField(blank=True)
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "agency"], name="one_independence_check_per_agency"),
            who_and_when("declared", "independence_declared_has_who_and_when"),
            who_and_when("checked", "independence_checked_has_who_and_when"),
        ]

    def __str__(self) -> str:
        return f"Independence of {self.member}"


class Terms(models.Model):
    """A version of the review's terms of reference."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveSmallIntegerField()
    period_from = models.DateField()
    period_to = models.DateField()
    key_issues = models.TextField()
    text = models.TextField()
    circulated_at = models.DateTimeField(null=True, blank=True)
    circulated_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-version"]
        verbose_name_plural = "terms"
        constraints = [
            models.UniqueConstraint(fields=["review", "version"], name="one_version_of_terms"),
            who_and_when("circulated", "terms_circulated_has_who_and_when"),
            who_and_when("agreed", "terms_agreed_has_who_and_when"),
            models.CheckConstraint(
                condition=Q(period_to__gte=models.F("period_from")), name="terms_period_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"Terms {self.version} of {self.review}"


class TermsAgreement(models.Model):
    """One panel member's agreement or objection to a version."""

    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="agreements")
    member = models.ForeignKey(ReviewMember, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["terms", "member"], name="one_answer_per_member_and_version")
        ]

    def __str__(self) -> str:
        return f"{self.member} on {self.terms}"


class ParallelProceedings(models.Model):
    """A criminal, coronial, family-court or other process beside the review. It does not stop the clock (trap 4)."""

    class Kind(models.TextChoices):
        CRIMINAL = "criminal", "Criminal investigation or trial"
        INQUEST = "inquest", "Inquest"
        FAMILY_COURT = "family-court", "Family court"
        DISCIPLINARY = "disciplinary", "Disciplinary"
        REGULATOR = "regulator", "Professional regulator"
        DOMESTIC_HOMICIDE = "domestic-homicide", "Domestic homicide review"
        CHILD_DEATH = "child-death", "Child death overview"
        OTHER = "other", "Another process"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="proceedings")
    kind = models.CharField(max_length=20, choices=Kind)
    contact = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=200)
    effect = models.TextField(help_text="On interviews, material and publication.")
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["ended_on", "review_on"]
        verbose_name_plural = "parallel proceedings"

    def __str__(self) -> str:
        return f"{self.kind} beside {self.review}"


class InterimLearning(models.Model):
    """Something put right while the review still runs (R091)."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="interim_learning")
    text = models.TextField()
    what_was_done = models.TextField(blank=True)
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return f"Interim learning of {self.review}"

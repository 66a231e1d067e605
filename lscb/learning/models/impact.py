"""Whether it made a difference: impact checks of actions; learning items and how they reached each agency."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models import Agency, Group
from lscb.files.models import FileUse
from lscb.learning.models.actions import Action
from lscb.learning.models.findings import Finding, Recommendation
from lscb.people.models import Board, User
from lscb.records.models import Record, readable


class ImpactCheckQuerySet(models.QuerySet["ImpactCheck"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "action__record__"))

    def waiting(self) -> Self:
        return self.filter(checked_at__isnull=True, dropped_at__isnull=True)

    def made_since(self, day: dt.date) -> Self:
        """Also those of a round that has ended, as it does when a check finds no difference."""
        return self.filter(checked_at__date__gte=day)


class ImpactCheck(models.Model):
    """Three, six and twelve months after completion was verified: is it sustained, what is different for children (R181)?"""

    class Outcome(models.TextChoices):
        SUSTAINED = "sustained", "Sustained, and it makes a difference"
        PARTLY = "partly", "Partly sustained"
        TOO_EARLY = "too-early", "Too early to say"
        NONE = "none", "No difference"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="impact_checks")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="impact_checks")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    sustained = models.TextField(blank=True, help_text="What shows that it is still done.")
    difference = models.TextField(blank=True, help_text="What is different for children.")
    evidence = models.TextField(blank=True)
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(
        null=True, blank=True, help_text="The action was reopened before it was due."
    )

    objects: ClassVar[Any] = ImpactCheckQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["board", "due_on"], condition=Q(checked_at__isnull=True, dropped_at__isnull=True),
                name="impact_check_waiting",
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["action", "months"], condition=Q(dropped_at__isnull=True), name="one_impact_check_per_month_count"
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True, outcome="")
                | Q(checked_at__isnull=False, checked_by__isnull=False) & ~Q(outcome="") & ~Q(difference=""),
                name="impact_checked_has_who_when_and_what",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.action_id} after {self.months} months"


class LearningItemQuerySet(models.QuerySet["LearningItem"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))


class LearningItem(models.Model):
    """One lesson on its way into practice: identified, disseminated, embedded, evaluated (R172)."""

    class Stage(models.TextChoices):
        IDENTIFIED = "identified", "Identified"
        DISSEMINATED = "disseminated", "Disseminated"
        EMBEDDED = "embedded", "Embedded"
        EVALUATED = "evaluated", "Evaluated"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="learning_item")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="learning_items")
    title = models.CharField(max_length=160)
    message = models.TextField(
        help_text="What practitioners should know or do; safe to read without the case."
    )
    source = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.PROTECT, related_name="learning_raised"
    )
    source_kind = models.CharField(max_length=60, blank=True)
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="learning_items"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="learning_items"
    )
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=15, choices=Stage, default=Stage.IDENTIFIED)
    impact = models.TextField(blank=True, help_text="The impact statement.")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    objects: ClassVar[Any] = LearningItemQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["board", "stage", "-id"]), models.Index(fields=["board", "-id"])]

    def __str__(self) -> str:
        return self.title


class LearningStep(models.Model):
    """A learning item moved to a stage, or back, with its evidence."""

    item = models.ForeignKey(LearningItem, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=15, choices=LearningItem.Stage)
    evidence = models.TextField()
    file = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-moved_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(evidence=""), name="learning_step_has_evidence")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.stage}"


class Cascade(models.Model):
    """How one agency passed a learning item on to its people, and when (R173)."""

    class Way(models.TextChoices):
        TRAINING = "training", "Training"
        POLICY = "policy", "A change of policy or procedure"
        SUPERVISION = "supervision", "Supervision"
        TEAM = "team-meeting", "Team meeting"
        BRIEFING = "briefing", "Briefing or newsletter"
        OTHER = "other", "Another way"

    item = models.ForeignKey(LearningItem, on_delete=models.PROTECT, related_name="cascades")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cascades")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=15, choices=Way, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="What was done, and how many people it reached.")
    reached = models.PositiveIntegerField(null=True, blank=True, help_text="People whom it reached, about.")
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    not_relevant = models.CharField(
        max_length=300, blank=True, help_text="Why the agency has nobody to tell."
    )

    class Meta:
        ordering = ["agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["item", "agency"], name="one_cascade_per_item_and_agency"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="cascade_confirmed_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.agency}"


class LearningShare(models.Model):
    """A finding, recommendation or learning item that was shared with others: what, with whom, when (R039)."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="learning_shares")
    item = models.ForeignKey(
        LearningItem, null=True, blank=True, on_delete=models.PROTECT, related_name="shares"
    )
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="shares"
    )
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="shares"
    )
    with_board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    with_whom = models.CharField(max_length=160, help_text="The board, partnership or national body.")
    what = models.TextField(help_text="The words that were shared, safe to read without the case.")
    shared_on = models.DateField()
    shared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-shared_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, finding__isnull=True, recommendation__isnull=True)
                | Q(item__isnull=True, finding__isnull=False, recommendation__isnull=True)
                | Q(item__isnull=True, finding__isnull=True, recommendation__isnull=False),
                name="share_is_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.with_whom} on {self.shared_on}"

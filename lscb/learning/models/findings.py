"""What was learned, and what should change because of it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models import Agency, Theme
from lscb.people.models import User
from lscb.records.models import Record, only_referred, readable


class SourceQuerySet(models.QuerySet[Any]):
    """Findings and recommendations are seen by whoever sees the record they came from, but for who only referred it."""

    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "source__")).exclude(only_referred(user, "source__"))


class Finding(models.Model):
    """What a review learned: a strength or a concern."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        CONCERN = "concern", "Concern"

    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="findings")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects: ClassVar[Any] = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="one_finding_number_per_source")
        ]

    def __str__(self) -> str:
        return self.title


class Recommendation(models.Model):
    """What should change, and by whom.

    strength  how far the measure leans on a person remembering it: a change of system holds longer than an appeal
    """

    class Strength(models.TextChoices):
        STRONG = "strong", "Strong: the way things work is changed, so that it cannot easily be left out"
        MEDIUM = "medium", "Medium: a checklist, a prompt, supervision or a second pair of eyes"
        WEAK = "weak", "Weak: training, a reminder or a new paragraph in a policy, alone"

    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="recommendations")
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    agencies = models.ManyToManyField(Agency, related_name="recommendations", blank=True)
    national = models.BooleanField(default=False)
    measure = models.TextField(blank=True, help_text="How the board will know that it has happened.")
    by_when = models.DateField(null=True, blank=True)
    strength = models.CharField(max_length=12, choices=Strength, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects: ClassVar[Any] = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="one_recommendation_number_per_source")
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"


class RecommendationAnswer(models.Model):
    """What an addressed agency, or the board itself, says to a recommendation, with its reason."""

    class Reply(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "partly", "Accepted in part"
        DECLINED = "declined", "Declined"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="recommendation_answers")
    reply = models.CharField(max_length=10, choices=Reply)
    reason = models.TextField(blank=True)
    no_action_needed = models.BooleanField(default=False)
    no_action_reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        ordering = ["agency__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "agency"], name="one_answer_per_recommendation_and_agency"
            ),
            models.CheckConstraint(
                condition=Q(reply="accepted") | ~Q(reason=""), name="answer_that_is_not_a_yes_says_why"
            ),
            models.CheckConstraint(
                condition=Q(no_action_needed=False) | ~Q(no_action_reason=""),
                name="no_action_needed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.reply}"


class PolicyChange(models.Model):
    """A policy or procedure that was changed because of a recommendation (R213)."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="policy_changes"
    )
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    policy = models.CharField(max_length=200)
    what_changed = models.TextField()
    changed_on = models.DateField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-changed_on", "-id"]

    def __str__(self) -> str:
        return self.policy

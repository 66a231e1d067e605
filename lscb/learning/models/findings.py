"""What was learned, and what should change because of it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models import Agency
from lscb.people.models import Board, User
from lscb.records.models import Record, readable


class Theme(models.Model):
    """A word of the board's taxonomy, shared by everything it learns from (R096)."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="one_theme_name_per_board")]

    def __str__(self) -> str:
        return self.name


class SourceQuerySet(models.QuerySet[Any]):
    """Findings and recommendations are seen by whoever sees the record they came from."""

    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "source__"))


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
    """What should change, and by whom."""

    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="recommendations")
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    agencies = models.ManyToManyField(Agency, related_name="recommendations", blank=True)
    national = models.BooleanField(default=False)
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

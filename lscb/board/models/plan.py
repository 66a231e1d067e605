"""The business plan: its period, its priorities, and what is tagged to them (R016)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models.groups import Group
from lscb.people.models import Board, User
from lscb.records.models import Record


class BusinessPlan(models.Model):
    """What the board wants to reach in a period. A later plan takes the place of an earlier one, which stays."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="plan_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return self.title


class Priority(models.Model):
    """One priority of a plan, with the outcome that is wanted for children."""

    plan = models.ForeignKey(BusinessPlan, on_delete=models.CASCADE, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    outcome = models.TextField(blank=True, help_text="What will be different for children.")
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="priorities"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_priority_number_per_plan")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class PriorityTag(models.Model):
    """A record serves a priority. Seen by whoever sees the record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="priority_tags")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="tags")
    tagged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    tagged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["priority", "record"], name="a_record_serves_a_priority_once")
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.priority}"

"""The quarterly review of who has access (R215)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.people.models import Board, User
from lscb.records.models import Record


class AccessReview(models.Model):
    """One quarter's review: everybody who was something on the board when it began, judged row by row."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="access_review")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="access_reviews")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: it began by itself.",
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["board", "year", "quarter"], name="one_access_review_a_quarter"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
                name="access_review_finished_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Quarter {self.quarter} of {self.year}"

    def get_absolute_url(self) -> str:
        return self.record.get_absolute_url()


class AccessReviewRow(models.Model):
    """One person as they stood when the review began, and what was decided about them.

    roles, seats, cases  in words, as they were then; asleep: no sign-in for ninety days
    """

    class Judgement(models.TextChoices):
        CONFIRMED = "confirmed", "Right as it is"
        ENDED = "ended", "Ended"
        CHANGED = "changed", "Changed"

    review = models.ForeignKey(AccessReview, on_delete=models.CASCADE, related_name="rows")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    roles = models.TextField(blank=True)
    seats = models.TextField(blank=True)
    cases = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)
    asleep = models.BooleanField(default=False)
    judgement = models.CharField(max_length=10, choices=Judgement, blank=True)
    note = models.CharField(max_length=300, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "user"], name="a_person_stands_once_in_a_review"),
            models.CheckConstraint(
                condition=Q(judged_at__isnull=True, judged_by__isnull=True, judgement="")
                | Q(judged_at__isnull=False, judged_by__isnull=False) & ~Q(judgement=""),
                name="access_row_judged_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.review}"

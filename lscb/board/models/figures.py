"""Figures as they stood on a day: stored at each month end and whenever a meeting of the Board freezes them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.people.models import Board, User
from lscb.records.models import Record


class FigureSet(models.Model):
    """The board's figures as at the end of a day. Written once; never recomputed (trap 37: show what the Board saw).

    figures  name of a figure to its value; lists of [label, value] for charts. No title, reference or person is in it.
    meeting  the record of the meeting that froze them
    """

    class Cause(models.TextChoices):
        MONTH_END = "month-end", "Month end"
        MEETING = "meeting", "A meeting of the Board"
        REPORT = "report", "A report to the Board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="figure_sets")
    as_at = models.DateField()
    cause = models.CharField(max_length=10, choices=Cause)
    meeting = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.PROTECT, related_name="figure_sets"
    )
    figures = models.JSONField()
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-as_at", "-id"]
        indexes = [models.Index(fields=["board", "-as_at", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "as_at"], condition=Q(cause="month-end"), name="one_month_end_per_board"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board.code} as at {self.as_at}"


class BoardReport(models.Model):
    """The board's report with the figures it was made from: its files hang on its record and are kept."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="board_report")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="board_reports")
    figures = models.ForeignKey(FigureSet, on_delete=models.PROTECT, related_name="reports")
    foreword = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["board", "-id"])]

    def __str__(self) -> str:
        return f"Report {self.record}"

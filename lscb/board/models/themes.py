"""The board's taxonomy, shared by everything it learns from (R096)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lscb.people.models import Board, User
from lscb.records.models import Record


class Theme(models.Model):
    """A word of the board's taxonomy, shared by everything it learns from (R096)."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="one_theme_name_per_board")]

    def __str__(self) -> str:
        return self.name


class ThemeTag(models.Model):
    """A record is about a theme. Seen by whoever sees the record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="theme_tags")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="tags")
    tagged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    tagged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "record"], name="a_record_has_a_theme_once")]

    def __str__(self) -> str:
        return f"{self.record}: {self.theme}"

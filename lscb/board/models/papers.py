"""Notes on a case, and letters with their templates."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.files.models import StoredFile
from lscb.people.models import Board, User
from lscb.records.models import Record, readable


class OnRecordQuerySet(models.QuerySet[Any]):
    """Rows that hang on a record are seen by whoever sees the record."""

    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))


class FileNote(models.Model):
    """A dated note on a case (R214). It may identify: it is shown through the case's pseudonyms."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = OnRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"Note on {self.record}"


class LetterTemplate(models.Model):
    """An editable letter of the board; {reference}, {board}, {decision}… are filled in, never a name."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="letter_templates")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    body = models.TextField()
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "code"], name="one_letter_template_per_code")]

    def __str__(self) -> str:
        return self.title


class Letter(models.Model):
    """A letter as it was written; once sent it does not change."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="letters")
    code = models.SlugField(max_length=40)
    recipient = models.CharField(max_length=160)
    body = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    sent_on = models.DateField(null=True, blank=True)
    proof = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = OnRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"Letter to {self.recipient} on {self.record}"

"""Uploaded files: stored under our own names, opened only through the access of the record they are used on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lscb.people.models import Board, User
from lscb.records.models import Record, only_referred, readable


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def harmful_untold(self) -> Self:
        """Found to be harmful after it was added, and nobody was told yet."""
        return self.filter(scan=StoredFile.Scan.INFECTED, harm_told_at__isnull=True)


class StoredFile(models.Model):
    """The bytes, once. Not downloadable until scanned."""

    class Scan(models.TextChoices):
        WAITING = "waiting", "Waiting to be virus-scanned"
        CLEAN = "clean", "Virus-scanned"
        UNSCANNED = "unscanned", "Not virus-scanned"
        INFECTED = "infected", "Infected: locked away"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200, help_text="As the person named it, cleaned; it may identify.")
    path = models.CharField(max_length=120, unique=True)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.WAITING)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scan_tries = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(
        null=True, blank=True, help_text="A scanner has it, or it waits for its next try."
    )
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    harm_told_at = models.DateTimeField(
        null=True, blank=True, help_text="When those concerned were told that it is infected."
    )

    objects: ClassVar[Any] = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["scan", "claimed_until"])]

    def __str__(self) -> str:
        return f"File {self.pk}"

    @property
    def place(self) -> Path:
        """Where the bytes are."""
        return Path(settings.FILES_DIR) / self.path

    @property
    def extension(self) -> str:
        return self.name.rsplit(".", 1)[-1]


class FileUseQuerySet(models.QuerySet["FileUse"]):
    def visible_to(self, user: User) -> Self:
        """Files of records that the person may open; whoever only referred a case gets back their own papers alone."""
        found = self.filter(readable(user, "record__"))
        return found.exclude(only_referred(user, "record__") & ~Q(added_by=user))

    def in_use(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def on(self, record: Record, purpose: str = "") -> Self:
        """The files of a record, oldest first, ready for display."""
        found = self.in_use().filter(record=record).select_related("file", "added_by").order_by("pk")
        return found.filter(purpose=purpose) if purpose else found


class FileUse(models.Model):
    """A file on a record, for a purpose. A download needs the record's access and leaves a trail event."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uses")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="files")
    purpose = models.CharField(max_length=40)
    may_identify = models.BooleanField(default=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = FileUseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["record", "purpose"])]
        constraints = [
            models.CheckConstraint(
                # Somebody without an account takes off what somebody without an account added.
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False)
                | Q(removed_at__isnull=False, removed_by__isnull=True, added_by__isnull=True),
                name="file_use_removed_has_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"File {self.file_id} on {self.record}"

    def get_absolute_url(self) -> str:
        return reverse("files:file-download", args=[self.pk])

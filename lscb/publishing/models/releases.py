"""The frozen text with its file, the two approvals on it, and what has to be done before it goes out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lscb.files.models import FileUse
from lscb.people.models import User
from lscb.publishing.models.documents import Document


class Release(models.Model):
    """The frozen public text with its PDF: what is approved, scanned and published is this, byte for byte."""

    class Rendering(models.TextChoices):
        WAITING = "waiting", "Waiting to be made"
        RUNNING = "running", "Being made"
        DONE = "done", "Made and scanned"
        FAILED = "failed", "Could not be made"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="releases")
    text = models.JSONField(help_text="Frozen sections, findings, recommendations, response and actions.")
    text_sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(default=timezone.now)
    rendering = models.CharField(max_length=10, choices=Rendering, default=Rendering.WAITING)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    pdf_path = models.CharField(max_length=120, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_pages = models.PositiveSmallIntegerField(default=0)
    pdf_size = models.PositiveIntegerField(default=0)
    leaks = models.JSONField(
        default=list, blank=True, help_text="What the scan of the bytes found: place and register id."
    )
    scanned_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checklist = models.JSONField(default=dict, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(
        null=True, blank=True, help_text="Taken back: both approvals fell with it."
    )
    cancelled_reason = models.CharField(max_length=300, blank=True)
    advance_on = models.DateField(null=True, blank=True)
    advance_to = models.TextField(blank=True)
    advance_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    earliest_on = models.DateField(
        null=True, blank=True, help_text="At least seven working days after the advance copies."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="release_checked_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="release_approved_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(checked_by__isnull=False) & ~Q(approved_by=F("checked_by")),
                name="two_different_approvers",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="release_cancelled_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(advance_on__isnull=True, advance_by__isnull=True)
                | Q(advance_on__isnull=False, advance_by__isnull=False),
                name="release_advance_has_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(cancelled_at__isnull=True), name="one_standing_release"
            ),
        ]
        indexes = [models.Index(fields=["rendering", "id"])]

    def __str__(self) -> str:
        return f"Release of {self.document}"


class Clearance(models.Model):
    """Court or legal clearance, and telling family and staff: done, or not needed with a reason (§0.8)."""

    class Kind(models.TextChoices):
        LEGAL = "legal", "Court or legal clearance"
        FAMILY = "family", "Family told"
        STAFF = "staff", "Staff told"

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        NOT_NEEDED = "not-needed", "Not needed"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="clearances")
    kind = models.CharField(max_length=10, choices=Kind)
    outcome = models.CharField(max_length=10, choices=Outcome)
    detail = models.TextField()
    done_on = models.DateField()
    proof = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "kind"], name="one_clearance_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.document}"

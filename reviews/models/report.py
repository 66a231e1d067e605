"""The report of a review: structured plain text, the only editable text there is; publishing copies it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from lscb.learning.models import Finding
from lscb.people.models import User
from lscb.records.models import Record, readable
from reviews.models.base import CaseQuerySet, who_and_when
from reviews.models.review import Review


class ReportQuerySet(CaseQuerySet):
    def visible_to(self, user: User) -> Self:
        """Whoever sees the review sees its report."""
        return self.filter(readable(user, "review__record__"))


class Report(models.Model):
    """One report per review."""

    class Status(models.TextChoices):
        WRITING = "writing", "Being written"
        WITH_PANEL = "with-panel", "With the panel"
        PANEL_AGREED = "panel-agreed", "Agreed by the panel"
        BOARD_AGREED = "board-agreed", "Agreed by the Board"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="report")
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="report")
    title = models.CharField(max_length=160)
    status = models.CharField(max_length=15, choices=Status, default=Status.WRITING)
    panel_agreed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    panel_agreed_at = models.DateTimeField(null=True, blank=True)
    minority_view = models.TextField(blank=True)
    board_agreed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    board_agreed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            who_and_when("panel_agreed", "report_panel_agreed_has_who_and_when"),
            who_and_when("board_agreed", "report_board_agreed_has_who_and_when"),
        ]

    def __str__(self) -> str:
        return self.record.reference


class ReportSection(models.Model):
    """One section (R089): plain text with headings and lists, never HTML."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    code = models.SlugField(max_length=30)
    heading = models.CharField(max_length=160)
    help_text = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="one_section_per_code"),
            who_and_when("edited", "section_edited_has_who_and_when"),
        ]

    def __str__(self) -> str:
        return self.heading


class ReportVersion(models.Model):
    """The text of a section as it was saved; nothing that was written is lost."""

    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="one_version_number_per_section")
        ]

    def __str__(self) -> str:
        return f"{self.section} version {self.number}"


class AgreedReport(models.Model):
    """What the Board had agreed, word for word, when it was opened again for a correction. Never changed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="agreed_before")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    passages = models.JSONField(help_text="Everything that is published with a report: heading and text.")
    minority_view = models.TextField(blank=True)
    panel_agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    panel_agreed_at = models.DateTimeField()
    board_agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    board_agreed_at = models.DateTimeField()
    reopened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_agreed_report_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.report}, agreed version {self.number}"


class Comment(models.Model):
    """A remark on a section by somebody who may read the report."""

    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    kind = models.CharField(
        max_length=10, choices=[("comment", "Comment"), ("accuracy", "Factual accuracy")], default="comment"
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["written_at"]
        constraints = [who_and_when("answered", "comment_answered_has_who_and_when")]

    def __str__(self) -> str:
        return f"Comment on {self.section}"


class BoardResponse(models.Model):
    """The Board's own answer to a finding: three parts, published beside the report (R093)."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "partly", "Accepted in part"
        REJECTED = "rejected", "Not accepted"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="responses")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="responses")
    answer = models.CharField(max_length=10, choices=Answer)
    reasons = models.TextField()
    done_already = models.TextField(blank=True)
    difference_so_far = models.TextField(blank=True)
    still_to_do = models.TextField(blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["finding__number"]
        constraints = [models.UniqueConstraint(fields=["report", "finding"], name="one_response_per_finding")]

    def __str__(self) -> str:
        return f"Response to {self.finding}"

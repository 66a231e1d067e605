"""An agency's own report to a review, from the request to its acceptance."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from lscb.board.models import Agency
from lscb.files.models import FileUse
from lscb.people.models import User
from lscb.records.models import Record
from reviews.models.base import CaseQuerySet, who_and_when
from reviews.models.review import Review


class AgencyReportQuerySet(CaseQuerySet):
    def waiting(self) -> Self:
        return self.exclude(status__in=(AgencyReport.Status.ACCEPTED, AgencyReport.Status.CANCELLED))

    def for_page(self) -> Self:
        """With everything that the page of one report and its checks ask for."""
        return self.select_related(
            "record__board", "record__root", "review__record__board", "agency__party", "author", "submitted_by",
            "answered_by",
        )  # fmt: skip

    def late(self, today: dt.date) -> Self:
        """Still with the agency after its day; a report that was sent waits for the panel."""
        return self.waiting().exclude(status=AgencyReport.Status.SUBMITTED).filter(due_on__lt=today)


class AgencyReport(models.Model):
    """An agency's own report to the review (IMR): requested, written, signed off, accepted or returned."""

    class Status(models.TextChoices):
        REQUESTED = "requested", "Requested"
        AUTHOR_NAMED = "author-named", "Author named"
        IN_WRITING = "in-writing", "Being written"
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned for more"
        ACCEPTED = "accepted", "Accepted"
        CANCELLED = "cancelled", "No longer needed"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="agency_report")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="agency_reports")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="agency_reports")
    status = models.CharField(max_length=15, choices=Status, default=Status.REQUESTED)
    due_on = models.DateField()
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    author_independent = models.BooleanField(
        default=False, help_text="Confirmed: did not hold or manage the case."
    )
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    summary = models.TextField(blank=True)
    upload = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    signed_off_name = models.CharField(
        max_length=160, blank=True, help_text="The senior manager who signed it off."
    )
    answer = models.TextField(
        blank=True, help_text="What the panel chair or reviewer said when accepting or returning."
    )
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = AgencyReportQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "agency"], name="one_agency_report_per_agency"),
            who_and_when("submitted", "agency_report_submitted_has_who_and_when"),
            who_and_when("answered", "agency_report_answered_has_who_and_when"),
        ]

    def __str__(self) -> str:
        return self.record.reference

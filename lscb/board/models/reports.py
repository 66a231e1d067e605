"""Reports that the board expects: by a schedule, on its request, or before it meets (R023, R024, R030-R032)."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models.agencies import Agency
from lscb.board.models.groups import Group
from lscb.people.models import Board, User
from lscb.records.models import Record, readable


class ReportShape(models.TextChoices):
    """What a report is made of: a file with a checklist, or parts that are written on a page."""

    REPORT = "report", "Report with a checklist"
    QUARTERLY = "quarterly", "Quarterly report of an agency"
    OPERATIONAL = "operational", "Operational Assurance Report"
    UPDATE = "update", "Update of a member before the Board meets"


class ReportSchedule(models.Model):
    """A report that is expected again and again, or once: from whom, for which group, how often."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="report_schedules")
    title = models.CharField(max_length=160)
    form = models.CharField(max_length=12, choices=ReportShape, default=ReportShape.REPORT)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="report_schedules"
    )
    service = models.CharField(max_length=160, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="report_schedules")
    every_months = models.PositiveSmallIntegerField(default=0, help_text="0 for once.")
    ended_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class AssuranceQuerySet(models.QuerySet["AssuranceReport"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def with_parties(self) -> Self:
        return self.select_related("record", "agency", "group", "owner", "schedule")

    def for_page(self) -> Self:
        return self.with_parties().select_related(
            "record__board",
            "board",
            "agency__party",
            "group__party",
            "meeting",
            "received_by",
            "closed_by",
            "asked_by",
        )

    def expected(self) -> Self:
        return self.filter(status=AssuranceReport.Status.EXPECTED)

    def overdue(self, today: dt.date) -> Self:
        return self.expected().filter(due_on__lt=today)


class AssuranceReport(models.Model):
    """One report for one period: expected by a day, handed in, checked, and with what came of it."""

    class Status(models.TextChoices):
        EXPECTED = "expected", "Expected"
        RECEIVED = "received", "Received"
        CLOSED = "closed", "Checked"
        WITHDRAWN = "withdrawn", "No longer expected"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="assurance_report")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="assurance_reports")
    schedule = models.ForeignKey(
        ReportSchedule, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    form = models.CharField(max_length=12, choices=ReportShape)
    status = models.CharField(max_length=10, choices=Status, default=Status.EXPECTED)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="assurance_reports"
    )
    service = models.CharField(max_length=160, blank=True)
    owner = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="assurance_reports"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="assurance_reports")
    meeting = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_for_meeting"
    )
    question = models.TextField(blank=True, help_text="What the Board asks for.")
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    asked_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: by itself, when it was due.",
    )
    received_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scrutiny = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects: ClassVar[Any] = AssuranceQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["board", "status", "due_on", "id"]),
            models.Index(fields=["agency", "status", "due_on"]),
            models.Index(fields=["owner", "status", "due_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, received_by__isnull=True)
                | Q(received_on__isnull=False, received_by__isnull=False),
                name="report_received_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_by__isnull=True)
                | Q(closed_on__isnull=False, closed_by__isnull=False) & ~Q(outcome=""),
                name="report_closed_has_who_when_and_outcome",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["expected", "withdrawn"]) | Q(received_on__isnull=False),
                name="a_received_report_has_a_day",
            ),
            models.UniqueConstraint(
                fields=["meeting", "owner"],
                condition=Q(form="update"),
                name="one_update_per_member_and_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.record.title

    def get_absolute_url(self) -> str:
        return self.record.get_absolute_url()

    def is_overdue(self, today: dt.date) -> bool:
        return self.status == AssuranceReport.Status.EXPECTED and self.due_on < today


class ReportPart(models.Model):
    """One part of a report that is written on a page. Saved as it is written."""

    report = models.ForeignKey(AssuranceReport, on_delete=models.CASCADE, related_name="parts")
    code = models.SlugField(max_length=30)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="one_part_of_a_report")]

    def __str__(self) -> str:
        return f"{self.report}: {self.code}"


class ReportCheck(models.Model):
    """One line of the checklist of a received report (R031)."""

    class Found(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    report = models.ForeignKey(AssuranceReport, on_delete=models.CASCADE, related_name="checks")
    code = models.SlugField(max_length=30)
    found = models.CharField(max_length=6, choices=Found)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="one_check_of_a_report")]

    def __str__(self) -> str:
        return f"{self.report}: {self.code}"

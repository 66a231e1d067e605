"""What each agency in scope is asked; an agency sees its own request and nothing else of the case."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from lscb.board.models import Agency
from lscb.people.models import User
from lscb.records.models import Record
from reviews.models.base import CaseQuerySet, who_and_when
from reviews.models.referral import Referral


class ScopingQuerySet(CaseQuerySet):
    def waiting(self) -> Self:
        return self.filter(status__in=(ScopingRequest.Status.REQUESTED, ScopingRequest.Status.STARTED))

    def overdue(self, today: dt.date) -> Self:
        return self.waiting().filter(due_on__lt=today)


class ScopingRequest(models.Model):
    """One agency's short answer: was it involved, and how."""

    class Status(models.TextChoices):
        REQUESTED = "requested", "Waiting for an answer"
        STARTED = "started", "Answer started"
        ANSWERED = "answered", "Answered"
        CANCELLED = "cancelled", "No longer needed"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="scoping_request")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="scoping_requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="scoping_requests")
    question = models.TextField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.REQUESTED)
    involved = models.BooleanField(null=True, blank=True)
    summary = models.TextField(blank=True)
    period_known = models.CharField(max_length=200, blank=True)
    good_practice = models.TextField(blank=True)
    immediate_action = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    chased_at = models.DateTimeField(null=True, blank=True)
    chased_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    times_chased = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = ScopingQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["status", "due_on"])]
        constraints = [
            models.UniqueConstraint(fields=["referral", "agency"], name="one_scoping_request_per_agency"),
            who_and_when("answered", "scoping_answered_has_who_and_when"),
            who_and_when("chased", "scoping_chased_has_who_and_when"),
        ]

    def __str__(self) -> str:
        return self.record.reference

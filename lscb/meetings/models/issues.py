"""An issue that a group cannot settle goes up, Executive and then Board, and comes back with an answer (R014)."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Group
from lscb.meetings.models.meetings import Meeting
from lscb.people.models import User
from lscb.records.models import Record, readable


class RaisedIssueQuerySet(models.QuerySet["RaisedIssue"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def waiting(self) -> Self:
        return self.filter(status=RaisedIssue.Status.RAISED)


class RaisedIssue(models.Model):
    """From one group to the one above it. Its record is open to both groups, and shut with what it is about."""

    class Status(models.TextChoices):
        RAISED = "raised", "Waiting for an answer"
        PASSED_ON = "passed-on", "Passed on"
        ANSWERED = "answered", "Answered"
        RETURNED = "returned", "Back with the group"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="raised_issue")
    from_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="issues_raised")
    to_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="issues_received")
    about = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.PROTECT, related_name="issues_about"
    )
    title = models.CharField(max_length=160, help_text="Safe to read: it names nobody.")
    reason = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.RAISED)
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="passed_to",
        help_text="The issue that was passed on as this one.",
    )  # fmt: skip
    raised_at_meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="issues_raised"
    )
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="What the group does with the answer.")
    returned_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = RaisedIssueQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["to_group", "status"]), models.Index(fields=["from_group", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="issue_answered_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_by__isnull=True)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="issue_returned_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.from_group} to {self.to_group}"

"""One register of findings, recommendations and actions through to verification."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models import Agency, Group
from lscb.files.models import FileUse
from lscb.people.models import Board, User
from lscb.records.models import Record, readable


class Theme(models.Model):
    """A word of the board's taxonomy, shared by everything it learns from (R096)."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="one_theme_name_per_board")]

    def __str__(self) -> str:
        return self.name


class SourceQuerySet(models.QuerySet[Any]):
    """Findings and recommendations are seen by whoever sees the record they came from."""

    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "source__"))


class Finding(models.Model):
    """What a review learned: a strength or a concern."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        CONCERN = "concern", "Concern"

    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="findings")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects: ClassVar[Any] = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="one_finding_number_per_source")]

    def __str__(self) -> str:
        return self.title


class Recommendation(models.Model):
    """What should change, and by whom."""

    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="recommendations")
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    agencies = models.ManyToManyField(Agency, related_name="recommendations", blank=True)
    national = models.BooleanField(default=False)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects: ClassVar[Any] = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="one_recommendation_number_per_source")]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def for_board(self, board: Board) -> Self:
        return self.filter(record__board=board)

    def open(self) -> Self:
        return self.filter(status__in=Action.OPEN)

    def overdue(self, today: dt.date) -> Self:
        """Open and past its end date; a claimed action waits for the group, not for its owner."""
        return self.filter(status__in=(Action.Status.AGREED, Action.Status.STARTED), end_on__lt=today)


class Action(models.Model):
    """What an agency does about a recommendation. Carries its own wording, safe to read without the case."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        AGREED = "agreed", "Not started"
        STARTED = "started", "Started"
        CLAIMED = "claimed", "Completed, awaiting verification"
        VERIFIED = "verified", "Verified"
        CLOSED = "closed", "Closed"
        NOT_ACHIEVED = "not-achieved", "Not achieved"
        SUPERSEDED = "superseded", "Superseded"
        REJECTED = "rejected", "Rejected"
        ACCEPTED_WITHOUT = "accepted-without", "Accepted without action until a date"

    OPEN = (Status.AGREED, Status.STARTED, Status.CLAIMED)

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="action")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="actions")
    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="actions_raised")
    source_kind = models.CharField(max_length=60, help_text="Shown to those who may not open the source.")
    recommendations = models.ManyToManyField(Recommendation, related_name="actions", blank=True)
    title = models.CharField(max_length=200)
    activity = models.TextField(help_text="Short and clear: what will be done.")
    difference_expected = models.TextField(help_text="Measurable outcome: what will be different for children.")
    resources = models.CharField(max_length=200, help_text="What it needs; “none” is an answer.")
    wording_confirmed_safe = models.BooleanField(default=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="actions")
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="monitored_actions")
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField()
    first_end_on = models.DateField()
    revisions = models.PositiveSmallIntegerField(default=0, help_text="How often the end date was moved.")
    status = models.CharField(max_length=20, choices=Status, default=Status.PROPOSED)
    accepted_until = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    objects: ClassVar[Any] = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["end_on", "id"]
        indexes = [
            models.Index(fields=["board", "status", "end_on", "id"]),
            models.Index(fields=["agency", "status", "end_on", "id"]),
            models.Index(fields=["group", "status", "end_on", "id"]),
            models.Index(fields=["owner", "status", "end_on"]),
            models.Index(fields=["source"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end_on__gte=F("start_on")) | Q(start_on__isnull=True), name="action_ends_after_start"),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "rejected"]) | Q(wording_confirmed_safe=True),
                name="agreed_action_has_safe_wording",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Progress(models.Model):
    """What was done, what is next, and when (R177)."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    done = models.TextField()
    next_activity = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    claims_completion = models.BooleanField(default=False)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-written_at"]
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"Progress on {self.action_id}"


class Evidence(models.Model):
    """Something that shows an action was done: a file or words."""

    progress = models.ForeignKey(Progress, on_delete=models.PROTECT, related_name="evidence")
    text = models.TextField(blank=True)
    file = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Evidence {self.pk}"


class Verification(models.Model):
    """The monitoring group's answer to a claim; the person is never the owner nor of the owner's agency alone."""

    class Outcome(models.TextChoices):
        VERIFIED = "verified", "Verified"
        REFUSED = "refused", "Sent back"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="verifications")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField()
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(default=timezone.now)
    owner_then = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-verified_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_then__isnull=True) | ~Q(verified_by=F("owner_then")), name="verifier_is_not_the_owner"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.action_id}"


class DateRevision(models.Model):
    """An end date that was moved: old date, reason and approver are kept."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="date_revisions")
    old_on = models.DateField()
    new_on = models.DateField()
    reason = models.TextField()
    revised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    revised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-revised_at"]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.old_on} to {self.new_on}"

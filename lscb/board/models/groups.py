"""Groups with their terms of reference, and the seats in them."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from simple_history.models import HistoricalRecords

from lscb.board.models.agencies import Agency, running_on
from lscb.people.models import Board, Party, User
from lscb.records.models import Record


class Group(models.Model):
    """The Board itself, its executive, standing sub-groups, and groups formed for a time."""

    class Kind(models.TextChoices):
        BOARD = "board", "Board"
        EXECUTIVE = "executive", "Executive or business group"
        CASE_REVIEW = "case-review", "Serious case review group"
        MONITORING = "monitoring", "Monitoring and evaluation group"
        LEARNING = "learning", "Learning and development group"
        POLICY = "policy", "Practice and policy group"
        FORUM = "forum", "Practitioner forum"
        TASK = "task", "Task and finish group"

    class QuorumRule(models.TextChoices):
        CANNOT_START = "cannot-start", "A meeting cannot start below it"
        MARK_DECISIONS = "mark-decisions", "It may meet; decisions are marked as not quorate"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="groups")
    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="group")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    every_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    meeting_minutes = models.PositiveSmallIntegerField(default=120)
    quorum_agencies = models.PositiveSmallIntegerField(
        default=0, help_text="Distinct agencies; 0 for no stated quorum."
    )
    quorum_rule = models.CharField(max_length=20, choices=QuorumRule, default=QuorumRule.MARK_DECISIONS)
    papers_days = models.PositiveSmallIntegerField(default=5, help_text="Working days before a meeting.")
    update_days = models.PositiveSmallIntegerField(
        default=0, help_text="Working days before a meeting by which members send their update; 0 for none."
    )
    closed_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "slug"], name="one_group_slug_per_board")]

    def __str__(self) -> str:
        return self.name


class GroupTerms(models.Model):
    """A version of a group's terms of reference (R007)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="terms")
    version = models.PositiveSmallIntegerField()
    aims = models.TextField()
    functions = models.TextField(help_text="One numbered function a line.")
    member_duties = models.TextField(blank=True)
    accountable_to = models.CharField(max_length=160, blank=True)
    membership = models.TextField(blank=True, help_text="One agency and its seat a line.")
    chair = models.CharField(max_length=160, blank=True)
    vice_chair = models.CharField(max_length=160, blank=True)
    frequency = models.CharField(max_length=160, blank=True)
    quorum = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    record = models.OneToOneField(
        Record, null=True, blank=True, on_delete=models.PROTECT, related_name="group_terms",
        help_text="What the clock of their review hangs on.",
    )  # fmt: skip

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["group", "version"], name="one_terms_version")]

    def __str__(self) -> str:
        return f"{self.group} terms {self.version}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def on(self, day: dt.date) -> Self:
        return self.filter(running_on(day))


class Seat(models.Model):
    """An agency's place in a group: vacant, or held by a person with a deputy, from a day until a day."""

    class Office(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice-chair", "Vice chair"
        MEMBER = "member", "Member"
        LAY = "lay", "Lay member"
        ADVISER = "adviser", "Adviser"
        BUSINESS_UNIT = "business-unit", "Business unit"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    deputy = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="deputy_seats"
    )
    office = models.CharField(max_length=20, choices=Office, default=Office.MEMBER)
    counts_for_quorum = models.BooleanField(default=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = SeatQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "from_on", "until_on"])]

    def __str__(self) -> str:
        return f"{self.user or 'Vacant'}, {self.get_office_display()} of {self.group}"

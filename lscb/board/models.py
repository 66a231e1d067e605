"""A board's agencies, groups, seats and grants; case notes and letters that any case may hold."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.roles import Role
from lscb.files.models import StoredFile
from lscb.people.models import Board, Party, User
from lscb.records.models import Record, readable


def running_on(day: dt.date, prefix: str = "") -> Q:
    """Rows with from_on/until_on that hold on a day (both ends included)."""
    return Q(**{f"{prefix}from_on__lte": day}) & (
        Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gte": day})
    )


class AgencyQuerySet(models.QuerySet["Agency"]):
    def of_board(self, board: Board, day: dt.date | None = None) -> Self:
        return self.filter(running_on(day or timezone.localdate(), "areas__"), areas__board=board).distinct()


class Agency(models.Model):
    """An organisation that works with children; installation-wide, may serve several boards."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        CHILDRENS_SERVICES = "childrens-services", "Children's services"
        POLICE = "police", "Police"
        HEALTH = "health", "Health service"
        GP = "gp", "GP surgery"
        SCHOOL = "school", "School or college"
        EDUCATION = "education", "Education service"
        HOUSING = "housing", "Housing"
        PROBATION = "probation", "Probation"
        YOUTH_JUSTICE = "youth-justice", "Youth justice"
        VOLUNTARY = "voluntary", "Voluntary organisation"
        OTHER = "other", "Other"

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="agency")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind)
    section11_body = models.BooleanField(default=False)
    address = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    urn = models.CharField(
        max_length=10, blank=True, db_index=True, help_text="Schools: unique reference number."
    )
    phase = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=40, blank=True)

    objects: ClassVar[Any] = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class AgencyArea(models.Model):
    """An agency works in a board's area."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="areas")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="agency_areas")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "board", "from_on"], name="one_area_row_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.agency} in {self.board}"


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
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)

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


class Grant(models.Model):
    """A role that a person holds on a board, for a time and a reason."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    granted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user", "from_on", "until_on"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} of {self.board}"


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

"""Meetings of a group, what is on their agenda, who came, and who declared what."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Agency, Group, Seat
from lscb.people.models import User
from lscb.records.models import Record, readable


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def coming(self, today: dt.date) -> Self:
        return self.filter(held_on__gte=today, status=Meeting.Status.PLANNED).order_by("held_on", "id")


class Meeting(models.Model):
    """One meeting of a group: ordinary, or extraordinary when a clock cannot wait for the next ordinary one."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "Ordinary"
        EXTRAORDINARY = "extraordinary", "Extraordinary"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="meeting")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.ORDINARY)
    held_on = models.DateField()
    starts_at = models.TimeField(default=dt.time(10, 0))
    place = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    quorate = models.BooleanField(null=True, blank=True)
    opened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [
            models.Index(fields=["group", "status", "held_on"]),
            models.Index(fields=["held_on", "id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="meeting_opened_has_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} on {self.held_on}"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def waiting(self) -> Self:
        """Open items of meetings that are still to be held, or were not marked as held yet."""
        return self.open().filter(meeting__status=Meeting.Status.PLANNED)


class AgendaItem(models.Model):
    """A record on the agenda of a meeting. Listing opens it to the group's unconflicted seat holders."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="agenda_items")
    order = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    papers_told_on = models.DateField(
        null=True, blank=True, help_text="When members were told that the papers are out."
    )

    objects: ClassVar[Any] = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "record"], name="once_on_an_agenda"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="agenda_item_closed_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} at {self.meeting}"


class Attendance(models.Model):
    """Somebody at a meeting: by seat, as a deputy, or as an invited guest."""

    class Presence(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    guest_name = models.CharField(max_length=120, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    as_deputy = models.BooleanField(default=False)
    counts_for_quorum = models.BooleanField(default=False)
    presence = models.CharField(max_length=10, choices=Presence)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"], condition=Q(seat__isnull=False), name="a_seat_attends_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user or self.guest_name} at {self.meeting}"


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(withdrawn_at__isnull=True)


class Declaration(models.Model):
    """A conflict on an item: agency interest (reads and speaks) or personal (leaves, excluded everywhere). §0.2

    An agency interest that was declared by mistake is taken back and kept; a personal conflict is lifted (records).
    """

    class Kind(models.TextChoices):
        AGENCY = "agency", "Agency interest: own agency's practice is in question"
        PERSONAL = "personal", "Personal: involved in the case, or related to family or staff"

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="declarations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=10, choices=Kind)
    detail = models.CharField(max_length=300, blank=True)
    declared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = DeclarationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "user", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_declaration_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="declaration_withdrawn_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} on {self.record}"

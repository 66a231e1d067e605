"""A meeting of a group: when, where, and how far it has come."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Group
from lscb.core.workdays import LONDON
from lscb.people.models import User
from lscb.records.models import Record, readable


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def to_be_held(self) -> Self:
        return self.filter(status__in=Meeting.TO_COME)

    def coming(self, today: dt.date) -> Self:
        return self.to_be_held().filter(held_on__gte=today).order_by("held_on", "id")

    def took_place(self) -> Self:
        return self.filter(status__in=Meeting.DONE)


class Meeting(models.Model):
    """One meeting of a group: ordinary, or extraordinary when a clock cannot wait for the next ordinary one.

    scheduled_for  the day that the group's schedule gave it; making the schedule again makes no second one
    sequence       counted up whenever its day, hour, place or length changes (calendar feeds need it)
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        AGENDA_SET = "agenda-set", "Agenda set"
        PAPERS_OUT = "papers-out", "Papers out"
        HELD = "held", "Held"
        MINUTES_DRAFT = "minutes-draft", "Minutes in draft"
        MINUTES_AGREED = "minutes-agreed", "Minutes agreed"
        CANCELLED = "cancelled", "Cancelled"

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "Ordinary"
        EXTRAORDINARY = "extraordinary", "Extraordinary"

    TO_COME = (Status.PLANNED, Status.AGENDA_SET, Status.PAPERS_OUT)
    DONE = (Status.HELD, Status.MINUTES_DRAFT, Status.MINUTES_AGREED)
    #: Their minutes can still be written.
    OPEN_MINUTES = (*TO_COME, Status.HELD, Status.MINUTES_DRAFT)

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="meeting")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.ORDINARY)
    held_on = models.DateField()
    starts_at = models.TimeField(default=dt.time(10, 0))
    length_minutes = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=15, choices=Status, default=Status.PLANNED)
    scheduled_for = models.DateField(null=True, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    quorate = models.BooleanField(null=True, blank=True)
    opened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    papers_out_at = models.DateTimeField(null=True, blank=True, help_text="When the papers went out.")
    minutes_circulated_at = models.DateTimeField(null=True, blank=True)
    minutes_agreed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    minutes_agreed_at = models.DateTimeField(null=True, blank=True)
    minutes_agreed_meeting = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="agreed_minutes_of",
        help_text="The later meeting that agreed them; empty when the chair did.",
    )  # fmt: skip

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
            ),
            models.CheckConstraint(
                condition=Q(minutes_agreed_at__isnull=True, minutes_agreed_by__isnull=True)
                | Q(minutes_agreed_at__isnull=False, minutes_agreed_by__isnull=False),
                name="meeting_minutes_agreed_has_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["group", "scheduled_for"],
                condition=Q(scheduled_for__isnull=False),
                name="one_meeting_for_a_scheduled_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} on {self.held_on}"

    @property
    def begins(self) -> dt.datetime:
        return dt.datetime.combine(self.held_on, self.starts_at, tzinfo=LONDON)

    @property
    def ends(self) -> dt.datetime:
        return self.begins + dt.timedelta(minutes=self.length_minutes)

    @property
    def is_to_come(self) -> bool:
        return self.status in self.TO_COME

    @property
    def is_done(self) -> bool:
        return self.status in self.DONE

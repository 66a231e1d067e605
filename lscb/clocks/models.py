"""Lists of holidays, a board's own lengths, and deadlines: computed once, kept as they were."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.clocks.regimes import Confidence, Unit
from lscb.core.prepared import timeless
from lscb.people.models import Board, Party, User
from lscb.records.models import Record, readable

UNITS = [(unit.value, unit.value) for unit in Unit]
CONFIDENCES = [(confidence.value, confidence.value) for confidence in Confidence]


def together(*names: str) -> Q:
    """All of the columns are filled, or none is."""
    filled = Q(**{f"{name}__isnull": False for name in names})
    return filled | Q(**{f"{name}__isnull": True for name in names})


class HolidaySetQuerySet(models.QuerySet["HolidaySet"]):
    def newest(self, calendar: str) -> HolidaySet | None:
        return next(iter(_versions(calendar)), None)


@timeless
def _versions(calendar: str) -> models.QuerySet[HolidaySet]:
    """The newest version of a calendar."""
    return HolidaySet.objects.filter(calendar=calendar).order_by("-version")[:1]


class HolidaySet(models.Model):
    """One version of a calendar's holidays. Versions are added, never changed: deadlines remember theirs."""

    calendar = models.CharField(max_length=40, help_text="For example england-and-wales.")
    version = models.PositiveIntegerField()
    note = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    shipped = models.BooleanField(default=False, help_text="Came with the product; nobody published it.")

    objects: ClassVar[Any] = HolidaySetQuerySet.as_manager()

    class Meta:
        ordering = ["calendar", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "version"], name="one_holiday_set_per_version"),
            models.CheckConstraint(
                condition=Q(shipped=True) | Q(created_by__isnull=False),
                name="holiday_set_has_who_or_is_shipped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar} {self.version}"


class Holiday(models.Model):
    """A day off. Days of a set are written with it and stay."""

    holiday_set = models.ForeignKey(HolidaySet, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["holiday_set", "day"], name="one_holiday_per_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class RuleOverride(models.Model):
    """A board's own length, unit and recipients of a clock. A new one takes the place of the old, which is kept."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="rule_overrides")
    regime = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, choices=UNITS, null=True, blank=True)
    recipients = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["-set_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "regime", "code"],
                condition=Q(active=True),
                name="one_active_override_per_rule",
            ),
            models.CheckConstraint(condition=together("amount", "unit"), name="override_length_has_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.board.code}: {self.code} {self.amount} {self.unit}"


RUNNING = Q(met_on__isnull=True, cancelled_at__isnull=True)


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def for_board(self, board: Board) -> Self:
        return self.filter(record__board=board)

    def of(self, record: Record) -> Self:
        return self.filter(record=record)

    def running(self) -> Self:
        return self.filter(RUNNING)

    def overdue(self, today: dt.date, now: dt.datetime | None = None) -> Self:
        """Running and past the end of the due day; with `now`, clocks in hours that ended earlier today too."""
        late = Q(due_on__lt=today)
        if now is not None:
            late |= Q(due_at__lt=now)
        return self.running().filter(late, minimum=False)

    def due_by(self, day: dt.date) -> Self:
        """Running, with a day to act by up to and including `day`."""
        return self.running().filter(act_by__lte=day)

    def to_remind(self, today: dt.date) -> Self:
        return self.filter(RUNNING, remind_on__lte=today).order_by("remind_on", "pk")


class Deadline(models.Model):
    """One clock of one record. Its days are computed once and stored with the version of the holidays used.

    due_on       the day it is due, until its end in Europe/London; empty where no length is set
    due_at       the moment, for clocks in hours (due_on is then the day of it)
    act_by       the day to have done it: due_on, or the last working day before when that is a day off
    minimum      a period that has to pass; it is never overdue
    remind_step  working days from act_by at which the next reminder is sent, on remind_on
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="deadlines")
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=160)
    regime = models.CharField(max_length=20)
    starts_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    act_by = models.DateField(null=True, blank=True)
    calendar = models.CharField(max_length=40)
    holiday_version = models.PositiveIntegerField()
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, choices=UNITS, null=True, blank=True)
    recipients = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=600)
    confidence = models.CharField(max_length=10, choices=CONFIDENCES)
    hard = models.BooleanField()
    minimum = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    met_on = models.DateField(null=True, blank=True)
    met_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    late_reason = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cancelled_reason = models.CharField(max_length=300, blank=True)
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="supersedes"
    )
    remind_on = models.DateField(null=True, blank=True)
    remind_step = models.SmallIntegerField(null=True, blank=True)

    objects: ClassVar[Any] = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["remind_on"], condition=Q(remind_on__isnull=False), name="deadline_to_remind"
            ),
            models.Index(fields=["act_by"], condition=RUNNING, name="deadline_running"),
            # of cases: there are a hundred clocks of actions (lscb.learning.clocks.CODE) to each of them
            models.Index(
                fields=["due_on"], condition=RUNNING & ~Q(code="ACTION"), name="deadline_running_of_case"
            ),
            models.Index(fields=["code", "met_on"], condition=~Q(code="ACTION"), name="deadline_met_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "code"], condition=RUNNING, name="one_running_deadline_per_rule"
            ),
            models.CheckConstraint(condition=together("amount", "unit"), name="deadline_length_has_a_unit"),
            models.CheckConstraint(condition=together("due_on", "act_by"), name="deadline_due_has_act_by"),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_on__isnull=False), name="deadline_moment_has_a_day"
            ),
            models.CheckConstraint(
                condition=together("met_on", "met_by", "stopped_at"), name="deadline_met_has_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_reason="")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_reason=""),
                name="deadline_cancelled_has_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(cancelled_at__isnull=True),
                name="deadline_met_or_cancelled",
            ),
            models.CheckConstraint(
                condition=together("remind_on", "remind_step"), name="deadline_reminder_has_a_step"
            ),
            models.CheckConstraint(
                condition=Q(remind_on__isnull=True) | RUNNING, name="deadline_reminds_while_running"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.code}"

    @property
    def is_running(self) -> bool:
        return self.met_on is None and self.cancelled_at is None

    def is_late(self, on: dt.date | dt.datetime) -> bool:
        """Whether doing it on this day (or, for hours, at this moment) is after it was due."""
        if self.minimum or self.due_on is None:
            return False
        if isinstance(on, dt.datetime):
            return on > self.due_at if self.due_at else timezone.localdate(on) > self.due_on
        return on > self.due_on


class DeadlineParty(models.Model):
    """Who is reminded of a deadline, and from which step on (lscb.clocks.ladders.Level)."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "deadline parties"
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "party", "level"], name="one_deadline_party_per_level"
            )
        ]

    def __str__(self) -> str:
        return f"{self.deadline}: {self.party} on level {self.level}"

"""The board's registers: challenges, risks, disagreements, scrutiny, outside learning, inspections, what is coming,
and standards that were not met. One shape (R025-R029, R033, R202, R203)."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models.agencies import Agency
from lscb.board.models.groups import Group
from lscb.people.models import Board, User
from lscb.records.models import Record, readable

SCALE = [(number, str(number)) for number in range(1, 6)]


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: User) -> Self:
        """Whoever the entry's own record is open to; it is shut with the case that it arose from."""
        return self.filter(readable(user, "record__"))

    def with_parties(self) -> Self:
        """With everything that a list row or the head of a page shows."""
        return self.select_related("record", "group", "agency", "owner")

    def for_page(self) -> Self:
        return self.with_parties().select_related(
            "record__board", "record__root", "board", "agency__party", "group__party", "source", "raised_by",
            "answered_by", "closed_by",
        )  # fmt: skip

    def for_board(self, board: Board) -> Self:
        return self.filter(board=board)

    def of(self, register: str) -> Self:
        return self.filter(register=register)

    def open(self) -> Self:
        """Not closed: waiting for an answer or a review, or answered and to be looked at."""
        return self.exclude(status=Entry.Status.CLOSED)

    def waiting(self) -> Self:
        return self.filter(status=Entry.Status.OPEN)

    def overdue(self, today: dt.date) -> Self:
        """Open past the day by which it was to be answered or looked at again. Computed, never stored."""
        return self.waiting().filter(due_on__lt=today)


class Entry(models.Model):
    """One entry of a register. Its safe title and who may read it are its record's.

    text     what was asked, what may happen, what was said
    source   where it came from: a meeting, an agenda item, a case
    due_on   the day by which it is to be answered, or looked at again
    body     who said or wrote it: the publisher, the service; origin narrows it (which partnership, which inspectorate)
    version  counted up by every change; an edit that was begun on an older one is refused
    """

    class Register(models.TextChoices):
        CHALLENGE = "challenge", "Challenges"
        RISK = "risk", "Risks"
        ESCALATION = "escalation", "Professional disagreements"
        SCRUTINY = "scrutiny", "Partnership scrutiny"
        EXTERNAL = "external", "Learning from elsewhere"
        INSPECTION = "inspection", "Inspections"
        HORIZON = "horizon", "What is coming"
        FAILURE = "failure", "Standards not met"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"

    class Level(models.IntegerChoices):
        PRACTITIONERS = 1, "Between practitioners"
        MANAGERS = 2, "Line managers"
        SENIOR = 3, "Senior managers"
        LEADS = 4, "Safeguarding leads of the agencies"
        CHAIR = 5, "The chair of the board"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="register_entry")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="register_entries")
    register = models.CharField(max_length=12, choices=Register)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="register_entries"
    )
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="register_entries"
    )
    owner = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="register_entries"
    )
    text = models.TextField()
    source = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.PROTECT, related_name="entries_raised"
    )
    raised_on = models.DateField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    asked_by = models.CharField(max_length=160, blank=True)
    likelihood = models.PositiveSmallIntegerField(choices=SCALE, null=True, blank=True)
    impact = models.PositiveSmallIntegerField(choices=SCALE, null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    mitigation = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    origin = models.CharField(max_length=30, blank=True)
    body = models.CharField(max_length=160, blank=True)
    standard = models.CharField(max_length=300, blank=True)
    happened_on = models.DateField(
        null=True, blank=True, help_text="Published, inspected, expected: by register."
    )
    judgement = models.CharField(max_length=160, blank=True)
    findings = models.TextField(blank=True)
    used = models.TextField(blank=True, help_text="What was done with it for children.")
    key_messages = models.TextField(blank=True)
    dissemination = models.TextField(blank=True)
    link = models.URLField(max_length=400, blank=True)
    expected = models.CharField(max_length=160, blank=True)
    effect = models.TextField(blank=True)

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "register entries"
        indexes = [
            models.Index(fields=["board", "register", "status", "due_on", "id"]),
            models.Index(fields=["board", "register", "-id"]),
            models.Index(fields=["owner", "status", "due_on"]),
            models.Index(fields=["agency", "status", "due_on"]),
            models.Index(fields=["group", "status", "due_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    register="risk", likelihood__range=(1, 5), impact__range=(1, 5), score=F("likelihood") * F("impact")
                )
                | ~Q(register="risk")
                & Q(likelihood__isnull=True, impact__isnull=True, score__isnull=True),
                name="a_risk_and_nothing_else_is_scored",
            ),
            models.CheckConstraint(
                condition=Q(register="escalation", level__range=(1, 5))
                | ~Q(register="escalation") & Q(level__isnull=True),
                name="a_disagreement_has_a_level",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="an_answer_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="answered") | Q(answered_on__isnull=False),
                name="an_answered_entry_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False, closed_by__isnull=False) & ~Q(outcome="")
                | ~Q(status="closed") & Q(closed_on__isnull=True, closed_by__isnull=True),
                name="a_closed_entry_has_who_when_and_outcome",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.record.title

    def get_absolute_url(self) -> str:
        return self.record.get_absolute_url()

    @property
    def reference(self) -> str:
        return self.record.reference

    @property
    def title(self) -> str:
        return self.record.title

    def is_overdue(self, today: dt.date) -> bool:
        return self.status == Entry.Status.OPEN and self.due_on is not None and self.due_on < today


class EntryReview(models.Model):
    """An entry was looked at again: what was found, the score or level from then on, and when next. Kept for good."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="reviews")
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-reviewed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.entry}: {self.reviewed_on}"


class EntryLink(models.Model):
    """What came of an entry: an action, a review, another entry. Shown to whoever may see that record."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="entry_links")
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "record"], name="an_entry_leads_to_a_record_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.record}"

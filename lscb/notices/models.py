"""The outbox: every message to a person is a row; texts carry a reference and a link, never a name."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from lscb.notices.wording import Wording, wording_of
from lscb.people.models import Board, Leave, User
from lscb.records.models import Record, reach_of


def leads_nowhere(user: User) -> Q:
    """Notices whose link is the page of something that the person cannot see any more: an item that was closed, a
    part that ended. One that leads elsewhere, and only names it by its reference, is not meant."""
    named = Record.objects.filter(reference=OuterRef("reference"))
    return Q(link__contains=F("reference")) & Q(Exists(named)) & ~Q(Exists(named.visible_to(user)))


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        """A person's own notices, without those of a case that a personal conflict shuts to them."""
        found = self.filter(to=user)
        shut = reach_of(user).excluded
        if not shut:
            return found
        return found.exclude(
            reference__in=Record.objects.filter(Q(pk__in=shut) | Q(root_id__in=shut)).values("reference")
        )

    def within_reach(self, user: User) -> Self:
        """Without those that lead to what the person cannot see any more: there is nothing left to do about them."""
        return self.exclude(leads_nowhere(user))

    def with_reach(self, user: User) -> Self:
        """Each with `gone`: it leads to what the person cannot see any more."""
        return self.annotate(gone=ExpressionWrapper(leads_nowhere(user), output_field=BooleanField()))

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def wanted_on(self, day: dt.date) -> Self:
        """For the digest of a day: not of those on leave, nor of a board's school holidays for those in term time only."""
        return self.exclude(to__in=Leave.objects.on(day).values("user_id")).exclude(
            to__term_time_only=True, board__in=TermBreak.objects.on(day).values("board_id")
        )

    def to_send(self) -> Self:
        """Not yet in any e-mail, and not read meanwhile."""
        return self.unread().filter(delivery__isnull=True, withheld=False, to__is_active=True)


class TermBreakQuerySet(models.QuerySet["TermBreak"]):
    def on(self, day: dt.date) -> Self:
        return self.filter(from_on__lte=day, until_on__gte=day)


class TermBreak(models.Model):
    """School holidays in a board's area, both days included: people who work in term time only get no digest then."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="term_breaks")
    name = models.CharField(max_length=80)
    from_on = models.DateField()
    until_on = models.DateField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = TermBreakQuerySet.as_manager()

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="term_break_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["board", "from_on"], name="one_term_break_starts_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.board.code}: {self.name}"


class Notice(models.Model):
    """One thing to tell one person. Shown on Home; e-mailed at once when urgent, else in the day's digest."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    for_whom = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Somebody on leave, for whom the person deputises.",
    )  # fmt: skip
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="notices")
    subject_key = models.SlugField(max_length=40, help_text="Its wording is in lscb.notices.wording.")
    reference = models.CharField(max_length=60, blank=True)
    link = models.CharField(max_length=300)
    urgent = models.BooleanField(default=False)
    unique_key = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    withheld = models.BooleanField(
        default=False, help_text="Never e-mailed: its case was shut to the person."
    )
    delivery = models.ForeignKey(
        "Delivery", null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )

    objects: ClassVar[Any] = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to", "unique_key"], name="one_notice_per_person_and_cause")
        ]
        indexes = [
            models.Index(fields=["to", "read_at", "-id"]),
            models.Index(fields=["delivery", "urgent", "id"]),
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk}"

    @property
    def wording(self) -> Wording:
        """Its words; those of a deputy say so."""
        words = wording_of(self.subject_key, self.reference, self.board.name)
        return words.deputised() if self.for_whom_id else words


class Delivery(models.Model):
    """One e-mail: an urgent notice, or a person's digest of a day. Claimed by a conditional update, retried."""

    to = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="deliveries")
    board = models.ForeignKey(Board, null=True, on_delete=models.PROTECT, related_name="deliveries")
    digest_on = models.DateField(null=True, blank=True, help_text="The day whose digest it is.")
    address = models.EmailField()
    key = models.CharField(max_length=120, unique=True, help_text="digest:person:day, urgent:notice, link:…")
    subject = models.CharField(max_length=160)
    body = models.TextField()
    sensitive = models.BooleanField(
        default=False, help_text="Holds a link or code: the body is wiped once sent."
    )
    expires_at = models.DateTimeField(
        null=True, blank=True, help_text="Of no use afterwards: not sent any more."
    )
    state = models.CharField(max_length=10, choices=Notice.State, default=Notice.State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    bounced_at = models.DateTimeField(
        null=True, blank=True, help_text="A mail server sent it back afterwards."
    )
    bounce = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"]), models.Index(fields=["board", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["to", "digest_on"], name="one_digest_per_person_and_day")
        ]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"Delivery {self.pk}"

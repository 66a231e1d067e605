"""The outbox: every message to a person is a row; texts carry a reference and a link, never a name."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from lscb.notices.wording import Wording, wording_of
from lscb.people.models import Board, User
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

    def to_send(self) -> Self:
        """Not yet in any e-mail, and not read meanwhile."""
        return self.unread().filter(delivery__isnull=True, withheld=False, to__is_active=True)


class Notice(models.Model):
    """One thing to tell one person. Shown on Home; e-mailed at once when urgent, else in the day's digest."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
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
        return wording_of(self.subject_key, self.reference, self.board.name)


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
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"]), models.Index(fields=["board", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["to", "digest_on"], name="one_digest_per_person_and_day")
        ]
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"Delivery {self.pk}"

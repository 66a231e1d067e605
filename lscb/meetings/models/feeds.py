"""Addresses under which a calendar program fetches meetings: a secret that is kept as a hash alone."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Group
from lscb.people.models import User


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)

    def running(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class CalendarFeed(models.Model):
    """One person's feed: of all their groups, or of one group."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendar_feeds")
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(group__isnull=True, revoked_at__isnull=True), name="one_feed_of_ones_own"
            ),
            models.UniqueConstraint(
                fields=["user", "group"], condition=Q(group__isnull=False, revoked_at__isnull=True),
                name="one_feed_of_a_group",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Feed {self.pk} of {self.user}"

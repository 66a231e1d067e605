"""The pack of one reader: asked for, made by the sweep, given out once more checked, and thrown away within a day."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.meetings.models.meetings import Meeting
from lscb.people.models import User


class PackOrderQuerySet(models.QuerySet["PackOrder"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)

    def due(self) -> Self:
        """Waiting, or left behind by a worker that was killed."""
        left_behind = Q(state=PackOrder.State.RUNNING, claimed_until__lt=timezone.now())
        return self.filter(Q(state=PackOrder.State.WAITING) | left_behind).order_by("asked_at", "pk")


class PackOrder(models.Model):
    """signature: what its reader could see when it was made; it is not given out once that is different."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be made"
        RUNNING = "running", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Not made"
        GONE = "gone", "Thrown away"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="packs")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    path = models.CharField(max_length=80, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    items = models.PositiveSmallIntegerField(default=0)
    signature = models.CharField(max_length=64, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = PackOrderQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "claimed_until"])]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="one_pack_for_a_reader")]

    def __str__(self) -> str:
        return f"Pack of {self.user} for {self.meeting}"

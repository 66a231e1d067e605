"""The trail: who did or read what. Append-only, one hash chain per board."""

from typing import Any

from django.db import models
from django.utils import timezone

from lscb.trail.canonical import COVERED, START, digest


class ImmutableTrail(Exception):
    """The trail is only ever appended to."""


class TrailQuerySet(models.QuerySet["AuditEvent"]):
    """Reads only. The database refuses changes as well (lscb.trail.guards)."""

    def update(self, **kwargs: Any) -> int:
        raise ImmutableTrail("The trail cannot be changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ImmutableTrail("The trail cannot be deleted.")


class AuditEvent(models.Model):
    """One thing that was done or read. No foreign keys: the trail never interferes with live data."""

    board_code = models.CharField(max_length=6, help_text="The chain it belongs to; - for the installation.")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120, blank=True)
    seat = models.CharField(max_length=160, blank=True)
    record_id = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    ip = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=36, blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = TrailQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["board_code", "seq"], name="one_trail_row_per_place")]
        indexes = [
            models.Index(fields=["record_id", "-id"]),
            models.Index(fields=["actor_id", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.board_code} {self.seq} {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise ImmutableTrail("The trail cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ImmutableTrail("The trail cannot be deleted.")

    def digest(self) -> str:
        """SHA-256 over every field and the hash of the row before."""
        return digest([getattr(self, name) for name in COVERED])


class TrailHead(models.Model):
    """The end of a board's chain; locked last in every operation."""

    board_code = models.CharField(max_length=6, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)
    moved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.board_code} {self.seq}"

"""Who came, who left for an item, and who declared what."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Agency, Seat
from lscb.meetings.models.agenda import AgendaItem
from lscb.meetings.models.meetings import Meeting
from lscb.people.models import User
from lscb.records.models import Record


class Attendance(models.Model):
    """Somebody at a meeting: by seat, as a deputy, or as an invited guest.

    sent_at  apologies that the member sent before the meeting; `deputy_expected` says that the deputy comes
    """

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
    deputy_expected = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
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


class ItemAbsence(models.Model):
    """Somebody left the room for one item, and does not count for it."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="absences")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="leaves_an_item_once")]

    def __str__(self) -> str:
        return f"{self.user} left for item {self.item_id}"


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

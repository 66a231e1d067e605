"""What a meeting said and decided, item by item; once agreed, only corrections are added."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lscb.board.models import Agency
from lscb.meetings.models.agenda import AgendaItem
from lscb.meetings.models.meetings import Meeting
from lscb.people.models import User
from lscb.records.models import Record


class ItemMinute(models.Model):
    """The minute of one item. `version` is counted up by every save; an edit begun on an older one is refused."""

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="minute")
    text = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Minute of item {self.item_id}"


class Resolution(models.Model):
    """A decision of a group on an item, with the quorum at the moment it was made."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="resolutions")
    words = models.TextField()
    against = models.CharField(max_length=200, blank=True)
    abstained = models.CharField(max_length=200, blank=True)
    quorate = models.BooleanField()
    counted = models.PositiveSmallIntegerField(help_text="Agencies that counted when it was made.")
    needed = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Decision {self.pk} on item {self.item_id}"


class RaisedRecord(models.Model):
    """An action, a challenge or a risk that was raised on an item, by its record."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="raised")
    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="raised_on_item")
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.record} raised on item {self.item_id}"


class MinutesCorrection(models.Model):
    """What was found to be wrong after the minutes were agreed; the agreed words stay as they are."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    text = models.TextField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Correction {self.pk} of {self.meeting}"


class FedBack(models.Model):
    """A member took what the meeting said back into their agency (R013)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="fed_back")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField()
    how = models.CharField(max_length=300)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="feeds_back_once_for_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.user} fed back on {self.meeting}"

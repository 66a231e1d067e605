"""What is on the agenda of a meeting: things with a record of their own, and plain headings."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.files.models import FileUse
from lscb.meetings.models.meetings import Meeting
from lscb.people.models import User
from lscb.records.models import Record

#: The kind of the record that a plain heading gets once it has papers or a conflict of its own.
ITEM_KIND = "agenda-item"
#: The purpose of the files of an item; those of a case have purposes of their own and are read on its page.
PAPER = "meeting-paper"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def waiting(self) -> Self:
        """Open items with a record: of meetings to come, and of those held whose minutes are not agreed yet."""
        return self.open().filter(meeting__status__in=Meeting.OPEN_MINUTES, record__isnull=False)

    def standing(self) -> Self:
        """Those that nobody took off."""
        return self.filter(removed_at__isnull=True)


class AgendaItem(models.Model):
    """A record on the agenda, which listing opens to the group's unconflicted seat holders, or a plain heading.

    title  of a plain heading: safe to read for everybody who sees the meeting; empty for a record, which has its own
    brief  what the group is asked; shown to whoever may open the item
    """

    class Purpose(models.TextChoices):
        DECIDE = "decide", "To decide"
        DISCUSS = "discuss", "To discuss"
        NOTE = "note", "To note"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    record = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items"
    )
    title = models.CharField(max_length=160, blank=True)
    brief = models.TextField(blank=True)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.DISCUSS)
    allotted = models.PositiveSmallIntegerField(default=10, help_text="Minutes.")
    lead = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.CharField(max_length=200, blank=True)
    papers_told_on = models.DateField(
        null=True, blank=True, help_text="When members were told that the papers are out."
    )

    objects: ClassVar[Any] = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "record"], name="once_on_an_agenda"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="agenda_item_closed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="agenda_item_removed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(record__isnull=False) | ~Q(title=""), name="agenda_item_has_a_record_or_a_title"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.record} at {self.meeting}"

    @property
    def is_plain(self) -> bool:
        """A heading whose title anybody who sees the meeting may read."""
        return bool(self.title)


class PaperRead(models.Model):
    """Somebody says that they have read a paper of a meeting: a file, or the page of a record on the agenda."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="read_marks")
    use = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "use", "user"], condition=Q(use__isnull=False), name="a_paper_is_read_once"
            ),
            models.UniqueConstraint(
                fields=["item", "user"], condition=Q(use__isnull=True), name="a_records_page_is_read_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} read a paper of {self.item_id}"

"""The board's own documents with their versions: the framework, procedures, policies (R002-R004)."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models.groups import Group
from lscb.files.models import FileUse
from lscb.people.models import Board, User
from lscb.records.models import Record, readable


class BoardDocumentQuerySet(models.QuerySet["BoardDocument"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def with_parties(self) -> Self:
        return self.select_related("record", "record__board", "board", "owner", "group")

    def in_use(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)


class BoardDocument(models.Model):
    """A document that the board keeps and reviews; what it says is in its versions."""

    class Kind(models.TextChoices):
        FRAMEWORK = "framework", "Learning and improvement framework"
        PROCEDURE = "procedure", "Procedure"
        POLICY = "policy", "Policy"
        PROTOCOL = "protocol", "Protocol between agencies"
        CONSTITUTION = "constitution", "Constitution or arrangements of the board"
        OTHER = "other", "Other"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="board_document")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=Kind)
    summary = models.TextField(help_text="What it is for.")
    owner = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="owned_documents"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    review_months = models.PositiveSmallIntegerField(default=12)
    review_on = models.DateField(null=True, blank=True)
    review_reason = models.CharField(
        max_length=300, blank=True, help_text="Why it is reviewed before its time."
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects: ClassVar[Any] = BoardDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["board", "review_on"])]

    def __str__(self) -> str:
        return self.record.title

    def get_absolute_url(self) -> str:
        return self.record.get_absolute_url()

    def is_due(self, today: dt.date) -> bool:
        return self.withdrawn_on is None and self.review_on is not None and self.review_on < today


class BoardDocumentVersion(models.Model):
    """A version as it was kept. Its wording and file do not change; it may be ratified later."""

    document = models.ForeignKey(BoardDocument, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(max_length=20)
    dated_on = models.DateField()
    authors = models.CharField(max_length=300)
    change = models.TextField(help_text="What is different from the version before.")
    contributors = models.TextField(blank=True, help_text="Who took part in the review (R004).")
    circulation = models.CharField(max_length=160, blank=True)
    file = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ratified_on = models.DateField(null=True, blank=True)
    ratified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ratified_at_meeting = models.ForeignKey(
        Record, null=True, blank=True, on_delete=models.PROTECT, related_name="documents_ratified"
    )
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-dated_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_number_per_document"),
            models.CheckConstraint(
                condition=Q(ratified_on__isnull=True, ratified_by__isnull=True)
                | Q(ratified_on__isnull=False, ratified_by__isnull=False),
                name="ratified_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"


class DocumentTest(models.Model):
    """A review or an audit that the document was tested against (R004). Shown to whoever may see that record."""

    document = models.ForeignKey(BoardDocument, on_delete=models.CASCADE, related_name="tests")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="document_tests")
    note = models.CharField(max_length=400)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "record"], name="a_document_is_tested_by_a_record_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.record}"

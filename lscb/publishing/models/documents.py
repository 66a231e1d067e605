"""Immutable copies of a text, their doubtful words, and what was ruled on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.people.models import User
from lscb.records.models import Record, readable

if TYPE_CHECKING:
    from lscb.publishing.models.releases import Release


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def of_source(self, source: Record) -> Self:
        return self.filter(source=source)

    def in_work(self) -> Self:
        """Copies on their way to the public: at most one of a source."""
        return self.filter(status__in=Document.IN_WORK)

    def for_page(self) -> Self:
        return self.select_related("record__board", "record__root", "source__board", "copied_by")


class Document(models.Model):
    """An immutable, hashed copy of a text that is being prepared for the public. A changed source makes a new one.

    source      the record of the thing it was copied from (a review's report)
    case        the record whose identities it must not give away
    authors     everyone who edited the text or ruled on a word of it: they may not approve (§0.8)
    """

    class Status(models.TextChoices):
        PREPARING = "preparing", "Settling doubtful words"
        CHECKING = "checking", "With the anonymity checker"
        APPROVING = "approving", "With the chair"
        CLEARING = "clearing", "Clearances and advance copies"
        RELEASED = "released", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"
        REPLACED = "replaced", "Replaced by a newer copy"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="document")
    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    subtitle = models.CharField(max_length=200, blank=True, help_text="What kind of document it is.")
    regime = models.CharField(
        max_length=20, blank=True, help_text="Whose clocks apply; the board's if empty."
    )
    number = models.PositiveSmallIntegerField(default=1, help_text="Which copy of the source this is.")
    status = models.CharField(max_length=12, choices=Status, default=Status.PREPARING)
    sha256 = models.CharField(max_length=64, help_text="Of the copied source text.")
    copied_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    copied_at = models.DateTimeField(default=timezone.now)
    authors = models.ManyToManyField(User, related_name="+", blank=True)
    rule_version = models.CharField(max_length=20, blank=True)
    jigsaw_reason = models.TextField(blank=True)
    planned_on = models.DateField(null=True, blank=True, help_text="The day on which it is to be published.")
    stale_at = models.DateTimeField(
        null=True, blank=True, help_text="The source was changed after this copy."
    )
    stale_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    IN_WORK = (Status.PREPARING, Status.CHECKING, Status.APPROVING, Status.CLEARING)

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="one_copy_number_per_source"),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(status__in=["preparing", "checking", "approving", "clearing"]),
                name="one_copy_in_work_per_source",
            ),
            models.CheckConstraint(
                condition=Q(stale_at__isnull=True, stale_by__isnull=True)
                | Q(stale_at__isnull=False, stale_by__isnull=False),
                name="document_stale_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.record.reference

    @property
    def release(self) -> Release | None:
        """The frozen text that stands; one that was taken back does not."""
        return self.releases.filter(cancelled_at__isnull=True).first()


class Passage(models.Model):
    """One section of the copy: the source text, and the anonymised text as it stands with the rulings so far."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="passages")
    code = models.SlugField(max_length=40)
    heading = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField()
    source_text = models.TextField()
    public_text = models.TextField(blank=True)
    replacements = models.JSONField(default=list, blank=True)
    doubtful = models.JSONField(
        default=list, blank=True, help_text="Where doubtful words stand that nobody ruled on."
    )

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["document", "code"], name="one_passage_per_code")]

    def __str__(self) -> str:
        return f"{self.heading} of {self.document}"


class Doubt(models.Model):
    """One distinct doubtful word or phrase of a document, listed until somebody rules on it.

    text    as it first stands in the source; spellings that fold to the same are one doubt
    kind    names, numbers and health need a reason when they are kept
    """

    class Kind(models.TextChoices):
        NAME = "name", "May be a name"
        NUMBER = "number", "Number"
        HEALTH = "health", "Health"
        OTHER = "other", "Unusual word"

    NEEDS_REASON = (Kind.NAME, Kind.NUMBER, Kind.HEALTH)

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="doubts")
    text = models.CharField(max_length=1000)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.OTHER)
    risk = models.PositiveSmallIntegerField(default=0, help_text="The riskiest are settled first.")
    reason = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=1)
    contexts = models.JSONField(default=list, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    ruling = models.ForeignKey(
        "Ruling", null=True, blank=True, on_delete=models.SET_NULL, related_name="doubts"
    )

    class Meta:
        ordering = ["-risk", "-count", "id"]
        constraints = [models.UniqueConstraint(fields=["document", "text"], name="one_doubt_per_word")]

    def __str__(self) -> str:
        return f"Doubt {self.pk}"


class Ruling(models.Model):
    """What somebody decided about a doubtful word, for this copy; a later copy starts from it."""

    class Action(models.TextChoices):
        KEEP = "keep", "Keep: it does not identify"
        MASK = "mask", "Replace with other words"
        REGISTER = "register", "Somebody or something new: add to the case's register"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="rulings")
    text = models.CharField(max_length=1000)
    action = models.CharField(max_length=10, choices=Action)
    replacement = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    ruled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "text"], name="one_ruling_per_word")]

    def __str__(self) -> str:
        return f"Ruling {self.pk}"

"""From a finished text to a public document: immutable copies, rulings on every doubtful word, approvals, releases."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lscb.files.models import FileUse
from lscb.people.models import Board, User
from lscb.records.models import Record, readable


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))


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
    subtitle = models.CharField(max_length=200, blank=True)
    number = models.PositiveSmallIntegerField(default=1, help_text="Which copy of the source this is.")
    status = models.CharField(max_length=12, choices=Status, default=Status.PREPARING)
    sha256 = models.CharField(max_length=64, help_text="Of the copied source text.")
    copied_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    copied_at = models.DateTimeField(default=timezone.now)
    authors = models.ManyToManyField(User, related_name="+", blank=True)
    rule_version = models.CharField(max_length=20, blank=True)
    jigsaw_reason = models.TextField(blank=True)

    objects: ClassVar[Any] = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="one_copy_number_per_source")]

    def __str__(self) -> str:
        return self.record.reference


class Passage(models.Model):
    """One section of the copy: the source text, and the anonymised text as it stands with the rulings so far."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="passages")
    code = models.SlugField(max_length=40)
    heading = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField()
    source_text = models.TextField()
    public_text = models.TextField(blank=True)
    replacements = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["document", "code"], name="one_passage_per_code")]

    def __str__(self) -> str:
        return f"{self.heading} of {self.document}"


class Doubt(models.Model):
    """One distinct doubtful word or phrase of a document, listed until somebody rules on it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="doubts")
    text = models.CharField(max_length=300)
    reason = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=1)
    contexts = models.JSONField(default=list, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    ruling = models.ForeignKey("Ruling", null=True, blank=True, on_delete=models.SET_NULL, related_name="doubts")

    class Meta:
        ordering = ["-count", "text"]
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
    text = models.CharField(max_length=300)
    action = models.CharField(max_length=10, choices=Action)
    replacement = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    ruled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "text"], name="one_ruling_per_word")]

    def __str__(self) -> str:
        return f"Ruling {self.pk}"


class Release(models.Model):
    """The frozen public text with its PDF: what is approved, scanned and published is this, byte for byte."""

    class Rendering(models.TextChoices):
        WAITING = "waiting", "Waiting to be made"
        RUNNING = "running", "Being made"
        DONE = "done", "Made and scanned"
        FAILED = "failed", "Could not be made"

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="release")
    text = models.JSONField(help_text="Frozen sections, findings, recommendations, response and actions.")
    text_sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(default=timezone.now)
    rendering = models.CharField(max_length=10, choices=Rendering, default=Rendering.WAITING)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    pdf_path = models.CharField(max_length=120, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_pages = models.PositiveSmallIntegerField(default=0)
    pdf_size = models.PositiveIntegerField(default=0)
    leaks = models.JSONField(default=list, blank=True, help_text="What the scan of the bytes found: place and register id.")
    scanned_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checklist = models.JSONField(default=dict, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    advance_on = models.DateField(null=True, blank=True)
    advance_to = models.TextField(blank=True)
    advance_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    earliest_on = models.DateField(null=True, blank=True, help_text="At least seven working days after the advance copies.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="release_checked_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="release_approved_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(checked_by__isnull=False) & ~Q(approved_by=F("checked_by")),
                name="two_different_approvers",
            ),
        ]
        indexes = [models.Index(fields=["rendering", "id"])]

    def __str__(self) -> str:
        return f"Release of {self.document}"


class Clearance(models.Model):
    """Court or legal clearance, and telling family and staff: done, or not needed with a reason (§0.8)."""

    class Kind(models.TextChoices):
        LEGAL = "legal", "Court or legal clearance"
        FAMILY = "family", "Family told"
        STAFF = "staff", "Staff told"

    class Outcome(models.TextChoices):
        DONE = "done", "Done"
        NOT_NEEDED = "not-needed", "Not needed"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="clearances")
    kind = models.CharField(max_length=10, choices=Kind)
    outcome = models.CharField(max_length=10, choices=Outcome)
    detail = models.TextField()
    done_on = models.DateField()
    proof = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "kind"], name="one_clearance_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.document}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class Publication(models.Model):
    """What the public sees. Read by the public pages, which read no confidential table."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="publications")
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="publication")
    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="publications")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    content = models.JSONField(help_text="The frozen public text, as approved.")
    pdf_path = models.CharField(max_length=120)
    pdf_sha256 = models.CharField(max_length=64)
    pdf_pages = models.PositiveSmallIntegerField(default=0)
    pdf_size = models.PositiveIntegerField(default=0)
    published_on = models.DateField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    minimum_until = models.DateField(help_text="On the site for at least twelve months.")
    on_request_at = models.DateTimeField(null=True, blank=True)
    on_request_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_notice = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-id"]
        indexes = [models.Index(fields=["board", "-published_on", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(withdrawn_at__isnull=True), name="one_live_publication_per_source"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawn_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(on_request_at__isnull=True, on_request_by__isnull=True)
                | Q(on_request_at__isnull=False, on_request_by__isnull=False),
                name="on_request_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CopyRequest(models.Model):
    """Somebody asked for a report that is available on request (R186). Their address is encrypted."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="copy_requests")
    asked_on = models.DateField()
    who = models.TextField(help_text="Encrypted.")
    answered_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Request {self.pk}"

"""What the public sees, who asked for a copy, and what was planned."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.people.models import Board, User
from lscb.publishing.models.releases import Release
from lscb.records.models import Record


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: object) -> Self:
        """Everybody sees what is published, and the notice in the place of what was withdrawn."""
        return self.all()

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
                fields=["source"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_live_publication_per_source",
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


class PublicationPlan(models.Model):
    """What is meant to happen with a text, and why: published, put off until a review date, or not published (R190)."""

    class Intent(models.TextChoices):
        PUBLISH = "publish", "Publish"
        DEFER = "defer", "Put off"
        NOT_PUBLISH = "not-publish", "Consult on not publishing"

    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="publication_plans")
    intent = models.CharField(max_length=12, choices=Intent)
    reason = models.TextField()
    review_on = models.DateField(null=True, blank=True, help_text="When this is looked at again.")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(intent="publish") | Q(review_on__isnull=False), name="deferred_has_a_review_date"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_intent_display()}: {self.source}"

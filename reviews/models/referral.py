"""A request that the board considers a case. Real people and places live in lscb.identity, never here."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models import Agency
from lscb.people.models import Board, User
from lscb.records.models import Record
from reviews.models.base import CaseQuerySet, who_and_when

#: Free text: it may identify, so that it is shown masked and kept out of the history table.
TEXTS = (
    "outline", "why_harm", "why_abuse", "why_concern", "what_worked", "what_helped", "linked_cases", "agencies_other",
    "notified_reason", "triage_reason", "withdrawal_reason", "sent_where",
)  # fmt: skip
#: Who the referrer is: for the business unit alone.
CONTACT = (
    "referrer_name", "referrer_role", "referrer_address", "referrer_phone", "referrer_email", "submitted_by_name",
)  # fmt: skip


class ReferralQuerySet(CaseQuerySet):
    def visible_to(self, user: User) -> Self:
        """As everywhere; but a form that was not sent yet is its author's alone, whatever office reads the board's cases."""
        rows = super().visible_to(user)
        return rows.exclude(~Q(started_by_id=user.pk), status=Referral.Status.DRAFT)

    def open(self) -> Self:
        return self.exclude(status__in=Referral.ENDED).exclude(status=Referral.Status.DRAFT)

    def submitted(self) -> Self:
        return self.exclude(status=Referral.Status.DRAFT)


class Referral(models.Model):
    """Fields of the referral form (R041-R051) that do not identify by themselves, and the triage of it."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Sent to the board"
        RETURNED = "returned", "Returned with questions"
        ACCEPTED = "accepted", "Accepted"
        GATHERING = "gathering", "Gathering information"
        LISTED = "listed", "Listed for a meeting"
        CONSIDERED = "considered", "Considered"
        WITH_CHAIR = "with-chair", "With the chair"
        DECIDED = "decided", "Decided"
        CLOSED = "closed", "Closed"
        REDIRECTED = "redirected", "Sent elsewhere"
        DUPLICATE = "duplicate", "Duplicate"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ENDED = (Status.CLOSED, Status.REDIRECTED, Status.DUPLICATE, Status.WITHDRAWN)

    class Source(models.TextChoices):
        CHILDRENS_SERVICES = "childrens-services", "Children's services, through the child protection process"
        CHILD_DEATH = "child-death", "Child death process (rapid response or child death overview panel)"
        PARTNER = "partner", "A partner agency"
        OTHER_AREA = "other-area", "Another local authority or safeguarding board"
        BOARD = "board", "The board itself"

    class Route(models.TextChoices):
        CONCERN = "concern", "A case that may need a review"
        GOOD_PRACTICE = "good-practice", "Good practice to learn from"

    class Harm(models.TextChoices):
        DIED = "died", "A child has died"
        SERIOUSLY_HARMED = "seriously-harmed", "A child has been seriously harmed"
        NEITHER = "neither", "Neither, but there is learning"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="referral")
    status = models.CharField(max_length=15, choices=Status, default=Status.DRAFT)
    regime = models.CharField(max_length=20)
    form_version = models.PositiveSmallIntegerField(default=1)
    route = models.CharField(max_length=15, choices=Route, default=Route.CONCERN)
    source = models.CharField(max_length=20, choices=Source, blank=True)
    started_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    referring_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_role = models.CharField(max_length=120, blank=True)
    referrer_organisation = models.CharField(max_length=160, blank=True)
    referrer_address = models.TextField(blank=True)
    referrer_phone = models.CharField(max_length=40, blank=True)
    referrer_email = models.EmailField(blank=True)
    referred_on = models.DateField(null=True, blank=True, help_text="Date of referral.")
    notified_on = models.DateField(
        null=True, blank=True, help_text="The day the board was first told, by anyone (§0.6)."
    )
    notified_reason = models.CharField(max_length=300, blank=True)
    incident_on = models.DateField(null=True, blank=True)
    linked_cases = models.TextField(blank=True)
    agencies_known = models.JSONField(default=list, blank=True)
    agencies_other = models.CharField(max_length=300, blank=True)
    outline = models.TextField(blank=True)
    harm = models.CharField(max_length=20, choices=Harm, blank=True)
    why_harm = models.TextField(blank=True)
    why_abuse = models.TextField(blank=True)
    why_concern = models.TextField(blank=True)
    what_worked = models.TextField(blank=True, help_text="Good practice: what was done well (R053).")
    what_helped = models.TextField(blank=True, help_text="Good practice: what made it possible.")
    always = models.JSONField(
        default=list, blank=True, help_text="Circumstances that always call for a review."
    )
    pages_done = models.JSONField(default=list, blank=True)
    page_versions = models.JSONField(
        default=dict,
        blank=True,
        help_text="How often each page of the form was saved, so that a stale one is noticed.",
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by_name = models.CharField(
        max_length=120, blank=True, help_text="Set when an outsider sent it by a link."
    )
    # triage
    normally_resident = models.BooleanField(null=True, blank=True)
    notifiable = models.BooleanField(
        null=True, blank=True, help_text="A notifiable incident, told by the authority?"
    )
    notifiable_on = models.DateField(null=True, blank=True)
    triage_reason = models.TextField(blank=True)
    sent_where = models.CharField(max_length=200, blank=True)
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates"
    )
    triaged_at = models.DateTimeField(null=True, blank=True)
    triaged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawal_asked_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="The referrer took it back, but it may meet the criteria: the unit decides.",
    )
    withdrawal_reason = models.TextField(blank=True)
    saved_at = models.DateTimeField(
        null=True, blank=True, help_text="When a page of the form was last saved."
    )
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(excluded_fields=[*TEXTS, *CONTACT, "saved_at", "page_versions"])

    objects: ClassVar[Any] = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["status", "-id"]), models.Index(fields=["notified_on"])]
        constraints = [
            who_and_when("triaged", "referral_triaged_has_who_and_when"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(submitted_at__isnull=False), name="referral_sent_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(status="duplicate") | Q(duplicate_of__isnull=False),
                name="duplicate_names_the_other",
            ),
        ]

    def __str__(self) -> str:
        return self.record.reference

    @property
    def is_good_practice(self) -> bool:
        """Nominated for what went well: the same meeting, without criteria and without their clocks (R053)."""
        return self.route == Referral.Route.GOOD_PRACTICE

    @property
    def may_meet_criteria(self) -> bool:
        """By what its referrer ticked; whether it does is for the group to find."""
        harmed = self.harm in (Referral.Harm.DIED, Referral.Harm.SERIOUSLY_HARMED)
        return not self.is_good_practice and (harmed or bool(self.always))


class ReferralQuestion(models.Model):
    """A question that the business unit sent back, and its answer."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Question on {self.referral}"


class OutsiderLinkQuerySet(models.QuerySet["OutsiderLink"]):
    def usable(self, now: dt.datetime) -> Self:
        return self.filter(expires_at__gt=now, closed_at__isnull=True)


class OutsiderLink(models.Model):
    """A link that the business unit sends to somebody without an account; opens one referral form, for 14 days.

    Only its hash is stored. The first use is by a button; resuming needs a code sent to the same mailbox.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.TextField(help_text="Encrypted.")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    referral = models.OneToOneField(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="link"
    )
    code_hash = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes_sent = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Any] = OutsiderLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Link {self.pk}"

"""The sub-group's consideration and its recommendation: one record, by one signer, apart from the decision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.meetings.models import AgendaItem
from lscb.people.models import User
from reviews.models.base import who_and_when
from reviews.models.referral import Referral


class Consideration(models.Model):
    """What the group found and recommends. Signed by its chair or vice chair; the signed text does not change."""

    class Recommendation(models.TextChoices):
        SCR = "scr", "It meets the criteria: hold a Serious Case Review"
        NONE = "none", "It does not meet the criteria: no Serious Case Review"
        OTHER = "other", "It does not meet the criteria in full: hold another kind of review"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="considerations")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="consideration")
    recommendation = models.CharField(max_length=15, choices=Recommendation, blank=True)
    other_review = models.TextField(blank=True, help_text="Which other review, and why.")
    reasons = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    proportionality = models.TextField(blank=True)
    duplication = models.TextField(blank=True, help_text="Whether another process already covers it.")
    quorate = models.BooleanField(null=True, blank=True)
    agencies_counted = models.PositiveSmallIntegerField(default=0)
    signed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_as = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            who_and_when("signed", "consideration_signed_has_who_and_when"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | (~Q(recommendation="") & ~Q(reasons="")),
                name="signed_consideration_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"Consideration of {self.referral}"


class CriteriaTest(models.Model):
    """One limb of the criteria, with the finding, its reasons and its evidence (R051)."""

    class Finding(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_KNOWN = "not-known", "Not yet known"

    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="limbs")
    limb = models.CharField(
        max_length=30,
        help_text="A code of the regime: a limb (a, b_i, …), or an “always” circumstance or flag.",
    )
    finding = models.CharField(max_length=10, choices=Finding)
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consideration", "limb"], name="one_finding_per_limb")]

    def __str__(self) -> str:
        return f"{self.limb}: {self.finding}"

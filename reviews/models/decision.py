"""The decision: a separate record by the deciders whom the regime names; and who has to be told of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.files.models import FileUse
from lscb.people.models import User
from reviews.models.base import who_and_when
from reviews.models.consideration import Consideration
from reviews.models.referral import Referral


class Decision(models.Model):
    """Complete when every decider has agreed. Re-opening keeps the old one."""

    class Outcome(models.TextChoices):
        SCR = "scr", "Serious Case Review"
        OTHER_REVIEW = "other-review", "Another kind of multi-agency review"
        SINGLE_AGENCY = "single-agency", "Review by a single agency"
        AUDIT = "audit", "Audit"
        GOOD_PRACTICE = "good-practice", "Review of good practice"
        NONE = "none", "No review"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="decisions")
    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=15, choices=Outcome, blank=True)
    detail = models.CharField(max_length=300, blank=True, help_text="Which other review, if one.")
    reasons = models.TextField(blank=True)
    departs = models.BooleanField(default=False)
    why_departs = models.TextField(blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reopened_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            who_and_when("reopened", "decision_reopened_has_who_and_when"),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(reopened_at__isnull=True),
                name="one_live_decision_per_referral",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_on__isnull=True)
                | (Q(decided_at__isnull=False, decided_on__isnull=False) & ~Q(outcome="") & ~Q(reasons="")),
                name="complete_decision_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(departs=False) | ~Q(why_departs=""), name="a_departure_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"Decision on {self.referral}"


class DecisionMaker(models.Model):
    """One decider's own act: which office, who, and when they agreed."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="makers")
    office = models.CharField(max_length=40)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=60, blank=True)
    agreed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "office"], name="one_act_per_deciding_office")
        ]

    def __str__(self) -> str:
        return f"{self.office} on {self.decision}"


class PeerChallenge(models.Model):
    """Advice that a decider sought before deciding; the clock keeps running (R058)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="challenges")
    asked_whom = models.CharField(max_length=200)
    asked_on = models.DateField()
    question = models.TextField()
    advice = models.TextField(blank=True)
    advised_on = models.DateField(null=True, blank=True)
    effect = models.TextField(blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Advice on {self.decision}"


class BodyNotification(models.Model):
    """A national body that has to be told: recipient, due, sent, proof (R059, R060)."""

    class Kind(models.TextChoices):
        DECISION = "decision", "The decision"
        REVIEWER = "reviewer", "The reviewer's name"
        PANEL_INFORMATION = "panel-information", "Information that the national panel asked for"
        ADVANCE_COPY = "advance-copy", "Advance copy of the report"
        NON_PUBLICATION = "non-publication", "That publication is in doubt"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="notifications")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="notifications"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    recipient = models.CharField(max_length=160)
    due_on = models.DateField(null=True, blank=True)
    what = models.CharField(max_length=300, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=200, blank=True)
    proof = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(
        null=True, blank=True, help_text="Not needed any more: the decision was re-opened before it was sent."
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [who_and_when("recorded", "notification_recorded_has_who_and_when")]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.kind}"


class PanelEnquiry(models.Model):
    """The national panel asked about a decision not to hold a review: what it asked, was given, and advised (R060)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="enquiries")
    asked_on = models.DateField()
    asked_for = models.TextField(help_text="What the panel asked for.")
    answer_by = models.DateField(null=True, blank=True)
    supplied_on = models.DateField(null=True, blank=True)
    supplied = models.TextField(blank=True, help_text="What the panel was given.")
    proof = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attended_on = models.DateField(null=True, blank=True, help_text="When the chair gave evidence.")
    attendance = models.TextField(blank=True)
    advised_on = models.DateField(null=True, blank=True)
    advice = models.TextField(blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "panel enquiries"
        constraints = [
            models.CheckConstraint(
                condition=Q(supplied_on__isnull=True, supplied="")
                | (Q(supplied_on__isnull=False) & ~Q(supplied="")),
                name="panel_was_given_something_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(advised_on__isnull=True, advice="")
                | (Q(advised_on__isnull=False) & ~Q(advice="")),
                name="panel_advised_something_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Enquiry about {self.decision}"

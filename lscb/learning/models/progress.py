"""What happened to an action: updates, claims with evidence, verifications, moved dates, changes of state."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lscb.files.models import FileUse
from lscb.learning.models.actions import Action
from lscb.people.models import User


class Progress(models.Model):
    """What was done, what is next, and when (R177); a claim of completion says what was done.

    loaded  it came in with a spreadsheet, in whose rows what is next may not have been said
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    done = models.TextField()
    next_activity = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    claims_completion = models.BooleanField(default=False)
    loaded = models.BooleanField(default=False)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name_plural = "progress"
        constraints = [
            models.CheckConstraint(
                condition=Q(claims_completion=True)
                | Q(loaded=True)
                | Q(next_on__isnull=False) & ~Q(next_activity=""),
                name="update_says_what_is_next_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"Progress on {self.action_id}"


class Evidence(models.Model):
    """Something that shows an action was done: a file or words."""

    progress = models.ForeignKey(Progress, on_delete=models.PROTECT, related_name="evidence")
    text = models.TextField(blank=True)
    file = models.ForeignKey(FileUse, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False), name="evidence_is_words_or_a_file"
            )
        ]

    def __str__(self) -> str:
        return f"Evidence {self.pk}"


class Verification(models.Model):
    """The monitoring group's answer to a claim; the person is never the owner nor of the owner's agency alone."""

    class Outcome(models.TextChoices):
        VERIFIED = "verified", "Verified"
        REFUSED = "refused", "Sent back"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="verifications")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField()
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(default=timezone.now)
    owner_then = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-verified_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_then__isnull=True) | ~Q(verified_by=F("owner_then")),
                name="verifier_is_not_the_owner",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.action_id}"


class DateRevision(models.Model):
    """An end date that was moved: old date, reason and approver are kept."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="date_revisions")
    old_on = models.DateField()
    new_on = models.DateField()
    reason = models.TextField()
    revised_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", help_text="Who approved it."
    )
    revised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-revised_at", "-id"]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.old_on} to {self.new_on}"


class ActionChange(models.Model):
    """One verb that was done to an action, with its reason: the action's own timeline."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="changes")
    verb = models.CharField(max_length=30)
    status = models.CharField(max_length=20, choices=Action.Status, help_text="The state after it.")
    reason = models.TextField(blank=True)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.verb}"


class OutcomeReview(models.Model):
    """Why an outcome was not achieved: the six questions of R182, and what is concluded from them."""

    class Reply(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="outcome_review")
    wrong_data = models.CharField("Was the data wrong?", max_length=10, choices=Reply)
    flawed_meaning = models.CharField(
        "Was the meaning read from the data flawed?", max_length=10, choices=Reply
    )
    disproved_hypothesis = models.CharField(
        "Was the idea behind the action disproved?", max_length=10, choices=Reply
    )
    new_information = models.CharField(
        "Did new information change the picture?", max_length=10, choices=Reply
    )
    wrong_delivery = models.CharField(
        "Was it delivered in a way that could not work?", max_length=10, choices=Reply
    )
    too_many_outcomes = models.CharField(
        "Were too many outcomes expected of it?", max_length=10, choices=Reply
    )
    conclusion = models.TextField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    QUESTIONS = (
        "wrong_data", "flawed_meaning", "disproved_hypothesis", "new_information", "wrong_delivery", "too_many_outcomes",
    )  # fmt: skip

    def __str__(self) -> str:
        return f"Review of {self.action_id}"

    @classmethod
    def question(cls, name: str) -> str:
        """The wording of one of QUESTIONS."""
        return str(getattr(cls._meta.get_field(name), "verbose_name", name))

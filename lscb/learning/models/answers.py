"""What an agency is asked about recommendations that are addressed to it, in words that give no case away."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Agency, Group
from lscb.learning.models.actions import Action
from lscb.learning.models.findings import Recommendation
from lscb.people.models import Board, User
from lscb.records.models import Record, readable


class AnswerRequestQuerySet(models.QuerySet["AnswerRequest"]):
    def visible_to(self, user: User) -> Self:
        """Whoever its own record is open to; it is shut with the case that the recommendations came from."""
        return self.filter(readable(user, "record__"))

    def with_parties(self) -> Self:
        return self.select_related("record__board", "board", "agency__party", "source")

    def waiting(self) -> Self:
        return self.filter(closed_at__isnull=True)


class AnswerRequest(models.Model):
    """One agency is asked to answer the recommendations of one source. Its record opens nothing but the asked words.

    closed_at  everything is answered, and what was accepted has an action or a reason for none
    """

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="answer_request")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="answer_requests")
    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="answer_requests")
    source_kind = models.CharField(max_length=60)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="answer_requests")
    due_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    chased_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = AnswerRequestQuerySet.as_manager()

    class Meta:
        ordering = ["agency__name"]
        indexes = [
            models.Index(
                fields=["board", "due_on"], condition=Q(closed_at__isnull=True), name="answer_request_waiting"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "agency"], name="one_answer_request_per_source_and_agency"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.record_id}"


class AskedRecommendation(models.Model):
    """A recommendation in words that somebody confirmed to be safe to read without the case."""

    request = models.ForeignKey(AnswerRequest, on_delete=models.CASCADE, related_name="asked")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="asked")
    words = models.TextField()

    class Meta:
        ordering = ["recommendation__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "recommendation"], name="a_recommendation_is_asked_once_of_an_agency"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="asked_recommendation_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.recommendation_id}"


class ExecutiveTalk(models.Model):
    """The Executive spoke about an action whose date was moved often, or that is long overdue (domain report §2.10).

    It comes back when the date is moved again, or when it becomes long overdue after it was spoken about.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="executive_talks")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(help_text="What the Executive decided; safe to read without the case.")
    end_on_then = models.DateField()
    late_then = models.BooleanField()
    talked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    talked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-talked_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="executive_talk_has_a_note")]

    def __str__(self) -> str:
        return f"{self.action_id} on {self.talked_at:%Y-%m-%d}"

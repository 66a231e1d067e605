"""Action: what somebody does about a recommendation, with its own record, so that its owner sees it without the case."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from lscb.board.models import Agency, Group
from lscb.learning.models.findings import Recommendation
from lscb.people.models import Board, User
from lscb.records.models import Record, readable_of_kind


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: User) -> Self:
        """Whoever the action's own record is open to; it is shut with the case that it came from."""
        return self.filter(readable_of_kind(user, "action"))

    def with_parties(self) -> Self:
        """With everything that a list row or the head of a page shows."""
        return self.select_related("record", "board", "agency", "owner", "group")

    def for_list(self) -> Self:
        """The columns of a list's row alone: a page of whole rows takes twice as long to read."""
        return self.select_related("record", "agency", "owner", "group").only(
            "title", "status", "start_on", "end_on", "accepted_until", "revisions", "board_id", "record__reference",
            "record__route", "agency__name", "owner__name", "group__name",
        )  # fmt: skip

    def for_export(self) -> Self:
        """The columns of a spreadsheet's row alone."""
        return self.select_related("record", "board", "agency", "owner", "group", "plan").only(
            "title", "activity", "difference_expected", "resources", "start_on", "end_on", "status", "accepted_until",
            "review_on", "source_kind", "version", "revisions", "record__reference", "board__code", "agency__name",
            "owner__name", "owner__email", "group__name", "plan__title",
        )  # fmt: skip

    def for_page(self) -> Self:
        """With everything that the page of one action and its checks need."""
        return self.with_parties().select_related(
            "record__board", "source", "agency__party", "replaced_by__record"
        )

    def for_board(self, board: Board) -> Self:
        return self.filter(board=board)

    def of_source(self, source: Record) -> Self:
        return self.filter(source=source)

    def proposed(self) -> Self:
        return self.filter(status=Action.Status.PROPOSED)

    def open(self) -> Self:
        return self.filter(status__in=Action.OPEN)

    def claimed(self) -> Self:
        return self.filter(status=Action.Status.CLAIMED)

    def with_owner(self) -> Self:
        """Waiting for the owner: agreed or started; a claimed action waits for the group."""
        return self.filter(status__in=Action.WITH_OWNER)

    def overdue(self, today: dt.date) -> Self:
        """With the owner and past its end date. Computed, never stored."""
        return self.with_owner().filter(end_on__lt=today)

    def late_to_start(self, today: dt.date) -> Self:
        return self.filter(status=Action.Status.AGREED, start_on__lt=today)

    def to_discuss(self, day: dt.date) -> Self:
        """With the owner and due by a day, or to be looked at by the group by then."""
        return self.with_owner().filter(Q(end_on__lte=day) | Q(review_on__lte=day))

    def acceptance_ended(self, today: dt.date) -> Self:
        """Accepted without action until a day that has passed: it has to be looked at again."""
        return self.filter(status=Action.Status.ACCEPTED_WITHOUT, accepted_until__lt=today)


class Action(models.Model):
    """What an agency does about a recommendation. Carries its own wording, safe to read without the case.

    source       the record it came from; shown as a kind only, unless the reader may open it
    agency       who answers for it; `owner` is the person who does it (one of the two from agreement on)
    first_end_on the end date it was agreed with; `revisions` counts how often the end date was moved since
    version      counted up by every change; an edit that was begun on an older one is refused
    loaded_as    what the row of the spreadsheet said that it came from, as a digest: the same row is not loaded twice
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        AGREED = "agreed", "Not started"
        STARTED = "started", "Started"
        CLAIMED = "claimed", "Completed, awaiting verification"
        VERIFIED = "verified", "Verified"
        CLOSED = "closed", "Closed"
        NOT_ACHIEVED = "not-achieved", "Not achieved"
        SUPERSEDED = "superseded", "Superseded"
        REJECTED = "rejected", "Rejected"
        ACCEPTED_WITHOUT = "accepted-without", "Accepted without action until a date"

    WITH_OWNER = (Status.AGREED, Status.STARTED)
    OPEN = (*WITH_OWNER, Status.CLAIMED)
    #: States in which an action may still lack an owner, an end date or a confirmed wording.
    UNAGREED = (Status.PROPOSED, Status.REJECTED, Status.ACCEPTED_WITHOUT)

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="action")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="actions")
    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="actions_raised")
    source_kind = models.CharField(max_length=60, help_text="Shown to those who may not open the source.")
    plan = models.ForeignKey(
        "learning.ActionPlan", null=True, blank=True, on_delete=models.PROTECT, related_name="plan_actions"
    )
    recommendations = models.ManyToManyField(Recommendation, related_name="actions", blank=True)
    title = models.CharField(max_length=160)
    activity = models.TextField(help_text="Short and clear: what will be done.")
    difference_expected = models.TextField(
        blank=True, help_text="Measurable: what will be different for children."
    )
    resources = models.CharField(max_length=200, blank=True, help_text="What it needs; “none” is an answer.")
    wording_confirmed_safe = models.BooleanField(default=False)
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="monitored_actions")
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    first_end_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True, help_text="When the group looks at it next (R176).")
    revisions = models.PositiveSmallIntegerField(default=0, help_text="How often the end date was moved.")
    status = models.CharField(max_length=20, choices=Status, default=Status.PROPOSED)
    accepted_until = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    version = models.PositiveIntegerField(default=1)
    loaded_as = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    objects: ClassVar[Any] = ActionQuerySet.as_manager()

    class Meta:
        ordering = [F("end_on").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["board", "status", "end_on", "id"]),
            models.Index(fields=["board", "end_on", "id"]),
            models.Index(
                fields=["board", "end_on", "id"],
                condition=Q(status__in=["agreed", "started", "claimed"]),
                name="action_open",
            ),
            models.Index(fields=["agency", "status", "end_on", "id"]),
            models.Index(fields=["group", "status", "end_on", "id"]),
            models.Index(fields=["owner", "status", "end_on"]),
            models.Index(fields=["source"]),
            models.Index(fields=["board", "loaded_as"], condition=~Q(loaded_as=""), name="action_loaded_as"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")) | Q(start_on__isnull=True) | Q(end_on__isnull=True),
                name="action_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "rejected", "accepted-without"])
                | Q(
                    wording_confirmed_safe=True,
                    end_on__isnull=False,
                    first_end_on__isnull=False,
                    agreed_at__isnull=False,
                )
                & (Q(agency__isnull=False) | Q(owner__isnull=False))
                & ~Q(resources="")
                & ~Q(difference_expected=""),
                name="agreed_action_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="action_agreed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(status="accepted-without", accepted_until__isnull=False)
                | ~Q(status="accepted-without") & Q(accepted_until__isnull=True),
                name="accepted_action_has_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.record.get_absolute_url()

    @property
    def reference(self) -> str:
        return self.record.reference

    def is_overdue(self, today: dt.date) -> bool:
        return self.status in Action.WITH_OWNER and self.end_on is not None and self.end_on < today

    def is_late_to_start(self, today: dt.date) -> bool:
        return self.status == Action.Status.AGREED and self.start_on is not None and self.start_on < today

    def missing(self) -> list[str]:
        """What an agreement still needs, as phrases for a sentence (R176, trap 32)."""
        needs = [
            ("a responsible person or agency", self.agency_id or self.owner_id),
            ("an end date", self.end_on),
            ("what it needs, even if that is “none”", self.resources.strip()),
            ("the difference it is expected to make", self.difference_expected.strip()),
        ]
        return [words for words, value in needs if not value]

"""Action plans, and actions that pass from one group to another."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lscb.board.models import Group
from lscb.board.permissions import has, standing_of
from lscb.board.roles import Permission
from lscb.people.models import Board, User
from lscb.records.models import Record, reach_of, readable


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(readable(user, "record__"))

    def for_page(self) -> Self:
        return self.select_related("record__board", "board", "group", "approved_by", "created_by")


class ActionPlan(models.Model):
    """Actions that belong together and are approved together (R175, R183), or were loaded from one spreadsheet."""

    class Kind(models.TextChoices):
        REVIEW = "review", "Case review"
        AUDIT = "audit", "Audit"
        RETURN = "return", "Section 11 or school return"
        DATA = "data", "Data or report"
        OBSERVATION = "observation", "Practice observation"
        MEETING = "meeting", "Meeting"
        LOADED = "loaded", "Loaded from a spreadsheet"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="action_plan")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="action_plans")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=160)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="action_plans")
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ActionPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True, approved_by__isnull=True)
                | Q(approved_on__isnull=False, approved_by__isnull=False),
                name="plan_approved_has_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.record.get_absolute_url()


def _with_something_open(shut: Collection[int]) -> models.QuerySet[Any, Any]:
    """Hand-overs with at least one action whose case is not among those that are shut."""
    links = HandOver.actions.through.objects.exclude(action__record__in=shut).exclude(action__source__in=shut)
    return links.exclude(action__source__root__in=shut).values("handover_id")


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def visible_to(self, user: User) -> Self:
        """The two groups, and the business unit of the board; not who is shut out of everything that is offered, since
        the reason may speak of it."""
        reach = reach_of(user)
        groups = Q(from_group__party_id__in=reach.parties) | Q(to_group__party_id__in=reach.parties)
        unit = {
            board.pk for board in standing_of(user).boards() if has(user, Permission.ACTION_MANAGE, board)
        }
        seen = self.filter(groups | Q(board_id__in=unit))
        return seen.filter(pk__in=_with_something_open(reach.excluded)) if reach.excluded else seen

    def for_page(self) -> Self:
        return self.select_related("board", "from_group", "to_group", "offered_by", "answered_by")


class HandOver(models.Model):
    """A group offers its actions to another, which accepts or declines them (domain report §0.13, R185)."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="hand_overs")
    from_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="hand_overs_out")
    to_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="hand_overs_in")
    actions = models.ManyToManyField("learning.Action", related_name="hand_overs")
    reason = models.TextField()
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    answer_reason = models.TextField(blank=True)

    objects: ClassVar[Any] = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, accepted__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, accepted__isnull=False),
                name="hand_over_answered_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(from_group=models.F("to_group")), name="hand_over_is_to_another_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_group} to {self.to_group}"


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)


class SavedFilter(models.Model):
    """A person's own filter of the register, by a name of theirs."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=600, help_text="The part of the address after the question mark.")
    saved_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_saved_filter_per_name")]

    def __str__(self) -> str:
        return self.name

"""The content of an action, and who does it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lscb.board.models import Agency, Group, running_on
from lscb.core import forms
from lscb.core.wording import EXAMPLE_ACTIVITY
from lscb.learning.forms.base import LONG, ActionForm, TellingField, area, choose_from
from lscb.learning.models import Action, Recommendation
from lscb.people.models import Board, User


class ActionAssignForm(ActionForm):
    submit = "Save"
    owner = forms.ModelChoiceField(
        label="Responsible person", queryset=User.objects.none(), required=False, empty_label="Nobody in particular",
        help_text="Reminders go to this person. Without one they go to the agency's safeguarding lead.",
    )  # fmt: skip

    def starting_values(self, action: Action) -> dict[str, Any]:
        return {"owner": action.owner_id}

    def prepare(self) -> None:
        if self.action.agency is not None:
            people = self.action.agency.party.members_on(timezone.localdate())
        else:
            people = self.action.board.everyone.members_on(timezone.localdate())
        choose_from(self, "owner", people.order_by("name"))


class ActionEditForm(ActionForm):
    submit = "Save the proposal"
    title = forms.CharField(
        label="Title", max_length=160, required="Give the action a short title",
        help_text="Read by people who do not know the case: never name anybody.",
    )  # fmt: skip
    activity = TellingField(
        label="What will be done", what="what will be done", example=EXAMPLE_ACTIVITY, widget=area(),
        required="Say what will be done", help_text=f"Something that can be finished. For example: “{EXAMPLE_ACTIVITY}”",
    )  # fmt: skip
    difference_expected = forms.LongTextField(
        label="What will be different for children", max_length=LONG, widget=area(3), required=False,
        help_text="Something that can be seen or counted. Needed before it can be agreed.",
    )  # fmt: skip
    resources = forms.CharField(
        label="What it needs",
        max_length=200,
        required=False,
        help_text="Money, people, time. “None” is an answer. Needed before it can be agreed.",
    )
    agency = forms.ModelChoiceField(
        label="Responsible agency",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="No agency",
        help_text="An agency or a person is needed before it can be agreed.",
    )
    owner = forms.ModelChoiceField(
        label="Responsible person",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody in particular",
    )
    group = forms.ModelChoiceField(
        label="Monitored by",
        queryset=Group.objects.none(),
        required="Choose the group that monitors this action",
    )
    start_on = forms.DateField(label="Start date", required=False)
    end_on = forms.DateField(label="End date", required=False, help_text="Needed before it can be agreed.")
    review_on = forms.DateField(
        label="Review date", required=False, help_text="When the monitoring group looks at it next."
    )
    recommendations = forms.ModelMultipleChoiceField(
        label="Recommendations that it answers", queryset=Recommendation.objects.none(), required=False
    )

    def starting_values(self, action: Action) -> dict[str, Any]:
        kept = ("title", "activity", "difference_expected", "resources", "start_on", "end_on", "review_on")
        return {name: getattr(action, name) for name in kept} | {
            "agency": action.agency_id, "owner": action.owner_id, "group": action.group_id,
            "recommendations": list(action.recommendations.values_list("pk", flat=True)),
        }  # fmt: skip

    def prepare(self) -> None:
        board = self.action.board
        choose_from(self, "agency", Agency.objects.of_board(board))
        choose_from(self, "owner", people_of_agencies(board))
        choose_from(self, "group", Group.objects.filter(board=board, closed_on__isnull=True))
        ours = Recommendation.objects.visible_to(self.user).filter(source=self.action.source)
        choose_from(self, "recommendations", ours)
        if not ours:
            del self.fields["recommendations"]


def people_of_agencies(board: Board) -> QuerySet[User]:
    """Everybody who counts as one of the board's agencies today."""
    today = timezone.localdate()
    agencies = Agency.objects.of_board(board).values("party_id")
    people = User.objects.filter(
        running_on(today, "memberships__"), memberships__party_id__in=agencies, is_active=True
    )
    return people.distinct().order_by("name")

"""Forms of the register: loading a spreadsheet, plans, hand-overs, and filters that are kept."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Group
from lscb.core import forms
from lscb.learning.forms.base import LONG, area, choose_from
from lscb.learning.models import ActionPlan
from lscb.people.models import Board

SAFE = "I have read the wording: it can be read by people who do not know the case, and names nobody"
CONFIRM = "Confirm that the wording can be read by people who do not know the case"


class ActionFileForm(forms.Form):
    submit = "Check the file"
    file = forms.FileField(label="Spreadsheet (.xlsx or .csv)", required="Choose a spreadsheet")


class SealedActionsForm(forms.Form):
    submit = "Load these actions"
    rows = forms.CharField(widget=forms.HiddenInput, required="Upload the file again")
    title = forms.CharField(
        label="Title of the list", max_length=160, required=False,
        help_text="New actions are kept together under it. It is read by people who do not know the cases: name nobody.",
    )  # fmt: skip
    wording_confirmed_safe = forms.BooleanField(
        label="I have read the file: its wording can be read by people who do not know the cases, and names nobody",
        required="Confirm that the wording can be read by people who do not know the cases",
    )


class BoardForm(forms.Form):
    """A form whose choices are those of one board."""

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        self.prepare()

    def prepare(self) -> None:
        groups = Group.objects.filter(board=self.board, closed_on__isnull=True)
        choose_from(self, "group", groups)


class PlanForm(BoardForm):
    submit = "Open this plan"
    kind = forms.RadioField(
        label="What the plan follows", required="Choose what the plan follows",
        choices=[one for one in ActionPlan.Kind.choices if one[0] != ActionPlan.Kind.LOADED],
    )  # fmt: skip
    title = forms.CharField(
        label="Title", max_length=160, required="Give the plan a title",
        help_text="Read by people who do not know the case: never name anybody.",
    )  # fmt: skip
    group = forms.ModelChoiceField(
        label="Watched over by", queryset=Group.objects.none(), required="Choose the group that watches over the plan"
    )  # fmt: skip


class PlanApproveForm(forms.Form):
    submit = "Approve the plan"
    wording_confirmed_safe = forms.BooleanField(label=SAFE, required=CONFIRM)


class OfferForm(BoardForm):
    submit = "Offer these actions"
    group = forms.ModelChoiceField(
        label="To which group",
        queryset=Group.objects.none(),
        required="Choose the group that takes them over",
    )
    reason = forms.LongTextField(
        label="Why they are handed over", max_length=LONG, widget=area(3), required="Say why they are handed over",
        help_text="For example: the review's panel has done its part, and nine actions remain.",
    )  # fmt: skip


class HandOverAnswerForm(forms.Form):
    submit = "Answer"
    answer = forms.RadioField(
        label="Does your group take these actions over?", required="Choose an answer",
        choices=[("yes", "Yes, we monitor them from now on"), ("no", "No")],
        widget=forms.RadioSelect(reveals={"no": "reason"}),
    )  # fmt: skip
    reason = forms.LongTextField(label="Why not", max_length=LONG, widget=area(3), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == "no":
            self.ask_for("reason", "Say why your group does not take them over")
        return data


class GatherForm(forms.Form):
    submit = "Put them into this plan"
    plan = forms.ModelChoiceField(
        label="Plan",
        queryset=ActionPlan.objects.none(),
        required="Choose a plan",
        empty_label="Choose a plan",
    )

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "plan", plans)


class SavedFilterForm(forms.Form):
    submit = "Keep this filter"
    name = forms.CharField(
        label="Name of this filter", max_length=80, required="Give the filter a name",
        widget=forms.TextInput(width=20),
    )  # fmt: skip

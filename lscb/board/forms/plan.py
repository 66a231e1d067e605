"""Forms of the business plan."""

from __future__ import annotations

from typing import Any

from lscb.board.models import BusinessPlan, Group, Priority
from lscb.core import forms
from lscb.people.models import Board


class BusinessPlanForm(forms.Form):
    submit = "Save the plan"
    title = forms.CharField(
        label="Title", max_length=160, required="Enter the title, for example Business plan 2026–28"
    )
    from_on = forms.DateField(label="First day", required="Enter the first day")
    until_on = forms.DateField(label="Last day", required="Enter the last day")
    summary = forms.LongTextField(
        label="What the Board wants to reach", max_length=8000, required=False, widget=forms.Textarea(rows=5)
    )

    def __init__(self, *args: Any, plan: BusinessPlan | None = None, **kwargs: Any) -> None:
        if plan:
            kwargs["initial"] = {name: getattr(plan, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class PriorityForm(forms.Form):
    submit = "Save the priority"
    title = forms.CharField(label="Priority", max_length=160, required="Say what the priority is")
    outcome = forms.LongTextField(
        label="What will be different for children",
        max_length=4000,
        required=False,
        widget=forms.Textarea(rows=4),
    )
    group = forms.ModelChoiceField(
        label="Group that answers for it", queryset=Group.objects.none(), required=False, empty_label="None"
    )

    def __init__(self, *args: Any, board: Board, priority: Priority | None = None, **kwargs: Any) -> None:
        if priority:
            kwargs["initial"] = {
                "title": priority.title, "outcome": priority.outcome, "group": priority.group_id
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.filter(board=board, closed_on__isnull=True)

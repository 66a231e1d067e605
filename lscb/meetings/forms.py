from typing import Any

from lscb.board.models import Group
from lscb.core import forms


class PlanForm(forms.Form):
    submit = "Plan the meeting"
    group = forms.ModelChoiceField(label="Group", queryset=Group.objects.none(), required="Choose the group")
    held_on = forms.DateField(label="Day", required="Enter the day of the meeting")
    starts_at = forms.TimeField(
        label="Start", required="Enter when the meeting starts", help_text="For example, 10:00"
    )
    place = forms.CharField(label="Place", max_length=160, required=False)

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


class CancelForm(forms.Form):
    submit = "Cancel the meeting"
    reason = forms.CharField(label="Why?", max_length=300, required="Say why the meeting is cancelled")

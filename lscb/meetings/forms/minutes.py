"""What is written during a meeting and after it."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Agency, Group
from lscb.core import forms
from lscb.learning.forms.base import TellingField, area
from lscb.meetings.models import AgendaItem, Meeting
from lscb.people.models import User

UNNAMED = "Without the name of anybody in a case."
EXAMPLE = "Send the revised checklist to every school by the end of the month"


class MinuteForm(forms.Form):
    submit = "Save the minute"
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    text = forms.LongTextField(
        label="Minute",
        max_length=20000,
        required="Write the minute",
        widget=forms.Textarea(rows=6),
        help_text=UNNAMED,
    )


class DecisionForm(forms.Form):
    submit = "Record the decision"
    words = forms.LongTextField(
        label="Decision", max_length=4000, required="Say in a sentence what was decided", widget=forms.Textarea(rows=2),
        help_text="The quorum at this moment is kept with it.",
    )  # fmt: skip
    against = forms.CharField(
        label="Voted against", max_length=200, required=False, help_text="Agencies or people"
    )
    abstained = forms.CharField(label="Abstained", max_length=200, required=False)


class RaiseActionForm(forms.Form):
    submit = "Raise the action"
    title = forms.CharField(
        label="Action", max_length=160, required="Give the action a short title", help_text="Names nobody."
    )
    activity = TellingField(
        label="What will be done",
        what="what will be done",
        example=EXAMPLE,
        widget=area(2),
        required="Say what will be done",
    )
    difference_expected = forms.LongTextField(
        label="What will be different for children", max_length=4000, required=False, widget=area(2)
    )
    resources = forms.CharField(
        label="What it needs", max_length=200, required=False, help_text="“None” is an answer."
    )
    agency = forms.ModelChoiceField(
        label="Responsible agency", queryset=Agency.objects.none(), required=False, empty_label="No agency"
    )
    owner = forms.ModelChoiceField(
        label="Responsible person",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody in particular",
    )
    group = forms.ModelChoiceField(
        label="Monitored by", queryset=Group.objects.none(), required=False, empty_label="This group"
    )
    end_on = forms.DateField(label="End date", required=False)

    def __init__(self, *args: Any, agencies: Any, people: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
        self.fields["owner"].queryset = people
        self.fields["group"].queryset = groups


class AgreeForm(forms.Form):
    submit = "Record that they are agreed"
    at_meeting = forms.ModelChoiceField(
        label="Agreed at", queryset=Meeting.objects.none(), required=False, empty_label="By the chair, between meetings",
        help_text="Once they are agreed, only corrections are added.",
    )  # fmt: skip

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at_meeting"].queryset = meetings


class CorrectForm(forms.Form):
    submit = "Add the correction"
    item = forms.ModelChoiceField(
        label="Item", queryset=AgendaItem.objects.none(), required=False, empty_label="The minutes as a whole"
    )
    text = forms.LongTextField(
        label="What is corrected", max_length=4000, required="Say what is corrected", help_text=UNNAMED
    )

    def __init__(self, *args: Any, items: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        field.queryset = AgendaItem.objects.filter(pk__in=[pk for pk, _ in items])
        words = dict(items)
        field.label_from_instance = lambda item: words[item.pk]


class FedBackForm(forms.Form):
    submit = "Record it"
    told_on = forms.DateField(label="Day", required="Enter the day on which you told them")
    how = forms.CharField(
        label="How you told them", max_length=300, required="Say how you told them",
        help_text="For example: at the team leaders’ meeting. Nothing about a case.",
    )  # fmt: skip

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


class MinuteDecisionForm(forms.Form):
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


class RaiseEntryForm(forms.Form):
    """A challenge to an agency, or a risk; a risk is asked for its size."""

    submit = "Put it into the register"
    kind = forms.RadioField(
        label="What is it?", choices=[("challenge", "A challenge to an agency"), ("risk", "A risk")],
        required="Say whether it is a challenge or a risk", widget=forms.RadioSelect(inline=True, small=True),
    )  # fmt: skip
    title = forms.CharField(
        label="Title", max_length=160, required="Give it a title", help_text="Names nobody."
    )
    text = forms.LongTextField(
        label="What is asked, or what may happen and why",
        max_length=4000,
        required="Say what it is",
        widget=area(2),
    )
    agency = forms.ModelChoiceField(
        label="Agency that is asked, or that raised it", queryset=Agency.objects.none(), required=False, empty_label="No agency",
        help_text="A challenge needs one.",
    )  # fmt: skip
    due_on = forms.DateField(label="Answer due, or look at again", required="Enter the day")
    likelihood = forms.IntegerField(
        label="Risk: likelihood",
        min_value=1,
        max_value=5,
        required=False,
        help_text="1 hardly, 5 almost certain",
    )
    impact = forms.IntegerField(
        label="Risk: impact on children",
        min_value=1,
        max_value=5,
        required=False,
        help_text="1 slight, 5 grave",
    )
    mitigation = forms.LongTextField(
        label="Risk: what is done against it", max_length=4000, required=False, widget=area(2)
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == "challenge":
            self.ask_for("agency", "Choose the agency that is asked")
        if data.get("kind") == "risk":
            self.ask_for("likelihood", "Enter how likely it is, from 1 to 5")
            self.ask_for("impact", "Enter how grave it would be, from 1 to 5")
            self.ask_for("mitigation", "Say what is done against it")
        return data


class AgreeMinutesForm(forms.Form):
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

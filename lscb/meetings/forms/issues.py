"""Issues that go up to the group above."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Group
from lscb.core import forms

UNNAMED = "Without the name of anybody in a case."


class RaiseIssueForm(forms.Form):
    submit = "Raise it to the group above"
    meeting = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput())
    group = forms.ModelChoiceField(
        label="From", queryset=Group.objects.none(), required="Choose the group that raises it"
    )
    title = forms.CharField(
        label="Issue", max_length=160, required="Give the issue a title", help_text="Names nobody."
    )
    reason = forms.LongTextField(
        label="Why the group cannot settle it, and what it asks for", max_length=4000, required="Say why it is raised",
        help_text=UNNAMED,
    )  # fmt: skip
    about = forms.CharField(
        label="Reference of the case or action that it is about", max_length=40, required=False,
        help_text="A personal conflict there shuts the issue too.",
    )  # fmt: skip

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


class AnswerIssueForm(forms.Form):
    submit = "Send the answer back"
    answer = forms.LongTextField(
        label="What the group answers", max_length=4000, required="Write the answer", help_text=UNNAMED
    )


class PassOnForm(forms.Form):
    submit = "Pass it on to the group above"
    reason = forms.LongTextField(
        label="Why it is passed on, and what is asked",
        max_length=4000,
        required="Say why it is passed on",
        help_text=UNNAMED,
    )


class TakeBackIssueForm(forms.Form):
    submit = "Close the issue"
    outcome = forms.LongTextField(
        label="What the group does with the answer",
        max_length=4000,
        required="Say what the group does with the answer",
    )


class FeedForm(forms.Form):
    """For a calendar of one's own the group stays empty."""

    submit = "Make a calendar address"
    group = forms.ModelChoiceField(
        label="Meetings of", queryset=Group.objects.none(), required=False, empty_label="All my groups"
    )

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


class RateFilter(forms.FilterForm):
    group = forms.ModelChoiceField(label="Group", queryset=Group.objects.none(), empty_label="All groups")

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups

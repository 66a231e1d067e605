"""Appointing people to a review, ending their parts, and their independence."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Agency
from lscb.core import forms
from lscb.people.models import User
from reviews.models import Independence

TEXT = 20_000


class AppointIndependentForm(forms.Form):
    submit = "Appoint this person"
    person = forms.ModelChoiceField(
        label="Who?", queryset=User.objects.none(), empty_label="Choose", required="Choose the person",
        help_text="Somebody who is not in the list needs an account first: add them under Board, People.",
    )  # fmt: skip
    appointed_on = forms.DateField(
        label="Day of the appointment", required="Enter the day of the appointment"
    )
    until_on = forms.DateField(
        label="Last day", required=False, help_text="If the contract names one. Access ends with it."
    )

    def __init__(self, *args: Any, people: Any, agencies: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        if agencies is not None:
            self.fields["agency"].queryset = agencies


class AppointMemberForm(AppointIndependentForm):
    agency = forms.ModelChoiceField(
        label="From which agency?",
        queryset=Agency.objects.none(),
        empty_label="Choose",
        required="Choose the agency",
    )
    not_managing_case = forms.BooleanField(
        label="This person does not manage the case, nor anybody who worked on it",
        required="Confirm that the person does not manage the case, nor anybody who worked on it",
    )
    field_order = ("person", "agency", "not_managing_case", "appointed_on", "until_on")


class EndPartForm(forms.Form):
    submit = "End this part"
    on = forms.DateField(
        label="Last day", required="Enter the last day", help_text="Today or earlier ends access at once."
    )
    reason = forms.CharField(label="Reason", max_length=300, required="Say why the part ends")


class IndependenceForm(forms.Form):
    """Three questions that make one declaration (trap 14)."""

    submit = "Declare this"
    employers = forms.LongTextField(
        label="Your employers and posts in the last ten years", max_length=TEXT, required="List your employers and posts, or write “none”",
        widget=forms.Textarea(rows=5), help_text="With years. Include posts in this area, however long ago.",
    )  # fmt: skip
    contracts = forms.LongTextField(
        label="Your contracts and other paid work now", max_length=TEXT, required="List your contracts, or write “none”",
        widget=forms.Textarea(rows=3),
    )  # fmt: skip
    links = forms.LongTextField(
        label="Links with the board, the agencies in scope, or people in the case", max_length=TEXT,
        required="Say what links there are, or write “none”", widget=forms.Textarea(rows=3),
        help_text="For example panels you sit on, relatives, former colleagues. Use roles, not names.",
    )  # fmt: skip

    def employment(self) -> str:
        data = self.cleaned_data
        return (
            f"Employers and posts in the last ten years: {data['employers']}\n"
            f"Contracts and paid work now: {data['contracts']}\n"
            f"Links with the board, agencies or people in the case: {data['links']}"
        )


class IndependenceCheckForm(forms.Form):
    submit = "Record the check"
    finding = forms.RadioField(
        label="Is this person independent of them?", choices=Independence.Finding.choices,
        required="Say whether the person is independent",
    )  # fmt: skip
    reasons = forms.LongTextField(
        label="What did you look at, and what did you find?", max_length=5000, required="Say what you looked at and found",
        widget=forms.Textarea(rows=4),
    )  # fmt: skip


class ReviewAgenciesForm(forms.Form):
    submit = "Save the scope"
    agencies = forms.ModelMultipleChoiceField(
        label="Agencies in scope", queryset=Agency.objects.none(), required="Choose at least one agency",
        widget=forms.CheckboxSelectMultiple(small=True),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = choices

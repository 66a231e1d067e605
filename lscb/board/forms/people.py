"""Joiners, movers and leavers."""

from __future__ import annotations

from typing import Any

from lscb.board.forms.shared import NO_CHOICE, WHY, OfBoardForm, agency_field
from lscb.board.models import Agency, Group, Seat
from lscb.board.roles import Role
from lscb.core import forms
from lscb.people.models import Board


class EndForm(forms.Form):
    submit = "End it"
    last_day = forms.DateField(label="Last day", required="Enter the last day")
    reason = forms.CharField(label="Reason", max_length=120, required=WHY)


class RoleForm(OfBoardForm):
    submit = "Give the role"
    role = forms.ChoiceField(
        label="Role", choices=[("", "Choose a role"), *Role.choices], required="Choose a role"
    )
    agency = agency_field()
    from_on = forms.DateField(label="First day", required=False, help_text="Leave empty for today.")
    until_on = forms.DateField(label="Last day", required=False, help_text="An acting chair needs one.")
    reason = forms.CharField(label="Reason", max_length=200, required=WHY)


class PersonForm(OfBoardForm):
    submit = "Add the person"
    name = forms.CharField(label="Name", max_length=120, required="Enter the person's name")
    email = forms.EmailField(label="E-mail address", required="Enter the person's e-mail address")
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    role = forms.ChoiceField(label="Role", choices=[NO_CHOICE, *Role.choices], required=False)
    agency = agency_field()
    group = forms.ModelChoiceField(
        label="Group they take a seat in", queryset=Group.objects.none(), required=False, empty_label="None"
    )
    office = forms.ChoiceField(
        label="Office in the group", choices=Seat.Office.choices, required=False, initial="member"
    )
    from_on = forms.DateField(label="First day", required=False, help_text="Leave empty for today.")
    until_on = forms.DateField(label="Last day", required=False)
    reason = forms.CharField(label="Reason", max_length=200, required=WHY)
    layout = (
        forms.Fieldset("The person", "name", "email", "job_title"),
        forms.Fieldset(
            "What they are on the board", "role", "agency", "group", "office", "from_on", "until_on", "reason"
        ),
    )

    def clean_office(self) -> str:
        return self.cleaned_data["office"] or Seat.Office.MEMBER


class PeopleFilter(forms.FilterForm):
    words = forms.CharField(label="Name or e-mail address")
    role = forms.ChoiceField(label="Role", choices=[("", "Any role"), *Role.choices])
    agency = forms.ModelChoiceField(label="Agency", queryset=Agency.objects.none(), empty_label="Any agency")
    state = forms.ChoiceField(
        label="Show",
        choices=[("now", "On the board now"), ("asleep", "Not signed in for 90 days"), ("left", "Have left")],
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.of_board(board)


class PeopleFileForm(forms.Form):
    submit = "Check the file"
    file = forms.FileField(label="Spreadsheet (.xlsx or .csv)", required="Choose a spreadsheet")


class SealedForm(forms.Form):
    submit = "Add everybody on this list"
    rows = forms.CharField(widget=forms.HiddenInput, required="Upload the file again")

"""Agencies, groups, seats, terms and names."""

from __future__ import annotations

from typing import Any

from lscb.board.forms.shared import OfBoardForm, agency_field, person_field
from lscb.board.models import Agency, Group, GroupTerms, Seat
from lscb.board.structure import TERMS
from lscb.core import forms
from lscb.people.models import Board


class AgencyForm(forms.Form):
    submit = "Save the agency"
    name = forms.CharField(label="Name", max_length=160, required="Enter the agency's name")
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Choose a kind"), *Agency.Kind.choices], required="Choose a kind"
    )
    section11_body = forms.BooleanField(
        label="It is a body named in section 11 of the Children Act 2004", required=False
    )
    contact_email = forms.EmailField(label="E-mail address for safeguarding", required=False)
    contact_phone = forms.CharField(label="Telephone number for safeguarding", max_length=40, required=False)
    address = forms.LongTextField(
        label="Address", max_length=400, required=False, widget=forms.Textarea(rows=3)
    )
    urn = forms.CharField(label="Unique reference number, for a school", max_length=10, required=False)
    phase = forms.CharField(label="Phase, for a school", max_length=40, required=False)

    def __init__(self, *args: Any, agency: Agency | None = None, **kwargs: Any) -> None:
        if agency:
            kwargs["initial"] = {name: getattr(agency, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class GroupForm(forms.Form):
    submit = "Save the group"
    name = forms.CharField(label="Name", max_length=160, required="Enter the group's name")
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Choose a kind"), *Group.Kind.choices], required="Choose a kind"
    )
    parent = forms.ModelChoiceField(
        label="Group it answers to", queryset=Group.objects.none(), required=False, empty_label="None"
    )
    every_weeks = forms.IntegerField(
        label="Meets every how many weeks", required=False, min_value=1, max_value=104
    )
    meeting_minutes = forms.IntegerField(
        label="Length of a meeting in minutes",
        min_value=15,
        max_value=600,
        initial=120,
        required="Enter the length of a meeting",
    )
    papers_days = forms.IntegerField(
        label="Papers go out how many working days before", min_value=0, max_value=30, initial=5,
        required="Enter a number of working days",
    )  # fmt: skip
    update_days = forms.IntegerField(
        label="Members send their update how many working days before", min_value=0, max_value=60, initial=0,
        required="Enter a number of working days, or 0 for none", help_text="0 when no update is asked for.",
    )  # fmt: skip
    quorum_agencies = forms.IntegerField(
        label="Agencies needed for a quorum", min_value=0, max_value=50, initial=0, required="Enter a number, or 0 for none",
        help_text="Different agencies, not people. 0 when there is no stated quorum.",
    )  # fmt: skip
    quorum_rule = forms.RadioField(
        label="Below the quorum", choices=Group.QuorumRule.choices, initial=Group.QuorumRule.MARK_DECISIONS,
        required="Choose what happens below the quorum",
    )  # fmt: skip

    def __init__(self, *args: Any, board: Board, group: Group | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        if group:
            kwargs["initial"] = {name: getattr(group, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Group.objects.filter(board=board).exclude(
            pk=group.pk if group else None
        )


class TermsForm(forms.Form):
    submit = "Keep this version"
    aims = forms.LongTextField(label="Aims", max_length=5000, required="Say what the group is for")
    functions = forms.LongTextField(
        label="Functions",
        max_length=10000,
        required="List what the group does",
        help_text="One function on each line.",
    )
    member_duties = forms.LongTextField(label="What members do", max_length=5000, required=False)
    accountable_to = forms.CharField(label="Accountable to", max_length=160, required=False)
    membership = forms.LongTextField(
        label="Membership by agency",
        max_length=5000,
        required=False,
        help_text="One agency and its seat on each line.",
    )
    chair = forms.CharField(label="Who chairs", max_length=160, required=False)
    vice_chair = forms.CharField(label="Who is vice chair", max_length=160, required=False)
    frequency = forms.CharField(label="How often and how long it meets", max_length=160, required=False)
    quorum = forms.CharField(label="Quorum", max_length=200, required=False)
    agreed_on = forms.DateField(label="Agreed on", required=False)
    review_on = forms.DateField(label="Review on", required=False)

    def __init__(self, *args: Any, terms: GroupTerms | None = None, **kwargs: Any) -> None:
        if terms:
            kwargs["initial"] = {
                name: getattr(terms, name) for name in self.base_fields if name != "agreed_on"
            }
        super().__init__(*args, **kwargs)


class SeatAddForm(OfBoardForm):
    submit = "Add the seat"
    agency = agency_field()
    user = person_field("Who holds it", False)
    deputy = person_field("Deputy", False)
    office = forms.RadioField(
        label="Office", choices=Seat.Office.choices, initial=Seat.Office.MEMBER, required="Choose the office"
    )
    from_on = forms.DateField(label="First day", required="Enter the first day")
    until_on = forms.DateField(label="Last day", required=False)
    counts_for_quorum = forms.BooleanField(
        label="The seat counts for the quorum", required=False, initial=True,
        help_text="Seats of the business unit, of lay members and of an independent chair usually do not.",
    )  # fmt: skip


class FillForm(OfBoardForm):
    submit = "Fill the seat"
    user = person_field("Who takes the seat", "Choose who takes the seat")
    from_on = forms.DateField(label="First day", required="Enter the first day")


class LabelsForm(forms.Form):
    submit = "Save the names"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, word in TERMS:
            self.fields[key] = forms.CharField(label=word, max_length=60, required=False)

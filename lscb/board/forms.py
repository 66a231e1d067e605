"""Forms of people, agencies, groups, seats and access. Shape and wording only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscb.board.accounts import people_of
from lscb.board.models import Agency, Group, GroupTerms, Seat
from lscb.board.permissions import CASE_CAPACITIES
from lscb.board.roles import Role
from lscb.board.seats import SeatChoice
from lscb.board.structure import TERMS
from lscb.core import forms
from lscb.people.models import Board, Party, User

HOURS = [(str(hour), f"{hour:02d}:00") for hour in range(5, 21)]
NO_CHOICE = ("", "None")
WHY = "Say why, in a sentence"


class DetailsForm(forms.Form):
    submit = "Save"
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    digest_hour = forms.ChoiceField(
        label="When to send the daily e-mail", choices=HOURS, required="Choose an hour",
        help_text="Urgent things are e-mailed at once. Everything else comes in one e-mail a day.",
    )  # fmt: skip

    def clean_digest_hour(self) -> int:
        return int(self.cleaned_data["digest_hour"])


class SeatForm(forms.Form):
    submit = "Act as this"
    seat = forms.RadioField(label="What do you want to act as?", required="Choose what to act as")

    def __init__(self, *args: Any, choices: Iterable[SeatChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [(one.key, f"{one.label} – {one.board}") for one in choices]


class ReasonForm(forms.Form):
    submit = "Do this"
    reason = forms.CharField(label="Reason", max_length=200, required=WHY)

    def __init__(self, *args: Any, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not optional


class EndForm(forms.Form):
    submit = "End it"
    last_day = forms.DateField(label="Last day", required="Enter the last day")
    reason = forms.CharField(label="Reason", max_length=120, required=WHY)


class _OfBoard(forms.Form):
    """Choices come from the board acted on, so that nothing of another board can be chosen."""

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        if "agency" in self.fields:
            self.fields["agency"].queryset = Agency.objects.of_board(board)
        if "group" in self.fields:
            self.fields["group"].queryset = Group.objects.filter(
                board=board, closed_on__isnull=True
            ).select_related("board")
        for name in ("user", "deputy"):
            if name in self.fields:
                self.fields[name].queryset = people_of(board).filter(is_active=True).order_by("name")


def _agency() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label="Agency they speak for", queryset=Agency.objects.none(), required=False, empty_label="None"
    )


def _person(label: str, required: str | bool) -> forms.ModelChoiceField:
    empty = "Choose a person" if required else "Nobody: the seat is vacant"
    return forms.ModelChoiceField(
        label=label, queryset=User.objects.none(), required=required, empty_label=empty
    )


class RoleForm(_OfBoard):
    submit = "Give the role"
    role = forms.ChoiceField(
        label="Role", choices=[("", "Choose a role"), *Role.choices], required="Choose a role"
    )
    agency = _agency()
    from_on = forms.DateField(label="First day", required=False, help_text="Leave empty for today.")
    until_on = forms.DateField(label="Last day", required=False, help_text="An acting chair needs one.")
    reason = forms.CharField(label="Reason", max_length=200, required=WHY)


class PersonForm(_OfBoard):
    submit = "Add the person"
    name = forms.CharField(label="Name", max_length=120, required="Enter the person's name")
    email = forms.EmailField(label="E-mail address", required="Enter the person's e-mail address")
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    role = forms.ChoiceField(label="Role", choices=[NO_CHOICE, *Role.choices], required=False)
    agency = _agency()
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
    quorum_agencies = forms.IntegerField(
        label="Agencies needed for a quorum", min_value=0, max_value=50, initial=0, required="Enter a number, or 0 for none",
        help_text="Different agencies, not people. 0 when there is no stated quorum.",
    )  # fmt: skip
    quorum_rule = forms.RadioField(
        label="Below the quorum", choices=Group.QuorumRule.choices, initial=Group.QuorumRule.MARK_DECISIONS,
        required="Choose what happens below the quorum",
    )  # fmt: skip

    def __init__(self, *args: Any, board: Board, group: Group | None = None, **kwargs: Any) -> None:
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
    agreed_on = forms.DateField(label="Agreed on", required=False)
    review_on = forms.DateField(label="Review on", required=False)

    def __init__(self, *args: Any, terms: GroupTerms | None = None, **kwargs: Any) -> None:
        if terms:
            kwargs["initial"] = {
                name: getattr(terms, name) for name in self.base_fields if name != "agreed_on"
            }
        super().__init__(*args, **kwargs)


class SeatAddForm(_OfBoard):
    submit = "Add the seat"
    agency = _agency()
    user = _person("Who holds it", False)
    deputy = _person("Deputy", False)
    office = forms.RadioField(
        label="Office", choices=Seat.Office.choices, initial=Seat.Office.MEMBER, required="Choose the office"
    )
    from_on = forms.DateField(label="First day", required="Enter the first day")
    until_on = forms.DateField(label="Last day", required=False)
    counts_for_quorum = forms.BooleanField(
        label="The seat counts for the quorum", required=False, initial=True,
        help_text="Seats of the business unit, of lay members and of an independent chair usually do not.",
    )  # fmt: skip


class FillForm(_OfBoard):
    submit = "Fill the seat"
    user = _person("Who takes the seat", "Choose who takes the seat")
    from_on = forms.DateField(label="First day", required="Enter the first day")


class LabelsForm(forms.Form):
    submit = "Save the names"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, word in TERMS:
            self.fields[key] = forms.CharField(label=word, max_length=60, required=False)


class PeopleFileForm(forms.Form):
    submit = "Check the file"
    file = forms.FileField(label="Spreadsheet (.xlsx or .csv)", required="Choose a spreadsheet")


class SealedForm(forms.Form):
    submit = "Add everybody on this list"
    rows = forms.CharField(widget=forms.HiddenInput, required="Upload the file again")


def parties_of(board: Board) -> list[tuple[str, list[tuple[int, str]]]]:
    """Whoever a case may be opened to: people, agencies and groups of the board."""
    people = Party.objects.filter(person__in=people_of(board).filter(is_active=True)).order_by("name")
    agencies = Party.objects.filter(agency__in=Agency.objects.of_board(board)).order_by("name")
    groups = Party.objects.filter(group__board=board, group__closed_on__isnull=True).order_by("name")
    named = (("People", people), ("Agencies", agencies), ("Groups", groups))
    return [(label, list(rows.values_list("pk", "name"))) for label, rows in named]


class LetInForm(forms.Form):
    submit = "Let them in"
    party = forms.ChoiceField(label="Who", required="Choose who may open the case")
    capacity = forms.ChoiceField(
        label="As what", required="Choose in which capacity",
        choices=[("", "Choose a capacity"), *((one, one.replace("-", " ").capitalize()) for one in CASE_CAPACITIES)],
    )  # fmt: skip
    until_on = forms.DateField(label="Last day", required="Enter the last day: access always ends")
    reason = forms.CharField(label="Reason", max_length=200, required=WHY)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [("", "Choose"), *parties_of(board)]

    def clean_party(self) -> Party:
        return Party.objects.get(pk=self.cleaned_data["party"])


class ConflictForm(_OfBoard):
    submit = "Shut the case to them"
    user = _person("Who", "Choose who the conflict concerns")
    reason = forms.CharField(label="Reason", max_length=300, required=WHY)


class BreakGlassForm(forms.Form):
    submit = "Open the case"
    reference = forms.CharField(
        label="Reference of the case", max_length=40, required="Enter the reference of the case"
    )
    reason = forms.LongTextField(
        label="Why it must be opened now", max_length=1000, required="Say why the case must be opened now",
        widget=forms.Textarea(rows=3),
    )  # fmt: skip

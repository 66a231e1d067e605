"""Access to a case."""

from __future__ import annotations

from typing import Any

from lscb.board.belonging import members_of
from lscb.board.forms.shared import WHY, OfBoardForm, person_field
from lscb.board.models import Agency
from lscb.board.permissions import CASE_CAPACITIES
from lscb.core import forms
from lscb.people.models import Board, Party


def parties_of(board: Board) -> list[tuple[str, list[tuple[int, str]]]]:
    """Whoever a case may be opened to: people (without those who left), agencies and groups of the board."""
    people = Party.objects.filter(person__in=members_of(board).filter(is_active=True)).order_by("name")
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


class PersonalConflictForm(OfBoardForm):
    submit = "Shut the case to them"
    user = person_field("Who", "Choose who the conflict concerns")
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

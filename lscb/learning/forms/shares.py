"""Sharing with others, and policies that were changed."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Agency
from lscb.core import forms
from lscb.learning.forms.base import LONG, area, choose_from
from lscb.learning.models import Recommendation
from lscb.people.models import Board
from lscb.records.models import Record


class LearningShareForm(forms.Form):
    submit = "Record what was shared"
    what = forms.LongTextField(
        label="The words that were shared", max_length=LONG, widget=area(), required="Write what was shared",
        help_text="Whoever it is shared with reads these words, and nothing else.",
    )  # fmt: skip
    with_board = forms.ModelChoiceField(
        label="A board on this installation",
        queryset=Board.objects.none(),
        required=False,
        empty_label="None of these",
    )
    with_whom = forms.CharField(
        label="Or somebody else", max_length=160, required=False, help_text="A partnership, a national body."
    )
    shared_on = forms.DateField(label="Day it was shared", required="Enter the day it was shared")
    confirmed_safe = forms.BooleanField(
        label="I have read these words: they can be read without the case, and name nobody",
        required="Confirm that the words can be read by people who do not know the case",
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "with_board", Board.objects.exclude(pk=board.pk).order_by("name"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("with_board"):
            self.ask_for("with_whom", "Choose a board, or say with whom it was shared")
        return data


class SourceShareForm(LearningShareForm):
    """Of a source: which finding or recommendation was shared."""

    thing = forms.ChoiceField(label="What was shared?", choices=[], required="Choose what was shared")
    field_order = ("thing", "what", "with_board", "with_whom", "shared_on", "confirmed_safe")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = [("", "Choose"), *choices]  # type: ignore[attr-defined]


class OwnPolicyForm(forms.Form):
    """What an agency changed in its own policies."""

    submit = "Record the change"
    policy = forms.CharField(label="Policy or procedure", max_length=200, required="Name the policy")
    what_changed = forms.LongTextField(
        label="What was changed", max_length=LONG, widget=area(3), required="Say what was changed"
    )
    changed_on = forms.DateField(label="Day of the change", required="Enter the day of the change")


class PolicyChangeForm(OwnPolicyForm):
    """The same for the business unit: because of which recommendation, and whose."""

    recommendation = forms.ModelChoiceField(
        label="Recommendation", queryset=Recommendation.objects.none(), required="Choose the recommendation"
    )
    agency = forms.ModelChoiceField(
        label="Whose policy", queryset=Agency.objects.none(), required=False, empty_label="The board's own"
    )
    field_order = ("recommendation", "policy", "what_changed", "agency", "changed_on")

    def __init__(self, *args: Any, source: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "recommendation", Recommendation.objects.filter(source=source).order_by("number"))
        choose_from(self, "agency", Agency.objects.of_board(source.board))

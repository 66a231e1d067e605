"""What forms of the board share: choices of this board alone, and reasons."""

from __future__ import annotations

from typing import Any

from lscb.board.belonging import people_of
from lscb.board.models import Agency, Group
from lscb.core import forms
from lscb.people.models import Board, User

NO_CHOICE = ("", "None")
WHY = "Say why, in a sentence"


class WhyForm(forms.Form):
    submit = "Do this"
    reason = forms.CharField(label="Reason", max_length=200, required=WHY)

    def __init__(self, *args: Any, optional: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not optional


class OfBoardForm(forms.Form):
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


def agency_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label="Agency they speak for", queryset=Agency.objects.none(), required=False, empty_label="None"
    )


def person_field(label: str, required: str | bool) -> forms.ModelChoiceField:
    empty = "Choose a person" if required else "Nobody: the seat is vacant"
    return forms.ModelChoiceField(
        label=label, queryset=User.objects.none(), required=required, empty_label=empty
    )

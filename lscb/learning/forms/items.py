"""Learning items: their words, their way through the stages, and passing them on."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Agency, Group, Theme
from lscb.core import forms
from lscb.learning.forms.base import LONG, area, choose_from
from lscb.learning.forms.proposals import people_of_agencies
from lscb.learning.models import Cascade, LearningItem
from lscb.people.models import Board, User

Stage = LearningItem.Stage


#: On its way: at any stage but the last.
OPEN = "open"


class LearningFilterForm(forms.FilterForm):
    stage = forms.ChoiceField(
        label="Stage", choices=[("", "All stages"), (OPEN, "On its way: not evaluated yet"), *Stage.choices]
    )
    theme = forms.ModelChoiceField(label="Theme", queryset=Theme.objects.none(), empty_label="All themes")
    group = forms.ModelChoiceField(label="Group", queryset=Group.objects.none(), empty_label="All groups")
    waits_for = forms.ModelChoiceField(
        label="Still to be passed on by", queryset=Agency.objects.none(), empty_label="Any agency or none"
    )

    def __init__(self, *args: Any, boards: list[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "theme", Theme.objects.filter(board__in=boards))
        choose_from(self, "group", Group.objects.filter(board__in=boards))
        choose_from(self, "waits_for", Agency.objects.filter(areas__board__in=boards).distinct())


class LearningItemForm(forms.Form):
    submit = "Save the learning item"
    title = forms.CharField(
        label="The lesson in one line",
        max_length=160,
        required="Give the lesson a short title",
        help_text="Everybody with a seat on the board reads it: never name anybody.",
    )
    message = forms.LongTextField(
        label="What practitioners should know or do",
        max_length=LONG,
        widget=area(),
        required="Say what practitioners should know or do",
    )
    group = forms.ModelChoiceField(
        label="Group that looks after it",
        queryset=Group.objects.none(),
        required=False,
        empty_label="None yet",
    )
    owner = forms.ModelChoiceField(
        label="Person who looks after it",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody in particular",
    )
    themes = forms.ModelMultipleChoiceField(
        label="Themes",
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(small=True),
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "group", Group.objects.filter(board=board, closed_on__isnull=True))
        choose_from(self, "owner", people_of_agencies(board))
        choose_from(self, "themes", Theme.objects.filter(board=board))


class LearningEditForm(LearningItemForm):
    """It carries the version that the person had before their eyes."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput())


class LearningMoveForm(forms.Form):
    submit = "Move it"
    stage = forms.RadioField(
        label="Where does it stand now?", choices=[], required="Choose where it stands now"
    )
    evidence = forms.LongTextField(
        label="What shows that?",
        max_length=LONG,
        widget=area(),
        required="Say what shows that it has got this far",
        help_text="Embedded: an audit, a survey, what you saw. Going back: what showed that it has not got so far.",
    )
    upload = forms.FileField(
        label="A file that shows it",
        required=False,
        help_text="Do not add files that name children or families.",
    )
    impact = forms.LongTextField(
        label="Impact statement",
        max_length=LONG,
        widget=area(3),
        required=False,
        help_text="What is different for children. Needed for “Evaluated”.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial.setdefault("stage", choices[0][0])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("stage") == Stage.EVALUATED:
            self.ask_for("impact", "Write the impact statement: what is different for children")
        return data


class CascadeAskForm(forms.Form):
    submit = "Ask them to pass it on"
    agencies = forms.ModelMultipleChoiceField(
        label="Agencies",
        queryset=Agency.objects.none(),
        required="Choose at least one agency",
        widget=forms.CheckboxSelectMultiple(small=True),
    )
    due_on = forms.DateField(
        label="Day by which it is passed on",
        required=False,
        help_text="Left empty, it is the board's usual length from today.",
    )

    def __init__(self, *args: Any, item: LearningItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = item.cascades.values("agency_id")
        choose_from(self, "agencies", Agency.objects.of_board(item.board).exclude(pk__in=asked))


class CascadeConfirmForm(forms.Form):
    submit = "Confirm"
    told = forms.RadioField(
        label="Was it passed on?",
        choices=[("yes", "Yes"), ("nobody", "We have nobody to tell")],
        required="Choose one",
        widget=forms.RadioSelect(reveals={"nobody": "not_relevant"}),
    )
    not_relevant = forms.CharField(label="Why there is nobody to tell", max_length=300, required=False)
    way = forms.ChoiceField(label="How?", choices=[("", "Choose"), *Cascade.Way.choices], required=False)
    done_on = forms.DateField(label="Day it was passed on", required=False)
    reached = forms.IntegerField(
        label="People it reached, about", required=False, min_value=0, widget=forms.TextInput(width=5)
    )
    note = forms.LongTextField(
        label="What was done, and where could somebody see it?",
        max_length=LONG,
        widget=area(3),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("told") == "nobody":
            self.ask_for("not_relevant", "Say why there is nobody to tell")
            return {"not_relevant": data.get("not_relevant", "")}
        self.ask_for("way", "Choose how it was passed on")
        self.ask_for("done_on", "Enter the day it was passed on")
        if data.get("reached") is None and "reached" not in self.errors:
            self.add_error("reached", "Say about how many people it reached")
        self.ask_for("note", "Say what was done, and where somebody could see it")
        return {name: data.get(name) for name in ("way", "done_on", "reached", "note")}

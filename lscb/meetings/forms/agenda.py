"""Items of an agenda, and their papers."""

from __future__ import annotations

from typing import Any

from lscb.core import forms
from lscb.meetings.models import AgendaItem, Declaration
from lscb.people.models import User

SAFE = "Everybody with a seat on the board can read it, so it names nobody."


class ItemForm(forms.Form):
    """A heading, or what a record's item says about itself (then without a title)."""

    submit = "Save the item"
    title = forms.CharField(label="Title", max_length=160, required="Enter a title", help_text=SAFE)
    purpose = forms.RadioField(
        label="Purpose", choices=AgendaItem.Purpose.choices, required="Say what the item is for",
        widget=forms.RadioSelect(inline=True, small=True),
    )  # fmt: skip
    allotted = forms.IntegerField(
        label="Minutes",
        min_value=1,
        max_value=480,
        required="Enter how many minutes it gets",
        widget=forms.TextInput(width=3),
    )
    lead = forms.ModelChoiceField(
        label="Who leads it", queryset=User.objects.none(), required=False, empty_label="Nobody in particular"
    )
    brief = forms.LongTextField(
        label="What the group is asked", max_length=4000, required=False, widget=forms.Textarea(rows=3),
        help_text="It goes into the pack of whoever may open the item. Name nobody of a case.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, with_title: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = people
        if not with_title:
            del self.fields["title"]


class RemoveItemForm(forms.Form):
    submit = "Take it off the agenda"
    reason = forms.CharField(
        label="Why?",
        max_length=200,
        required="Say why it is taken off the agenda",
        help_text="Without anything about a case.",
    )


class MeetingPaperForm(forms.Form):
    submit = "Add the paper"
    upload = forms.FileField(
        label="File", required="Choose a file", help_text="A PDF is laid into the packs; others are listed."
    )
    may_identify = forms.BooleanField(
        label="Its name or its contents may identify people", required=False,
        help_text="Its name is then hidden in lists and packs.",
    )  # fmt: skip


class DeclareForm(forms.Form):
    submit = "Declare it"
    kind = forms.RadioField(
        label="Kind", choices=Declaration.Kind.choices, required="Say which kind of conflict it is"
    )
    detail = forms.CharField(
        label="What is it?",
        max_length=300,
        required="Say in a few words what the conflict is",
        help_text="Name nobody.",
    )

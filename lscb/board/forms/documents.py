"""Forms of the board's documents."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.board.belonging import members_of
from lscb.board.forms.registers import READERS, RecordField
from lscb.board.models import BoardDocument, Group
from lscb.core import forms
from lscb.people.models import Board, User


class BoardDocumentForm(forms.Form):
    submit = "Save the document"
    title = forms.CharField(label="Title", max_length=160, required="Enter the title")
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Choose"), *BoardDocument.Kind.choices], required="Choose the kind"
    )
    summary = forms.LongTextField(
        label="What it is for", max_length=4000, required="Say what it is for", widget=forms.Textarea(rows=4)
    )
    owner = forms.ModelChoiceField(
        label="Owner", queryset=User.objects.none(), required=False, empty_label="Nobody in particular",
        help_text="Is reminded of the review.",
    )  # fmt: skip
    group = forms.ModelChoiceField(
        label="Group that reviews it", queryset=Group.objects.none(), required=False, empty_label="None"
    )
    review_months = forms.IntegerField(
        label="Reviewed after how many months", min_value=1, max_value=120, initial=12,
        required="Enter a number of months",
    )  # fmt: skip
    readers = forms.RadioField(
        label="Who may read it", choices=READERS, initial="board", required="Choose who may read it"
    )

    def __init__(
        self, *args: Any, board: Board, document: BoardDocument | None = None, **kwargs: Any
    ) -> None:
        if document:
            names = ("kind", "summary", "review_months")
            kwargs["initial"] = {name: getattr(document, name) for name in names} | {
                "title": document.record.title, "owner": document.owner_id, "group": document.group_id,
                "readers": "board" if document.record.mode == "board" else "group",
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = members_of(board).filter(is_active=True).order_by("name")
        self.fields["group"].queryset = Group.objects.filter(board=board, closed_on__isnull=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("readers") == "group":
            self.ask_for("group", "Choose the group that may read it")
        return data


class VersionForm(forms.Form):
    submit = "Keep this version"
    number = forms.CharField(label="Number", max_length=20, required="Enter the number, for example 4.0")
    dated_on = forms.DateField(label="Date of the version", required="Enter the date of the version")
    authors = forms.CharField(label="Authors", max_length=300, required="Say who wrote it")
    change = forms.LongTextField(
        label="What is different", max_length=4000, required="Say what is different from the version before",
        widget=forms.Textarea(rows=4),
    )  # fmt: skip
    contributors = forms.LongTextField(
        label="Who took part in the review", max_length=2000, required=False, widget=forms.Textarea(rows=3),
        help_text="Groups, the business unit, the Board.",
    )  # fmt: skip
    circulation = forms.CharField(
        label="Restriction of circulation",
        max_length=160,
        required=False,
        help_text="Written on the document itself.",
    )
    review_on = forms.DateField(
        label="Next review",
        required=False,
        help_text="Leave empty to count the document's own months from its date.",
    )
    file = forms.FileField(label="File", required=False, help_text="PDF or Word.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"dated_on": timezone.localdate()})
        super().__init__(*args, **kwargs)


class RatifyForm(forms.Form):
    submit = "Record it"
    on = forms.DateField(label="Ratified on", required="Enter the day")
    meeting = RecordField(label="Reference of the meeting", help_text="If it was at a meeting.")

    def __init__(self, *args: Any, board: Board, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.fields["meeting"].user, self.fields["meeting"].board = user, board


class ReviewAskForm(forms.Form):
    submit = "Ask for the review"
    reason = forms.CharField(
        label="Why", max_length=300, required="Say why it is reviewed before its time",
        help_text="New law, new guidance, or something else that has changed.",
    )  # fmt: skip
    due_on = forms.DateField(label="Due", required="Enter the day by which it is reviewed")


class TestedForm(forms.Form):
    submit = "Keep it"
    record = RecordField(label="Reference of the review or audit")
    note = forms.CharField(label="What it showed", max_length=400, required="Say what it showed")

    def __init__(self, *args: Any, board: Board, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record"].user, self.fields["record"].board = user, board

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.ask_for("record", "Enter the reference")
        return data

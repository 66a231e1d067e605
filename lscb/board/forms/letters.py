"""Letters and their templates."""

from __future__ import annotations

from typing import Any

from lscb.core import forms


class LetterTemplateForm(forms.Form):
    submit = "Save the wording"
    title = forms.CharField(label="Title", max_length=120, required="Enter a title")
    body = forms.LongTextField(
        label="Text", max_length=20_000, required="Write the letter", widget=forms.Textarea(rows=18)
    )


class LetterForm(forms.Form):
    submit = "Save the letter"
    recipient = forms.CharField(label="To", max_length=160, required="Say to whom the letter goes")
    body = forms.LongTextField(
        label="Letter", max_length=20_000, required="Write the letter", widget=forms.Textarea(rows=18),
        help_text="It names the case by its reference alone.",
    )  # fmt: skip


class LetterSentForm(forms.Form):
    submit = "Record that it was sent"
    sent_on = forms.DateField(label="Day it was sent", required="Enter the day it was sent")
    upload = forms.FileField(
        label="Proof", required=False, help_text="A receipt, or the letter as it was sent."
    )


class ChooseLetterForm(forms.Form):
    submit = "Write the letter"
    code = forms.ChoiceField(label="Which letter?", required="Choose a letter")
    recipient = forms.CharField(
        label="To", max_length=160, required="Say to whom the letter goes",
        help_text="An office, such as “Safeguarding lead, Westmere Housing”.",
    )  # fmt: skip

    def __init__(self, *args: Any, letters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", "Choose"), *letters]

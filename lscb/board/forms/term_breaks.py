"""School holidays of the area."""

from __future__ import annotations

from lscb.core import forms


class TermBreakForm(forms.Form):
    submit = "Add these holidays"
    name = forms.CharField(
        label="What they are called", max_length=80, required="Enter what the holidays are called",
        help_text="For example, Easter holidays.",
    )  # fmt: skip
    from_on = forms.DateField(label="First day without school", required="Enter the first day without school")
    until_on = forms.DateField(label="Last day without school", required="Enter the last day without school")

"""What is planned with a report, and its release."""

from __future__ import annotations

from typing import Any

from lscb.core import forms
from lscb.publishing.models import PublicationPlan


class PrepareForm(forms.Form):
    submit = "Copy the text"


class IntentForm(forms.Form):
    submit = "Record the plan"

    intent = forms.RadioField(
        label="What is planned?", choices=PublicationPlan.Intent.choices, required="Choose what is planned",
        widget=forms.RadioSelect(
            hints={
                "defer": "For example because of a trial, an inquest or care proceedings.",
                "not-publish": "The national bodies are asked for their advice before anything is decided.",
            },
            reveals={"defer": "defer_until", "not-publish": "consult_until"},
        ),
    )  # fmt: skip
    defer_until = forms.DateField(label="Look at it again on", required=False)
    consult_until = forms.DateField(label="Look at it again by", required=False)
    reason = forms.LongTextField(
        label="Reasons", max_length=5000, required="Give the reasons", widget=forms.Textarea(rows=4),
        help_text="The welfare of children and adults, court orders, advice. Without anybody’s name.",
    )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        day = {"defer": data["defer_until"], "not-publish": data["consult_until"]}.get(data["intent"])
        return {"intent": data["intent"], "reason": data["reason"], "review_on": day}


class ReleaseForm(forms.Form):
    """Nothing can be typed: every word that comes out was approved."""

    submit = "Publish the report"

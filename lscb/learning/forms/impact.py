"""The impact check of an action, and what the Executive said."""

from __future__ import annotations

from typing import Any

from lscb.core import forms
from lscb.learning.forms.base import LONG, area
from lscb.learning.models import ImpactCheck

Outcome = ImpactCheck.Outcome
EXAMPLE = "In 38 of 40 records of May the child's own words are there; in May last year in 9 of 40."


class ImpactCheckForm(forms.Form):
    submit = "Record the check"
    sustained = forms.LongTextField(
        label="Is it still done? What shows that?",
        max_length=LONG,
        widget=area(3),
        required="Say what shows that it is still done",
    )
    difference = forms.LongTextField(
        label="What is different for children?",
        max_length=LONG,
        widget=area(3),
        required="Say what is different for children",
        help_text=f"For example: “{EXAMPLE}”",
    )
    evidence = forms.LongTextField(
        label="What did you look at?",
        max_length=LONG,
        widget=area(3),
        required="Say what you looked at",
        help_text="Records, figures, what families and staff say. Do not name children or families.",
    )
    outcome = forms.RadioField(
        label="What does the check show?",
        choices=Outcome.choices,
        required="Choose what the check shows",
        widget=forms.RadioSelect(
            reveals={Outcome.NONE.value: "end_on"},
            hints={Outcome.NONE.value: "The action is opened again, with a new end date."},
        ),
    )
    end_on = forms.DateField(label="New end date", required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("outcome") == Outcome.NONE:
            self.ask_for("end_on", "Enter the new end date of the action")
        else:
            data["end_on"] = None
        return data


class TalkedOverForm(forms.Form):
    submit = "Record what the Executive said"
    note = forms.LongTextField(
        label="What did the Executive decide?",
        max_length=LONG,
        widget=area(3),
        required="Say what the Executive decided",
        help_text="Read by people who do not know the case: never name anybody.",
    )

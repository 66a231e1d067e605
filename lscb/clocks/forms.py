"""The question that the page of clocks asks: which rules, and for an event on which day."""

from typing import Any

from lscb.clocks.regimes import all_regimes
from lscb.core import forms


class RulePickForm(forms.Form):
    submit = "Work out the days"
    mark_optional = False
    regime = forms.ChoiceField(label="Rules", required="Choose the rules", choices=())
    on = forms.DateField(
        label="Day of the event",
        required="Enter the day of the event",
        help_text="For example, 12 4 2017. For advance copies it is the day of publication.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regime"].choices = [(each.code, each.name) for each in all_regimes()]  # type: ignore[attr-defined]

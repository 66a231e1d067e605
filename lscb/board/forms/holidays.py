"""Changing the list of bank holidays."""

from __future__ import annotations

from lscb.core import forms

ANNOUNCED = "For example, proclaimed in the London Gazette of 12 March, and why."


def reason_field() -> forms.CharField:
    return forms.CharField(
        label="Why, and where it was announced", max_length=150, required="Say why, and where it was announced",
        help_text=ANNOUNCED,
    )  # fmt: skip


class HolidayAddForm(forms.Form):
    submit = "Add the holiday"
    day = forms.DateField(label="Day off", required="Enter the day off")
    name = forms.CharField(
        label="What it is called", max_length=60, required="Enter what the day is called",
        help_text="For example, Boxing Day (substitute day), or Bank holiday for the Coronation.",
    )  # fmt: skip
    instead_of = forms.DateField(
        label="Day that it takes the place of", required=False,
        help_text="Only if a day that is on the list is no holiday any more because this one replaces it.",
    )  # fmt: skip
    reason = reason_field()


class HolidayRemoveForm(forms.Form):
    submit = "Take the day off the list"
    reason = reason_field()

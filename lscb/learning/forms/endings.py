"""Ends other than being verified, and the first answer to a proposal."""

from __future__ import annotations

from typing import Any

from lscb.core import forms
from lscb.learning.forms.base import LONG, ActionForm, area
from lscb.learning.models import Action, OutcomeReview


class ReplacedActionForm(ActionForm):
    """A form that may name the action which takes over, by its reference."""

    new_reference = forms.CharField(
        label="Reference of the action that takes over", max_length=40, required=False,
        widget=forms.TextInput(width=20), help_text="For example, WES-ACT-2026-012. Leave it empty if there is none.",
    )  # fmt: skip

    def clean_new_reference(self) -> Action | None:
        wanted = self.cleaned_data["new_reference"].strip().upper()
        if not wanted:
            return None
        found: Action | None = Action.objects.visible_to(self.user).filter(record__reference=wanted).first()
        if found is None:
            raise forms.ValidationError("There is no action with this reference that you can open. Check it")
        return found


def _question(name: str) -> forms.RadioField:
    label = OutcomeReview.question(name)
    return forms.RadioField(
        label=label, choices=OutcomeReview.Reply.choices, required=f"Answer: {label[:1].lower()}{label[1:]}",
        widget=forms.RadioSelect(inline=True),
    )  # fmt: skip


class ActionNotAchievedForm(ReplacedActionForm):
    submit = "Record that it was not achieved"
    wrong_data = _question("wrong_data")
    flawed_meaning = _question("flawed_meaning")
    disproved_hypothesis = _question("disproved_hypothesis")
    new_information = _question("new_information")
    wrong_delivery = _question("wrong_delivery")
    too_many_outcomes = _question("too_many_outcomes")
    conclusion = forms.LongTextField(
        label="What the answers tell you, and what happens now", max_length=LONG, widget=area(),
        required="Say what the answers tell you, and what happens now",
    )  # fmt: skip
    new_title = forms.CharField(
        label="A new action in its place: title", max_length=160, required=False,
        help_text="Leave it empty if there is none. Otherwise it is proposed now, for the same agency and person.",
    )  # fmt: skip
    new_activity = forms.LongTextField(
        label="What will be done instead", max_length=LONG, widget=area(3), required=False
    )
    new_difference = forms.LongTextField(
        label="What will be different for children", max_length=LONG, widget=area(2), required=False
    )
    new_resources = forms.CharField(label="What it needs", max_length=200, required=False)
    new_end_on = forms.DateField(label="End date of the new action", required=False)
    field_order = (
        "version", *OutcomeReview.QUESTIONS, "conclusion", "new_reference", "new_title", "new_activity", "new_difference",
        "new_resources", "new_end_on",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("new_title") or data.get("new_activity"):
            self.ask_for("new_title", "Give the new action a short title")
            self.ask_for("new_activity", "Say what will be done instead")
        return data


class ActionSupersedeForm(ReplacedActionForm):
    submit = "Record that it is superseded"
    reason = forms.LongTextField(
        label="What takes its place",
        max_length=LONG,
        widget=area(),
        required="Say what takes the place of this action",
    )
    field_order = ("version", "reason", "new_reference")


class ActionRejectForm(ActionForm):
    submit = "Reject this proposal"
    reason = forms.LongTextField(
        label="Why the proposal is not taken up", max_length=LONG, widget=area(),
        required="Say why the proposal is not taken up",
    )  # fmt: skip


class ActionAcceptForm(ActionForm):
    submit = "Accept without action"
    until = forms.DateField(
        label="Last day of the acceptance", required="Enter the day on which it is looked at again",
        help_text="On this day it is looked at again.",
    )  # fmt: skip
    reason = forms.LongTextField(
        label="Why nothing is done, and what risk is carried", max_length=LONG, widget=area(),
        required="Say why it is accepted that nothing is done, and what risk is carried",
    )  # fmt: skip


class ActionBringBackForm(ActionForm):
    submit = "Propose it again"
    reason = forms.LongTextField(
        label="Why it is taken up again",
        max_length=LONG,
        widget=area(),
        required="Say why it is taken up again",
    )


class ActionAgreeForm(ActionForm):
    submit = "Agree this action"
    wording_confirmed_safe = forms.BooleanField(
        label="I have read the wording: it can be read by people who do not know the case, and names nobody",
        required="Confirm that the wording can be read by people who do not know the case",
    )

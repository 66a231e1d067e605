"""Ends other than being verified, and the first answer to a proposal."""

from __future__ import annotations

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
    field_order = ("version", *OutcomeReview.QUESTIONS, "conclusion", "new_reference")


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

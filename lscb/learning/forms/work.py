"""Starting, updating, claiming, and answering a claim: shape and wording only."""

from __future__ import annotations

from typing import Any

from lscb.core import forms
from lscb.core.wording import EXAMPLE_DONE, EXAMPLE_NEXT, EXAMPLE_PROOF
from lscb.learning.clocks import REVISIONS_FOR_EXECUTIVE
from lscb.learning.forms.base import LONG, ActionForm, TellingField, area
from lscb.learning.models import Action

TIMES = {1: "once", 2: "twice"}


class ActionStartForm(ActionForm):
    submit = "Start work"


class ActionUpdateForm(ActionForm):
    submit = "Send the update"
    done = TellingField(
        label="What has been done since the last update", what="what has been done since the last update",
        example=EXAMPLE_DONE, widget=area(), required="Say what has been done since the last update",
        help_text=f"For example: “{EXAMPLE_DONE}”",
    )  # fmt: skip
    next_activity = TellingField(
        label="What will be done next", what="what will be done next", example=EXAMPLE_NEXT, widget=area(3),
        required="Say what will be done next", help_text=f"For example: “{EXAMPLE_NEXT}”",
    )  # fmt: skip
    next_on = forms.DateField(
        label="Date of the next activity", required="Enter the date of the next activity",
        help_text="For example, 14 4 2026",
    )  # fmt: skip


class ActionClaimForm(ActionForm):
    submit = "Send to the group for verification"
    done = TellingField(
        label="What has been done", what="what has been done", example=EXAMPLE_DONE, widget=area(),
        required="Say what has been done", help_text=f"For example: “{EXAMPLE_DONE}”",
    )  # fmt: skip
    evidence_text = TellingField(
        label="Evidence in words", what="how somebody can see that it is complete", example=EXAMPLE_PROOF,
        required=False, widget=area(),
        help_text="What somebody could look at to see that it is done. Do not name children or families.",
    )  # fmt: skip
    evidence_file = forms.FileField(
        label="Evidence as a file", required=False,
        help_text="Give evidence in words, as a file, or both. Do not add files that name children or families.",
    )  # fmt: skip


class ActionVerifyForm(ActionForm):
    submit = "Verify this action"
    reason = forms.LongTextField(
        label="What shows that it is complete", max_length=LONG, widget=area(),
        required="Say what shows that the action is complete",
    )  # fmt: skip


class ActionRefuseForm(ActionForm):
    submit = "Send back to the agency"
    reason = forms.LongTextField(
        label="What is still missing", max_length=LONG, widget=area(),
        required="Say what is still missing, so that the agency knows what to do",
    )  # fmt: skip


class ActionCloseForm(ActionForm):
    submit = "Close this action"
    difference = forms.LongTextField(
        label="What difference it has made so far", max_length=LONG, widget=area(),
        required="Say what difference it has made so far", help_text="“Not known yet” is an answer.",
    )  # fmt: skip


class ActionReopenForm(ActionForm):
    submit = "Reopen this action"
    reason = forms.LongTextField(
        label="How you know that it made no difference", max_length=LONG, widget=area(),
        required="Say how you know that it made no difference",
    )  # fmt: skip
    end_on = forms.DateField(label="New end date", required="Enter the new end date")


class ActionReviseDateForm(ActionForm):
    submit = "Approve the new date"
    end_on = forms.DateField(label="New end date", required="Enter the new end date")
    reason = forms.LongTextField(
        label="Why the date has to move",
        max_length=LONG,
        widget=area(),
        required="Say why the end date has to move",
    )

    def prepare(self) -> None:
        moved = self.action.revisions
        so_far = (
            f"It was moved {TIMES.get(moved, f'{moved} times')} so far."
            if moved
            else "It was not moved so far."
        )
        third = " The Executive gets it as an item." if moved + 1 >= REVISIONS_FOR_EXECUTIVE else ""
        self.fields["end_on"].help_text = f"{so_far} You, {self.user}, approve the new one.{third}"


class ActionReviewDateForm(ActionForm):
    submit = "Keep the review date"
    review_on = forms.DateField(
        label="Review date",
        required=False,
        help_text="Left empty, the group sees it again by its end date alone.",
    )
    reason = forms.LongTextField(
        label="Why then", max_length=LONG, widget=area(3), required="Say why it is looked at then"
    )

    def starting_values(self, action: Action) -> dict[str, Any]:
        return {"review_on": action.review_on}

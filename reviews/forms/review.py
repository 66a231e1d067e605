"""What is filled in while a review runs."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Agency
from lscb.core import forms
from lscb.people.models import User
from reviews.models import ParallelProceedings, Review

TEXT = 20_000


class ReviewFilter(forms.FilterForm):
    status = forms.ChoiceField(
        label="Status", choices=[("", "All"), ("open", "Open"), *Review.Status.choices], required=False
    )
    late = forms.ChoiceField(
        label="Time limit", choices=[("", "All"), ("overdue", "Overdue")], required=False
    )
    search = forms.CharField(label="Reference", max_length=40, required=False)


class MoveForm(forms.Form):
    reason = forms.LongTextField(label="Note", max_length=1000, required=False, widget=forms.Textarea(rows=3))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())


class MoveBackForm(forms.Form):
    reason = forms.LongTextField(
        label="Why does it go back?", max_length=1000, required="Say why the review goes back",
        widget=forms.Textarea(rows=3),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())


# --- terms ------------------------------------------------------------------------------------------
class ReviewTermsForm(forms.Form):
    submit = "Save the terms"
    period_from = forms.DateField(
        label="Period under review: first day", required="Enter the first day of the period"
    )
    period_to = forms.DateField(
        label="Period under review: last day", required="Enter the last day of the period"
    )
    key_issues = forms.LongTextField(
        label="Key issues", max_length=TEXT, required="Write the key issues", widget=forms.Textarea(rows=6),
        help_text="What the review has to look into. One on a line.",
    )  # fmt: skip
    text = forms.LongTextField(
        label="Terms of reference", max_length=TEXT, required="Write the terms of reference", widget=forms.Textarea(rows=16),
        help_text="How the review works, who takes part, what it will deliver and when. Use roles, not names.",
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())


class TermsAnswerForm(forms.Form):
    submit = "Send your answer"
    agrees = forms.RadioField(
        label="Do you agree these terms?", choices=[("yes", "I agree"), ("no", "I object")], required="Say whether you agree",
        widget=forms.RadioSelect(reveals={"no": "comment"}),
    )  # fmt: skip
    comment = forms.LongTextField(
        label="What should change, and why?", max_length=5000, required=False, widget=forms.Textarea(rows=4)
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("agrees") == "no" and not data.get("comment"):
            self.ask_for("comment", "Say what should change, and why")
        return data


# --- agency reports ---------------------------------------------------------------------------------
class AskReportsForm(forms.Form):
    submit = "Ask these agencies"
    agencies = forms.ModelMultipleChoiceField(
        label="Which agencies?", queryset=Agency.objects.none(), required="Choose at least one agency",
        widget=forms.CheckboxSelectMultiple(small=True),
    )  # fmt: skip
    due_on = forms.DateField(label="Send the report by", required="Enter the day to send the report by")

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = choices


class ReportAuthorForm(forms.Form):
    submit = "Name this author"
    author = forms.ModelChoiceField(
        label="Who writes the report?",
        queryset=User.objects.none(),
        empty_label="Choose",
        required="Choose the author",
    )
    independent = forms.BooleanField(
        label="The author did not hold the case, and does not manage anybody who did",
        required="Confirm that the author did not hold the case, and does not manage anybody who did",
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["author"].queryset = people


class SendReportForm(forms.Form):
    submit = "Send the report"
    upload = forms.FileField(
        label="The report",
        required=False,
        help_text="PDF, Word, Excel, CSV, text, JPEG or PNG, at most 20 MB.",
    )
    summary = forms.LongTextField(
        label="Summary", max_length=TEXT, required="Write a short summary", widget=forms.Textarea(rows=6),
        help_text="Your agency's part, what worked well and what was learned. Use roles, not names, where you can.",
    )  # fmt: skip
    signed_off_name = forms.CharField(
        label="Senior manager who signed it off", max_length=160, required="Enter the name and post of the senior manager",
        help_text="Name and post.",
    )  # fmt: skip
    late_reason = forms.CharField(label="If it is late: why?", max_length=300, required=False)


class AcceptReportForm(forms.Form):
    submit = "Accept the report"
    answer = forms.LongTextField(
        label="What you want to say to the agency",
        max_length=5000,
        required=False,
        widget=forms.Textarea(rows=4),
    )


class SendReportBackForm(forms.Form):
    submit = "Send it back"
    answer = forms.LongTextField(
        label="What is missing?",
        max_length=5000,
        required="Say what is missing, in a sentence",
        widget=forms.Textarea(rows=5),
    )


class MoreTimeForm(forms.Form):
    submit = "Give more time"
    due_on = forms.DateField(label="New day to send the report by", required="Enter the new day")
    reason = forms.CharField(label="Reason", max_length=300, required="Say why the agency gets more time")


# --- beside the stages ------------------------------------------------------------------------------
class MethodForm(forms.Form):
    submit = "Save the method"
    methodology = forms.RadioField(
        label="Method", choices=Review.Methodology.choices, required="Choose the method"
    )
    reasons = forms.LongTextField(
        label="Why does it fit this case?",
        max_length=5000,
        required="Say why this method fits the case",
        widget=forms.Textarea(rows=4),
    )
    key_issues = forms.LongTextField(
        label="Key issues", max_length=TEXT, required=False, widget=forms.Textarea(rows=6)
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())


class ProceedingsForm(forms.Form):
    submit = "Add these proceedings"
    kind = forms.RadioField(
        label="What is going on?",
        choices=ParallelProceedings.Kind.choices,
        required="Choose what is going on",
    )
    contact = forms.CharField(
        label="Contact", max_length=200, required=False, help_text="An office or a post."
    )
    stage = forms.CharField(
        label="Stage they have reached", max_length=200, required="Say what stage they have reached"
    )
    effect = forms.LongTextField(
        label="What they mean for the review", max_length=5000, required="Say what they mean for interviews, material and publication",
        widget=forms.Textarea(rows=4), help_text="For interviews, for material that may have to be disclosed, and for publication.",
    )  # fmt: skip
    review_on = forms.DateField(label="Look at this again on", required="Enter the day to look at this again")


class ProceedingsEndForm(forms.Form):
    submit = "Record that they have ended"
    on = forms.DateField(label="Day they ended", required="Enter the day they ended")


class InterimLearningForm(forms.Form):
    submit = "Record this"
    text = forms.LongTextField(
        label="What was learned?",
        max_length=TEXT,
        required="Say what was learned",
        widget=forms.Textarea(rows=4),
    )
    what_was_done = forms.LongTextField(
        label="What has been put right already?",
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(rows=4),
    )


class DelayForm(forms.Form):
    submit = "Record the delay"
    target_on = forms.DateField(label="New target", required="Enter the new target")
    reason = forms.LongTextField(
        label="Why does the review take longer, and what is done meanwhile?", max_length=5000,
        required="Say why the review takes longer", widget=forms.Textarea(rows=5),
    )  # fmt: skip


class ReviewLetterForm(forms.Form):
    submit = "Write the letter"
    code = forms.ChoiceField(label="Which letter?", required="Choose the letter")
    recipient = forms.CharField(label="To", max_length=160, required="Say whom the letter is to")

    def __init__(self, *args: Any, letters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", "Choose"), *letters]

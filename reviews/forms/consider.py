"""The meeting's consideration, and the decision."""

from __future__ import annotations

from typing import Any

from lscb.clocks.regimes import regime
from lscb.core import forms
from lscb.meetings.models import Declaration
from reviews.models import Consideration, CriteriaTest, Decision


class ConsiderationForm(forms.Form):
    """Findings limb by limb (fields are made from the regime), and the recommendation."""

    submit = "Save the consideration"
    mark_optional = False  # what is missing is asked for when it is signed
    proportionality = forms.LongTextField(
        label="Is a review proportionate? Why?",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    duplication = forms.LongTextField(
        label="Does another process already cover it?",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    recommendation = forms.RadioField(
        label="Recommendation to the chair", choices=Consideration.Recommendation.choices, required=False
    )
    other_review = forms.LongTextField(
        label="Which other review, and why?", max_length=20_000, required=False, widget=forms.Textarea(rows=3)
    )
    reasons = forms.LongTextField(
        label="Reasons", max_length=50_000, required=False, widget=forms.Textarea(rows=5)
    )
    dissent = forms.LongTextField(
        label="Views that differed", max_length=20_000, required=False, widget=forms.Textarea(rows=3)
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, regime_code: str, good_practice: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criteria = regime(regime_code).criteria
        self.limbs = [] if good_practice else list(criteria.limbs)
        made: dict[str, Any] = {}
        for limb in self.limbs:
            made[f"finding_{limb.code}"] = forms.RadioField(
                label=f"{limb.name}: {limb.text}", choices=CriteriaTest.Finding.choices, required=False,
                widget=forms.RadioSelect(inline=True), help_text=limb.help or "",
            )  # fmt: skip
            made[f"why_{limb.code}"] = forms.LongTextField(
                label=f"Reasons and evidence: {limb.name.lower()}",
                max_length=20_000,
                required=False,
                widget=forms.Textarea(rows=3),
            )
        made["always"] = forms.MultipleChoiceField(
            label="Circumstances that always call for a review", required=False,
            choices=[(c.code, c.name) for c in (*criteria.always, *criteria.flags)], widget=forms.CheckboxSelectMultiple(small=True),
        )  # fmt: skip
        if good_practice:
            del made["always"]
        self.fields = {**made, **self.fields}

    def limb_values(self) -> dict[str, tuple[str, str]]:
        """Every limb as it stands on the page; reasons without a finding are kept too."""
        data = self.cleaned_data
        found = {
            limb.code: (data.get(f"finding_{limb.code}", ""), data.get(f"why_{limb.code}", ""))
            for limb in self.limbs
        }
        for code, _ in self.fields["always"].choices if "always" in self.fields else ():
            found[code] = ("yes" if code in data.get("always", []) else "no", "")
        return found

    def values(self) -> dict[str, str]:
        names = ("proportionality", "duplication", "recommendation", "other_review", "reasons", "dissent")
        return {name: self.cleaned_data.get(name) or "" for name in names}


class SignForm(forms.Form):
    submit = "Sign the recommendation"
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())


class ConflictForm(forms.Form):
    submit = "Record the conflict"
    kind = forms.RadioField(
        label="What kind of conflict?",
        choices=Declaration.Kind.choices,
        required="Choose the kind of conflict",
    )
    detail = forms.CharField(
        label="In a few words, without names", max_length=300, required="Say in a few words what it is"
    )

    def __init__(self, *args: Any, people: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people is not None:
            self.fields = {
                "user": forms.ModelChoiceField(label="Whose conflict?", queryset=people, required="Choose the person"), **self.fields,
            }  # fmt: skip


class TakeBackForm(forms.Form):
    submit = "Take it back"
    reason = forms.CharField(
        label="Why was it a mistake?",
        max_length=300,
        required="Say why it was a mistake",
        help_text="Without the name of anybody in the case.",
    )


class DecisionForm(forms.Form):
    submit = "Record the decision"
    outcome = forms.RadioField(
        label="Decision", choices=Decision.Outcome.choices, required="Choose the decision"
    )
    detail = forms.CharField(label="If another review: which one?", max_length=300, required=False)
    reasons = forms.LongTextField(
        label="Reasons", max_length=50_000, required="Give the reasons", widget=forms.Textarea(rows=6)
    )
    why_departs = forms.LongTextField(
        label="If you depart from the recommendation: why?",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    late_reason = forms.CharField(label="Why is the decision late?", max_length=300, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            self.fields["late_reason"].widget = forms.HiddenInput()


class PeerChallengeForm(forms.Form):
    submit = "Record the advice"
    asked_whom = forms.CharField(
        label="Who was asked?",
        max_length=200,
        required="Say who was asked",
        help_text="An office, such as “chair of a neighbouring board”.",
    )
    asked_on = forms.DateField(label="Day they were asked", required="Enter the day they were asked")
    question = forms.LongTextField(
        label="What was the question?",
        max_length=10_000,
        required="Write the question",
        widget=forms.Textarea(rows=3),
    )
    advice = forms.LongTextField(
        label="What did they say?", max_length=10_000, required=False, widget=forms.Textarea(rows=3)
    )
    advised_on = forms.DateField(label="Day they answered", required=False)
    effect = forms.LongTextField(
        label="What did it change?", max_length=10_000, required=False, widget=forms.Textarea(rows=3)
    )


class AdviceForm(forms.Form):
    submit = "Record what they said"
    advice = forms.LongTextField(
        label="What did they say?",
        max_length=10_000,
        required="Write down what they said",
        widget=forms.Textarea(rows=3),
    )
    advised_on = forms.DateField(label="Day they answered", required="Enter the day they answered")
    effect = forms.LongTextField(
        label="What did it change?", max_length=10_000, required=False, widget=forms.Textarea(rows=3)
    )


class EnquiryForm(forms.Form):
    submit = "Record the enquiry"
    asked_on = forms.DateField(label="Day the panel asked", required="Enter the day on which the panel asked")
    asked_for = forms.LongTextField(
        label="What did it ask for?", max_length=10_000, required="Write down what the panel asked for",
        widget=forms.Textarea(rows=4),
    )  # fmt: skip
    answer_by = forms.DateField(label="Day to answer by", required=False, help_text="If the panel set one.")


class EnquiryAnswerForm(forms.Form):
    submit = "Save"
    supplied_on = forms.DateField(label="Day it was given something", required=False)
    supplied = forms.LongTextField(
        label="What was it given?", max_length=10_000, required=False, widget=forms.Textarea(rows=3)
    )
    upload = forms.FileField(label="Proof", required=False)
    attended_on = forms.DateField(label="Day the chair gave evidence", required=False)
    attendance = forms.LongTextField(
        label="What was said there?", max_length=10_000, required=False, widget=forms.Textarea(rows=3)
    )
    advised_on = forms.DateField(label="Day the panel advised", required=False)
    advice = forms.LongTextField(
        label="What did it advise?", max_length=10_000, required=False, widget=forms.Textarea(rows=3),
        help_text="After advice the chair may re-open the decision.",
    )  # fmt: skip
    late_reason = forms.CharField(label="If the answer is late: why?", max_length=300, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())


class SentForm(forms.Form):
    submit = "Record that it was sent"
    sent_on = forms.DateField(label="Day it was sent", required="Enter the day it was sent")
    how = forms.CharField(
        label="How",
        max_length=200,
        required="Say how it was sent",
        help_text="For example “secure e-mail” or “online form, receipt kept”.",
    )
    upload = forms.FileField(label="Proof", required=False)
    late_reason = forms.CharField(label="If it is late: why?", max_length=300, required=False)


class ReopenForm(forms.Form):
    submit = "Re-open the decision"
    reason = forms.LongTextField(
        label="What is new?", max_length=5000, required="Say what is new", widget=forms.Textarea(rows=4)
    )


class ConfirmForm(forms.Form):
    submit = "Confirm"

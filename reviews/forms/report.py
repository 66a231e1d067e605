"""Writing the report, its findings and recommendations, and the Board's response."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Agency, Group, Theme
from lscb.core import forms
from lscb.learning.models import Finding, Recommendation
from lscb.people.models import Board, User
from reviews.masking import Screen
from reviews.models import BoardResponse


class TitleForm(forms.Form):
    submit = "Start the report"
    title = forms.CharField(
        label="Title",
        max_length=160,
        required="Give the report a title",
        help_text="It names nobody, for example “Serious Case Review: Child A”.",
    )


class SectionForm(forms.Form):
    submit = "Save"
    text = forms.LongTextField(
        label="Text", max_length=100_000, required=False, widget=forms.Textarea(rows=20),
        help_text="Plain text. # starts a heading, - a list, 1. a numbered list, | a table. An empty line starts a paragraph.",
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())


class CommentForm(forms.Form):
    submit = "Add the comment"
    text = forms.LongTextField(
        label="Comment", max_length=5000, required="Write the comment", widget=forms.Textarea(rows=3)
    )
    kind = forms.RadioField(
        label="What is it?", choices=[("comment", "A comment"), ("accuracy", "A point of fact")], required="Choose what it is",
        widget=forms.RadioSelect(inline=True),
    )  # fmt: skip


class CommentAnswerForm(forms.Form):
    submit = "Answer"
    answer = forms.LongTextField(
        label="What was done about it",
        max_length=5000,
        required="Say what was done",
        widget=forms.Textarea(rows=2),
    )


class AgreeForm(forms.Form):
    submit = "The panel agrees"
    minority_view = forms.LongTextField(
        label="Views that differed", max_length=10_000, required=False, widget=forms.Textarea(rows=3)
    )


class BoardAgreeForm(forms.Form):
    submit = "The Board agrees"
    late_reason = forms.CharField(label="If the six months have passed: why?", max_length=300, required=False)


class ReopenReportForm(forms.Form):
    submit = "Open it again"
    reason = forms.LongTextField(
        label="What has to be corrected?",
        max_length=2000,
        required="Say what has to be corrected",
        widget=forms.Textarea(rows=3),
        help_text="Without the name of anybody in the case.",
    )


class FindingForm(forms.Form):
    submit = "Save the finding"
    kind = forms.RadioField(
        label="Kind",
        choices=Finding.Kind.choices,
        required="Choose the kind",
        widget=forms.RadioSelect(inline=True),
    )
    title = forms.CharField(
        label="The finding in one sentence", max_length=200, required="Write the finding in one sentence"
    )
    text = forms.LongTextField(
        label="More about it", max_length=20_000, required=False, widget=forms.Textarea(rows=4)
    )
    themes = forms.ModelMultipleChoiceField(
        label="Themes",
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(small=True),
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.filter(board=board)
        if not self.fields["themes"].queryset:
            del self.fields["themes"]


class RecommendationForm(forms.Form):
    submit = "Save the recommendation"
    finding = forms.ModelChoiceField(
        label="Rests on finding", queryset=Finding.objects.none(), required="Choose the finding it rests on"
    )
    text = forms.LongTextField(
        label="What should change", max_length=5000, required="Say what should change", widget=forms.Textarea(rows=3),
        help_text="One thing, that somebody can do, and that you could tell was done.",
    )  # fmt: skip
    agencies = forms.ModelMultipleChoiceField(
        label="Who is it for?", queryset=Agency.objects.none(), required="Choose at least one agency",
        widget=forms.CheckboxSelectMultiple(small=True),
    )  # fmt: skip
    national = forms.BooleanField(label="It also needs a national answer", required=False)
    measure = forms.LongTextField(
        label="How will the board know that it has happened?", max_length=5000, required=False, widget=forms.Textarea(rows=2),
        help_text="What could be counted or looked at, and what it should then be.",
    )  # fmt: skip
    by_when = forms.DateField(label="By when", required=False)
    strength = forms.RadioField(
        label="How strong is the measure?", choices=Recommendation.Strength.choices, required=False,
        help_text="Does it change how things work, or lean on people remembering it?",
    )  # fmt: skip

    def __init__(self, *args: Any, source: Any, agencies: Any, screen: Screen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].queryset = Finding.objects.filter(source=source)
        self.fields["finding"].label_from_instance = lambda finding: screen.of(finding.title)
        self.fields["agencies"].queryset = agencies


class ResponseForm(forms.Form):
    submit = "Save the response"
    answer = forms.RadioField(
        label="The Board's answer",
        choices=BoardResponse.Answer.choices,
        required="Choose the answer",
        widget=forms.RadioSelect(inline=True),
    )
    reasons = forms.LongTextField(
        label="Reasons", max_length=10_000, required="Give the reasons", widget=forms.Textarea(rows=3)
    )
    done_already = forms.LongTextField(
        label="What has been done already", max_length=10_000, required=False, widget=forms.Textarea(rows=3)
    )
    difference_so_far = forms.LongTextField(
        label="What difference it has made so far",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(rows=3),
    )
    still_to_do = forms.LongTextField(
        label="What more will be done", max_length=10_000, required=False, widget=forms.Textarea(rows=3)
    )


class ProposeForm(forms.Form):
    submit = "Propose the action"
    title = forms.CharField(
        label="The action in one line",
        max_length=200,
        required="Write the action in one line",
        help_text="Safe to read without the case.",
    )
    activity = forms.LongTextField(
        label="What will be done",
        max_length=5000,
        required="Say what will be done",
        widget=forms.Textarea(rows=3),
    )
    difference_expected = forms.LongTextField(
        label="What will be different for children",
        max_length=5000,
        required="Say what will be different",
        widget=forms.Textarea(rows=3),
    )
    resources = forms.CharField(
        label="What it needs", max_length=200, required="Say what it needs, or “none”"
    )
    agency = forms.ModelChoiceField(
        label="Agency", queryset=Agency.objects.none(), required="Choose the agency"
    )
    owner = forms.ModelChoiceField(label="Person", queryset=User.objects.none(), required=False)
    group = forms.ModelChoiceField(
        label="Group that follows it", queryset=Group.objects.none(), required=False
    )
    start_on = forms.DateField(label="Start", required=False)
    end_on = forms.DateField(label="End", required="Enter the end date")

    def __init__(self, *args: Any, agencies: Any, people: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
        self.fields["owner"].queryset = people
        self.fields["group"].queryset = groups


def recommendation_initial(recommendation: Recommendation) -> dict[str, Any]:
    return {
        "finding": recommendation.finding_id, "text": recommendation.text, "national": recommendation.national,
        "measure": recommendation.measure, "by_when": recommendation.by_when, "strength": recommendation.strength,
        "agencies": [agency.pk for agency in recommendation.agencies.all()],
    }  # fmt: skip

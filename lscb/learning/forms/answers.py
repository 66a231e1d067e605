"""Asking agencies to answer, answering, and proposing an action with the answer."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.core import forms
from lscb.core.wording import EXAMPLE_ACTIVITY
from lscb.learning.forms.base import LONG, TellingField, area, choose_from
from lscb.learning.models import AnswerRequest, AskedRecommendation, Recommendation, RecommendationAnswer
from lscb.people.models import User

Reply = RecommendationAnswer.Reply


class AskForm(forms.Form):
    """One text for each recommendation, as agencies will read it. An empty one is not asked about."""

    submit = "Ask the agencies"
    due_on = forms.DateField(
        label="Day of the answer",
        required=False,
        help_text="Left empty, it is the board's usual length from today.",
    )
    confirmed_safe = forms.BooleanField(
        label="I have read these words: people who do not know the case can read them, and they name nobody",
        required="Confirm that the words can be read by people who do not know the case",
    )

    def __init__(self, *args: Any, rows: list[tuple[Recommendation, str, str]], **kwargs: Any) -> None:
        """rows: a recommendation, its words without names, and the agencies that it is addressed to."""
        super().__init__(*args, **kwargs)
        for row, words, agencies in rows:
            self.fields[f"words_{row.pk}"] = forms.LongTextField(
                label=f"Recommendation {row.number}",
                initial=words,
                max_length=5000,
                required=False,
                widget=area(3),
                help_text=f"For {agencies}. Empty: it is not asked about.",
            )
        last = ("due_on", "confirmed_safe")
        self.order_fields([name for name in self.fields if name not in last] + list(last))

    def words(self) -> dict[int, str]:
        named = {name: text for name, text in self.cleaned_data.items() if name.startswith("words_")}
        return {int(name.removeprefix("words_")): text for name, text in named.items()}


class RecommendationAnswerForm(forms.Form):
    submit = "Save the answer"
    reply = forms.RadioField(
        label="What does your agency say?", choices=Reply.choices, required="Choose what your agency says"
    )
    reason = forms.LongTextField(
        label="Why, or which part is not accepted",
        max_length=LONG,
        widget=area(3),
        required=False,
        help_text="Needed unless it is accepted as a whole.",
    )
    then = forms.RadioField(
        label="What follows from it?",
        required=False,
        choices=[("action", "We propose an action"), ("none", "No action is needed")],
        widget=forms.RadioSelect(reveals={"none": "no_action_reason"}),
        help_text="Leave it open if it is declined.",
    )
    no_action_reason = forms.LongTextField(
        label="Why no action is needed",
        max_length=LONG,
        widget=area(3),
        required=False,
        help_text="For example, what is done already and how you know that it works.",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        reply = data.get("reply")
        if reply in (Reply.PARTLY, Reply.DECLINED):
            self.ask_for("reason", "Say why it is not accepted as a whole")
        if reply in (Reply.ACCEPTED, Reply.PARTLY):
            self.ask_for("then", "Choose what follows: an action, or a reason why none is needed")
        if data.get("then") == "none" and reply != Reply.DECLINED:
            self.ask_for("no_action_reason", "Say why no action is needed")
        return data


class AgencyProposalForm(forms.Form):
    submit = "Propose this action"
    asked = forms.ModelMultipleChoiceField(
        label="Recommendations that it answers",
        queryset=AskedRecommendation.objects.none(),
        required="Choose at least one recommendation that this action answers",
        widget=forms.CheckboxSelectMultiple(small=True),
    )
    title = forms.CharField(
        label="The action in one line",
        max_length=160,
        required="Give the action a short title",
        help_text="Read by people who do not know the case: never name anybody.",
    )
    activity = TellingField(
        label="What will be done",
        what="what will be done",
        example=EXAMPLE_ACTIVITY,
        widget=area(),
        required="Say what will be done",
        help_text=f"Something that can be finished. For example: “{EXAMPLE_ACTIVITY}”",
    )
    difference_expected = forms.LongTextField(
        label="What will be different for children",
        max_length=LONG,
        widget=area(3),
        required="Say what will be different for children",
        help_text="Something that can be seen or counted.",
    )
    resources = forms.CharField(
        label="What it needs",
        max_length=200,
        required="Say what it needs, or “none”",
        help_text="Money, people, time.",
    )
    owner = forms.ModelChoiceField(
        label="Responsible person",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody in particular",
    )
    start_on = forms.DateField(label="Start date", required=False)
    end_on = forms.DateField(label="End date", required="Enter the day by which it is done")

    def __init__(self, *args: Any, request: AnswerRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = request.agency.party.members_on(timezone.localdate()).order_by("name")
        choose_from(self, "owner", people)
        choose_from(
            self,
            "asked",
            AskedRecommendation.objects.filter(request=request).select_related("recommendation"),
        )
        field: Any = self.fields["asked"]
        field.label_from_instance = lambda each: f"{each.recommendation.number}. {each.words}"


class AnswersAgainForm(forms.Form):
    submit = "Ask again"
    reason = forms.LongTextField(
        label="What should the agency look at again?",
        max_length=1000,
        widget=area(3),
        required="Say what the agency is asked to look at again",
        help_text="Without the name of anybody in the case.",
    )
    due_on = forms.DateField(label="Day of the answer", required="Enter the day by which the agency answers")

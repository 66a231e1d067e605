"""The pages of the referral form (R042-R046), short ones, each saved as you go."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from lscb.clocks.regimes import regime
from lscb.core import forms
from reviews.models import Referral

AGENCIES = [
    ("childrens-services", "Children's services"),
    ("police", "Police"),
    ("school", "School or nursery"),
    ("health", "Health services"),
    ("education", "Education"),
    ("gp", "GP surgery"),
    ("other", "Others"),
]
RELATIONS = [
    ("", "Choose"), ("Mother", "Mother"), ("Father", "Father"), ("Step-parent", "Step-parent"), ("Carer", "Another carer"),
    ("Grandparent", "Grandparent"),
]  # fmt: skip
LONG = 100_000


class PageForm(forms.Form):
    """One page of the form. Saved as one goes along (`partial`) nothing is asked for; what cannot be read is left out."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, partial: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partial = partial
        if partial:
            for field in self.fields.values():
                field.required = False

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def not_after(self, name: str, day: dt.date | None, words: str) -> None:
        """In clean(): a day that is later than another one, or than today, gets a sentence."""
        found = self.cleaned_data.get(name)
        if found and found > (day or timezone.localdate()):
            self.add_error(name, words)


class ChildForm(PageForm):
    first_name = forms.CharField(
        label="First name", max_length=80, required="Enter the child's first name, or “not known”"
    )
    surname = forms.CharField(
        label="Surname", max_length=80, required="Enter the child's surname, or “not known”"
    )
    other_names = forms.CharField(
        label="Other names the child is known by",
        max_length=200,
        required=False,
        help_text="Separate them with commas.",
    )
    born_on = forms.DateField(
        label="Date of birth", required="Enter the child's date of birth", help_text="For example, 27 3 2016"
    )
    died_on = forms.DateField(label="Date of death", required=False, help_text="Only if the child has died.")
    ethnicity = forms.CharField(label="Ethnicity", max_length=80, required=False)
    religion = forms.CharField(label="Religion", max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        born, died = data.get("born_on"), data.get("died_on")
        self.not_after("born_on", None, "Date of birth must not be in the future")
        if born and died and died < born:
            self.add_error("died_on", "Date of death must be on or after the date of birth")
        self.not_after("died_on", None, "Date of death must not be in the future")
        return data


class HomeForm(PageForm):
    address = forms.LongTextField(
        label="Where the child lives", max_length=400, required=False, widget=forms.Textarea(rows=3)
    )
    previous = forms.LongTextField(
        label="Where the child lived before", max_length=400, required=False, widget=forms.Textarea(rows=3)
    )
    carer_1 = forms.CharField(label="Parent or carer", max_length=120, required=False)
    relation_1 = forms.ChoiceField(
        label="How they are related to the child", choices=RELATIONS, required=False
    )
    carer_2 = forms.CharField(label="Another parent or carer", max_length=120, required=False)
    relation_2 = forms.ChoiceField(
        label="How this person is related to the child", choices=RELATIONS, required=False
    )
    carer_3 = forms.CharField(label="A third parent or carer", max_length=120, required=False)
    relation_3 = forms.ChoiceField(
        label="How this third person is related to the child", choices=RELATIONS, required=False
    )
    carer_4 = forms.CharField(label="A fourth parent or carer", max_length=120, required=False)
    relation_4 = forms.ChoiceField(
        label="How this fourth person is related to the child", choices=RELATIONS, required=False
    )

    def carers(self) -> list[tuple[str, str]]:
        data = self.cleaned_data
        return [(data[f"carer_{n}"], data[f"relation_{n}"]) for n in range(1, 5)]


class SiblingForm(PageForm):
    submit = "Add this brother or sister"
    first_name = forms.CharField(
        label="First name", max_length=80, required="Enter the first name, or “not known”"
    )
    surname = forms.CharField(label="Surname", max_length=80, required="Enter the surname, or “not known”")
    born_on = forms.DateField(label="Date of birth", required=False, help_text="If you know it.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.not_after("born_on", None, "Date of birth must not be in the future")
        return data


class ReferrerForm(PageForm):
    source = forms.RadioField(
        label="Who is asking", choices=Referral.Source.choices, required="Choose who is asking"
    )
    referrer_name = forms.CharField(label="Your name", max_length=120, required="Enter your name")
    referrer_role = forms.CharField(label="Your role", max_length=120, required="Enter your role")
    referrer_organisation = forms.CharField(
        label="Your organisation", max_length=160, required="Enter your organisation"
    )
    referrer_address = forms.LongTextField(
        label="Work address", max_length=400, required=False, widget=forms.Textarea(rows=3)
    )
    referrer_phone = forms.CharField(label="Telephone", max_length=40, required="Enter a telephone number")
    referrer_email = forms.EmailField(label="E-mail address", required="Enter your e-mail address")
    referred_on = forms.DateField(label="Date of referral", required="Enter the date of this referral")
    notified_on = forms.DateField(
        label="Date of notification", required=False,
        help_text="The day on which anybody first told the board about this incident, if that was before today.",
    )  # fmt: skip
    incident_on = forms.DateField(
        label="Date of the incident", required=False, help_text="If there was one day."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.not_after("referred_on", None, "Date of referral must not be in the future")
        self.not_after("notified_on", None, "Date of notification must not be in the future")
        self.not_after(
            "incident_on",
            data.get("notified_on"),
            "Date of the incident must not be after the board was told of it",
        )
        return data


class AgenciesForm(PageForm):
    agencies_known = forms.MultipleChoiceField(
        label="Which agencies know the child or family?",
        choices=AGENCIES,
        required="Choose at least one agency",
    )
    agencies_other = forms.CharField(label="Which others?", max_length=300, required=False)
    linked_cases = forms.LongTextField(
        label="Linked cases", max_length=2000, required=False, widget=forms.Textarea(rows=3),
        help_text="References of other cases, or of a child death process, here or in another area.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.partial and "other" in data.get("agencies_known", []) and not data.get("agencies_other"):
            self.add_error("agencies_other", "Say which other agencies")
        return data


class OutlineForm(PageForm):
    outline = forms.LongTextField(
        label="What happened?", max_length=LONG, required="Say what happened", widget=forms.Textarea(rows=14),
        help_text="A short account is enough. You can add papers on the next page.",
    )  # fmt: skip


class CriteriaForm(PageForm):
    harm = forms.RadioField(
        label="What happened to the child?",
        choices=Referral.Harm.choices,
        required="Choose what happened to the child",
    )
    why_harm = forms.LongTextField(
        label="Tell us about the death or the harm", max_length=LONG, required=False
    )
    why_abuse = forms.LongTextField(
        label="Why is abuse or neglect known or suspected?",
        max_length=LONG,
        required="Say what is known or suspected, or “not known”",
    )
    why_concern = forms.LongTextField(
        label="Is there cause for concern about how people worked together?", max_length=LONG, required=False,
        help_text="If the child has died this is not a condition, but it helps the board.",
    )  # fmt: skip
    always = forms.MultipleChoiceField(label="Did any of these apply?", choices=(), required=False)

    def __init__(self, *args: Any, regime_code: str = "EN-WT2015", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criteria = regime(regime_code).criteria
        self.fields["always"].choices = [(c.code, c.name) for c in (*criteria.always, *criteria.flags)]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.partial:
            return data
        if data.get("harm") in ("died", "seriously-harmed") and not data.get("why_harm"):
            self.add_error("why_harm", "Tell us about the death or the harm")
        if data.get("harm") == "seriously-harmed" and not data.get("why_concern"):
            self.add_error(
                "why_concern", "Say what concerns you about how people worked together, or “nothing”"
            )
        return data


class GoodPracticeForm(PageForm):
    """A nomination: no tight criteria, the same meeting (R053)."""

    what_worked = forms.LongTextField(
        label="What was done well, and what did it change for the child?", max_length=LONG,
        required="Say what was done well",
    )  # fmt: skip
    what_helped = forms.LongTextField(
        label="What made it possible?",
        max_length=LONG,
        required=False,
        help_text="So that others can do it too.",
    )


class PaperForm(forms.Form):
    submit = "Add this paper"
    upload = forms.FileField(
        label="Paper",
        required="Choose a file",
        help_text="PDF, Word, Excel, CSV, text, JPEG or PNG, at most 20 MB.",
    )


class SendForm(forms.Form):
    submit = "Send to the board"


class AnswersForm(forms.Form):
    """One field per question; made by answers_form."""

    submit = "Send the answers"

    def answers(self) -> dict[int, str]:
        return {int(name.removeprefix("answer_")): text for name, text in self.cleaned_data.items()}


def answers_form(questions: list[tuple[int, str]]) -> type[AnswersForm]:
    fields: dict[str, Any] = {"__module__": __name__}
    for pk, text in questions:
        fields[f"answer_{pk}"] = forms.LongTextField(
            label=text, max_length=20_000, required="Answer this question; “I do not know” is an answer"
        )
    return type("AnswersForm", (AnswersForm,), fields)


class WithdrawForm(forms.Form):
    submit = "Withdraw this referral"
    reason = forms.LongTextField(
        label="Why is it withdrawn?",
        max_length=1000,
        required="Say why it is withdrawn",
        widget=forms.Textarea(rows=3),
    )

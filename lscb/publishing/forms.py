"""Forms of preparing, checking, clearing and keeping a publication."""

from __future__ import annotations

from typing import Any

from lscb.core import forms
from lscb.identity.models import ProtectedPerson
from lscb.identity.reading import KnownPerson
from lscb.publishing.models import Clearance
from lscb.publishing.operations.approvals import CHECKLIST
from lscb.publishing.presenters import register

WHY_HELP = "It is kept with the ruling, where only people who prepare this publication read it."


class KeepForm(forms.Form):
    submit = "Keep it"

    reason = forms.CharField(
        label="Why may it stay?",
        max_length=300,
        required="Say in a few words why this may stay",
        help_text=WHY_HELP,
    )


class MaskForm(forms.Form):
    submit = "Replace it everywhere"

    replacement = forms.CharField(
        label="Words that stand in its place", max_length=200, required="Enter the words that stand in its place",
        help_text="For example “a neighbour”, “[place]” or “a serious illness”.",
    )  # fmt: skip
    reason = forms.CharField(label="Why", max_length=300, required=False)


class HideForm(forms.Form):
    submit = "Replace them everywhere"

    text = forms.CharField(
        label="Words in the text", max_length=1000, required="Enter the words as they stand in the text",
        help_text="As they stand in the source. Capitals and accents make no difference.",
    )  # fmt: skip
    replacement = forms.CharField(
        label="Words that stand in their place",
        max_length=200,
        required="Enter the words that stand in their place",
    )


class EntryForm(forms.Form):
    """One entry of the case's register."""

    submit = "Save the entry"

    kind = forms.RadioField(
        label="What is it?", choices=ProtectedPerson.Kind.choices, required="Choose what it is", initial="PERSON",
        widget=forms.RadioSelect(inline=True),
    )  # fmt: skip
    role = forms.ChoiceField(
        label="Part in the case",
        choices=[("", "Choose"), *ProtectedPerson.Role.choices],
        required="Choose the part in the case",
    )
    name = forms.CharField(label="Name", max_length=200, required="Enter the name")
    other_names = forms.LongTextField(
        label="Other names", max_length=2000, required=False, widget=forms.Textarea(rows=3),
        help_text="One on a line: maiden names, nicknames, short names of a school, spellings that are in the papers.",
    )  # fmt: skip
    pseudonym = forms.CharField(
        label="What it is called in public", max_length=80, required=False,
        help_text="For example Child A, Mother, Health visitor 1. Leave it empty for the next free one.",
    )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """What lscb.identity.operations.add_person takes."""
        data = self.cleaned_data
        entry = {"kind": data["kind"], "role": data["role"], "pseudonym": data["pseudonym"] or None}
        return entry | {"values": self.identifiers()}

    def identifiers(self) -> list[tuple[str, str]]:
        names = [line for line in self.cleaned_data["other_names"].split("\n") if line.strip()]
        return [("name", self.cleaned_data["name"]), *[("other-name", line) for line in names]]


class ChangeEntryForm(EntryForm):
    """The same for an entry that is there: values that the form does not show stay as they are."""

    def __init__(self, *args: Any, known: KnownPerson, **kwargs: Any) -> None:
        super().__init__(*args, initial=register.initial(known), **kwargs)
        self.known = known
        del self.fields["kind"]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        values = [*self.identifiers(), *register.kept_values(self.known, data["name"])]
        return {"role": data["role"], "pseudonym": data["pseudonym"] or None, "values": values}


class RetireForm(forms.Form):
    submit = "Take it out of the register"

    reason = forms.CharField(
        label="Why does it not belong?",
        max_length=200,
        required="Say why this entry is taken out",
        help_text="Without a name.",
    )


class ConfirmFreezeForm(forms.Form):
    submit = "Freeze the text"


class CheckForm(forms.Form):
    submit = "Pass the anonymity check"

    ticked = forms.MultipleChoiceField(
        label="I confirm", choices=CHECKLIST, required="Confirm every line, or send the text back",
        widget=forms.CheckboxSelectMultiple(),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput())


class ApproveForm(forms.Form):
    submit = "Approve publication"

    seen = forms.CharField(required=False, widget=forms.HiddenInput())


class SendBackForm(forms.Form):
    submit = "Send it back"

    reason = forms.LongTextField(
        label="What has to change?", max_length=300, required="Say what has to change", widget=forms.Textarea(rows=3),
        help_text="Without anybody’s name. Every approval of this text falls.",
    )  # fmt: skip


class ClearanceForm(forms.Form):
    submit = "Record it"

    outcome = forms.RadioField(
        label="Was it done?",
        choices=Clearance.Outcome.choices,
        required="Say whether it was done or is not needed",
    )
    detail = forms.LongTextField(
        label="How, by whom, or why it is not needed", max_length=2000,
        required="Say how it was done, or why it is not needed", widget=forms.Textarea(rows=4),
        help_text="Without anybody’s name.",
    )  # fmt: skip
    done_on = forms.DateField(label="Day", required="Enter the day", help_text="For example, 27 3 2026")


class PlanDayForm(forms.Form):
    submit = "Save the day"

    planned_on = forms.DateField(
        label="Day of publication",
        required="Enter the day of publication",
        help_text="For example, 27 3 2026",
    )


class AdvanceForm(forms.Form):
    submit = "Record the advance copies"

    sent_on = forms.DateField(
        label="Day they were sent",
        required="Enter the day they were sent",
        help_text="For example, 27 3 2026",
    )
    to = forms.LongTextField(
        label="Who got one?", max_length=2000, required="Say to whom advance copies went", widget=forms.Textarea(rows=4),
        help_text="One on a line.",
    )  # fmt: skip


class WithdrawReportForm(forms.Form):
    submit = "Withdraw the report now"

    notice = forms.CharField(
        label="What readers are told", max_length=300, required=False,
        help_text="Say nothing about anybody. Leave it empty for the usual words.",
    )  # fmt: skip


class RequestForm(forms.Form):
    submit = "Record the request"

    who = forms.LongTextField(
        label="Who asked, and where the copy goes",
        max_length=1000,
        required="Say who asked",
        widget=forms.Textarea(rows=3),
    )
    asked_on = forms.DateField(label="Day they asked", required="Enter the day they asked")


class ConfirmRequestForm(forms.Form):
    submit = "Move it to on request"


class PublicListFilter(forms.FilterForm):
    board = forms.ChoiceField(label="Board", choices=[])

    def __init__(self, *args: Any, boards: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].choices = [("", "Every board"), *boards]  # type: ignore[attr-defined]

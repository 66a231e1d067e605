"""What the business unit answers to a new referral."""

from __future__ import annotations

from typing import Any

from lscb.board.models import Agency, Group
from lscb.clocks.words import day_in_words
from lscb.core import forms
from lscb.meetings.look_ahead import LookAhead
from lscb.meetings.models import Meeting
from reviews.models import CaseLink, Referral

YES_NO = [("yes", "Yes"), ("no", "No")]


class AcceptForm(forms.Form):
    submit = "Accept the referral"
    normally_resident = forms.RadioField(
        label="Does the child normally live in this board's area?",
        choices=YES_NO,
        required="Say whether the child normally lives here",
    )
    notifiable = forms.RadioField(
        label="Has the authority given notice of a notifiable incident?",
        choices=YES_NO,
        required="Say whether notice was given",
    )
    notifiable_on = forms.DateField(label="Date of that notice", required=False)
    notified_on = forms.DateField(
        label="Day the board was first told", required="Enter the day on which the board was first told",
        help_text="By anyone. The month for the decision starts on this day.",
    )  # fmt: skip
    notified_reason = forms.CharField(label="Reason, if you changed that day", max_length=300, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data["normally_resident"] = data["normally_resident"] == "yes"
        data["notifiable"] = data["notifiable"] == "yes"
        return data


class QuestionsForm(forms.Form):
    submit = "Send the questions"
    question_1 = forms.LongTextField(
        label="Question", max_length=2000, required="Write a question", widget=forms.Textarea(rows=3)
    )
    question_2 = forms.LongTextField(
        label="Another question", max_length=2000, required=False, widget=forms.Textarea(rows=3)
    )
    question_3 = forms.LongTextField(
        label="A third question", max_length=2000, required=False, widget=forms.Textarea(rows=3)
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def questions(self) -> list[str]:
        return [self.cleaned_data[f"question_{n}"] for n in (1, 2, 3)]


class RedirectForm(forms.Form):
    submit = "Send elsewhere"
    sent_where = forms.CharField(
        label="Where does it go?", max_length=200, required="Say where the referral goes"
    )
    reason = forms.LongTextField(
        label="Why?", max_length=1000, required="Give the reason", widget=forms.Textarea(rows=3)
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())


class DuplicateForm(forms.Form):
    submit = "Mark as a duplicate"
    other = forms.ModelChoiceField(
        label="Which referral goes on?",
        queryset=Referral.objects.none(),
        required="Choose the referral that goes on",
    )
    reason = forms.LongTextField(
        label="How do you know?", max_length=1000, required="Give the reason", widget=forms.Textarea(rows=3)
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = choices


class ScopeForm(forms.Form):
    submit = "Ask these agencies"
    agencies = forms.ModelMultipleChoiceField(
        label="Which agencies may have been involved?", queryset=Agency.objects.none(), required="Choose at least one agency",
        widget=forms.CheckboxSelectMultiple(small=True),
    )  # fmt: skip
    due_on = forms.DateField(label="Answer by", required="Enter the day to answer by")
    question = forms.LongTextField(
        label="What you ask them",
        max_length=4000,
        required="Write the question",
        widget=forms.Textarea(rows=4),
    )

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = choices


class AnswerForm(forms.Form):
    submit = "Send the answer"
    involved = forms.RadioField(
        label="Was your agency involved with the child or family?",
        choices=YES_NO,
        required="Say whether your agency was involved",
    )
    period_known = forms.CharField(label="From when until when?", max_length=200, required=False)
    summary = forms.LongTextField(
        label="How was your agency involved?", max_length=50_000, required=False, widget=forms.Textarea(rows=8),
        help_text="A few sentences are enough. Use the reference and roles, not names, where you can.",
    )  # fmt: skip
    good_practice = forms.LongTextField(
        label="What worked well?", max_length=10_000, required=False, widget=forms.Textarea(rows=4)
    )
    immediate_action = forms.LongTextField(
        label="What have you put right already?",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(rows=4),
    )
    upload = forms.FileField(label="A paper to add", required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, partial: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if partial:
            self.fields["involved"].required = False

    def values(self) -> dict[str, Any]:
        data = {k: v for k, v in self.cleaned_data.items() if k != "upload"}
        data["involved"] = {"yes": True, "no": False}.get(data.get("involved") or "")
        return data


class AskAgainForm(forms.Form):
    submit = "Ask again"
    question = forms.LongTextField(
        label="Further question",
        max_length=2000,
        required="Write the further question",
        widget=forms.Textarea(rows=3),
    )
    due_on = forms.DateField(label="Answer by", required="Enter the day to answer by")


class ReasonForm(forms.Form):
    submit = "Confirm"
    reason = forms.LongTextField(
        label="Reason", max_length=1000, required="Give the reason", widget=forms.Textarea(rows=3)
    )


class ListForm(forms.Form):
    submit = "Put on the agenda"
    meeting = forms.ModelChoiceField(
        label="Which meeting?", queryset=Meeting.objects.none(), required="Choose the meeting"
    )

    def __init__(self, *args: Any, choices: Any, ahead: LookAhead, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = choices
        self.fields["meeting"].label_from_instance = lambda meeting: _meeting_label(meeting, ahead)


def _meeting_label(meeting: Meeting, ahead: LookAhead) -> str:
    late = "" if ahead.leaves_time(meeting.held_on) else " (too late for the decision)"
    return f"{day_in_words(meeting.held_on)}, {meeting.group}, {meeting.record.reference}{late}"


class ExtraordinaryForm(forms.Form):
    submit = "Call the meeting and put this case on its agenda"
    group = forms.ModelChoiceField(label="Group", queryset=Group.objects.none(), required="Choose the group")
    held_on = forms.DateField(label="Day of the meeting", required="Enter the day of the meeting")

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = choices


class LinkCaseForm(forms.Form):
    submit = "Link the case"
    kind = forms.RadioField(label="What is it?", choices=CaseLink.Kind.choices, required="Choose what it is")
    reference = forms.CharField(
        label="Its reference", max_length=60, required="Enter the reference of the other case",
        help_text="For a case of this board, such as WES-REF-2026-007.",
    )  # fmt: skip
    area = forms.CharField(label="Area or process, if it is elsewhere", max_length=120, required=False)


class HandOnForm(forms.Form):
    submit = "Open it to whoever decides today"
    reason = forms.CharField(
        label="Why?", max_length=200, required="Say why",
        help_text="For example “the chair is away until May” or “the inquest ended”. Without anybody's name.",
    )  # fmt: skip


class NoteForm(forms.Form):
    submit = "Add the note"
    text = forms.LongTextField(
        label="Note", max_length=20_000, required="Write the note", widget=forms.Textarea(rows=4)
    )

"""Leave, and the review of who has access."""

from __future__ import annotations

from typing import Any

from lscb.board.away import deputies_for
from lscb.board.models import AccessReviewRow
from lscb.core import forms
from lscb.people.models import User


class LeaveForm(forms.Form):
    submit = "Save the leave"
    from_on = forms.DateField(label="First day away", required="Enter the first day away")
    until_on = forms.DateField(label="Last day away", required="Enter the last day away")
    deputy = forms.ModelChoiceField(
        label="Who is told meanwhile", queryset=User.objects.none(), required=False, empty_label="Nobody",
        help_text="They get the same notices. They read nothing that is not open to them anyhow.",
    )  # fmt: skip

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = deputies_for(person)


class JudgeForm(forms.Form):
    submit = "Keep it"
    judgement = forms.RadioField(
        label="What was decided", choices=AccessReviewRow.Judgement.choices, required="Choose what was decided",
        widget=forms.RadioSelect(hints={
            "ended": "Only when everything the person was here has ended on their page.",
            "changed": "Say below what was changed.",
        }),
    )  # fmt: skip
    note = forms.CharField(label="Note", max_length=300, required=False)


class TickedForm(forms.Form):
    """Whom of a review's people somebody ticked in its table."""

    rows = forms.MultipleChoiceField(label="People", required="Tick at least one person")

    def __init__(self, *args: Any, people: list[AccessReviewRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(row.pk): row for row in people}
        self.fields["rows"].choices = [(key, row.user.name) for key, row in self.people.items()]

    def ticked(self) -> list[AccessReviewRow]:
        return [self.people[key] for key in self.cleaned_data["rows"]]


class LeaverForm(forms.Form):
    """Ending everything somebody is on a board; when things are open with them, that is said out loud."""

    submit = "End everything"
    reason = forms.CharField(label="Reason", max_length=200, required="Say why, in a sentence")

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if left:
            self.fields["leave_open"] = forms.BooleanField(
                label="End it all the same, and leave these things with nobody", required=False,
                help_text="The business manager is reminded of them from then on.",
            )  # fmt: skip


class JoinersForm(forms.FilterForm):
    submit = "Show"
    since = forms.DateField(label="Since")

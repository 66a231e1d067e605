"""One's own account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscb.board.seats import SeatChoice
from lscb.core import forms

HOURS = [(str(hour), f"{hour:02d}:00") for hour in range(5, 21)]


class DetailsForm(forms.Form):
    submit = "Save"
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    digest_hour = forms.ChoiceField(
        label="When to send the daily e-mail", choices=HOURS, required="Choose an hour",
        help_text="Urgent things are e-mailed at once. Everything else comes in one e-mail a day.",
    )  # fmt: skip
    term_time_only = forms.BooleanField(
        label="I work in term time only", required=False,
        help_text="Daily e-mails wait until the end of your board's school holidays.",
    )  # fmt: skip

    def clean_digest_hour(self) -> int:
        return int(self.cleaned_data["digest_hour"])


class SeatForm(forms.Form):
    submit = "Act as this"
    seat = forms.RadioField(label="What do you want to act as?", required="Choose what to act as")

    def __init__(self, *args: Any, choices: Iterable[SeatChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [(one.key, f"{one.label} – {one.board}") for one in choices]

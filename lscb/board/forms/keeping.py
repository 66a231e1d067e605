"""Forms about the board itself, its neighbours, deputies, and what agencies owe."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lscb.board.forms.registers import RecordField
from lscb.board.forms.shared import OfBoardForm
from lscb.board.models import AgencyContact, AgencyObligation, PartnerBoard
from lscb.clocks import regimes
from lscb.core import forms
from lscb.people.models import Board, User


class OnDayForm(forms.FilterForm):
    submit = "Show who sat"
    on = forms.DateField(label="On the day")


class DeputyForm(OfBoardForm):
    submit = "Save"
    deputy = forms.ModelChoiceField(
        label="Deputy", queryset=User.objects.none(), required=False, empty_label="Nobody"
    )


class GroupShareForm(forms.Form):
    submit = "Save"
    partner = forms.ModelChoiceField(
        label="Neighbouring board",
        queryset=PartnerBoard.objects.none(),
        required="Choose the neighbouring board",
    )
    seats = forms.CharField(
        label="Who sits for them", max_length=300, required=False, help_text="Their offices, not names."
    )
    from_on = forms.DateField(label="First day", required="Enter the first day")
    until_on = forms.DateField(label="Last day", required=False)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = PartnerBoard.objects.filter(board=board, ended_on__isnull=True)


class WebField(forms.CharField):
    """An address on the web, whole."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not value.startswith(("https://", "http://")):
            raise forms.ValidationError("Enter an address that begins with https://")


class PartnerForm(forms.Form):
    submit = "Save the neighbour"
    name = forms.CharField(label="Name of the board", max_length=160, required="Enter the name of the board")
    area = forms.CharField(label="Area", max_length=160, required=False)
    contact_email = forms.EmailField(label="E-mail address", required=False)
    web_address = WebField(label="Address on the web", max_length=200, required=False)
    shared = forms.LongTextField(
        label="What is done together", max_length=2000, required=False, widget=forms.Textarea(rows=3),
        help_text="Procedures, groups, agencies that work in both areas.",
    )  # fmt: skip
    ended_on = forms.DateField(
        label="Last day", required=False, help_text="When the board is no longer a neighbour."
    )

    def __init__(self, *args: Any, partner: PartnerBoard | None = None, **kwargs: Any) -> None:
        if partner:
            kwargs["initial"] = {name: getattr(partner, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class BoardDetailsForm(forms.Form):
    submit = "Save"
    name = forms.CharField(label="Name", max_length=160, required="Enter the board's name")
    area = forms.CharField(label="Area that it covers", max_length=160, required=False)
    contact_email = forms.EmailField(label="E-mail address", required=False)
    contact_phone = forms.CharField(label="Telephone number", max_length=40, required=False)
    address = forms.LongTextField(
        label="Address", max_length=400, required=False, widget=forms.Textarea(rows=3)
    )
    web_address = WebField(label="Address on the web", max_length=200, required=False)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(board, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class RegimeForm(forms.Form):
    submit = "Set the regime"
    regime = forms.RadioField(label="Statutory regime", choices=[], required="Choose the regime")
    from_on = forms.DateField(label="It holds from", required="Enter the first day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regime"].choices = [(each.code, each.name) for each in regimes.all_regimes()]


class ContactForm(forms.Form):
    submit = "Save the contact"
    about = forms.RadioField(
        label="What about", choices=AgencyContact.About.choices, required="Choose what it is about"
    )
    name = forms.CharField(label="Name or office", max_length=160, required="Say who it is")
    email = forms.EmailField(label="E-mail address", required=False)
    phone = forms.CharField(label="Telephone number", max_length=40, required=False)


class _WithRecord(forms.Form):
    record = RecordField(label="Reference of a review, audit or action", help_text="If there is one.")

    def __init__(self, *args: Any, board: Board, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record"].user, self.fields["record"].board = user, board


class ObligationForm(_WithRecord):
    submit = "Keep it"
    met = forms.RadioField(
        label="Is it met", choices=AgencyObligation.Met.choices, required="Choose whether it is met"
    )
    evidence = forms.LongTextField(
        label="What shows it", max_length=4000, required="Say what shows it", widget=forms.Textarea(rows=4)
    )
    seen_on = forms.DateField(label="Seen on", required="Enter the day")
    field_order = ["met", "evidence", "record", "seen_on"]

    def __init__(self, *args: Any, row: AgencyObligation | None = None, **kwargs: Any) -> None:
        start: dict[str, Any] = {"seen_on": timezone.localdate()}
        if row:
            start |= {"met": row.met, "evidence": row.evidence}
        super().__init__(*args, initial=start, **kwargs)


class ContributionForm(_WithRecord):
    submit = "Keep it"
    activity = forms.CharField(
        label="What it was", max_length=300, required="Say what it was",
        help_text="For example: read 12 files in the audit of child protection plans.",
    )  # fmt: skip
    happened_on = forms.DateField(label="When", required="Enter the day")
    field_order = ["activity", "happened_on", "record"]

from __future__ import annotations

from typing import Any

from lscb.board.models import Agency, Group, Seat
from lscb.core import forms
from lscb.meetings.models import Attendance, Meeting


class MeetingFilter(forms.FilterForm):
    group = forms.ModelChoiceField(label="Group", queryset=Group.objects.none(), empty_label="All groups")
    state = forms.ChoiceField(label="State", choices=[("", "All"), *Meeting.Status.choices])

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


class PlanForm(forms.Form):
    submit = "Plan the meeting"
    group = forms.ModelChoiceField(label="Group", queryset=Group.objects.none(), required="Choose the group")
    held_on = forms.DateField(label="Day", required="Enter the day of the meeting")
    starts_at = forms.TimeField(
        label="Start", required="Enter when the meeting starts", help_text="For example, 10:00"
    )
    place = forms.CharField(label="Place", max_length=160, required=False)

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


class RescheduleForm(forms.Form):
    submit = "Move the meeting"
    held_on = forms.DateField(label="New day", required="Enter the new day of the meeting")
    starts_at = forms.TimeField(
        label="Start", required="Enter when the meeting starts", help_text="For example, 10:00"
    )
    place = forms.CharField(label="Place", max_length=160, required=False)
    reason = forms.CharField(
        label="Why is it moved?", max_length=300, required="Say why the meeting is moved",
        help_text="Without anything about a case: everyone with a seat on the board can read it.",
    )  # fmt: skip


class CancelForm(forms.Form):
    submit = "Cancel the meeting"
    reason = forms.CharField(label="Why?", max_length=300, required="Say why the meeting is cancelled")


class AttendanceForm(forms.Form):
    """One row of radios per seat that somebody holds on the day; a vacant seat is not asked about."""

    submit = "Save who is here"

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat in seats:
            if not (seat.user or seat.deputy):
                continue
            holder = seat.user.name if seat.user else "Vacant"
            where = str(seat.agency) if seat.agency else seat.get_office_display().lower()
            choices = list(Attendance.Presence.choices)
            if seat.deputy:
                choices.insert(1, ("deputy", f"Deputy present: {seat.deputy.name}"))
            self.fields[f"seat_{seat.pk}"] = forms.RadioField(
                label=f"{holder}, {where}",
                choices=choices,
                required=f"Say whether {holder} is here",
                widget=forms.RadioSelect(inline=True, small=True),
            )

    def present(self) -> tuple[dict[int, str], set[int]]:
        found, deputies = {}, set()
        for name, value in self.cleaned_data.items():
            pk = int(name.removeprefix("seat_"))
            if value == "deputy":
                deputies.add(pk)
                value = Attendance.Presence.PRESENT
            found[pk] = value
        return found, deputies


class GuestForm(forms.Form):
    submit = "Add this guest"
    name = forms.CharField(label="Name", max_length=120, required="Enter the guest's name")
    agency = forms.ModelChoiceField(
        label="Agency", queryset=Agency.objects.none(), required=False, empty_label="None of the board's"
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies

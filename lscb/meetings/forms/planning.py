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


class PlanMeetingForm(forms.Form):
    submit = "Plan the meeting"
    group = forms.ModelChoiceField(label="Group", queryset=Group.objects.none(), required="Choose the group")
    held_on = forms.DateField(label="Day", required="Enter the day of the meeting")
    starts_at = forms.TimeField(
        label="Start", required="Enter when the meeting starts", help_text="For example, 10:00"
    )
    length_minutes = forms.IntegerField(
        label="Length in minutes",
        min_value=15,
        max_value=720,
        required=False,
        help_text="Empty for the group’s usual length.",
    )
    place = forms.CharField(label="Place", max_length=160, required=False)

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["length_minutes"] = data.get("length_minutes") or None
        return data


class ScheduleForm(forms.Form):
    """Read from the address: looking at a schedule changes nothing. The button under the preview makes it."""

    submit = "Show the days"
    group = forms.ModelChoiceField(label="Group", queryset=Group.objects.none(), required="Choose the group")
    first = forms.DateField(label="First day", required="Enter the first day")
    last = forms.DateField(label="Last day", required="Enter the last day")
    starts_at = forms.TimeField(
        label="Start", required="Enter when the meetings start", help_text="For example, 10:00"
    )
    length_minutes = forms.IntegerField(
        label="Length in minutes", min_value=15, max_value=720, required="Enter how long a meeting is"
    )
    every = forms.RadioField(
        label="How often",
        choices=[("weeks", "Every so many weeks"), ("year", "So many times a year")],
        required="Say how often the group meets",
        widget=forms.RadioSelect(reveals={"weeks": "every_weeks", "year": "a_year"}),
    )
    every_weeks = forms.IntegerField(
        label="Weeks from one meeting to the next", min_value=1, max_value=52, required=False
    )
    a_year = forms.IntegerField(label="Meetings a year", min_value=1, max_value=24, required=False)
    place = forms.CharField(label="Place", max_length=160, required=False)

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("every") == "weeks":
            self.ask_for("every_weeks", "Enter how many weeks lie between two meetings")
            data["a_year"] = None
        elif data.get("every") == "year":
            self.ask_for("a_year", "Enter how many meetings there are in a year")
            data["every_weeks"] = None
        return data


class ApologiesForm(forms.Form):
    submit = "Send my apologies"
    deputy_comes = forms.BooleanField(label="My deputy comes in my place", required=False)


class RescheduleForm(forms.Form):
    submit = "Move the meeting"
    held_on = forms.DateField(label="New day", required="Enter the new day of the meeting")
    starts_at = forms.TimeField(
        label="Start", required="Enter when the meeting starts", help_text="For example, 10:00"
    )
    length_minutes = forms.IntegerField(
        label="Length in minutes",
        min_value=15,
        max_value=720,
        required=False,
        help_text="Empty keeps its length.",
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

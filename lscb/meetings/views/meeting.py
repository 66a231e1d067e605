"""A meeting's page, and moving, cancelling, attendance, guests, apologies and being held."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from lscb.core.posting import posted
from lscb.meetings import forms, operations, reading
from lscb.meetings import permissions as may
from lscb.meetings import presenters as show
from lscb.meetings.facts import facts_of
from lscb.meetings.models import Meeting
from lscb.meetings.views.shared import done, fetch, form_page
from lscb.records.timeline import timeline


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    facts = facts_of(meeting, request.user)
    context = show.meeting_page(facts) | {"events": timeline(meeting.record, request.user)}
    return render(request, "meetings/meeting_detail.html", context)


def reschedule(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    names = ("held_on", "starts_at", "place", "length_minutes")
    form = forms.RescheduleForm(posted(request), initial={name: getattr(meeting, name) for name in names})
    act = lambda: operations.reschedule(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = (
        "What is on its agenda stays there. Papers go out by the new day, and the group's members are told."
    )
    return form_page(
        request,
        meeting,
        form,
        act,
        "Move the meeting",
        "Moved. The group's members have been told.",
        lead=lead,
    )


def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_cancel(request.user, meeting.group)
    form = forms.CancelForm(posted(request))
    act = lambda: operations.cancel(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    return form_page(
        request, meeting, form, act, "Cancel the meeting", "The meeting is cancelled.", danger=True
    )


DEPUTIES = "A deputy can be chosen where the seat has one; the business unit names deputies on the group’s page. Anybody else is a guest."


def attendance(request: HttpRequest, reference: str) -> HttpResponse:
    """Who came, seat by seat; what was sent beforehand is filled in."""
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    rows = reading.attendance_of(meeting).filter(seat__isnull=False)
    initial = {
        f"seat_{row.seat_id}": "deputy" if row.as_deputy or row.deputy_expected else row.presence
        for row in rows
    }
    form = forms.AttendanceForm(posted(request), seats=reading.seats_of(meeting), initial=initial)
    act = partial(_attend, meeting, form, request.user)
    return form_page(request, meeting, form, act, "Who is at the meeting?", "Saved.", lead=DEPUTIES)


def _attend(meeting: Meeting, form: forms.AttendanceForm, user: Any) -> None:
    present, deputies = form.present()
    operations.record_attendance(meeting=meeting, present=present, deputies=deputies, by=user)


def guest_add(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    form = forms.GuestForm(posted(request), agencies=reading.agencies_of(meeting.group.board))
    act = lambda: operations.add_guest(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "A guest does not count for the quorum, and reads no case."
    return form_page(request, meeting, form, act, "Add a guest", "Added.", lead=lead)


@require_POST
def guest_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    operations.remove_guest(guest=reading.guest_of(meeting, number), by=request.user)
    return done(request, meeting, "Taken off.")


@require_POST
def held(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    operations.mark_held(meeting=meeting, by=request.user)
    return done(request, meeting, "Marked as held.")


def apologies(request: HttpRequest, reference: str) -> HttpResponse:
    """A member says beforehand that they cannot come."""
    meeting = fetch(request, reference)
    may.check_is_member(request.user, meeting)
    form = forms.ApologiesForm(posted(request))
    act = lambda: operations.send_apologies(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "The chair and the business unit see it on the meeting's page. You can take it back until the meeting begins."
    return form_page(request, meeting, form, act, "Send apologies", "Your apologies are recorded.", lead=lead)


@require_POST
def apologies_back(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_is_member(request.user, meeting)
    operations.take_back_apologies(meeting=meeting, by=request.user)
    return done(request, meeting, "You are expected at the meeting again.")

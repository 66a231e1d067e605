"""Minutes: reading them, as a page and a file; sending the draft round, agreeing, correcting; feeding back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lscb.core.posting import posted
from lscb.meetings import forms, operations, reading
from lscb.meetings import permissions as may
from lscb.meetings.minutes import Minutes, minutes_of, minutes_pdf
from lscb.meetings.models import Meeting
from lscb.meetings.presenters import room as show
from lscb.meetings.sight import items_seen
from lscb.meetings.views.papers import pdf_answer
from lscb.meetings.views.shared import done, fetch, form_page


def _written(request: HttpRequest, reference: str) -> Minutes:
    """Minutes that the person may read: a draft by members and whoever runs the meeting, agreed ones by everybody who
    sees the meeting."""
    meeting = fetch(request, reference)
    if not meeting.opened_at:
        raise Http404
    user: Any = request.user
    if meeting.status != Meeting.Status.MINUTES_AGREED:
        may.check_can_have_pack(user, meeting)
    return minutes_of(meeting, user)


@require_safe
def minutes(request: HttpRequest, reference: str) -> HttpResponse:
    found = _written(request, reference)
    user: Any = request.user
    return render(
        request, "meetings/minutes.html", show.minutes_page(found, may.runs(user, found.meeting.group))
    )


@require_safe
def minutes_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The same words as a tagged PDF."""
    found = _written(request, reference)
    pdf = minutes_pdf(found.meeting, show.minutes_words(found))
    operations.note_minutes(meeting=found.meeting, by=request.user)
    return pdf_answer(pdf, f"{found.meeting.record.reference}-minutes.pdf")


@require_POST
def circulate(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    operations.circulate_minutes(meeting=meeting, by=request.user)
    return done(request, meeting, "The draft is with the members.", "minutes/")


def agree(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_agree_minutes(request.user, meeting.group)
    form = forms.AgreeMinutesForm(posted(request), meetings=reading.later_meetings(meeting))
    act = lambda: operations.agree_minutes(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    return form_page(
        request, meeting, form, act, "Agree the minutes", "The minutes are agreed.", to="minutes/"
    )


def correct(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_agree_minutes(request.user, meeting.group)
    user: Any = request.user
    items = [
        (one.item.pk, f"Item {one.number}: {one.title}") for one in items_seen(meeting, user) if one.reads
    ]
    form = forms.CorrectForm(posted(request), items=items)
    act = lambda: operations.correct_minutes(meeting=meeting, by=user, **form.cleaned_data)  # noqa: E731
    return form_page(
        request, meeting, form, act, "Correct the minutes", "The correction is added.", to="minutes/"
    )


def fed_back(request: HttpRequest, reference: str) -> HttpResponse:
    """A member records that they told their agency."""
    meeting = fetch(request, reference)
    may.check_is_member(request.user, meeting)
    form = forms.FedBackForm(posted(request), initial={"told_on": timezone.localdate()})
    act = lambda: operations.record_fed_back(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    return form_page(request, meeting, form, act, "Record that you fed back", "Recorded. Thank you.")

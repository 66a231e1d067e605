"""Meetings of the board's groups: a list, a page each, planning and cancelling."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.core.errors import NotAllowed
from lscb.core.posting import accepted, posted
from lscb.meetings import operations, reading
from lscb.meetings import presenters as show
from lscb.meetings.forms import CancelForm, PlanForm
from lscb.meetings.models import Meeting
from lscb.meetings.quorum import quorum_of
from lscb.records.reading import open_or_404


def listing(request: HttpRequest) -> HttpResponse:
    """Meetings to come, then the last ones."""
    coming, past = reading.lists_of(request.user, request.board, timezone.localdate())
    context = {
        "title": "Meetings", "lead": "The board's groups and when they meet.", "columns": show.COLUMNS,
        "coming": show.rows(coming), "past": show.rows(past),
    }  # fmt: skip
    if reading.groups_to_plan(request.user, request.board).exists():
        context |= {"action_url": "/meetings/plan/", "action_label": "Plan a meeting"}
    return render(request, "meetings/meeting_list.html", context)


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = open_or_404(request, reading.meetings_for_page(), reference)
    found, hidden = reading.agenda_of(meeting, request.user)
    context = {
        "kind": "Meeting", "reference": reference, "title": meeting.group.name, "meeting": meeting, "marking": "Board",
        "status": {"text": meeting.get_status_display(), "colour": show.COLOURS[meeting.status]}, "clocks": [],
        "rows": show.facts(meeting, quorum_of(meeting), operations.papers_day(meeting)), "people": show.people(reading.attendance_of(meeting)),
        "breadcrumbs": [{"label": "Meetings", "url": "/meetings/"}, {"label": reference}],
        "can_cancel": meeting.status == Meeting.Status.PLANNED and has(request.user, Permission.REFERRAL_LIST, meeting.group.board),
        **show.items(found, hidden),
    }  # fmt: skip
    return render(request, "meetings/meeting_detail.html", context)


def plan(request: HttpRequest) -> HttpResponse:
    groups = reading.groups_to_plan(request.user, request.board)
    if not groups.exists():
        raise NotAllowed(
            "Only the business unit and the chairs of groups plan meetings.", "Ask the business manager."
        )
    form = PlanForm(posted(request), groups=groups)
    if request.method == "POST" and (
        made := accepted(form, lambda: operations.plan(by=request.user, **form.cleaned_data))
    ):
        messages.success(request, "The meeting is planned.")
        return redirect(made.record.get_absolute_url())
    context = {"form": form, "title": "Plan a meeting", "cancel_url": "/meetings/"}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = open_or_404(request, reading.meetings_for_page(), reference)
    operations.check_can_cancel(request.user, meeting)  # type: ignore[arg-type]
    form = CancelForm(posted(request))
    act = lambda: (operations.cancel(meeting=meeting, by=request.user, **form.cleaned_data), True)  # noqa: E731
    if request.method == "POST" and accepted(form, act):
        messages.success(request, "The meeting is cancelled.")
        return redirect(meeting.record.get_absolute_url())
    context = {"form": form, "title": "Cancel the meeting", "reference": reference, "kind": "Meeting",
               "cancel_url": meeting.record.get_absolute_url()}  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)

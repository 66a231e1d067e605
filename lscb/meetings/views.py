"""Meetings of the board's groups: a list, a page each, planning, moving, attendance and cancelling."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.core.errors import NotAllowed
from lscb.core.posting import accepted, posted
from lscb.core.templatetags.lscb import allowed
from lscb.meetings import forms, operations, reading
from lscb.meetings import permissions as may
from lscb.meetings import presenters as show
from lscb.meetings.models import Meeting
from lscb.meetings.quorum import quorum_of, quorums_of
from lscb.records.reading import open_or_404
from lscb.records.timeline import timeline


def listing(request: HttpRequest) -> HttpResponse:
    """Meetings to come, then the last ones, 25 a page."""
    today = timezone.localdate()
    form = forms.MeetingFilter(request.GET, groups=reading.groups_of(request.board))
    chosen = form.cleaned_data if form.is_valid() else {}
    group, state = chosen.get("group"), chosen.get("state", "")
    rows = reading.meetings_of(request.user, request.board, group, state)
    before = request.GET.get("before", "")
    past = reading.past(rows, today, before)
    query = {"group": group.pk if group else "", "state": state}
    context = {
        "title": "Meetings", "lead": "The board's groups and when they meet.", "columns": show.COLUMNS, "filter_form": form,
        "active": _active(group, state), "clear_url": request.path, "first_page": not before,
        "coming": show.rows([] if before else reading.coming(rows, today)), "past": show.rows(past.rows),
        "older_url": f"?{urlencode(query | {'before': past.older})}" if past.older else "",
        "newer_url": f"?{urlencode(query)}" if before else "", "newer_label": "Back to the newest",
    }  # fmt: skip
    if request.board and reading.groups_to_plan(request.user, request.board).exists():
        context |= {"action_url": "/meetings/plan/", "action_label": "Plan a meeting"}
    return render(request, "meetings/meeting_list.html", context)


def _active(group: Any, state: str) -> list[dict[str, str]]:
    found = []
    if group:
        found.append({"label": "Group", "value": group.name, "remove_url": f"?{urlencode({'state': state})}"})
    if state:
        remove = f"?{urlencode({'group': group.pk if group else ''})}"
        found.append({"label": "State", "value": Meeting.Status(state).label, "remove_url": remove})
    return found


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = _fetch(request, reference)
    items = reading.agenda_of(meeting, request.user)
    runs = allowed(partial(may.check_can_run, request.user, meeting.group))
    cancels = allowed(partial(may.check_can_cancel, request.user, meeting.group))
    context = show.frame(meeting) | {
        "title": meeting.group.name, "meeting": meeting, "clocks": [],
        "status": {"text": meeting.get_status_display(), "colour": show.COLOURS[meeting.status]},
        "next_step": show.next_step(meeting, timezone.localdate(), runs, cancels),
        "rows": show.facts(meeting, quorum_of(meeting), operations.papers_day(meeting)),
        "people": show.people(reading.attendance_of(meeting), meeting.record.get_absolute_url(), runs),
        "agenda": show.items(items, quorums_of(meeting, items), bool(meeting.opened_at)),
        "events": timeline(meeting.record, request.user),
    }  # fmt: skip
    return render(request, "meetings/meeting_detail.html", context)


def _fetch(request: HttpRequest, reference: str) -> Meeting:
    return open_or_404(request, reading.meetings_for_page, reference)


def _answer(
    request: HttpRequest,
    meeting: Meeting,
    form: Any,
    act: Callable[[], Any],
    title: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    if request.method == "POST" and accepted(form, lambda: (act(), True)):
        messages.success(request, done)
        return redirect(meeting.record.get_absolute_url())
    context = show.form_frame(meeting, title) | {"form": form} | more
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def plan(request: HttpRequest) -> HttpResponse:
    groups = reading.groups_to_plan(request.user, request.board)
    if not groups.exists():
        raise NotAllowed(
            "Only the business unit and the chairs of groups plan meetings.", "Ask the business manager."
        )
    form = forms.PlanForm(posted(request), groups=groups)
    if request.method == "POST" and (
        made := accepted(form, lambda: operations.plan(by=request.user, **form.cleaned_data))
    ):
        messages.success(request, "The meeting is planned.")
        return redirect(made.record.get_absolute_url())
    context = {"form": form, "title": "Plan a meeting", "cancel_url": "/meetings/"}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def reschedule(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = _fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    initial = {"held_on": meeting.held_on, "starts_at": meeting.starts_at, "place": meeting.place}
    form = forms.RescheduleForm(posted(request), initial=initial)
    act = lambda: operations.reschedule(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "Cases stay on its agenda. Papers go out by the new day, and the group's members are told."
    return _answer(
        request,
        meeting,
        form,
        act,
        "Move the meeting",
        "Moved. The group's members have been told.",
        lead=lead,
    )


def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = _fetch(request, reference)
    may.check_can_cancel(request.user, meeting.group)
    form = forms.CancelForm(posted(request))
    act = lambda: operations.cancel(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    return _answer(
        request, meeting, form, act, "Cancel the meeting", "The meeting is cancelled.", danger=True
    )


def attendance(request: HttpRequest, reference: str) -> HttpResponse:
    """Who came, seat by seat."""
    meeting = _fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    rows = reading.attendance_of(meeting).filter(seat__isnull=False)
    initial = {f"seat_{row.seat_id}": "deputy" if row.as_deputy else row.presence for row in rows}
    form = forms.AttendanceForm(posted(request), seats=reading.seats_of(meeting), initial=initial)
    return _answer(
        request,
        meeting,
        form,
        partial(_attend, meeting, form, request.user),
        "Who is at the meeting?",
        "Saved.",
    )


def _attend(meeting: Meeting, form: forms.AttendanceForm, user: Any) -> None:
    present, deputies = form.present()
    operations.record_attendance(meeting=meeting, present=present, deputies=deputies, by=user)


def guest_add(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = _fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    form = forms.GuestForm(posted(request), agencies=reading.agencies_of(meeting.group.board))
    act = lambda: operations.add_guest(meeting=meeting, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "A guest does not count for the quorum, and reads no case."
    return _answer(request, meeting, form, act, "Add a guest", "Added.", lead=lead)


@require_POST
def guest_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    meeting = _fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    operations.remove_guest(guest=reading.guest_of(meeting, number), by=request.user)
    messages.success(request, "Taken off.")
    return redirect(meeting.record.get_absolute_url())


@require_POST
def held(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = _fetch(request, reference)
    operations.mark_held(meeting=meeting, by=request.user)
    messages.success(request, "Marked as held.")
    return redirect(meeting.record.get_absolute_url())

"""The list of meetings, planning one, a whole schedule, and the rate of attendance."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lscb.core.errors import NotAllowed
from lscb.core.posting import accepted, posted
from lscb.meetings import forms, operations, rates, reading, schedules
from lscb.meetings import presenters as show
from lscb.meetings.models import Meeting


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
        "links": show.list_links(bool(request.board) and reading.groups_to_plan(request.user, request.board).exists()),
    }  # fmt: skip
    return render(request, "meetings/meeting_list.html", context)


def _active(group: Any, state: str) -> list[dict[str, str]]:
    found = []
    if group:
        found.append({"label": "Group", "value": group.name, "remove_url": f"?{urlencode({'state': state})}"})
    if state:
        remove = f"?{urlencode({'group': group.pk if group else ''})}"
        found.append({"label": "State", "value": Meeting.Status(state).label, "remove_url": remove})
    return found


def _groups(request: HttpRequest) -> Any:
    """Groups whose meetings the person plans; a refusal when there are none."""
    groups = reading.groups_to_plan(request.user, request.board) if request.board else None
    if groups is None or not groups.exists():
        raise NotAllowed(
            "Only the business unit and the chairs of groups plan meetings.", "Ask the business manager."
        )
    return groups


def plan(request: HttpRequest) -> HttpResponse:
    form = forms.PlanMeetingForm(posted(request), groups=_groups(request))
    if request.method == "POST" and (
        made := accepted(form, lambda: operations.plan(by=request.user, **form.cleaned_data))
    ):
        messages.success(request, "The meeting is planned.")
        return redirect(made.record.get_absolute_url())
    context = {"form": form, "title": "Plan a meeting", "cancel_url": "/meetings/"}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def schedule(request: HttpRequest) -> HttpResponse:
    """The first form shows the days; the one under the days, which is sent with them, plans the meetings."""
    groups = _groups(request)
    form = forms.ScheduleForm(
        posted(request) or _from_address(request), groups=groups, initial=schedules.start(request.GET, groups)
    )
    days = accepted(form, lambda: schedules.days_of(form.cleaned_data)) if form.is_bound else None
    if days is not None and request.method == "POST" and request.POST.get("make"):
        made = schedules.make(form.cleaned_data, days, request.user)
        messages.success(request, show.schedule_made(made, len(days)))
        return redirect(f"/meetings/?group={form.cleaned_data['group'].pk}")
    context = show.schedule_page(form, days, schedules.there(form.cleaned_data, days) if days else {})
    return render(request, "meetings/schedule.html", context, status=422 if form.errors else 200)


def _from_address(request: HttpRequest) -> Any:
    return request.GET if "first" in request.GET or "first_day" in request.GET else None


def attendance_rates(request: HttpRequest) -> HttpResponse:
    """How often each agency came, over twelve months, for a group or all of them (R011)."""
    groups = reading.groups_of(request.board)
    form = forms.RateFilter(request.GET, groups=groups)
    group = form.cleaned_data.get("group") if form.is_valid() else None
    found = rates.rates_of(request.user, request.board, group, timezone.localdate())
    return render(request, "meetings/rates.html", show.rates_page(form, group, found))

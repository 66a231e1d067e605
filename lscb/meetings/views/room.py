"""The meeting room: agenda left, item right, its forms in place. Each form says no in place and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lscb.core.posting import accepted
from lscb.meetings import forms, operations, reading
from lscb.meetings import permissions as may
from lscb.meetings.models import AgendaItem, Meeting
from lscb.meetings.presenters import room as show
from lscb.meetings.room import room_of
from lscb.meetings.views.shared import done, fetch, item_or_404


@require_safe
def room(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    number = request.GET.get("item", "")
    return _shown(request, meeting, int(number) if number.isdecimal() else None)


def _shown(
    request: HttpRequest, meeting: Meeting, number: int | None, refused: Any = None, status: int = 200
) -> HttpResponse:
    user: Any = request.user
    found = room_of(meeting, user, number)
    sheets = [
        refused if refused and type(refused) is type(sheet) else sheet
        for sheet in _sheets(meeting, found.chosen)
    ]
    return render(request, "meetings/room.html", show.room_page(found, sheets, refused), status=status)


def _sheets(meeting: Meeting, chosen: Any) -> list[Any]:
    """The forms of an item, empty but for the minute as it is."""
    if chosen is None:
        return []
    minute = chosen.minute
    written = {"text": minute.text if minute else "", "version": minute.version if minute else 0}
    return [
        forms.MinuteForm(initial=written, auto_id="minute_%s"), forms.MinuteDecisionForm(auto_id="decision_%s"),
        _action_form(None, meeting), _entry_form(None, meeting),
    ]  # fmt: skip


def _action_form(data: Any, meeting: Meeting) -> forms.RaiseActionForm:
    return forms.RaiseActionForm(
        data, auto_id="action_%s", agencies=reading.agencies_of(meeting.group.board),
        people=reading.people_of_group(meeting), groups=reading.groups_of(meeting.group.board),
    )  # fmt: skip


def _entry_form(data: Any, meeting: Meeting) -> forms.RaiseEntryForm:
    return forms.RaiseEntryForm(data, auto_id="entry_%s", agencies=reading.agencies_of(meeting.group.board))


def _take(
    request: HttpRequest, meeting: Meeting, item: AgendaItem, form: Any, act: Callable[[], Any], words: str
) -> HttpResponse:
    if accepted(form, lambda: (act(), True)):
        messages.success(request, words)
        return redirect(f"{meeting.record.get_absolute_url()}room/?item={item.pk}")
    return _shown(request, meeting, item.pk, refused=form, status=422)


def _opened(request: HttpRequest, reference: str, number: int) -> tuple[Meeting, AgendaItem]:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    return meeting, item_or_404(request, meeting, number, reads=True).item


@require_POST
def minute(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    meeting, item = _opened(request, reference, number)
    form = forms.MinuteForm(request.POST, auto_id="minute_%s")
    act = lambda: operations.write_minute(item=item, by=request.user, **form.cleaned_data)  # noqa: E731
    return _take(request, meeting, item, form, act, "The minute is saved.")


@require_POST
def decision(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    meeting, item = _opened(request, reference, number)
    form = forms.MinuteDecisionForm(request.POST, auto_id="decision_%s")
    act = lambda: operations.record_decision(item=item, by=request.user, **form.cleaned_data)  # noqa: E731
    return _take(
        request, meeting, item, form, act, "The decision is recorded, with the quorum at this moment."
    )


@require_POST
def action(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    meeting, item = _opened(request, reference, number)
    form = _action_form(request.POST, meeting)
    act = lambda: operations.raise_action(item=item, by=request.user, **form.cleaned_data)  # noqa: E731
    return _take(request, meeting, item, form, act, "The action is in the register, as proposed.")


@require_POST
def entry(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A challenge or a risk."""
    meeting, item = _opened(request, reference, number)
    form = _entry_form(request.POST, meeting)
    act = lambda: operations.raise_entry(item=item, by=request.user, **form.cleaned_data)  # noqa: E731
    return _take(request, meeting, item, form, act, "It is in the register.")


@require_POST
def step_out(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Somebody leaves for this item, or is back."""
    meeting, item = _opened(request, reference, number)
    person = request.POST.get("person", "")
    row = reading.attendance_row(meeting, int(person) if person.isdecimal() else 0)
    operations.leave_for_item(item=item, attendance=row, by=request.user)
    return done(request, meeting, "Noted.", f"room/?item={item.pk}")

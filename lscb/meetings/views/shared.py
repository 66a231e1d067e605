"""What the pages of a meeting share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscb.core.posting import accepted
from lscb.meetings import presenters as show
from lscb.meetings import reading
from lscb.meetings.models import Meeting
from lscb.meetings.sight import SeenItem, item_seen
from lscb.records.reading import open_or_404


def fetch(request: HttpRequest, reference: str) -> Meeting:
    return open_or_404(request, reading.meetings_for_page, reference)


def item_or_404(request: HttpRequest, meeting: Meeting, number: int, *, reads: bool = False) -> SeenItem:
    """An item that the person may open, or (reads) whose minutes they may read; else the 404 of a missing one."""
    user: Any = request.user
    seen = item_seen(meeting, user, number)
    if seen is None or not (seen.reads if reads else seen.is_open):
        raise Http404
    return seen


def form_page(
    request: HttpRequest,
    meeting: Meeting,
    form: Any,
    act: Callable[[], Any],
    title: str,
    done: str,
    *,
    to: str = "",
    **more: Any,
) -> HttpResponse:
    """One form about a meeting: done and back, or shown again with what was typed."""
    back = meeting.record.get_absolute_url() + to
    if request.method == "POST" and accepted(form, lambda: (act(), True)):
        messages.success(request, done)
        return redirect(back)
    context = show.form_frame(meeting, title) | {"form": form, "cancel_url": back} | more
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def done(request: HttpRequest, meeting: Meeting, words: str, to: str = "") -> HttpResponse:
    messages.success(request, words)
    return redirect(meeting.record.get_absolute_url() + to)

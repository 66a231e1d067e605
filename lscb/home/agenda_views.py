"""Building an agenda from what is due: the top floor's page under a meeting's address."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lscb.core.errors import InvalidMove
from lscb.home.agenda_offers import Offer, add_ticked, offers_for
from lscb.meetings import permissions as may
from lscb.meetings import presenters as show
from lscb.meetings import reading
from lscb.meetings.models import Meeting
from lscb.records.reading import open_or_404
from lscb.trail.recording import gathered


def build(request: HttpRequest, reference: str) -> HttpResponse:
    """One press adds the ticked ones, all or none of them."""
    meeting: Meeting = open_or_404(request, reading.meetings_for_page, reference)
    user: Any = request.user
    may.check_can_run(user, meeting.group)
    if not meeting.is_to_come:
        raise InvalidMove(
            "The agenda of this meeting cannot be changed any more.", "Use the next meeting of the group."
        )
    today = timezone.localdate()
    if request.method == "POST":
        with gathered():
            added = add_ticked(meeting, user, set(request.POST.getlist("offer")), today)
        words = "Nothing was ticked." if not added else "What was ticked is on the agenda."
        messages.success(request, words)
        return redirect(f"{meeting.record.get_absolute_url()}agenda/")
    base = meeting.record.get_absolute_url()
    context = show.form_frame(meeting, "Build the agenda") | {
        "heaps": _heaps(offers_for(meeting, user, today)), "cancel_url": f"{base}agenda/", "status": None,
        "lead": "Tick what belongs on the agenda. Only what is open to you is offered.",
    }  # fmt: skip
    return render(request, "meetings/agenda_build.html", context)


def _heaps(offers: list[Offer]) -> list[dict[str, Any]]:
    return [
        {"source": source, "offers": list(rows)}
        for source, rows in groupby(offers, key=lambda each: each.source)
    ]

"""The trail of a board, for those who may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lscb.board.roles import Permission
from lscb.board.trail_listing import TrailFilterForm, context_of, events_for, page_of, picked_from
from lscb.board.views.shared import board_for
from lscb.trail.recording import record_event


def event_list(request: HttpRequest) -> HttpResponse:
    """The board's chain, newest first; with ?record=REFERENCE that of one case and its branches."""
    board = board_for(request, Permission.TRAIL_READ)
    form = TrailFilterForm(request.GET)
    picked = picked_from(form)
    page = page_of(events_for(request.user, board, picked), request.GET)  # type: ignore[arg-type]
    record_event("trail.read", by=request.user, board=board, detail={"filters": sorted(picked)})  # type: ignore[arg-type]
    return render(request, "board/trail_list.html", context_of(request, form, picked, page))

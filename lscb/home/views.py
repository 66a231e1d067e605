"""Home by role, the Board's dashboard, help, and whether the site is well."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from lscb.board.permissions import has
from lscb.board.roles import Permission
from lscb.home import work
from lscb.home.help import PAGES
from lscb.meetings import waiting as meetings
from lscb.notices import reading as notices


def home(request: HttpRequest) -> HttpResponse:
    """What is waiting for me, by due date; meetings to come; notices since I was last here."""
    today = timezone.localdate()
    user: Any = request.user
    heaps = work.waiting_for(user, today)
    coming = meetings.coming_for(user, today)
    context = {
        "heaps": {name: work.folded(rows) for name, rows in heaps.items()}, "count": work.total(heaps), "coming": coming, "notices": notices.open_for(user),
        "title": "Home", "dashboard": bool(request.board) and has(user, Permission.BOARD_DASHBOARD, request.board),
        "has_board": bool(request.board), "may_refer": bool(request.board) and has(user, Permission.REFER, request.board),
    }  # fmt: skip
    return render(request, "home/home.html", context)


@login_not_required
def help_page(request: HttpRequest, page: str = "start") -> HttpResponse:
    """Plain pages that anybody may read."""
    if page not in PAGES:
        raise Http404
    signed_in = request.user.is_authenticated
    context = {
        "page": PAGES[page],
        "title": PAGES[page]["title"],
        "pages": [(k, p["title"]) for k, p in PAGES.items()],
        "current": page,
    }
    return render(
        request,
        "home/help.html",
        context | {"base_template": "base.html" if signed_in else "base_public.html"},
    )


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Answers also when the database does not, so that a monitor can tell the two apart."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        database = True
    except DatabaseError:
        database = False
    return JsonResponse({"up": True, "database": database}, status=200 if database else 503)

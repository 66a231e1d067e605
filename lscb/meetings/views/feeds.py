"""Calendar addresses: one's own page of them, and the feed itself, which asks for no sign-in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lscb.core.posting import accepted, posted
from lscb.meetings import forms, operations, reading
from lscb.meetings import presenters as show
from lscb.meetings.calendar import calendar_of, feed_of, too_often
from lscb.meetings.models import CalendarFeed
from lscb.meetings.operations.feeds import digest
from lscb.trail.middleware import client_address

HEADERS = {
    "Cache-Control": "no-store", "X-Robots-Tag": "noindex", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
}  # fmt: skip


def feeds(request: HttpRequest) -> HttpResponse:
    """Making and renewing an address shows it once; it is kept as a hash and cannot be shown again."""
    user: Any = request.user
    form = forms.FeedForm(posted(request), groups=reading.groups_of(request.board))
    secret = None
    if request.method == "POST":
        secret = accepted(form, lambda: operations.make_feed(by=user, **form.cleaned_data))
    rows = CalendarFeed.objects.visible_to(user).running().select_related("group")
    address = request.build_absolute_uri(f"/calendar/{secret}.ics") if secret else ""
    context = {
        "title": "Meetings in my own calendar", "form": form, "feeds": show.feed_rows(rows), "address": address,
        "breadcrumbs": show.crumbs("My calendar"),
        "lead": "Your calendar program fetches the days, hours and places of meetings from an address of your own.",
    }  # fmt: skip
    answer = render(request, "meetings/feeds.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def feed_end(request: HttpRequest, number: int) -> HttpResponse:
    user: Any = request.user
    feed = get_object_or_404(CalendarFeed.objects.visible_to(user).select_related("group__board"), pk=number)
    operations.end_feed(feed=feed, by=user)
    messages.success(request, "The address does not work any more.")
    return redirect("meetings:feed-list")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The meetings of a feed, as iCalendar. A wrong, ended or left feed is the same 404 as any missing page."""
    if too_often(client_address(request)):
        return render(request, "429.html", status=429)
    found = feed_of(digest(secret)) if len(secret) <= 100 else None
    if found is None:
        raise Http404
    body = calendar_of(found, timezone.localdate())
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=HEADERS)

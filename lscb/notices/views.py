"""A person's own notices: the same that are e-mailed, so that nobody depends on mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lscb.core.posting import back_to
from lscb.notices import operations
from lscb.notices.models import Notice
from lscb.notices.presenters import notice_row
from lscb.notices.reading import page_of

HERE = "/notices/"


def number(text: str | None) -> int | None:
    """A row's number from the address, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    everything = request.GET.get("show") == "all"
    page = page_of(request.user, everything=everything, before=number(request.GET.get("before")))
    keep = "show=all&" if everything else ""
    context = {
        "title": "Notices", "notices": [notice_row(notice) for notice in page.rows], "everything": everything,
        "newest": page.rows[0].pk if page.rows else 0,
        "any_unread": any(n.read_at is None and not n.gone for n in page.rows),
        "older_url": f"?{keep}before={page.older}" if page.older else "",
        "newer_url": f"?{keep}".rstrip("&") if page.newer else "", "here": request.get_full_path(),
    }  # fmt: skip
    return render(request, "notices/notice_list.html", context)


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.visible_to(request.user).select_related("board"), pk=pk)
    operations.mark_read(notice=notice, by=request.user)
    return redirect(back_to(request, HERE))


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    until = number(request.POST.get("until")) or 0
    count = operations.mark_all_read(by=request.user, until=until)
    messages.success(request, f"{count} {'notice is' if count == 1 else 'notices are'} marked as read.")
    return redirect(HERE)

"""Papers: adding them, sending them out, who read them, and the pack of one reader."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lscb.files.models import FileUse
from lscb.meetings import forms, operations
from lscb.meetings import permissions as may
from lscb.meetings.models import PackOrder
from lscb.meetings.papers import papers_of, readers_of
from lscb.meetings.presenters import agenda as show
from lscb.meetings.sight import items_seen, signature_of
from lscb.meetings.views.shared import done, fetch, form_page, item_or_404

#: What a pack or minutes are given out with: kept nowhere on the way, shown in no frame.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip


@require_safe
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    seen = items_seen(meeting, request.user)
    context = show.papers_page(meeting, seen, papers_of(seen), readers_of(meeting, seen))
    return render(request, "meetings/papers.html", context)


@require_POST
def papers_send(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    operations.send_papers(meeting=meeting, by=request.user)
    return done(request, meeting, "The papers are out. The members have been told.")


def paper_add(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    seen = item_or_404(request, meeting, number)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.MeetingPaperForm(*sent)
    act = lambda: operations.add_paper(item=seen.item, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = f"Item {seen.number}: {seen.title}. Members read it from the day the papers go out."
    return form_page(
        request, meeting, form, act, "Add a paper", "The paper is added.", to="papers/", lead=lead
    )


@require_POST
def paper_remove(request: HttpRequest, reference: str, number: int, use: int) -> HttpResponse:
    meeting = fetch(request, reference)
    may.check_can_run(request.user, meeting.group)
    item = item_or_404(request, meeting, number).item
    operations.remove_paper(use=_use(request, use), item=item, by=request.user)
    return done(request, meeting, "The paper is taken off.", "papers/")


@require_POST
def paper_read(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """“I have read this”."""
    meeting = fetch(request, reference)
    may.check_is_member(request.user, meeting)
    item = item_or_404(request, meeting, number).item
    wanted = request.POST.get("use", "")
    use = _use(request, int(wanted)) if wanted.isdecimal() else None
    operations.mark_paper_read(item=item, use=use, by=request.user)
    return done(request, meeting, "Noted: you have read it.")


def _use(request: HttpRequest, pk: int) -> FileUse:
    user: Any = request.user
    uses = FileUse.objects.visible_to(user).in_use().select_related("file", "record__board")
    return get_object_or_404(uses, pk=pk)


def pack(request: HttpRequest, reference: str) -> HttpResponse:
    """How far the reader's own pack is, and the button that asks for it."""
    meeting = fetch(request, reference)
    may.check_can_have_pack(request.user, meeting)
    user: Any = request.user
    if request.method == "POST":
        operations.order_pack(meeting=meeting, by=user)
        return redirect("meetings:pack", reference)
    order = PackOrder.objects.visible_to(user).filter(meeting=meeting).first()
    now = signature_of(items_seen(meeting, user))
    return render(request, "meetings/pack.html", show.pack_page(meeting, order, now))


@require_safe
def pack_file(request: HttpRequest, reference: str) -> HttpResponse:
    """What the reader may see is looked at again before their pack is given out."""
    meeting = fetch(request, reference)
    pdf = operations.take_pack(meeting=meeting, by=request.user)
    return pdf_answer(pdf, f"{meeting.record.reference}-pack.pdf")


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf", headers=HEADERS)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

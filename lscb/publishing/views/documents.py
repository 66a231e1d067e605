"""A copy on its way: its page, freezing, the two approvals, clearances, the day, advance copies."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lscb.core.posting import posted
from lscb.people.stepup import step_up
from lscb.publishing import forms
from lscb.publishing import permissions as may
from lscb.publishing.frozen import shown
from lscb.publishing.models import Clearance
from lscb.publishing.operations import approvals, clearances, releases
from lscb.publishing.operations.files import read_file
from lscb.publishing.presenters import hub
from lscb.publishing.presenters.pages import frame, url
from lscb.publishing.views.shared import actor, fetch, form_page

HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "publication copy")
    context = hub.page(document, actor(request), timezone.localdate())
    return render(request, "publishing/document_detail.html", context)


def freeze(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "freeze")
    may.check_can_prepare(actor(request), document)
    form = forms.ConfirmFreezeForm(posted(request))
    lead = "From here on the text is what is checked, approved and published. Its file is made and searched for names."
    act = partial(releases.freeze, document=document, by=actor(request))
    return form_page(
        request, document, form, act, "Freeze the text", "Frozen. The file is being made.", lead=lead
    )


@require_POST
def make_again(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "make again")
    releases.make_again(document=document, by=actor(request))
    messages.success(request, "The file is being made again.")
    return redirect(document.record.get_absolute_url())


@require_safe
def text(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "frozen text")
    release = get_object_or_404(document.releases.filter(cancelled_at__isnull=True))
    context = frame(document, "The frozen text") | {
        "text": shown(release.text), "release": release, "file_url": url(document, "file") if release.pdf_path else "",
    }  # fmt: skip
    return render(request, "publishing/frozen_text.html", context)


@require_safe
def file(request: HttpRequest, reference: str) -> HttpResponseBase:
    document = fetch(request, reference, "file")
    release = get_object_or_404(document.releases.filter(cancelled_at__isnull=True).exclude(pdf_path=""))
    place = read_file(document=document, release=release, by=actor(request))
    name = f"{document.record.reference}.pdf"
    return FileResponse(
        place.open("rb"), as_attachment=True, filename=name, content_type="application/pdf", headers=HEADERS
    )


def _approval(request: HttpRequest, reference: str, page: str) -> tuple[Any, Any, dict[str, Any]]:
    document = fetch(request, reference, page)
    release = get_object_or_404(document.releases.filter(cancelled_at__isnull=True))
    context = {
        "release": release, "text_url": url(document, "text"), "file_url": url(document, "file") if release.pdf_path else "",
        "back_url": url(document, "send-back"), "template": "publishing/approve.html",
    }  # fmt: skip
    return document, release, context


@step_up
def check(request: HttpRequest, reference: str) -> HttpResponse:
    document, release, context = _approval(request, reference, "anonymity check")
    may.check_can_pass(actor(request), document)
    form = forms.CheckForm(posted(request), initial={"seen": release.pdf_sha256})
    act = partial(approvals.pass_check, document=document, by=actor(request))
    done = "The anonymity check is passed. The chair has been told."
    return form_page(request, document, form, act, "Check the anonymity", done, **context)


@step_up
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    document, release, context = _approval(request, reference, "approval")
    may.check_can_approve(actor(request), document)
    form = forms.ApproveForm(posted(request), initial={"seen": release.pdf_sha256})
    act = partial(approvals.approve, document=document, by=actor(request))
    done = "Approved. The business manager has been told and releases it once everything is done."
    return form_page(request, document, form, act, "Approve publication", done, **context)


def send_back(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "send back")
    may.check_can_send_back(actor(request), document)
    form = forms.SendBackForm(posted(request))
    act = partial(approvals.send_back, document=document, by=actor(request))
    done = "Sent back. Every approval of that text has fallen."
    return form_page(request, document, form, act, "Send the text back", done, field="reason")


def clearance(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    document = fetch(request, reference, "clearance")
    may.check_can_prepare(actor(request), document)
    row = document.clearances.filter(kind=kind).first()
    initial = {"outcome": row.outcome, "detail": row.detail, "done_on": row.done_on} if row else {}
    form = forms.ClearanceForm(posted(request), initial=initial)
    act = partial(clearances.record_clearance, document=document, kind=kind, by=actor(request))
    return form_page(request, document, form, act, Clearance.Kind(kind).label, "Recorded.")


def plan(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "day of publication")
    may.check_can_prepare(actor(request), document)
    form = forms.PlanDayForm(posted(request), initial={"planned_on": document.planned_on})
    lead = (
        "Advance copies go out seven working days before it at the latest; a clock runs back from this day."
    )
    act = partial(releases.plan_day, document=document, by=actor(request))
    return form_page(
        request, document, form, act, "Day of publication", "Saved.", field="planned_on", lead=lead
    )


def advance(request: HttpRequest, reference: str) -> HttpResponse:
    document = fetch(request, reference, "advance copies")
    may.check_can_prepare(actor(request), document)
    form = forms.AdvanceForm(
        posted(request), initial={"to": "\n".join(releases.advance_recipients(document))}
    )
    act = partial(releases.send_advance, document=document, by=actor(request))
    lead = "The report may be published seven working days after they went out, not before."
    return form_page(
        request,
        document,
        form,
        act,
        "Advance copies",
        "Recorded. The seven working days run.",
        field="sent_on",
        lead=lead,
    )

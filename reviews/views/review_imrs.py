"""Asking agencies for their reports, and the page of one report."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.board.identity import may_reveal
from lscb.core.posting import accepted, posted
from lscb.files.models import FileUse
from lscb.files.presenters import attachments
from lscb.identity.presenters import identity_panel
from lscb.records.reading import open_or_404
from lscb.records.timeline import timeline
from reviews import permissions as may
from reviews.commission import authors_for, commissioned_terms, sees_review
from reviews.forms import review as forms
from reviews.forms.triage import ReasonForm
from reviews.masking import Screen
from reviews.models import AgencyReport
from reviews.operations import agency_reports as operations
from reviews.presenters import review_imrs as show
from reviews.presenters.review_beside import board_agencies
from reviews.views.review_shared import answer, facts_of, fetch, section

WEEKS = dt.timedelta(weeks=6)


def imrs(request: HttpRequest, reference: str) -> HttpResponse:
    facts = facts_of(request, reference, "agency reports")
    return section(request, facts, "imrs", "reviews/review_imrs.html", show.page(facts))


def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Which agencies, and by when; agencies that were asked before are not offered again."""
    review = fetch(request, reference, "agency reports")
    may.check_can_manage(request.user, review)
    asked = review.agency_reports.values_list("agency_id", flat=True)
    scope = review.agencies.exclude(pk__in=asked).values_list("pk", flat=True)
    initial = {"due_on": timezone.localdate() + WEEKS, "agencies": list(scope)}
    form = forms.AskReportsForm(
        posted(request), choices=board_agencies(review).exclude(pk__in=asked), initial=initial
    )
    act = lambda: operations.ask(review=review, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "Each agency names an author, sees the terms of reference and its own request, and nothing else of the review."
    return answer(
        request,
        review,
        form,
        act,
        "Ask agencies for their reports",
        "Asked. Each agency has been told.",
        to="imrs",
        lead=lead,
    )


def _fetch(request: HttpRequest, reference: str, page: str = "page") -> AgencyReport:
    return open_or_404(request, AgencyReport.objects.for_page, reference, page=page)


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One report: the agency's own commission, or what the panel reads."""
    report, user = _fetch(request, reference), _user(request)
    screen = Screen(report.record, user)
    terms, inside = commissioned_terms(report), sees_review(report, user)
    context = show.commission(report, user, screen, terms, timezone.localdate(), inside=inside) | {
        "identity": identity_panel(report.record, user, may_reveal(user, report.record), report.record.get_absolute_url()),
        "files": attachments(
            FileUse.objects.visible_to(user).on(report.record, "agency-report"), revealed=screen.revealed
        ),
        "events": timeline(report.record, user, limit=20), "contents": show.CONTENTS,
    }  # fmt: skip
    return render(request, "reviews/review_agency_report.html", context)


def _user(request: HttpRequest) -> Any:
    return request.user


def _page(
    request: HttpRequest, report: AgencyReport, form: Any, act: Any, title: str, done: str, lead: str = ""
) -> HttpResponse:
    """One form, one operation, back to the report."""
    url = report.record.get_absolute_url()
    if request.method == "POST" and accepted(form, act):
        messages.success(request, done)
        return redirect(url)
    context = {
        "form": form, "title": title, "lead": lead, "kind": "Agency report", "reference": report.record.reference,
        "cancel_url": url, "marking": report.record.marking,
        "breadcrumbs": [{"label": "Home", "url": "/"}, {"label": report.record.reference, "url": url}, {"label": title}],
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def author(request: HttpRequest, reference: str) -> HttpResponse:
    report = _fetch(request, reference, "author")
    may.check_can_lead_agency_report(request.user, report)
    form = forms.ReportAuthorForm(
        posted(request), people=authors_for(report), initial={"author": report.author_id}
    )
    act = lambda: operations.name_author(report=report, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "Somebody who can write about the case without having been part of it. They are told, and can open this page."
    return _page(request, report, form, act, "Name the author", "Named, and told.", lead)


@require_POST
def start(request: HttpRequest, reference: str) -> HttpResponse:
    report = _fetch(request, reference)
    operations.start_writing(report=report, by=_user(request))
    messages.success(request, "Noted. Send the report when it is signed off.")
    return redirect(report.record.get_absolute_url())


def send(request: HttpRequest, reference: str) -> HttpResponse:
    report = _fetch(request, reference, "send")
    may.check_can_write_agency_report(request.user, report)
    initial = {"summary": report.summary, "signed_off_name": report.signed_off_name}
    form = forms.SendReportForm(posted(request), request.FILES or None, initial=initial)
    act = lambda: operations.submit(report=report, by=request.user, **form.cleaned_data)  # noqa: E731
    return _page(
        request,
        report,
        form,
        act,
        "Send the report",
        "Sent. The panel chair and the reviewer have been told.",
    )


def accept(request: HttpRequest, reference: str) -> HttpResponse:
    report = _fetch(request, reference, "accept")
    may.check_can_answer_agency_report(request.user, report)
    form = forms.AcceptReportForm(posted(request))
    act = lambda: operations.accept(report=report, by=request.user, **form.cleaned_data)  # noqa: E731
    return _page(
        request, report, form, act, "Accept the report", "Accepted.", "The agency sees what you write here."
    )


def send_back(request: HttpRequest, reference: str) -> HttpResponse:
    report = _fetch(request, reference, "send back")
    may.check_can_answer_agency_report(request.user, report)
    due = max(report.due_on, timezone.localdate() + dt.timedelta(days=10))
    form = forms.SendReportBackForm(posted(request), initial={"due_on": due})
    act = lambda: operations.send_back(report=report, by=request.user, **form.cleaned_data)  # noqa: E731
    return _page(
        request,
        report,
        form,
        act,
        "Send the report back",
        "Sent back. The author has been told.",
        "The day it is due stays.",
    )


@require_POST
def remind(request: HttpRequest, reference: str) -> HttpResponse:
    report = _fetch(request, reference)
    operations.remind(report=report, by=_user(request))
    messages.success(request, f"{report.agency} has been reminded.")
    return redirect(report.record.get_absolute_url())


def more_time(request: HttpRequest, reference: str) -> HttpResponse:
    report = _fetch(request, reference, "more time")
    may.check_can_manage_agency_report(request.user, report)
    form = forms.MoreTimeForm(posted(request))
    act = lambda: operations.extend(report=report, by=request.user, **form.cleaned_data)  # noqa: E731
    return _page(request, report, form, act, "Give the agency more time", "Given. The agency has been told.")


def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    report = _fetch(request, reference, "cancel")
    may.check_can_manage_agency_report(request.user, report)
    form = ReasonForm(posted(request))
    act = lambda: operations.cancel_request(report=report, by=request.user, **form.cleaned_data)  # noqa: E731
    return _page(
        request,
        report,
        form,
        act,
        "The report is not needed",
        "Recorded.",
        "The agency can no longer open the request.",
    )

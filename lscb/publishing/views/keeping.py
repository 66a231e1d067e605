"""What the manager does with a report that is public."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lscb.core.posting import accepted, posted
from lscb.people.stepup import step_up
from lscb.publishing import forms
from lscb.publishing import permissions as may
from lscb.publishing.models import Publication
from lscb.publishing.operations import publications
from lscb.publishing.views.shared import actor, done_with


def _fetch(request: HttpRequest, slug: str) -> Publication:
    rows = Publication.objects.visible_to(actor(request)).select_related(
        "board", "source", "release__document__record__board"
    )
    return get_object_or_404(rows, slug=slug)


def _answer(
    request: HttpRequest, publication: Publication, form: Any, act: Any, title: str, done: str, lead: str
) -> HttpResponse:
    if request.method == "POST" and accepted(form, done_with(form, act)):
        messages.success(request, done)
        return redirect("publishing:publication-detail", publication.slug)
    context = {
        "title": title, "page_title": title, "lead": lead, "form": form,
        "submit": form.submit, "reference": publication.slug,
        "cancel_url": f"/publications/{publication.slug}/", "warning": form.submit.startswith("Withdraw"),
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


@step_up
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    publication = _fetch(request, slug)
    may.check_can_withdraw(actor(request), publication)
    form = forms.WithdrawReportForm(posted(request))
    act = partial(publications.withdraw, publication=publication, by=actor(request))
    lead = (
        "The report and its file are taken off the public pages at once, and a notice stands in their place."
    )
    return _answer(
        request,
        publication,
        form,
        act,
        "Withdraw this report",
        "Withdrawn. The notice stands in its place.",
        lead,
    )


def on_request(request: HttpRequest, slug: str) -> HttpResponse:
    publication = _fetch(request, slug)
    may.check_can_keep_publication(actor(request), publication)
    form = forms.ConfirmRequestForm(posted(request))
    act = partial(publications.move_to_request, publication=publication, by=actor(request))
    lead = "The public page then says how to ask for a copy. Possible once it has been on the site for twelve months."
    return _answer(
        request, publication, form, act, "Move to on request", "The report is given out on request now.", lead
    )


def request_copy(request: HttpRequest, slug: str) -> HttpResponse:
    publication = _fetch(request, slug)
    may.check_can_keep_publication(actor(request), publication)
    form = forms.RequestForm(posted(request))
    act = partial(publications.record_request, publication=publication, by=actor(request))
    lead = "Who asked is kept encrypted."
    return _answer(request, publication, form, act, "Somebody asked for a copy", "Recorded.", lead)

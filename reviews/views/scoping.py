"""Asking agencies, and an agency's own page of its request."""

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
from lscb.files.operations import attach
from lscb.identity.presenters import identity_panel
from lscb.records.reading import open_or_404
from reviews import permissions as may
from reviews import reading
from reviews.forms import triage as forms
from reviews.masking import Screen
from reviews.models import ScopingRequest
from reviews.operations import scoping
from reviews.presenters import common
from reviews.presenters.history import history
from reviews.presenters.scoping import answer_rows, next_step
from reviews.views.triage import answer_page, fetch


def new(request: HttpRequest, reference: str) -> HttpResponse:
    """Which agencies, what they are asked, and by when."""
    referral = fetch(request, reference, "scoping")
    may.check_can_scope(request.user, referral)
    asked = referral.scoping_requests.values_list("agency_id", flat=True)
    choices = reading.agencies_of(referral.record.board).exclude(pk__in=asked)
    due = timezone.localdate() + dt.timedelta(days=10)
    form = forms.ScopeForm(
        posted(request), choices=choices, initial={"due_on": due, "question": scoping.QUESTION}
    )
    act = lambda: scoping.ask(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    done = "Asked. Each agency has been told, and sees its own request and nothing else."
    return answer_page(request, referral, form, act, "Ask agencies", done)


def _fetch(request: HttpRequest, reference: str, page: str = "page") -> ScopingRequest:
    return open_or_404(request, reading.requests_for_page(), reference, page=page)


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One request: the agency answers it, the business unit reads and chases it."""
    item = _fetch(request, reference)
    user: Any = request.user
    screen = Screen(item.record, user)
    crumbs = [{"label": "Home", "url": "/"}]
    frame = common.thing(
        item.record,
        "Request",
        common.status_tag(item),
        timezone.localdate(),
        crumbs,
        history(item.record, user),
    )
    context = frame | {
        "item": item, "rows": answer_rows(item, screen), "question": item.question,
        "next_step": next_step(item, user),
        "identity": identity_panel(item.record, user, may_reveal(user, item.record), item.record.get_absolute_url()),
        "files": reading.files_of(item.record),
    }  # fmt: skip
    return render(request, "reviews/scoping_detail.html", context)


def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Save and come back, or send."""
    item = _fetch(request, reference, "answer")
    may.check_can_answer(request.user, item)
    initial = {
        f: getattr(item, f)
        for f in ("summary", "period_known", "good_practice", "immediate_action", "version")
    }
    initial["involved"] = {True: "yes", False: "no", None: ""}[item.involved]
    saving = "save" in request.POST
    form = forms.AnswerForm(posted(request), request.FILES or None, initial=initial)
    if saving:
        form.fields["involved"].required = False
    if request.method == "POST" and accepted(form, lambda: _keep(item, form, saving, request.user)):
        messages.success(request, "Saved. You can go on later." if saving else "Sent. Thank you.")
        return redirect(item.record.get_absolute_url())
    context = {
        "form": form, "title": "Answer the request", "lead": item.question, "kind": "Request", "reference": reference,
        "cancel_url": item.record.get_absolute_url(), "marking": item.record.marking,
        "buttons": [{"name": "save", "value": "1", "label": "Save and come back later"}],
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _keep(item: ScopingRequest, form: Any, saving: bool, user: Any) -> ScopingRequest:
    if form.cleaned_data.get("upload"):
        attach(record=item.record, upload=form.cleaned_data["upload"], purpose="scoping", by=user)
    act = scoping.save_answer if saving else scoping.send_answer
    return act(request=item, by=user, **form.values(complete=not saving))


@require_POST
def chase(request: HttpRequest, reference: str) -> HttpResponse:
    item = _fetch(request, reference)
    scoping.chase(request=item, by=request.user)
    messages.success(request, f"{item.agency} has been reminded.")
    return redirect(item.record.get_absolute_url())


def ask_again(request: HttpRequest, reference: str) -> HttpResponse:
    item = _fetch(request, reference, "ask again")
    may.check_can_scope_request(request.user, item)
    form = forms.AskAgainForm(posted(request))
    act = lambda: scoping.ask_again(request=item, by=request.user, **form.cleaned_data)  # noqa: E731
    return _form(request, item, form, act, "Ask again", "Asked again.")


def cancel(request: HttpRequest, reference: str) -> HttpResponse:
    item = _fetch(request, reference, "cancel")
    may.check_can_scope_request(request.user, item)
    form = forms.ReasonForm(posted(request))
    act = lambda: scoping.cancel_request(request=item, by=request.user, **form.cleaned_data)  # noqa: E731
    return _form(request, item, form, act, "The answer is not needed", "Recorded.")


def _form(
    request: HttpRequest, item: ScopingRequest, form: Any, act: Any, title: str, done: str
) -> HttpResponse:
    if request.method == "POST" and accepted(form, act):
        messages.success(request, done)
        return redirect(item.referral.record.get_absolute_url())
    context = {
        "form": form, "title": title, "kind": "Request", "reference": item.record.reference,
        "cancel_url": item.record.get_absolute_url(), "marking": item.record.marking,
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)

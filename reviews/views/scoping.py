"""Asking agencies, an agency's own page of its request, and the list of requests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.board import operations as board
from lscb.board.forms.letters import ChooseLetterForm
from lscb.board.identity import may_reveal
from lscb.board.letters import templates_of
from lscb.core.posting import accepted, posted
from lscb.files.operations import attach
from lscb.files.presenters import attachments
from lscb.identity.presenters import identity_panel
from lscb.records.reading import open_or_404
from lscb.records.timeline import timeline
from reviews import permissions as may
from reviews import reading
from reviews.forms import triage as forms
from reviews.forms.lists import RequestFilter
from reviews.masking import Screen
from reviews.models import ScopingRequest
from reviews.operations import scoping
from reviews.parts import parts_of
from reviews.presenters import case, common, paging
from reviews.presenters import scoping as show
from reviews.views.triage import answer_page, fetch


def listing(request: HttpRequest) -> HttpResponse:
    """Requests for information that this person may see: an agency its own, whoever reads a case all of it."""
    today = timezone.localdate()
    form = RequestFilter(request.GET)
    rows = (
        ScopingRequest.objects.visible_to(request.user)
        .for_board(request.board)
        .select_related("record", "agency")
    )
    page = paging.keyset(request, form.narrow(rows, today), 25)
    context = {
        "title": "Requests for information", "lead": "What agencies were asked about cases.", "filter_form": form,
        "active": paging.active(request, form), "clear_url": request.path, "columns": show.COLUMNS, "caption": "Requests",
        "rows": show.list_rows(page.rows, today), "newer_url": page.newer_url, "older_url": page.older_url,
        "count_text": page.count_text("request"), "empty_text": "No request for information is open to you.",
    }  # fmt: skip
    return render(request, "layouts/list.html", context)


def new(request: HttpRequest, reference: str) -> HttpResponse:
    """Which agencies, what they are asked, and by when."""
    referral = fetch(request, reference, "scoping")
    may.check_can_scope(request.user, referral)
    due = timezone.localdate() + dt.timedelta(days=10)
    form = forms.ScopeForm(
        posted(request),
        choices=reading.agencies_to_ask(referral),
        initial={"due_on": due, "question": scoping.QUESTION},
    )
    act = lambda: scoping.ask(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    done = "Asked. Each agency has been told, and sees its own request and nothing else."
    return answer_page(request, referral, form, act, "Ask agencies", done)


def _fetch(request: HttpRequest, reference: str, page: str = "page") -> ScopingRequest:
    return open_or_404(request, reading.requests_for_page, reference, page=page)


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One request: the agency answers it, the business unit reads and chases it."""
    item = _fetch(request, reference)
    user: Any = request.user
    screen = Screen(item.record, user)
    crumbs = [{"label": "Requests", "url": "/requests/"}]
    events = timeline(item.record, user)
    frame = common.thing(
        item.record, "Request", common.status_tag(item), timezone.localdate(), crumbs, events
    )
    context = frame | {
        "item": item, "rows": show.answer_rows(item, screen), "question": screen.of(item.question),
        "next_step": show.next_step(item, user),
        "identity": identity_panel(item.record, user, may_reveal(user, item.record), item.record.get_absolute_url()),
        "files": attachments(reading.files_of(item.record), revealed=screen.revealed),
        "letters": case.letter_rows(reading.letters_for(item.record, user)),
        "can_hand_over": reading.leads_changed(item, user),
    }  # fmt: skip
    return render(request, "reviews/scoping_detail.html", context)


def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Save and come back, or send; and saved as one types."""
    item = _fetch(request, reference, "answer")
    may.check_can_answer(request.user, item)
    as_typed = request.headers.get("X-Requested-With") == "fetch"
    saving = as_typed or "save" in request.POST
    form = forms.AnswerForm(posted(request), request.FILES, initial=show.initial(item), partial=saving)
    if request.method == "POST" and accepted(form, lambda: _keep(item, form, saving, as_typed, request.user)):
        if as_typed:
            return HttpResponse(status=204)
        messages.success(request, "Saved. You can go on later." if saving else "Sent. Thank you.")
        return redirect(item.record.get_absolute_url())
    context = show.answer_page(item) | {"form": form}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _keep(item: ScopingRequest, form: Any, saving: bool, as_typed: bool, user: Any) -> ScopingRequest:
    act = scoping.save_answer if saving else scoping.send_answer
    kept = (
        act(request=item, by=user, as_typed=as_typed, **form.values())
        if saving
        else act(request=item, by=user, **form.values())
    )
    if form.cleaned_data.get("upload"):
        attach(record=item.record, upload=form.cleaned_data["upload"], purpose="scoping", by=user)
    return kept


@require_POST
def chase(request: HttpRequest, reference: str) -> HttpResponse:
    item = _fetch(request, reference)
    scoping.chase(request=item, by=request.user)
    messages.success(request, f"{item.agency} has been reminded.")
    return redirect(item.record.get_absolute_url())


@require_POST
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    item = _fetch(request, reference)
    leads = scoping.hand_over(request=item, by=request.user)
    messages.success(request, f"The request is with {', '.join(lead.name for lead in leads)}.")
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


def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """A letter to the agency: once it is recorded as sent, the agency reads it on its own page."""
    item = _fetch(request, reference, "letter")
    may.check_can_write_letter(request.user, item.record)
    initial = {"code": request.GET.get("code", ""), "recipient": f"Safeguarding lead, {item.agency}"[:160]}
    form = ChooseLetterForm(posted(request), letters=templates_of(item.record.board), initial=initial)
    values = case.letter_values(parts_of(item.referral).decision)
    act = lambda: board.write_letter(record=item.record, by=request.user, values=values, **form.cleaned_data)  # noqa: E731
    if request.method == "POST" and (made := accepted(form, act)):
        return redirect("letters:letter-detail", made.pk)
    return _form(request, item, form, lambda: None, "Write a letter", "")


def _form(
    request: HttpRequest, item: ScopingRequest, form: Any, act: Any, title: str, done: str
) -> HttpResponse:
    if request.method == "POST" and accepted(form, act):
        messages.success(request, done)
        return redirect(item.record.get_absolute_url())
    context = {
        "form": form, "title": title, "kind": "Request", "reference": item.record.reference,
        "cancel_url": item.record.get_absolute_url(), "marking": item.record.marking,
    }  # fmt: skip
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)

"""The business unit's answer to a new referral, file notes, letters and linked cases."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lscb.board import operations as board
from lscb.board.forms.letters import ChooseLetterForm
from lscb.board.letters import templates_of
from lscb.core.posting import accepted, posted
from lscb.records.reading import open_or_404
from reviews import permissions as may
from reviews import reading
from reviews.forms import triage as forms
from reviews.models import Referral
from reviews.operations import links, triage
from reviews.parts import parts_of
from reviews.presenters.case import letter_values


def fetch(request: HttpRequest, reference: str, page: str) -> Referral:
    return open_or_404(request, reading.referrals_for_page, reference, page=page)


def answer_page(
    request: HttpRequest,
    referral: Referral,
    form: Any,
    act: Any,
    title: str,
    done: str,
    lead: str = "",
    **more: Any,
) -> HttpResponse:
    """One form, one operation, back to the case; a rule that says no becomes an error on the form."""
    if request.method == "POST" and accepted(form, lambda: (act(), True)):
        messages.success(request, done)
        return redirect(referral.record.get_absolute_url())
    context = {
        "form": form, "title": title, "lead": lead, "kind": "Referral", "reference": referral.record.reference,
        "cancel_url": referral.record.get_absolute_url(), "marking": referral.record.marking,
        "breadcrumbs": [
            {"label": "Referrals", "url": "/referrals/"},
            {"label": referral.record.reference, "url": referral.record.get_absolute_url()}, {"label": title},
        ],
    }  # fmt: skip
    template = more.pop("template", "layouts/form.html")
    return render(request, template, context | more, status=422 if form.errors else 200)


def accept(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "accept")
    may.check_can_triage(request.user, referral)
    form = forms.AcceptForm(
        posted(request), initial={"notified_on": referral.notified_on, "version": referral.version}
    )
    act = lambda: triage.accept(referral=referral, by=request.user, **form.values())  # noqa: E731
    done = "Accepted. The clock for the decision runs from the day the board was first told."
    if referral.is_good_practice:
        done = "Accepted. Good practice has no clock: put it on an agenda when the group has time for it."
    return answer_page(request, referral, form, act, "Accept the referral", done)


def return_(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "return")
    may.check_can_triage(request.user, referral)
    form = forms.QuestionsForm(posted(request), initial={"version": referral.version})
    act = lambda: triage.return_with_questions(  # noqa: E731
        referral=referral, questions=form.questions(), by=request.user, version=form.cleaned_data["version"]
    )
    return answer_page(
        request, referral, form, act, "Ask the referrer", "Sent. The referrer has been told.",
        "The day the board was told stays as it is.",
    )  # fmt: skip


def redirect_(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "redirect")
    may.check_can_triage(request.user, referral)
    form = forms.RedirectForm(posted(request), initial={"version": referral.version})
    act = lambda: triage.redirect(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer_page(
        request, referral, form, act, "Send elsewhere", "Recorded. The referrer has been told."
    )


def duplicate(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "duplicate")
    may.check_can_triage(request.user, referral)
    form = forms.DuplicateForm(
        posted(request),
        choices=reading.going_on(request.user, referral),
        initial={"version": referral.version},
    )
    act = lambda: triage.mark_duplicate(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    done = "Recorded. The other referral goes on, and the referrer has been told."
    return answer_page(request, referral, form, act, "Mark as a duplicate", done)


def note(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "note")
    may.check_can_write_note(request.user, referral.record)  # type: ignore[arg-type]
    form = forms.NoteForm(posted(request))
    act = lambda: board.write_note(record=referral.record, text=form.cleaned_data["text"], by=request.user)  # noqa: E731
    return answer_page(request, referral, form, act, "Add a file note", "Note added.")


def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """A letter from the board's wording; it opens to be read, changed and printed."""
    referral = fetch(request, reference, "letter")
    may.check_can_write_letter(request.user, referral.record)
    form = ChooseLetterForm(
        posted(request),
        letters=templates_of(referral.record.board),
        initial={"code": request.GET.get("code", "")},
    )
    values = letter_values(parts_of(referral).decision)
    act = lambda: board.write_letter(
        record=referral.record, by=request.user, values=values, **form.cleaned_data
    )  # noqa: E731
    if request.method == "POST" and (made := accepted(form, act)):
        return redirect("letters:letter-detail", made.pk)
    return answer_page(
        request,
        referral,
        form,
        lambda: None,
        "Write a letter",
        "",
        "It names the case by its reference alone.",
    )


def link(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "linked cases")
    may.check_can_scope(request.user, referral)
    form = forms.LinkCaseForm(posted(request))
    act = lambda: links.link_case(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer_page(request, referral, form, act, "Link another case", "Linked.")


@require_POST
def unlink(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    referral = fetch(request, reference, "linked cases")
    may.check_can_scope(request.user, referral)
    links.unlink_case(link=get_object_or_404(referral.links.all(), pk=number), by=request.user)
    messages.success(request, "The link is taken off.")
    return redirect(referral.record.get_absolute_url())

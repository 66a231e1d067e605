"""The business unit's answer to a new referral."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscb.board import operations as board
from lscb.core import forms as base
from lscb.core.posting import accepted, posted
from lscb.records.reading import open_or_404
from reviews import permissions as may
from reviews import reading
from reviews.forms import triage as forms
from reviews.models import Referral
from reviews.operations import triage


def fetch(request: HttpRequest, reference: str, page: str) -> Referral:
    return open_or_404(request, reading.referrals_for_page(), reference, page=page)


def answer_page(
    request: HttpRequest, referral: Referral, form: Any, act: Any, title: str, done: str, lead: str = ""
) -> HttpResponse:
    """One form, one operation, back to the case; a rule that says no becomes an error on the form."""
    if request.method == "POST" and accepted(form, act):
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
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def accept(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "accept")
    may.check_can_triage(request.user, referral)
    form = forms.AcceptForm(
        posted(request), initial={"notified_on": referral.notified_on, "version": referral.version}
    )
    act = lambda: triage.accept(referral=referral, by=request.user, **form.values())  # noqa: E731
    done = "Accepted. The clock for the decision runs from the day the board was first told."
    return answer_page(request, referral, form, act, "Accept the referral", done)


def return_(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "return")
    may.check_can_triage(request.user, referral)
    form = forms.QuestionsForm(posted(request))
    act = lambda: triage.return_with_questions(referral=referral, questions=form.questions(), by=request.user)  # noqa: E731
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
    others = Referral.objects.visible_to(request.user).submitted().for_board(referral.record.board)
    choices = others.exclude(pk=referral.pk).select_related("record")
    form = forms.DuplicateForm(posted(request), choices=choices, initial={"version": referral.version})
    act = lambda: triage.mark_duplicate(referral=referral, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer_page(
        request, referral, form, act, "Mark as a duplicate", "Recorded. The other referral goes on."
    )


def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """The referrer's answers to the business unit's questions."""
    referral = fetch(request, reference, "answer")
    may.check_can_submit(request.user, referral)
    questions = list(referral.questions.filter(answered_at__isnull=True))
    form = answers_form(questions)(posted(request))
    act = lambda: triage.answer_questions(  # noqa: E731
        referral=referral,
        by=request.user,
        answers={q.pk: form.cleaned_data[f"answer_{q.pk}"] for q in questions},
    )
    return answer_page(
        request, referral, form, act, "Answer the questions", "Sent. The business unit has your answers."
    )


def answers_form(questions: list[Any]) -> type[base.Form]:
    """A form with one field per question."""
    fields: dict[str, Any] = {"submit": "Send the answers", "__module__": __name__}
    for question in questions:
        fields[f"answer_{question.pk}"] = base.LongTextField(
            label=question.text,
            max_length=20_000,
            required="Answer this question; “I do not know” is an answer",
        )
    return type("AnswersForm", (base.Form,), fields)


def note(request: HttpRequest, reference: str) -> HttpResponse:
    referral = fetch(request, reference, "note")
    may.check_can_write_note(request.user, referral.record)  # type: ignore[arg-type]
    form = forms.NoteForm(posted(request))
    act = lambda: board.write_note(record=referral.record, text=form.cleaned_data["text"], by=request.user)  # noqa: E731
    return answer_page(request, referral, form, act, "Add a file note", "Note added.")

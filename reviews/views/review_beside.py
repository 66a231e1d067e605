"""What goes on beside the stages: method, proceedings, learning that cannot wait, a delay, notes and letters."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from lscb.board import operations as board
from lscb.board.roles import Permission
from lscb.core.posting import posted
from reviews import permissions as may
from reviews.forms import review as forms
from reviews.forms.triage import NoteForm
from reviews.operations import reviews
from reviews.presenters import review_beside as show
from reviews.presenters.review_panel import may_do
from reviews.views.gate import names_hidden
from reviews.views.review_shared import answer, facts_of, fetch, screen_of, section


def method(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "method")
    may.check_can_choose_method(request.user, review)
    words = (review.methodology_reasons, review.key_issues)
    if wait := names_hidden(
        request, review.record, "What is written here names", review.record.get_absolute_url(), *words
    ):
        return wait
    initial = {
        "methodology": review.methodology, "reasons": review.methodology_reasons, "key_issues": review.key_issues,
        "version": review.version,
    }  # fmt: skip
    form = forms.MethodForm(posted(request), initial=initial)
    act = lambda: reviews.choose_method(review=review, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer(request, review, form, act, "Method of the review", "Saved.")


def delay(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "delay")
    may.check_can_manage(request.user, review)
    back = review.record.get_absolute_url()
    if wait := names_hidden(
        request, review.record, "The reason that is written names", back, review.late_reason
    ):
        return wait
    form = forms.DelayForm(
        posted(request), initial={"target_on": review.target_on, "reason": review.late_reason}
    )
    act = lambda: reviews.record_delay(review=review, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "The clock goes on as it was; nothing pauses it. What is learned meanwhile is acted on meanwhile."
    return answer(request, review, form, act, "Record a delay", "Recorded.", lead=lead)


def proceedings(request: HttpRequest, reference: str) -> HttpResponse:
    facts = facts_of(request, reference, "proceedings")
    context = {"found": show.proceedings(facts, screen_of(facts))}
    return section(request, facts, "proceedings", "reviews/review_proceedings.html", context)


def proceedings_add(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "proceedings")
    may.check_can_manage(request.user, review)
    form = forms.ProceedingsForm(
        posted(request), initial={"review_on": timezone.localdate() + dt.timedelta(days=30)}
    )
    act = lambda: reviews.add_proceedings(review=review, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "They do not stop the clock of the review. Write down what they mean for it, and go on with what can go on."
    return answer(
        request,
        review,
        form,
        act,
        "Add proceedings",
        "Added. The clock of the review runs on.",
        to="proceedings",
        lead=lead,
    )


def proceedings_end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    review = fetch(request, reference, "proceedings")
    may.check_can_manage(request.user, review)
    row = get_object_or_404(review.proceedings.all(), pk=number)
    form = forms.ProceedingsEndForm(posted(request), initial={"on": timezone.localdate()})
    act = lambda: reviews.end_proceedings(proceedings=row, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer(
        request,
        review,
        form,
        act,
        "The proceedings have ended",
        "Recorded.",
        to="proceedings",
        lead=row.get_kind_display(),
    )


def interim(request: HttpRequest, reference: str) -> HttpResponse:
    facts = facts_of(request, reference, "interim learning")
    context = {
        "found": show.interim(facts, screen_of(facts)),
        "may_add": may_do(may.check_can_comment_on_review, facts.user, facts.review),
    }
    return section(request, facts, "interim-learning", "reviews/review_interim.html", context)


def interim_add(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "interim learning")
    may.check_can_comment_on_review(request.user, review)
    form = forms.InterimLearningForm(posted(request))
    act = lambda: reviews.add_interim_learning(review=review, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "What should be put right now, without waiting for the report."
    return answer(
        request,
        review,
        form,
        act,
        "Record learning that cannot wait",
        "Recorded.",
        to="interim-learning",
        lead=lead,
    )


def notes(request: HttpRequest, reference: str) -> HttpResponse:
    """File notes and letters of the review."""
    facts = facts_of(request, reference, "notes")
    context = {
        "notes": show.notes(facts, screen_of(facts)), "letters": show.letters(facts),
        "may_note": facts.may(Permission.NOTE_WRITE), "may_write": facts.manages,
    }  # fmt: skip
    return section(request, facts, "notes", "reviews/review_notes.html", context)


def note_add(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "note")
    may.check_can_write_note(request.user, review.record)  # type: ignore[arg-type]
    form = NoteForm(posted(request))
    act = lambda: board.write_note(record=review.record, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer(request, review, form, act, "Add a file note", "Added.", to="notes")


def letter_add(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "letter")
    may.check_can_manage(request.user, review)
    form = forms.ReviewLetterForm(posted(request), letters=show.letter_choices(review))
    act = lambda: board.write_letter(record=review.record, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "From the board's template. It names the case by its reference alone."
    return answer(
        request,
        review,
        form,
        act,
        "Write a letter",
        "Written. Copy it into your own letter head.",
        to="notes",
        lead=lead,
    )

"""Terms of reference: writing, circulating, each member's answer, closing, what changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lscb.core.posting import posted
from reviews import permissions as may
from reviews.facts import ReviewFacts
from reviews.forms import review as forms
from reviews.masking import Screen
from reviews.models import Terms
from reviews.operations import terms as operations
from reviews.presenters import review as frames
from reviews.presenters import review_terms as show
from reviews.views.gate import names_hidden
from reviews.views.review_shared import answer as answered
from reviews.views.review_shared import facts_of, fetch, screen_of, section


def terms(request: HttpRequest, reference: str) -> HttpResponse:
    """The newest version, the panel's answers, the older versions."""
    facts = facts_of(request, reference, "terms")
    context = show.page(facts, screen_of(facts)) | {
        "answer_columns": show.ANSWERS,
        "version_columns": show.VERSIONS,
    }
    return section(request, facts, "terms", "reviews/review_terms.html", context)


def write(request: HttpRequest, reference: str) -> HttpResponse:
    """A new version, begun with the words of the last one."""
    review = fetch(request, reference, "terms")
    may.check_can_close_terms(request.user, review)
    last = review.terms.first()
    words = (last.key_issues, last.text) if last else (review.key_issues,)
    page = review.record.get_absolute_url() + "terms/"
    if wait := names_hidden(request, review.record, "What is written of these terms names", page, *words):
        return wait
    names = ("period_from", "period_to", "key_issues", "text")
    initial = {name: getattr(last, name) for name in names} if last else {"key_issues": review.key_issues}
    form = forms.ReviewTermsForm(posted(request), initial=initial | {"version": review.version})
    act = lambda: operations.write(review=review, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = "A version that went to the panel is not changed any more. What you save now becomes the next one."
    done = "Saved. Read it, and send it to the panel when it is ready."
    return answered(
        request,
        review,
        form,
        act,
        "Write the terms of reference",
        done,
        to="terms",
        lead=lead if last and last.circulated_at else "",
    )


def _newest(facts: ReviewFacts) -> Terms:
    if facts.newest is None:
        raise Http404
    return facts.newest


@require_POST
def circulate(request: HttpRequest, reference: str) -> HttpResponse:
    facts = facts_of(request, reference)
    operations.circulate(terms=_newest(facts), by=facts.user)
    messages.success(request, "Sent. Every member of the panel has been told.")
    return redirect("reviews:review-terms", reference)


@require_POST
def close(request: HttpRequest, reference: str) -> HttpResponse:
    facts = facts_of(request, reference)
    operations.close(terms=_newest(facts), by=facts.user)
    messages.success(request, "The terms of reference are agreed.")
    return redirect("reviews:review-terms", reference)


def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """A member's own answer, beside the terms."""
    facts = facts_of(request, reference, "terms")
    newest, screen = _newest(facts), screen_of(facts)
    may.check_can_agree_terms(facts.user, facts.review)
    form = forms.TermsAnswerForm(posted(request))
    act = lambda: operations.answer(  # noqa: E731
        terms=newest,
        by=facts.user,
        agrees=form.cleaned_data["agrees"] == "yes",
        comment=form.cleaned_data["comment"],
    )
    title = f"Answer version {newest.version} of the terms"
    extra = {"rows": show.version_rows(newest, screen)}
    return answered(
        request, facts.review, form, act, title, "Sent. You can change your answer until the version is closed.",
        to="terms", extra=extra, template="reviews/review_terms_answer.html",
    )  # fmt: skip


def version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One version by itself, to read and to print."""
    review = fetch(request, reference, "terms")
    found = get_object_or_404(review.terms.select_related("circulated_by", "agreed_by"), version=number)
    context = frames.form_page(review, f"Terms of reference, version {number}", "terms") | {
        "rows": show.version_rows(found, Screen(review.record, request.user)), "status": show.state_of(found),
        "changes_url": f"{review.record.get_absolute_url()}terms/{number}/changes/" if number > 1 else "",
    }  # fmt: skip
    return render(request, "reviews/review_terms_version.html", context)


def changes(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """What this version changed in the one before."""
    review = fetch(request, reference, "terms")
    new = get_object_or_404(review.terms.all(), version=number)
    old = get_object_or_404(review.terms.all(), version=number - 1)
    screen = Screen(review.record, request.user)
    context = frames.form_page(review, f"What version {number} changed", "terms") | {
        "parts": show.changes(old, new, screen)
    }
    return render(request, "reviews/review_terms_changes.html", context)

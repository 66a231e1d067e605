"""Findings, recommendations and actions of a review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.core.posting import accepted, posted
from lscb.learning import quality
from lscb.learning.models import Recommendation
from lscb.learning.operations import findings, proposals, recommendations
from lscb.learning.permissions import check_can_propose, check_can_write_learning
from lscb.people.models import Board
from reviews import reading
from reviews.forms import report as forms
from reviews.masking import Screen
from reviews.models import Review
from reviews.presenters import report as show
from reviews.views.gate import names_hidden
from reviews.views.report import fetch_review

CHECK = [{"name": "check", "value": "1", "label": "Check the wording"}]


def _form(
    request: HttpRequest, review: Review, form: Any, act: Any, title: str, done: str,
    template: str = "layouts/form.html", buttons: Any = (),
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and accepted(form, act):
        messages.success(request, done)
        return redirect("reviews:report", review.record.reference)
    context = show.form_frame(review, title) | {"form": form, "buttons": buttons}
    return render(request, template, context, status=422 if form.errors else 200)


def finding_new(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch_review(request, reference, "findings")
    check_can_write_learning(request.user, review.record)
    form = forms.FindingForm(posted(request), board=review.record.board)
    act = lambda: findings.add_finding(source=review.record, by=request.user, **form.cleaned_data)
    return _form(request, review, form, act, "Add a finding", "Finding added.")


def finding_edit(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    review = fetch_review(request, reference, "findings")
    check_can_write_learning(request.user, review.record)
    finding = reading.finding_of(review, number)
    if wait := _hidden(request, review, "This finding names", finding.title, finding.text):
        return wait
    themes = list(finding.themes.values_list("pk", flat=True))
    before = {"kind": finding.kind, "title": finding.title, "text": finding.text, "themes": themes}
    form = forms.FindingForm(posted(request), board=review.record.board, initial=before)
    act = lambda: findings.edit_finding(finding=finding, by=request.user, **form.cleaned_data)
    return _form(request, review, form, act, f"Change finding {number}", "Saved.")


@require_POST
def finding_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    review = fetch_review(request, reference, "findings")
    finding = reading.finding_of(review, number)
    findings.remove_finding(finding=finding, by=request.user)
    messages.success(request, "Removed.")
    return redirect("reviews:report", reference)


def _agencies(board: Board) -> Any:
    return reading.agencies_of(board)


def _hidden(request: HttpRequest, review: Review, what: str, *texts: str) -> HttpResponse | None:
    return names_hidden(request, review.record, what, review.record.get_absolute_url() + "report/", *texts)


def _recommendation_form(request: HttpRequest, review: Review, initial: Any = None) -> Any:
    user: Any = request.user
    return forms.RecommendationForm(
        posted(request), initial=initial, source=review.record, agencies=_agencies(review.record.board),
        screen=Screen(review.record, user),
    )  # fmt: skip


def _written(
    request: HttpRequest, review: Review, form: Any, act: Any, title: str, done: str
) -> HttpResponse:
    """A recommendation: saved, or only looked over, with hints on its wording; what was typed stays in the form."""
    if request.method != "POST" or "check" not in request.POST:
        return _form(request, review, form, act, title, done, "reviews/recommendation_form.html", CHECK)
    context = show.form_frame(review, title) | {"form": form, "buttons": CHECK}
    context |= {"hints": quality.hints(show.draft(form), timezone.localdate()), "looked_over": True}
    status = 422 if form.errors else 200
    return render(request, "reviews/recommendation_form.html", context, status=status)


def recommendation_new(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch_review(request, reference, "recommendations")
    check_can_write_learning(request.user, review.record)
    form = _recommendation_form(request, review)
    act = lambda: recommendations.add_recommendation(
        source=review.record, by=request.user, **form.cleaned_data
    )
    return _written(request, review, form, act, "Add a recommendation", "Recommendation added.")


def _recommendation(review: Review, number: int) -> Recommendation:
    return reading.recommendation_of(review, number)


def recommendation_edit(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    review = fetch_review(request, reference, "recommendations")
    check_can_write_learning(request.user, review.record)
    row = _recommendation(review, number)
    if wait := _hidden(request, review, "This recommendation names", row.text, row.measure):
        return wait
    form = _recommendation_form(request, review, forms.recommendation_initial(row))
    act = lambda: recommendations.edit_recommendation(
        recommendation=row, by=request.user, **form.cleaned_data
    )
    return _written(request, review, form, act, f"Change recommendation {number}", "Saved.")


@require_POST
def recommendation_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    review = fetch_review(request, reference, "recommendations")
    recommendations.remove_recommendation(recommendation=_recommendation(review, number), by=request.user)
    messages.success(request, "Removed.")
    return redirect("reviews:report", reference)


def propose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A recommendation becomes an action with an owner agency."""
    review = fetch_review(request, reference, "actions")
    check_can_propose(request.user, review.record)
    row = _recommendation(review, number)
    board = review.record.board
    people = reading.agency_people(board)
    agency = row.agencies.first()
    form = forms.ProposeForm(
        posted(request), agencies=_agencies(board), people=people, groups=reading.groups_of(board),
        initial={"agency": agency.pk if agency else None, "group": review.group_id},
    )  # fmt: skip
    act = lambda: proposals.propose(
        source=review.record, by=request.user, recommendations=[row], **form.cleaned_data
    )
    return _form(
        request,
        review,
        form,
        act,
        f"Propose an action for recommendation {number}",
        "Proposed. The business unit agrees it.",
    )

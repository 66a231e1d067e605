"""The publication section of a review: prepare a copy, plan, release."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse

from lscb.core.posting import posted
from lscb.people.stepup import step_up
from lscb.publishing.permissions import check_can_copy, check_can_release
from reviews import publication
from reviews.forms import publication as forms
from reviews.presenters import publication as show
from reviews.views.review_shared import answer, facts_of, fetch, section, true


def page(request: HttpRequest, reference: str) -> HttpResponse:
    facts = facts_of(request, reference, "publication")
    found = publication.facts_of_publication(facts.review)
    return section(request, facts, "publication", "reviews/publication.html", show.page(found, facts.user))


def prepare(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "prepare publication")
    check_can_copy(request.user, review.record)  # type: ignore[arg-type]
    form = forms.PrepareForm(posted(request))
    act = true(partial(publication.prepare, review=review, by=request.user))
    lead = "Report, findings, response and actions are copied, and every name of the case's register is replaced. Rulings on an earlier copy are carried over."
    done = "Copied. Rule on the doubtful words next."
    return answer(request, review, form, act, "Prepare publication", done, to="publication", lead=lead)


def plan(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "plan publication")
    check_can_copy(request.user, review.record)  # type: ignore[arg-type]
    form = forms.IntentForm(posted(request))
    act = true(lambda: publication.plan(review=review, by=request.user, **form.arguments()))  # type: ignore[arg-type]
    return answer(request, review, form, act, "What is planned", "Recorded.", to="publication")


@step_up
def release(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "release")
    copy = publication.facts_of_publication(review).in_work
    if copy is None:
        raise Http404
    check_can_release(request.user, copy)  # type: ignore[arg-type]
    form = forms.ReleaseForm(posted(request))
    act = true(partial(publication.release, review=review, document=copy, by=request.user))
    lead = (
        "The file that both approvals are for goes on the public page. The Board and its agencies are told."
    )
    return answer(request, review, form, act, "Publish the report", "Published.", to="publication", lead=lead)

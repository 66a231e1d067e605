"""Who has a part in a review, and their independence."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from lscb.core.posting import posted
from reviews import permissions as may
from reviews.facts import Part
from reviews.forms import review_panel as forms
from reviews.masking import Screen
from reviews.models import Review, ReviewMember
from reviews.operations import reviews
from reviews.presenters import review_panel as show
from reviews.presenters.consideration import board_people
from reviews.presenters.review_beside import board_agencies
from reviews.views.review_shared import answer, facts_of, fetch, screen_of, section, true


def panel(request: HttpRequest, reference: str) -> HttpResponse:
    """The people by part, and independence against the board and each agency in scope."""
    facts = facts_of(request, reference, "panel")
    return section(request, facts, "panel", "reviews/review_panel.html", show.page(facts, screen_of(facts)))


def appoint(request: HttpRequest, reference: str, part: str) -> HttpResponse:
    review = fetch(request, reference, "appointment")
    if part not in Part.values:
        raise Http404
    may.check_can_commission(request.user, review)
    member, people = part == Part.PANEL, board_people(review.record.board)
    kind = forms.AppointMemberForm if member else forms.AppointIndependentForm
    form = kind(
        posted(request), people=people, agencies=board_agencies(review) if member else None,
        initial={"appointed_on": timezone.localdate()},
    )  # fmt: skip
    act = lambda: reviews.appoint(review=review, part=part, by=request.user, **form.cleaned_data)  # noqa: E731
    title = show.APPOINT[Part(part)]
    return answer(
        request, review, form, act, title, "Appointed, and told.", to="panel", lead=show.LEADS[Part(part)]
    )


def _member(request: HttpRequest, reference: str, number: int, page: str) -> tuple[Review, ReviewMember]:
    review = fetch(request, reference, page)
    return review, get_object_or_404(
        review.members.select_related("person__party", "review__record__board"), pk=number
    )


def end(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    review, member = _member(request, reference, number, "end of a part")
    may.check_can_commission(request.user, review)
    form = forms.EndPartForm(posted(request), initial={"on": timezone.localdate()})
    act = lambda: reviews.end_part(member=member, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = f"{member.person}, {member.get_part_display().lower()}. What they did stays in the file."
    return answer(
        request,
        review,
        form,
        act,
        "End a part in the review",
        "Recorded. Access ends with the part.",
        to="panel",
        lead=lead,
    )


def declare(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The person's own declaration; nobody declares for somebody else."""
    review, member = _member(request, reference, number, "declaration")
    if member.person_id != request.user.pk:
        raise Http404
    may.check_can_declare_independence(request.user, review)
    form = forms.IndependenceForm(posted(request))
    act = lambda: reviews.declare_independence(member=member, employment=form.employment(), by=request.user)  # noqa: E731
    lead = show.declaration_lead(member, review)
    done = "Declared. The business manager or the chair checks it."
    return answer(request, review, form, true(act), "Declare your independence", done, to="panel", lead=lead)


def check(request: HttpRequest, reference: str, number: int, check: int) -> HttpResponse:
    review, member = _member(request, reference, number, "independence check")
    may.check_can_commission(request.user, review)
    row = get_object_or_404(member.independence.select_related("agency", "member__review"), pk=check)
    user: Any = request.user
    form = forms.IndependenceCheckForm(
        posted(request), initial={"finding": row.finding, "reasons": row.reasons}
    )
    act = lambda: reviews.check_independence(check=row, by=user, **form.cleaned_data)  # noqa: E731
    context = show.check_page(review, member, row, Screen(review.record, user))
    return answer(
        request, review, form, act, "Check independence", "Checked.", to="panel", lead=context["lead"], extra=context,
        template="reviews/review_check.html",
    )  # fmt: skip

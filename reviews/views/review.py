"""The register of reviews, the overview of one, its stages, its history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lscb.core.posting import posted
from lscb.learning.models import Action
from lscb.records.timeline import timeline
from reviews import permissions as may
from reviews import states
from reviews.forms import review as forms
from reviews.forms.review_panel import ReviewAgenciesForm
from reviews.models import Review
from reviews.operations import reviews
from reviews.presenters import paging, review_stages, review_steps
from reviews.presenters import review as show
from reviews.presenters import review_beside as beside
from reviews.presenters.review_moves import MOVES
from reviews.views.review_shared import answer, facts_of, fetch, screen_of, section

PAGE = 25


def listing(request: HttpRequest) -> HttpResponse:
    """Reviews that this person may see, newest first, 25 a page (R098)."""
    form, today = forms.ReviewFilter(request.GET), timezone.localdate()
    rows = Review.objects.visible_to(request.user).for_board(request.board).for_register(today)
    page = paging.keyset(request, _filtered(rows, form), PAGE)
    active = paging.active(request, form)
    context = {
        "title": "Reviews", "lead": "Case reviews of the board, from the decision to the last action.", "filter_form": form,
        "active": active, "clear_url": request.path, "columns": show.COLUMNS, "caption": "Reviews", "caption_hidden": True,
        "rows": show.register_rows(page.rows, today), "newer_url": page.newer_url, "older_url": page.older_url,
        "count_text": page.count_text("review"),
        "empty_text": "No review fits these filters." if active else "There are no reviews here that you may see. "
        "A review opens by itself when the chair decides to hold one.",
    }  # fmt: skip
    return render(request, "layouts/list.html", context)


def _filtered(rows: Any, form: forms.ReviewFilter) -> Any:
    data = form.cleaned_data if form.is_valid() else {}
    if data.get("status") == "open":
        rows = rows.open()
    elif data.get("status"):
        rows = rows.filter(status=data["status"])
    if data.get("late"):
        rows = rows.overdue(timezone.localdate())
    if data.get("search"):
        rows = rows.filter(record__reference__icontains=data["search"].strip())
    return rows


def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the review stands: clock, next step, what it is, its stages, what has happened."""
    facts = facts_of(request, reference)
    context = {
        "next_step": review_steps.next_step(facts), "rows": show.overview(facts, screen_of(facts)),
        "stage_rows": review_stages.stages(facts), "stage_count": review_stages.stage_count(facts),
        "running_proceedings": beside.running(facts), "events": timeline(facts.review.record, facts.user, limit=10),
        "more_url": f"{facts.base}history/", "stage_columns": review_stages.COLUMNS,
    }  # fmt: skip
    return section(request, facts, "", "reviews/review_detail.html", context)


def history(request: HttpRequest, reference: str) -> HttpResponse:
    facts = facts_of(request, reference, "history")
    events = timeline(facts.review.record, facts.user, limit=200)
    return section(request, facts, "history", "reviews/review_page.html", {"events": events})


def move(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """One page per step: what follows from it, what is missing, and the button."""
    review, name = fetch(request, reference, "next stage"), verb.replace("-", "_")
    if name not in MOVES:
        raise Http404
    step, words = states.REVIEW.require(name, review), MOVES[name]
    if step.check:
        step.check(request.user, review)
    kind = forms.MoveBackForm if name in reviews.BACKWARD else forms.MoveForm
    form = kind(posted(request), initial={"version": review.version})
    form.submit = words.button
    lacking = reviews.missing(review, name)
    act = lambda: reviews.move(review=review, verb=name, by=request.user, **form.cleaned_data)  # noqa: E731
    if lacking and request.method != "POST":
        context = show.form_page(review, words.title) | {"lacking": lacking}
        return render(request, "reviews/review_not_yet.html", context)
    return answer(
        request, review, form, act, words.title, f"Done. It is now “{step.to.label}”.", lead=words.follows
    )


def agencies(request: HttpRequest, reference: str) -> HttpResponse:
    review = fetch(request, reference, "agencies")
    may.check_can_manage(request.user, review)
    chosen = list(review.agencies.values_list("pk", flat=True))
    form = ReviewAgenciesForm(
        posted(request), choices=beside.board_agencies(review), initial={"agencies": chosen}
    )
    act = lambda: reviews.set_agencies(review=review, by=request.user, **form.cleaned_data)  # noqa: E731
    done = "Saved. For each agency that is new, the independence of everybody who must be independent is checked again."
    return answer(request, review, form, act, "Agencies in scope", done, lead=done.removeprefix("Saved. "))


def actions(request: HttpRequest, reference: str) -> HttpResponse:
    """What came of the review, as far as the reader may see it."""
    facts = facts_of(request, reference, "actions")
    rows = Action.objects.visible_to(facts.user).of_source(facts.review.record).with_parties()
    context = {"rows": beside.action_rows(rows[:200], facts.today), "columns": beside.ACTIONS}
    return section(request, facts, "actions", "reviews/review_actions.html", context)

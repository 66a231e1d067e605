"""What the pages of a review share: fetching it, the frame of a section, one form with one operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lscb.board.identity import may_reveal
from lscb.core.posting import accepted
from lscb.identity.presenters import identity_panel
from lscb.records.reading import open_or_404
from reviews.facts import ReviewFacts
from reviews.masking import Screen
from reviews.models import Review
from reviews.presenters import review as show


def fetch(request: HttpRequest, reference: str, page: str = "page") -> Review:
    return open_or_404(request, Review.objects.for_page, reference, page=page)


def facts_of(request: HttpRequest, reference: str, page: str = "page") -> ReviewFacts:
    user: Any = request.user
    return ReviewFacts(fetch(request, reference, page), user, timezone.localdate())


def section(
    request: HttpRequest,
    facts: ReviewFacts,
    name: str,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of the file, with the frame and the identity panel that every one of them has."""
    record, user = facts.review.record, facts.user
    frame = show.frame(facts, name, context.pop("events", None))
    identity = identity_panel(
        record, user, may_reveal(user, record), request.path, ask=lambda *_: facts.reveal
    )
    return render(request, template, frame | {"identity": identity} | context, status=status)


def screen_of(facts: ReviewFacts) -> Screen:
    return Screen(facts.review.record, facts.user, shown=facts.reveal is not None)


def answer(
    request: HttpRequest, review: Review, form: Any, act: Callable[[], Any], title: str, done: str, *, to: str = "",
    lead: str = "", extra: dict[str, Any] | None = None, template: str = "layouts/form.html",
) -> HttpResponse:  # fmt: skip
    """One form, one operation, back to the section; a rule that says no becomes an error on the form."""
    if request.method == "POST" and accepted(form, act):
        messages.success(request, done)
        return redirect(review.record.get_absolute_url() + (f"{to}/" if to else ""))
    context = show.form_page(review, title, to, lead) | {"form": form} | (extra or {})
    return render(request, template, context, status=422 if form.errors else 200)


def true(act: Callable[[], Any]) -> Callable[[], bool]:
    """For operations that answer nothing: accepted() asks for something true."""

    def done() -> bool:
        act()
        return True

    return done

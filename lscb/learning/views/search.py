"""Has this been said before? Search over findings, recommendations, actions and learning items that one may read."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lscb.board.permissions import standing_of
from lscb.learning.forms.search import SearchForm
from lscb.learning.presenters.search import hits
from lscb.people.models import User
from lscb.records.searching import search as find


def search(request: HttpRequest) -> HttpResponse:
    """The best hits with why they matched; nothing of what is shut to the reader, and no count of it."""
    user = cast(User, request.user)
    form = SearchForm(request.GET)
    form.is_valid()
    words, kind = form.cleaned_data.get("q", ""), form.cleaned_data.get("kind", "")
    boards = [board.pk for board in standing_of(user).boards()]
    result = find(user, words, boards, [kind] if kind else [])
    context = {
        "title": "Has this been said before?", "filter_form": form, "asked": bool(words.strip()), "more": result.more,
        "lead": "Search what was found, recommended, done and learned, in everything that is open to you.",
        "hits": hits(result), "breadcrumbs": [{"label": "Learning", "url": "/learning/"}, {"label": "Search"}],
    }  # fmt: skip
    return render(request, "learning/search.html", context)

"""Themes side by side, and the search in the header."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from lscb.board.models import Theme
from lscb.board.permissions import check, has, standing_of
from lscb.board.roles import Permission
from lscb.core.posting import accepted, posted
from lscb.home import finding, themes
from lscb.home.forms_themes import ThemeMergeForm, ThemeNameForm
from lscb.learning.operations.themes import UNIT, add_theme, merge_themes, rename_theme
from lscb.learning.presenters.search import hits
from lscb.people.models import User
from lscb.records.searching import search as find

LIST = {"label": "Themes", "url": "/themes/"}


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def search(request: HttpRequest) -> HttpResponse:
    """References, titles, findings, actions, learning items and agencies, as far as they are open to the reader."""
    user = _me(request)
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:200]
    boards = standing_of(user).boards()
    result = find(user, words, [board.pk for board in boards])
    context = {
        "title": "Search", "asked": bool(words), "hits": hits(result), "more": result.more, "search_words": words,
        "records": finding.records(user, words), "agencies": finding.agencies(boards, words), "breadcrumbs": [{"label": "Search"}],
    }  # fmt: skip
    return render(request, "home/search.html", context)


def theme_list(request: HttpRequest) -> HttpResponse:
    user = _me(request)
    board = getattr(request, "board", None)
    rows = [
        {"cells": [{"text": each["theme"].name, "url": reverse("home:theme", args=[each["theme"].pk])}, str(each["findings"]), str(each["tagged"])]}
        for each in themes.listed(user)
    ]  # fmt: skip
    context = {
        "title": "Themes", "lead": "The board's own words for what comes up again and again.", "rows": rows,
        "columns": ["Theme", "Findings", "Tagged"], "caption": "Themes", "caption_hidden": True, "breadcrumbs": [{"label": "Themes"}],
        "action_url": reverse("home:theme-new") if board and has(user, Permission.ACTION_MANAGE, board) else "",
        "action_label": "Add a theme", "empty_text": "The board has no themes yet. The business unit adds them.",
    }  # fmt: skip
    return render(request, "layouts/list.html", context)


def _theme(request: HttpRequest, number: int) -> Theme:
    """A theme of one of the reader's boards; any other is missing."""
    user = _me(request)
    found = themes.themes_of(user).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def theme(request: HttpRequest, number: int) -> HttpResponse:
    """Everything on one theme, side by side."""
    found, user, today = _theme(request, number), _me(request), timezone.localdate()
    parts = themes.parts_of(user, found)
    groups = themes.groups_at_work(user, found)
    context = {
        "title": found.name, "kind": "Theme", "parts": parts, "chart": themes.drawn(parts, today), "groups": groups,
        "side_nav": [{"label": part.label, "url": f"#part{n}", "count": part.count, "count_noun": "entries"} for n, part in enumerate(parts, 1)],
        "keeps": has(user, Permission.ACTION_MANAGE, found.board_id), "number": found.pk,
        "next_step": None, "breadcrumbs": [LIST, {"label": found.name}],
    }  # fmt: skip
    return render(request, "home/theme.html", context)


def theme_new(request: HttpRequest) -> HttpResponse:
    board: Any = getattr(request, "board", None)
    if board is None:
        raise Http404
    check(_me(request), Permission.ACTION_MANAGE, board, UNIT)
    form = ThemeNameForm(posted(request))
    if posted(request) is not None and (
        accepted(form, lambda: add_theme(board=board, by=_me(request), **form.cleaned_data)) is not None
    ):
        messages.success(request, "The theme is there. Findings and records can be tagged with it.")
        return redirect("home:theme-list")
    return _form(request, form, "Add a theme", LIST["url"])


def theme_rename(request: HttpRequest, number: int) -> HttpResponse:
    found = _theme(request, number)
    check(_me(request), Permission.ACTION_MANAGE, found.board_id, UNIT)
    form = ThemeNameForm(posted(request), initial={"name": found.name})
    if posted(request) is not None and (
        accepted(form, lambda: rename_theme(theme=found, by=_me(request), **form.cleaned_data)) is not None
    ):
        messages.success(request, "The theme has its new name.")
        return redirect("home:theme", number)
    return _form(request, form, "Give the theme another name", reverse("home:theme", args=[number]))


def theme_merge(request: HttpRequest, number: int) -> HttpResponse:
    found = _theme(request, number)
    check(_me(request), Permission.ACTION_MANAGE, found.board_id, UNIT)
    form = ThemeMergeForm(posted(request), theme=found)
    if posted(request) is not None and (
        into := accepted(form, lambda: merge_themes(theme=found, by=_me(request), **form.cleaned_data))
    ):
        messages.success(request, "The two themes are one now.")
        return redirect("home:theme", into.pk)
    return _form(
        request, form, f"Merge “{found.name}” into another theme", reverse("home:theme", args=[number])
    )


def _form(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "cancel_url": back, "breadcrumbs": [LIST, {"label": title}]}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)

"""Public pages: frozen words and nothing else. One query for a list, none for a report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from lscb.clocks.words import day_in_words
from lscb.people.models import Board
from lscb.publishing.forms import PublicListFilter
from lscb.publishing.frozen import shown
from lscb.publishing.models import Publication

SIZE = 25
#: A withdrawn report is gone from caches after so many seconds.
SECONDS = 300


def cached(tag: str) -> dict[str, str]:
    """The tag is the file's own hash: nothing can be read from its order or its date."""
    return {"ETag": tag, "Cache-Control": f"public, max-age={SECONDS}"}


def _base(request: HttpRequest, board: Board | None = None) -> dict[str, Any]:
    """Members keep their doors; everybody else gets the public frame, in the board's name."""
    if request.user.is_authenticated:
        return {}
    return {"base_template": "base_public.html"} | ({"board": board} if board else {})


def listing(request: HttpRequest, rows: Any) -> dict[str, Any]:
    boards = [
        (b.slug, b.name)
        for b in Board.objects.filter(publications__in=rows.order_by()).distinct().order_by("name")
    ]
    form = PublicListFilter(request.GET or None, boards=boards)
    slug = request.GET.get("board", "")
    rows = rows.filter(board__slug=slug) if slug else rows
    wanted = request.GET.get("page", "")
    number = max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 6 else 1
    found = list(rows.order_by("-published_on", "-id")[(number - 1) * SIZE : number * SIZE + 1])
    query = f"board={slug}&" if slug else ""
    return _base(request, found[0].board if found and len(boards) == 1 else None) | {
        "title": "Published reports", "page_title": "Published reports", "filter_form": form if len(boards) > 1 else None,
        "lead": "Reports of reviews, with the Board's response and what is being done. Nobody in them is named.",
        "active": _active(request, boards, slug), "rows": [_row(p) for p in found[:SIZE]], "caption": "Published reports",
        "columns": [{"label": "Report"}, {"label": "Board"}, {"label": "Published"}, {"label": "Read it"}],
        "newer_url": f"?{query}page={number - 1}" if number > 1 else "",
        "older_url": f"?{query}page={number + 1}" if len(found) > SIZE else "",
        "empty_text": "No report has been published yet.",
    }  # fmt: skip


def _active(request: HttpRequest, boards: list[tuple[str, str]], slug: str) -> list[dict[str, str]]:
    name = dict(boards).get(slug)
    return [{"label": "Board", "value": name, "remove_url": request.path}] if name else []


def _row(publication: Publication) -> dict[str, Any]:
    address = reverse("publishing:publication-detail", args=[publication.slug])
    state = "Available on request" if publication.on_request_at else "On this site"
    title = {"text": publication.title, "url": address, "hint": publication.content.get("subtitle", "")}
    return {"cells": [title, publication.board.name, day_in_words(publication.published_on), state]}


def _page(request: HttpRequest, publication: Publication) -> dict[str, Any]:
    return _base(request, publication.board) | {
        "title": publication.title, "page_title": publication.title, "publication": publication,
        "kind": publication.content.get("subtitle", ""),
        "breadcrumbs": [{"label": "Published reports", "url": reverse("publishing:publication-list")}, {"label": "Report"}],
    }  # fmt: skip


def detail(request: HttpRequest, publication: Publication) -> dict[str, Any]:
    size = f"PDF, {publication.pdf_pages} pages, {filesizeformat(publication.pdf_size)}"
    return _page(request, publication) | {
        "text": shown(publication.content), "pdf_size": size,
        "pdf_url": reverse("publishing:publication-pdf", args=[publication.slug]),
    }  # fmt: skip


def on_request(request: HttpRequest, publication: Publication) -> dict[str, Any]:
    return _page(request, publication)


def withdrawn(request: HttpRequest, publication: Publication) -> dict[str, Any]:
    """The notice that stands in the place of a report: not even its title."""
    context = _page(request, publication) | {
        "title": "This report has been withdrawn",
        "page_title": "Report withdrawn",
    }
    return context | {"notice": publication.withdrawn_notice, "kind": ""}

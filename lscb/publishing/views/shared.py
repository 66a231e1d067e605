"""How the pages of a copy are fetched, and the answer of a page with one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscb.core.errors import NotAllowed
from lscb.core.posting import accepted
from lscb.identity.reading import is_revealed
from lscb.publishing import permissions as may
from lscb.publishing.models import Document
from lscb.publishing.presenters.pages import frame
from lscb.records.reading import open_or_404


def actor(request: HttpRequest) -> Any:
    """The signed-in person."""
    return request.user


def done_with(form: Any, act: Callable[..., Any]) -> Callable[[], bool]:
    """The operation with what the form was filled in with."""

    def do() -> bool:
        act(**(form.arguments() if hasattr(form, "arguments") else form.cleaned_data))
        return True

    return do


def fetch(request: HttpRequest, reference: str, page: str) -> Document:
    return open_or_404(request, Document.objects.for_page, reference, page=page)


def fetch_to_rule(request: HttpRequest, reference: str, page: str) -> Document:
    """A page that shows real names: only while identity is revealed to the reader."""
    document = fetch(request, reference, page)
    may.check_can_rule(actor(request), document)
    if not is_revealed(document.record, actor(request)):
        raise NotAllowed("Identity is hidden. Show it on the page of doubtful words, giving a reason.")
    return document


def form_page(
    request: HttpRequest, document: Document, form: Any, act: Callable[..., Any], title: str, done: str, *,
    to: str = "", field: str | None = None, template: str = "layouts/form.html", **context: Any,
) -> HttpResponse:  # fmt: skip
    """One form, one operation, one message, and on to the next page."""
    if request.method == "POST" and accepted(form, done_with(form, act), field):
        messages.success(request, done)
        return redirect(to or document.record.get_absolute_url())
    shown = frame(document, title) | {"form": form, "submit": form.submit} | context
    return render(request, template, shown, status=422 if form.errors else 200)

"""Themes and priorities of whatever has a record: a case review, an action, a report, a meeting (R016, R096)."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscb.board.forms.tags import TagForm
from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.board.tagging import set_tags
from lscb.core.posting import accepted, posted
from lscb.people.models import User
from lscb.records.models import Record
from lscb.records.reading import open_or_404

ONLY = "Themes and priorities are set by the business unit."


class RecordTagForm(TagForm):
    submit = "Save"


def _records() -> Any:
    return Record.objects.select_related("board")


def tags(request: HttpRequest, reference: str) -> HttpResponse:
    """Whoever sees the record sees it on the pages of its themes and priorities."""
    record, user = open_or_404(request, _records, reference, page="themes"), cast(User, request.user)
    check(user, Permission.REGISTER_KEEP, record.board, ONLY)
    form = RecordTagForm(posted(request), board=record.board, record=record)

    def keep() -> bool:
        set_tags(record=record, by=user, **form.cleaned_data)
        return True

    if posted(request) is not None and accepted(form, keep):
        messages.success(request, "The themes and priorities are kept.")
        return redirect(record)
    context = {
        "form": form, "title": "Themes and priorities", "kind": record.title, "reference": reference,
        "marking": record.marking, "cancel_url": record.get_absolute_url(),
        "lead": "It then stands on the pages of these themes and priorities, for whoever may see it.",
        "breadcrumbs": [{"label": reference, "url": record.get_absolute_url()}, {"label": "Themes and priorities"}],
    }  # fmt: skip
    return render(request, "home/tags.html", context, status=422 if form.errors else 200)

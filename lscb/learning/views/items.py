"""Pages of learning items: the list, one item, its stages, and passing it on."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from lscb.board.permissions import standing_of
from lscb.core.posting import accepted, posted
from lscb.learning import item_rights, items_reading
from lscb.learning.answers_reading import may
from lscb.learning.forms import items as forms
from lscb.learning.items_page import page_of
from lscb.learning.models import LearningItem
from lscb.learning.operations import cascades, items
from lscb.learning.presenters import items as show
from lscb.people.models import User
from lscb.records.reading import open_or_404


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def item_list(request: HttpRequest) -> HttpResponse:
    """Lessons on their way into practice."""
    form = forms.LearningFilterForm(request.GET, boards=standing_of(_me(request)).boards())
    form.is_valid()
    page = items_reading.list_page(_me(request), form.cleaned_data, request.GET)
    board = getattr(request, "board", None)
    keeps = board is not None and may(item_rights.check_can_keep, _me(request), board)
    context = {
        "title": "Learning",
        "lead": "What the board has learned, and how far it has got into practice.",
        "filter_form": form,
        "rows": show.list_rows(page.rows),
        "columns": ["Lesson", "Stage", "Themes", "Looked after by", "Passed on"],
        "caption": "Learning items",
        "caption_hidden": True,
        "older_url": page.older,
        "newer_url": page.newer,
        "active": [],
        "clear_url": "?",
        "action_url": "/learning/items/new/" if keeps else "",
        "action_label": "Add a learning item",
        "empty_text": "No learning item fits.",
        "breadcrumbs": [{"label": "Learning"}],
    }
    return render(request, "learning/item_list.html", context)


def item_new(request: HttpRequest) -> HttpResponse:
    """A new lesson, free or from a finding (?finding=…)."""
    board: Any = getattr(request, "board", None)
    if board is None:
        raise Http404
    item_rights.check_can_keep(_me(request), board)
    finding = items_reading.finding_of(_me(request), request.GET.get("finding", ""))
    form = forms.LearningItemForm(posted(request), board=board)
    if posted(request) is not None and (
        made := accepted(
            form, lambda: items.add_item(board=board, by=_me(request), finding=finding, **form.cleaned_data)
        )
    ):
        messages.success(request, "The learning item is kept. Now ask the agencies to pass it on.")
        return redirect(made.record)
    lead = (
        f"From finding {finding.number} of {finding.source.reference}. Write it so that it gives no case away."
        if finding
        else ""
    )
    context = {
        "form": form,
        "title": "Add a learning item",
        "lead": lead,
        "cancel_url": "/learning/",
        "breadcrumbs": [show.LIST, {"label": "Add"}],
    }
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def item_detail(request: HttpRequest, reference: str) -> HttpResponse:
    item = open_or_404(request, items_reading.items_for_page, reference)
    return render(request, "learning/item_detail.html", page_of(item, _me(request), timezone.localdate()))


def _fetch(request: HttpRequest, reference: str, page: str) -> LearningItem:
    """The item, for somebody who keeps learning items of its board."""
    item: LearningItem = open_or_404(request, items_reading.items_for_page, reference, page=page)
    item_rights.check_can_keep(_me(request), item.board)
    return item


def item_edit(request: HttpRequest, reference: str) -> HttpResponse:
    item = _fetch(request, reference, "edit")
    themes = list(item.record.theme_tags.values_list("theme_id", flat=True))
    before = {
        "title": item.title,
        "message": item.message,
        "group": item.group_id,
        "owner": item.owner_id,
        "themes": themes,
        "version": item.version,
    }
    form = forms.LearningEditForm(posted(request), board=item.board, initial=before)
    if posted(request) is not None and accepted(
        form, lambda: items.edit_item(item=item, by=_me(request), **form.cleaned_data)
    ):
        messages.success(request, "Saved.")
        return redirect(item.record)
    return _form(request, item, form, "Change the wording")


def item_move(request: HttpRequest, reference: str) -> HttpResponse:
    item = _fetch(request, reference, "move")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    before = {"version": item.version, "impact": item.impact}
    form = forms.LearningMoveForm(*sent, choices=show.choices(item), initial=before)
    if sent and accepted(form, lambda: items.move_item(item=item, by=_me(request), **form.cleaned_data)):
        messages.success(request, "The learning item has moved.")
        return redirect(item.record)
    return _form(request, item, form, "Move it to another stage")


def item_pass_on(request: HttpRequest, reference: str) -> HttpResponse:
    item = _fetch(request, reference, "pass on")
    form = forms.CascadeAskForm(posted(request), item=item)
    if posted(request) is not None and accepted(
        form, lambda: cascades.ask_to_cascade(item=item, by=_me(request), **form.cleaned_data)
    ):
        messages.success(request, "The agencies have been asked, and told.")
        return redirect(item.record)
    return _form(request, item, form, "Ask agencies to pass it on")


def item_passed_on(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """How one agency passed it on."""
    item = open_or_404(request, items_reading.items_for_page, reference, page="passed on")
    cascade = get_object_or_404(item.cascades.select_related("agency__party", "item__board"), pk=number)
    item_rights.check_can_confirm(_me(request), cascade)
    form = forms.CascadeConfirmForm(posted(request))
    if posted(request) is not None and accepted(
        form, lambda: cascades.confirm_cascade(cascade=cascade, by=_me(request), **form.cleaned_data)
    ):
        messages.success(request, "Thank you. It is kept how your agency passed it on.")
        return redirect(item.record)
    return _form(request, item, form, "Say how it was passed on", lead=item.message)


def _form(request: HttpRequest, item: LearningItem, form: Any, title: str, lead: str = "") -> HttpResponse:
    url = item.record.get_absolute_url()
    context = {
        "form": form,
        "title": title,
        "kind": "Learning item",
        "reference": item.record.reference,
        "lead": lead,
        "cancel_url": url,
        "marking": item.record.marking,
        "breadcrumbs": [show.LIST, {"label": item.record.reference, "url": url}, {"label": title}],
    }
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)

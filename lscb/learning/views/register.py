"""What is done with several actions at once: asking, handing over, putting into a plan; and a person's own filters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.clocks.holidays import current_holidays
from lscb.core.errors import BadInput, NotAllowed
from lscb.core.posting import accepted, posted
from lscb.learning import chosen as choosing
from lscb.learning import presenters, rights
from lscb.learning.clocks import CALENDAR
from lscb.learning.forms.register import SavedFilterForm
from lscb.learning.models import Action, SavedFilter
from lscb.learning.operations.saved import delete_filter, rename_filter, save_filter
from lscb.learning.views.shared import LIST, board_or_404, me

FILTERS = {"label": "Your filters", "url": "/actions/filters/"}


def action_chosen(request: HttpRequest) -> HttpResponse:
    """The chosen actions, and what can be done with all of them; nothing is done before a button is pressed."""
    board, user = board_or_404(request), me(request)
    if not rights.may_choose(user, board):
        raise NotAllowed(rights.ONLY_CHAIRS, "Ask the business manager.")
    asked = request.POST if request.method == "POST" else request.GET
    rows = list(choosing.of(Action.objects.visible_to(user).for_board(board), user, asked))
    deeds = choosing.deeds(board, user, rows, posted(request), asked.get("deed", ""))
    deed = deeds.get(asked.get("deed", "")) if request.method == "POST" else None
    if request.method == "POST" and (deed is None or not rows):
        raise BadInput("Choose at least one action, and what to do with it.")
    if deed and (done := accepted(deed.form, lambda: deed.act(rows, user))):
        messages.success(request, deed.done(done))
        return redirect(deed.to(done))
    _, holidays = current_holidays(CALENDAR)
    context = presenters.chosen_page(rows, deeds, timezone.localdate(), holidays)
    return render(request, "learning/chosen.html", context, status=422 if deed else 200)


# --- a person's own filters -----------------------------------------------------------------------------------


def filter_list(request: HttpRequest) -> HttpResponse:
    rows = SavedFilter.objects.visible_to(me(request))
    return render(request, "learning/filters.html", presenters.filters_page(rows))


def filter_new(request: HttpRequest) -> HttpResponse:
    """Keeps the filter that the address holds."""
    form = SavedFilterForm(posted(request))
    query = request.GET.urlencode()
    if accepted(form, lambda: save_filter(name=form.cleaned_data["name"], query=query, by=me(request))):
        messages.success(request, "The filter is kept. You find it above the list.")
        return redirect(f"/actions/?{query}")
    return _filter_form(request, form, "Keep this filter", f"/actions/?{query}")


def filter_edit(request: HttpRequest, number: int) -> HttpResponse:
    saved = _mine(request, number)
    form = SavedFilterForm(posted(request), initial={"name": saved.name})
    if accepted(form, lambda: rename_filter(saved=saved, name=form.cleaned_data["name"], by=me(request))):
        return redirect(FILTERS["url"])
    return _filter_form(request, form, "Rename this filter", FILTERS["url"])


@require_POST
def filter_delete(request: HttpRequest, number: int) -> HttpResponse:
    saved = _mine(request, number)
    delete_filter(saved=saved, by=me(request))
    messages.success(request, f"The filter “{saved.name}” is gone. Nothing else has changed.")
    return redirect(FILTERS["url"])


def _mine(request: HttpRequest, number: int) -> SavedFilter:
    found: SavedFilter | None = SavedFilter.objects.visible_to(me(request)).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _filter_form(request: HttpRequest, form: Any, title: str, cancel_url: str) -> HttpResponse:
    page = {
        "form": form,
        "title": title,
        "cancel_url": cancel_url,
        "breadcrumbs": [LIST, FILTERS, {"label": title}],
    }
    return render(request, "layouts/form.html", page, status=422 if form.errors else 200)

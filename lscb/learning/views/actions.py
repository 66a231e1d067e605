"""Pages of the register: the list, one action, and a page for each of its verbs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lscb.clocks.holidays import current_holidays
from lscb.core.posting import accepted
from lscb.learning import exports, first_pages, listing, presenters, rights, states
from lscb.learning.clocks import CALENDAR
from lscb.learning.facts import actions_for_page, claim_of, facts_of
from lscb.learning.forms.filters import ActionFilterForm, chosen
from lscb.learning.models import Action, SavedFilter
from lscb.learning.verbs import PAGES, ActionVerbPage
from lscb.learning.views.shared import LIST, me
from lscb.people.stepup import step_up
from lscb.records.reading import open_or_404


def action_list(request: HttpRequest) -> HttpResponse:
    user, today = me(request), timezone.localdate()
    form = ActionFilterForm(request.GET, user=user)
    picked = chosen(form)
    page, count = first_pages.page_with_count(user, picked, request.GET, today)
    _, holidays = current_holidays(CALENDAR)
    choose = rights.may_choose(user)
    context = presenters.list_page(page, form, picked, request.GET) | {
        "count_text": presenters.count_text(count),
        "rows": presenters.list_rows(page.rows, today, holidays, choose=choose), "choose": choose,
        "links": presenters.list_links(
            may_load=rights.may_load(user), source=picked.get("source", "") if choose else ""
        ),
    }  # fmt: skip
    context |= presenters.saved_page(SavedFilter.objects.visible_to(user), request.GET, picked)
    return render(request, "learning/action_list.html", context)


@step_up
def action_export(request: HttpRequest) -> HttpResponse:
    """The same rows as the list, as a table file."""
    user, today = me(request), timezone.localdate()
    picked = chosen(ActionFilterForm(request.GET, user=user))
    kind = exports.EXCEL if request.GET.get("as") == exports.EXCEL else exports.CSV
    rows = listing.filtered(user, picked, today).for_export()
    rows = listing.ordered(rows, listing.sort_of(request.GET)).iterator(exports.BATCH)
    content = exports.export_actions(rows=rows, today=today, by=user, kind=kind)
    headers = {"Content-Disposition": f'attachment; filename="actions-{today:%Y-%m-%d}.{kind}"'}
    return HttpResponse(content, content_type=exports.KINDS[kind], headers=headers)


def action_detail(request: HttpRequest, reference: str) -> HttpResponse:
    action = open_or_404(request, actions_for_page, reference)
    context = presenters.thing_page(facts_of(action, me(request), timezone.localdate()))
    context["breadcrumbs"] = [LIST, {"label": reference}]
    return render(request, "learning/action_detail.html", context)


def action_verb(request: HttpRequest, reference: str, page: str) -> HttpResponse:
    """One verb: refused with a sentence before the form is shown, and again by the operation."""
    verb = PAGES[page]
    action = open_or_404(request, actions_for_page, reference, page=page)
    states.check_of(verb.verb)(me(request), action)
    states.require(verb.verb, action)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = verb.form(*posted, action=action, user=me(request))
    if posted and accepted(form, lambda: verb.act(action, me(request), dict(form.cleaned_data))):
        messages.success(request, presenters.done_text(verb, action))
        return redirect(action)
    return render(
        request,
        "learning/action_form.html",
        _verb_context(verb, form, action),
        status=422 if form.errors else 200,
    )


def _verb_context(verb: ActionVerbPage, form: Any, action: Action) -> dict[str, Any]:
    return {
        "form": form, "title": verb.title, "kind": "Action", "reference": action.record.reference, "lead": verb.lead,
        "danger": verb.danger, "cancel_url": action.get_absolute_url(), "marking": action.record.marking,
        "rows": [] if verb.shows_all else presenters.short_rows(action, claim_of(action)),
        "breadcrumbs": [LIST, {"label": action.record.reference, "url": action.get_absolute_url()}, {"label": verb.title}],
    }  # fmt: skip

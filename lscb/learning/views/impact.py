"""Impact checks, and what the Executive says about actions that are stuck."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lscb.clocks.holidays import current_holidays
from lscb.core.errors import InvalidMove
from lscb.core.posting import accepted, posted
from lscb.learning import executive, impact_reading, presenters, states
from lscb.learning import permissions as can
from lscb.learning.clocks import CALENDAR
from lscb.learning.facts import actions_for_page
from lscb.learning.forms import impact as forms
from lscb.learning.models import Action, ImpactCheck
from lscb.learning.operations import impact
from lscb.learning.presenters import impact as show
from lscb.people.models import User
from lscb.records.reading import open_or_404


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def impact_list(request: HttpRequest) -> HttpResponse:
    """Checks to be made, the earliest first; or those that were made, with what they showed."""
    form = impact_reading.ImpactFilterForm(request.GET, user=_me(request))
    form.is_valid()
    today, (_, holidays) = timezone.localdate(), current_holidays(CALENDAR)
    page = impact_reading.checks_page(_me(request), today, form.cleaned_data, request.GET)
    context = show.list_page(page, form, today, holidays)
    return render(request, "layouts/list.html", context)


def impact_check(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One check, by the months after which it is made."""
    action = open_or_404(request, actions_for_page, reference, page="impact check")
    check = _check_of(action, number)
    can.check_can_close(_me(request), action)
    states.require("check_impact", action)
    form = forms.ImpactCheckForm(posted(request))
    if posted(request) is not None and accepted(
        form, lambda: impact.check_impact(check=check, by=_me(request), **form.cleaned_data)
    ):
        messages.success(request, _done(form.cleaned_data["outcome"]))
        return redirect(action)
    return _form(request, action, form, f"Impact check after {check.months} months")


def _check_of(action: Action, months: int) -> ImpactCheck:
    found = action.impact_checks.filter(months=months, dropped_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def _done(outcome: str) -> str:
    if outcome == ImpactCheck.Outcome.NONE:
        return "The check is recorded, and the action is open again with its new end date."
    return "The check is recorded."


def action_talked_over(request: HttpRequest, reference: str) -> HttpResponse:
    """What the Executive decided about an action that is stuck."""
    action = open_or_404(request, actions_for_page, reference, page="executive")
    can.check_can_talk_over(_me(request), action)
    if not executive.is_due(action, timezone.localdate()):
        raise InvalidMove("This action is not on the Executive's list, or it was spoken about already.")
    form = forms.TalkedOverForm(posted(request))
    if posted(request) is not None and accepted(
        form, lambda: impact.talked_over(action=action, by=_me(request), **form.cleaned_data)
    ):
        messages.success(request, "What the Executive decided is kept with the action.")
        return redirect(action)
    return _form(request, action, form, "Record what the Executive said")


def _form(request: HttpRequest, action: Action, form: Any, title: str) -> HttpResponse:
    url = action.get_absolute_url()
    context = {
        "form": form,
        "title": title,
        "kind": "Action",
        "reference": action.record.reference,
        "cancel_url": url,
        "marking": action.record.marking,
        "rows": presenters.short_rows(action, None),
        "breadcrumbs": [
            {"label": "Actions", "url": "/actions/"},
            {"label": action.record.reference, "url": url},
            {"label": title},
        ],
    }
    return render(request, "learning/action_form.html", context, status=422 if form.errors else 200)

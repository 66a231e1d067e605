"""Pages for any signed-in person: what a regime's rules mean for a day, and which days are holidays."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from lscb.clocks import presenters
from lscb.clocks.forms import RulePickForm
from lscb.clocks.holidays import current_holidays, listed_days, versions_of
from lscb.clocks.regimes import regime
from lscb.clocks.words import CONVENTION

CALENDAR = "england-and-wales"
FIRST_SHOWN = "EN-WT2015"
HOME = {"label": "Home", "url": "/"}


def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule of a regime with its days, for an event on the day asked about (today at first)."""
    form = RulePickForm(request.GET or None, initial={"regime": FIRST_SHOWN, "on": timezone.localdate()})
    asked = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    context = {"form": form, "convention": CONVENTION, "breadcrumbs": [HOME, {"label": "Clocks"}]}
    if form.errors:
        return render(request, "clocks/rule_list.html", context, status=422)
    chosen, on = regime(asked["regime"]), asked["on"]
    version, holidays = current_holidays(chosen.calendar)
    context |= {
        "regime": chosen,
        "on": on,
        "version": version,
        "rows": presenters.rule_rows(chosen, on, holidays),
        "warning": presenters.coverage_warning(on, holidays),
    }
    return render(request, "clocks/rule_list.html", context)


def holiday_list(request: HttpRequest) -> HttpResponse:
    """The versions of the list of bank holidays, and the days of one of them (the newest unless asked)."""
    sets = versions_of(CALENDAR)
    asked = request.GET.get("version") or str(sets[0].version)
    shown = next((each for each in sets if str(each.version) == asked), None)
    if shown is None:
        raise Http404("There is no such version.")
    context = {
        "breadcrumbs": [
            HOME,
            {"label": "Clocks", "url": reverse("clocks:rule-list")},
            {"label": "Bank holidays"},
        ],
        "shown": shown,
        "columns": ["Version", "What changed", "Since", "Published by"],
        "rows": presenters.version_rows(sets, shown, reverse("clocks:holiday-list")),
        "years": presenters.years(listed_days(shown), timezone.localdate().year),
    }
    return render(request, "clocks/holiday_list.html", context)

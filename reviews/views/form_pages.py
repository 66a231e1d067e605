"""The pages of the referral form: each saved when one goes on, and as one goes along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lscb.core.posting import accepted, posted
from lscb.files import operations as files
from lscb.files.models import FileUse
from lscb.identity.models import Identifier, ProtectedPerson
from reviews import permissions as may
from reviews import reading
from reviews.forms import referral as forms
from reviews.operations import family, referrals
from reviews.presenters import referral_form as show
from reviews.views.door import Door

K = Identifier.Kind
#: What a page's save is told: the values, how often it had been saved when it was opened, and whether it is finished.
Save = Callable[[Door, Any, "int | None", "bool | None"], object]


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _child(door: Door, form: Any, version: int | None, done: bool | None) -> object:
    data = {name: form.cleaned_data.get(name) for name in form.fields}
    values = {
        K.FIRST_NAME: data["first_name"], K.SURNAME: data["surname"], K.OTHER_NAME: data["other_names"],
        K.BIRTH: _day(data["born_on"]), K.DEATH: _day(data["died_on"]), K.ETHNICITY: data["ethnicity"],
        K.RELIGION: data["religion"],
    }  # fmt: skip
    return family.save_child(referral=door.referral, values=values, by=door.by, version=version, done=done)


def _home(door: Door, form: Any, version: int | None, done: bool | None) -> object:
    data = form.cleaned_data
    return family.save_home(
        referral=door.referral, address=data.get("address", ""), previous=data.get("previous", ""), carers=form.carers(),
        by=door.by, version=version, done=done,
    )  # fmt: skip


def _plain(page: str) -> Save:
    return lambda door, form, version, done: referrals.save_page(
        referral=door.referral, page=page, values=form.values(), by=door.by, version=version, done=done
    )


#: page: (title, lead, form, save)
PAGES: dict[str, tuple[str, str, type, Save]] = {
    "child": ("The child", "Names are kept apart from the case, and shown only to people who give a reason.", forms.ChildForm, _child),
    "home": ("Home and family", "What you know is enough.", forms.HomeForm, _home),
    "referrer": ("You and the dates", "So that the board can come back to you.", forms.ReferrerForm, _plain("referrer")),
    "agencies": ("Agencies involved", "", forms.AgenciesForm, _plain("agencies")),
    "outline": ("What happened", "", forms.OutlineForm, _plain("outline")),
    "criteria": (
        "Why the board should consider it", "Three questions from the national criteria. Say what you know.",
        forms.CriteriaForm, _plain("criteria"),
    ),
}  # fmt: skip
NOMINATION = (
    "What others can learn from it",
    "There are no criteria to meet.",
    forms.GoodPracticeForm,
    _plain("criteria"),
)


def page(request: HttpRequest, door: Door, name: str) -> HttpResponse:
    """Save and go on, save and come back later, or (from the page itself, as one types) save what can be read."""
    if name not in PAGES:
        raise Http404
    title, lead, form_class, save = (
        NOMINATION if name == "criteria" and door.referral.is_good_practice else PAGES[name]
    )
    as_typed, later = request.headers.get("X-Requested-With") == "fetch", "save" in request.POST
    extra: dict[str, Any] = {"regime_code": door.referral.regime} if form_class is forms.CriteriaForm else {}
    form = form_class(posted(request), initial=show.initial(door, name), partial=as_typed or later, **extra)
    act = lambda: (
        save(door, form, form.cleaned_data.get("version"), None if as_typed or later else True),
        True,
    )  # noqa: E731
    if request.method == "POST" and as_typed:
        return _saved_as_typed(form, act)
    if request.method == "POST" and accepted(form, act):
        messages.success(request, f"Saved: {title.lower()}.")
        return redirect(door.url() if later else door.url(show.after(name)))
    context = show.page(door, name, title, lead) | {"form": form} | show.saving(door, name)
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _saved_as_typed(form: Any, act: Callable[[], object]) -> HttpResponse:
    """What can be read is saved; the rest waits on the page, where its own words say what is wrong when it is sent."""
    form.is_valid()
    act()
    return HttpResponse(status=204)


def siblings(request: HttpRequest, door: Door) -> HttpResponse:
    form = forms.SiblingForm(posted(request))
    if request.method == "POST" and accepted(form, lambda: _add_sibling(door, form)):
        messages.success(request, "Added. Add another, or go on.")
        return redirect(door.url("siblings"))
    context = show.siblings(door) | {"form": form}
    return render(request, "reviews/referral_siblings.html", context, status=422 if form.errors else 200)


def _add_sibling(door: Door, form: Any) -> ProtectedPerson:
    data = form.cleaned_data
    values = {K.FIRST_NAME: data["first_name"], K.SURNAME: data["surname"], K.BIRTH: _day(data["born_on"])}
    return family.add_sibling(referral=door.referral, values=values, by=door.by)


def remove_sibling(door: Door, number: int) -> HttpResponse:
    may.check_can_submit(door.by, door.referral)
    found = family.people_in(door.referral, ProtectedPerson.Role.SIBLING)
    if not 1 <= number <= len(found):
        raise Http404
    family.remove_sibling(referral=door.referral, person=found[number - 1], by=door.by)
    return redirect(door.url("siblings"))


def papers(request: HttpRequest, door: Door) -> HttpResponse:
    form = forms.PaperForm(posted(request), request.FILES or None)
    if request.method == "POST" and accepted(form, lambda: _attach(door, form), "upload"):
        messages.success(request, "Added.")
        return redirect(door.url("papers"))
    context = show.papers(door, list(reading.papers_of(door.referral))) | {"form": form}
    return render(request, "reviews/referral_papers.html", context, status=422 if form.errors else 200)


def _attach(door: Door, form: Any) -> FileUse:
    referrals.check_open(door.referral)
    return files.attach(
        record=door.referral.record, upload=form.cleaned_data["upload"], purpose="referral", by=door.by
    )


def remove_paper(door: Door, number: int) -> HttpResponse:
    """Takes a paper off again, while the form is still being written."""
    may.check_can_submit(door.by, door.referral)
    referrals.check_open(door.referral)
    use = get_object_or_404(reading.papers_of(door.referral), pk=number)
    files.remove(use=use, by=door.by)
    return redirect(door.url("papers"))

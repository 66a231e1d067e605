"""The referral form: a task list of short pages, each saved as you go, check-your-answers, and sending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lscb.board.permissions import standing_of
from lscb.core.posting import accepted, posted
from lscb.files import operations as files
from lscb.files.models import FileUse
from lscb.identity.models import Identifier, ProtectedPerson
from reviews import permissions as may
from reviews import reading
from reviews.forms import referral as forms
from reviews.models import Referral
from reviews.operations import family, referrals, triage
from reviews.presenters import referral_form as show
from reviews.views.door import Door, outsider_door, signed_in_door

K = Identifier.Kind


def new(request: HttpRequest) -> HttpResponse:
    """What happens next, and one button that starts a draft."""
    board = request.board
    may.check_can_refer(request.user, board)
    if request.method == "POST":
        own = reading.first_agency(standing_of(request.user).agencies())
        referral = referrals.start(board=board, by=request.user, agency=own)
        return redirect("reviews:referral-form", referral.record.reference)
    return render(request, "reviews/referral_new.html", {"board": board})


def _form(request: HttpRequest, door: Door) -> HttpResponse:
    if not door.changeable:
        return redirect(door.way_on())
    context = show.task_list(door, referrals.missing_pages(door.referral))
    return render(request, "reviews/referral_tasks.html", context)


def _fields(door: Door, data: dict[str, Any], page: str) -> None:
    referrals.save_page(referral=door.referral, page=page, values=data, by=door.by)


def _child(door: Door, form: Any) -> None:
    data = form.cleaned_data
    values = {
        K.FIRST_NAME: data["first_name"], K.SURNAME: data["surname"], K.OTHER_NAME: data["other_names"],
        K.BIRTH: _day(data["born_on"]), K.DEATH: _day(data["died_on"]), K.ETHNICITY: data["ethnicity"],
        K.RELIGION: data["religion"],
    }  # fmt: skip
    family.save_child(referral=door.referral, values=values, by=door.by)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _home(door: Door, form: Any) -> None:
    data = form.cleaned_data
    family.save_home(
        referral=door.referral,
        address=data["address"],
        previous=data["previous"],
        carers=form.carers(),
        by=door.by,
    )


def _plain(page: str) -> Callable[[Door, Any], None]:
    return lambda door, form: _fields(door, form.cleaned_data, page)


#: page: (title, lead, form, save)
PAGES: dict[str, tuple[str, str, type, Callable[[Door, Any], None]]] = {
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


def _page(request: HttpRequest, door: Door, page: str) -> HttpResponse:
    may.check_can_submit(door.by, door.referral)
    if not door.changeable and request.method != "POST":
        return redirect(door.way_on())
    door.check_identity()
    if page == "siblings":
        return _siblings(request, door)
    if page == "papers":
        return _papers(request, door)
    if page == "check":
        return _check(request, door)
    if page not in PAGES:
        raise Http404
    title, lead, form_class, save = PAGES[page]
    extra = {"regime_code": door.referral.regime} if form_class is forms.CriteriaForm else {}
    form = form_class(posted(request), initial=show.initial(door, page), **extra)
    if request.method == "POST" and accepted(form, lambda: (save(door, form), True)):
        messages.success(request, f"Saved: {title.lower()}.")
        return redirect(door.url(show.after(page)))
    context = show.page(door, page, title, lead) | {"form": form}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _siblings(request: HttpRequest, door: Door) -> HttpResponse:
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


def _papers(request: HttpRequest, door: Door) -> HttpResponse:
    form = forms.PaperForm(posted(request), request.FILES or None)
    if request.method == "POST" and accepted(
        form, lambda: _attach(door, form.cleaned_data["upload"]), "upload"
    ):
        messages.success(request, "Added.")
        return redirect(door.url("papers"))
    context = show.papers(door) | {"form": form}
    return render(request, "reviews/referral_papers.html", context, status=422 if form.errors else 200)


def _attach(door: Door, upload: Any) -> FileUse:
    return files.attach(record=door.referral.record, upload=upload, purpose="referral", by=door.by)


def _check(request: HttpRequest, door: Door) -> HttpResponse:
    form = forms.SendForm(posted(request))
    if request.method == "POST" and accepted(
        form, lambda: referrals.submit(referral=door.referral, by=door.by)
    ):
        return redirect(
            door.url("sent") if door.outside else "reviews:referral-sent",
            *([] if door.outside else [door.referral.record.reference]),
        )
    context = show.answers(door, referrals.missing_pages(door.referral)) | {"form": form}
    return render(request, "reviews/referral_check.html", context, status=422 if form.errors else 200)


def form(request: HttpRequest, reference: str) -> HttpResponse:
    door = signed_in_door(request, reference)
    may.check_can_submit(door.by, door.referral)
    return _form(request, door)


def page(request: HttpRequest, reference: str, page: str) -> HttpResponse:
    return _page(request, signed_in_door(request, reference), page)


def sent(request: HttpRequest, reference: str) -> HttpResponse:
    door = signed_in_door(request, reference)
    return render(request, "reviews/referral_sent.html", show.sent(door))


@require_POST
def sibling_remove(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return _remove_sibling(signed_in_door(request, reference), number)


def _remove_sibling(door: Door, number: int) -> HttpResponse:
    found = family.people_in(door.referral, ProtectedPerson.Role.SIBLING)
    if not 1 <= number <= len(found):
        raise Http404
    family.remove_sibling(referral=door.referral, person=found[number - 1], by=door.by)
    return redirect(door.url("siblings"))


@login_not_required
def outside_form(request: HttpRequest) -> HttpResponse:
    return _form(request, outsider_door(request))


@login_not_required
def outside_page(request: HttpRequest, page: str) -> HttpResponse:
    door = outsider_door(request)
    if page == "sent":
        return render(request, "reviews/referral_sent.html", show.sent(door))
    return _page(request, door, page)


@login_not_required
@require_POST
def outside_sibling_remove(request: HttpRequest, number: int) -> HttpResponse:
    return _remove_sibling(outsider_door(request), number)


def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    door = signed_in_door(request, reference)
    may.check_can_withdraw(door.by, door.referral)
    form = forms.WithdrawForm(posted(request))
    if request.method == "POST" and accepted(form, lambda: _withdraw(door, form.cleaned_data["reason"])):
        messages.success(request, "The referral is withdrawn. The business unit has been told.")
        return redirect("reviews:referral-list")
    context = {
        "form": form,
        "title": "Withdraw this referral",
        "reference": reference,
        "cancel_url": door.url(),
        "kind": "Referral",
    }
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def _withdraw(door: Door, reason: str) -> Referral:
    return triage.withdraw(referral=door.referral, reason=reason, by=door.by)

"""One's own account: details, seats, the second step of signing in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from lscb.board import presenters
from lscb.board.forms import DetailsForm, SeatForm
from lscb.board.operations import change_own_details
from lscb.board.seats import CHOICE


def account(request: HttpRequest) -> HttpResponse:
    """What the installation knows about me, and what I may change."""
    context = {"rows": presenters.account_rows(request.user), "seat": request.seat}
    return render(request, "people/account.html", context)


def details_change(request: HttpRequest) -> HttpResponse:
    user = request.user
    names = ("job_title", "digest_hour", "term_time_only")
    form = DetailsForm(request.POST or None, initial={name: getattr(user, name) for name in names})
    if request.method == "POST" and form.is_valid():
        change_own_details(by=user, **form.cleaned_data)
        messages.success(request, "Your details are saved.")
        return redirect("people:account")
    context = {"form": form, "title": "Change your details", "cancel_url": "/account/"}
    return render(request, "layouts/form.html", context, status=422 if form.errors else 200)


def seats(request: HttpRequest) -> HttpResponse:
    """Choosing what to act as, when one is several things."""
    choices = request.seat.choices
    form = SeatForm(
        request.POST or None,
        choices=choices,
        initial={"seat": request.session.get(CHOICE) or (choices[0].key if choices else "")},
    )
    if request.method == "POST" and form.is_valid():
        request.session[CHOICE] = form.cleaned_data["seat"]
        onward = request.POST.get("next", "")
        return redirect(onward if url_has_allowed_host_and_scheme(onward, None) else "/")
    context = {"form": form, "seat": request.seat, "choices": choices}
    return render(request, "people/seats.html", context, status=422 if form.errors else 200)


def second_factor(request: HttpRequest) -> HttpResponse:
    """Where somebody who opens cases comes until they have an app or a key."""
    return render(request, "people/second_factor.html")

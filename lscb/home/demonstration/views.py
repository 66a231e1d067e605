"""Pages of the demonstration alone: be one of the cast, and read the mail that would have gone out."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lscb.home.demonstration.cast import PARTS
from lscb.home.demonstration.tour import TOUR, WHAT_THEY_DO
from lscb.notices.mailbox import list_mail, read_mail
from lscb.people.models import Board, User
from lscb.people.signin import sign_in_without_factors


@login_not_required
def cast(request: HttpRequest) -> HttpResponse:
    """The cast, one button each; says plainly that all of it is fiction."""
    people = {user.slug: user for user in User.objects.filter(slug__in=PARTS)}
    rows = [
        {"slug": slug, "user": people[slug], "does": WHAT_THEY_DO.get(slug, ""), "title": part.job_title}
        for slug, part in PARTS.items()
        if slug in people
    ]
    board = Board.objects.filter(demonstration=True).first()
    context = {"rows": rows, "board": board, "tour": TOUR, "base_template": "base_public.html"}
    return render(request, "demonstration/cast.html", context)


@login_not_required
@require_POST
def sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Signs the browser in as one of the cast, on a demonstration board alone."""
    if not Board.objects.filter(demonstration=True).exists() or slug not in PARTS:
        raise Http404
    user = get_object_or_404(User.objects.filter(is_active=True), slug=slug)
    sign_in_without_factors(request, user)
    return redirect("home:home")


@login_not_required
def mail(request: HttpRequest) -> HttpResponse:
    """Every e-mail that the demonstration has written instead of sending."""
    return render(
        request, "demonstration/mail_list.html", {"mails": list_mail(), "base_template": "base_public.html"}
    )


@login_not_required
def mail_read(request: HttpRequest, name: str) -> HttpResponse:
    found = read_mail(name)
    if found is None:
        raise Http404
    return render(
        request, "demonstration/mail_read.html", {"mail": found, "base_template": "base_public.html"}
    )

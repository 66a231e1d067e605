"""Pages of the demonstration alone: be one of the cast, and read the mail that would have gone out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lscb.home.demonstration.cast import AGENCIES, PARTS, Part
from lscb.home.demonstration.loading import board_of_the_demonstration, progress
from lscb.home.demonstration.tour import SECTIONS, TOUR, WHAT_THEY_DO, Act, prepared
from lscb.notices.mailbox import list_mail, read_mail
from lscb.people.models import Board, User
from lscb.people.signin import sign_in_without_factors

PUBLIC = {"base_template": "base_public.html"}


@login_not_required
def cast(request: HttpRequest) -> HttpResponse:
    """The cast by what they do, with one button each; says plainly that all of it is fiction."""
    board = board_of_the_demonstration()
    people = {user.slug: user for user in User.objects.filter(slug__in=PARTS)}
    context = PUBLIC | {
        "board": board, "sections": _sections(people), "tour": _acts(TOUR, people),
        "prepared": _acts(prepared(board), people) if board else [], "loading": _loading(board) if board else None,
    }  # fmt: skip
    return render(request, "demonstration/cast.html", context)


def _sections(people: dict[str, User]) -> list[dict[str, Any]]:
    return [
        {
            "title": title, "lead": lead,
            "rows": [
                {"slug": slug, "user": people[slug], "title": _title(PARTS[slug]), "does": WHAT_THEY_DO[slug]}
                for slug in slugs if slug in people
            ],
        }
        for title, lead, slugs in SECTIONS
    ]  # fmt: skip


def _title(part: Part) -> str:
    """The job, and whose: "safeguarding lead of Westmere Housing"."""
    title = part.job_title[0].lower() + part.job_title[1:]
    return f"{title}, {AGENCIES[part.agency][0]}" if part.agency else title


def _acts(acts: tuple[Act, ...] | list[Act], people: dict[str, User]) -> list[dict[str, Any]]:
    return [{"act": act, "user": people[act.slug]} for act in acts if act.slug in people]


def _loading(board: Board) -> dict[str, int] | None:
    """How far the rest of the board has come; None when all of it is there."""
    done, of = progress(board)
    return {"done": done, "of": of} if done < of else None


@login_not_required
@require_POST
def sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Signs the browser in as one of the cast, on a demonstration board alone, and goes where the page said."""
    if board_of_the_demonstration() is None or slug not in PARTS:
        raise Http404
    user = get_object_or_404(User.objects.filter(is_active=True), slug=slug)
    sign_in_without_factors(request, user)
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if ours else "home:home")


@login_not_required
def mail(request: HttpRequest) -> HttpResponse:
    """Every e-mail that the demonstration has written instead of sending."""
    return render(request, "demonstration/mail_list.html", PUBLIC | {"mails": list_mail()})


@login_not_required
def mail_read(request: HttpRequest, name: str) -> HttpResponse:
    found = read_mail(name)
    if found is None:
        raise Http404
    return render(request, "demonstration/mail_read.html", PUBLIC | {"mail": found})

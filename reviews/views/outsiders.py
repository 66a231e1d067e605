"""Links to the referral form: sending them, and using one without an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lscb.board.permissions import check
from lscb.board.roles import Permission
from lscb.core import forms
from lscb.core.posting import accepted, posted
from reviews import reading
from reviews.models import OutsiderLink
from reviews.operations import outsiders
from reviews.views.door import bind


class LinkForm(forms.Form):
    submit = "Send the link"
    email = forms.EmailField(label="E-mail address", required="Enter the e-mail address to send the link to")


class CodeForm(forms.Form):
    submit = "Go on with the form"
    code = forms.CharField(
        label="Six-digit code",
        max_length=6,
        required="Enter the code from the e-mail",
        widget=forms.TextInput(width=5),
    )


def links(request: HttpRequest) -> HttpResponse:
    """Links that were sent, and a form to send one."""
    board = request.board
    check(
        request.user,
        Permission.REFERRAL_TRIAGE,
        board or 0,
        "Only the business manager sends links to the referral form.",
    )
    form = LinkForm(posted(request))
    act = lambda: outsiders.send_link(board=board, email=form.cleaned_data["email"], by=request.user)  # noqa: E731
    if request.method == "POST" and accepted(form, act):
        messages.success(request, "The link is on its way. It works for 14 days.")
        return redirect("reviews:refer-links")
    sent = reading.links_of(board)[:50]
    context = {"form": form, "title": "Links to the referral form", "links": sent, "now": timezone.now(),
               "lead": "For somebody without an account. It opens one form and nothing else."}  # fmt: skip
    return render(request, "reviews/outsider_links.html", context, status=422 if form.errors else 200)


@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    link = get_object_or_404(reading.links_of(request.board), pk=number)
    outsiders.close_link(link=link, by=request.user)
    messages.success(request, "The link does not work any more.")
    return redirect("reviews:refer-links")


@login_not_required
def door(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button and uses nothing up; POST binds this browser to the one referral."""
    link = outsiders.find(token)
    if link is None:
        raise Http404
    context: dict[str, Any] = {
        "link": link,
        "title": "Tell the board about a case",
        "base_template": "base_public.html",
    }
    if link.used_at is None:
        if request.method == "POST":
            return _bind(request, outsiders.use(link=link))
        return render(request, "reviews/outsider_door.html", context)
    return _resume(request, link, context)


def _resume(request: HttpRequest, link: OutsiderLink, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and "send" in request.POST:
        outsiders.send_code(link=link)
        messages.success(request, "A code is on its way to the same mailbox.")
        return redirect(request.path)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if outsiders.enter_code(link=link, code=form.cleaned_data["code"]):
            return _bind(request, link)
        form.add_error("code", "That code is not right, or it is too old. Ask for another one.")
    return render(
        request, "reviews/outsider_resume.html", context | {"form": form}, status=422 if form.errors else 200
    )


def _bind(request: HttpRequest, link: OutsiderLink) -> HttpResponse:
    bind(request, link)
    response = redirect("reviews:refer-form")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response

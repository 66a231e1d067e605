"""Pages of signing in and out that are our own; the others are allauth's (lscb.people.urls)."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, LogoutView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator

from lscb.board.signin.adapter import WRONG_CODE
from lscb.board.signin.codes import send_code, use_code
from lscb.board.signin.forms import SignInCodeForm


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    """Says why the person was signed out, once."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        why = self.request.session.pop("signed_out_why", "")
        return super().get_context_data(**kwargs) | {"why": why, "signed_out": "out" in self.request.GET}


@method_decorator(login_not_required, name="dispatch")
class SignOutView(LogoutView):
    """The browser is asked to forget what it kept of us."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


@login_stage_required(stage="emailed_code", redirect_urlname="account_login")
def code_enter(request: HttpRequest) -> HttpResponse:
    """The code from the mailbox. A right one ends the sign-in; a wrong one is said to be wrong, whatever the cause."""
    stage: Any = request._login_stage  # type: ignore[attr-defined]
    form = SignInCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if use_code(user=stage.login.user, typed=form.cleaned_data["code"]):
            record_authentication(request, stage.login.user, method="emailed_code")
            return stage.exit()
        form.add_error("code", WRONG_CODE)
    return render(request, "people/code_enter.html", {"form": form}, status=422 if form.errors else 200)


@login_stage_required(stage="emailed_code", redirect_urlname="account_login")
def code_send(request: HttpRequest) -> HttpResponse:
    """Another code, which replaces the one before."""
    if request.method == "POST":
        send_code(user=request._login_stage.login.user)  # type: ignore[attr-defined]
    return redirect("people:sign-in-code")

"""An invitation: looking at the link changes nothing, pressing the button uses it up."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lscb.board.accounts import accept_invitation, open_invitation
from lscb.board.permissions import standing_of
from lscb.board.roles import Permission
from lscb.board.signin.forms import PasswordForm
from lscb.core.posting import accepted
from lscb.people.models import User
from lscb.people.signin import list_session


@login_not_required
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password. No other address learns the link: SecurityHeaders keeps it out of every Referer."""
    invitation = open_invitation(token)
    if invitation is None:
        return render(request, "people/join_closed.html", status=404)
    return _choose_password(request, token, invitation.user)


def _first_page(person: User) -> str:
    """A new board's manager is led to setting it up."""
    standing = standing_of(person)
    manages = any(Permission.BOARD_ADMIN in standing.permissions(board) for board in standing.boards())
    return reverse("board:home") if manages else "/"


def _choose_password(request: HttpRequest, token: str, user: User) -> HttpResponse:
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST":
        joined = accepted(
            form, lambda: accept_invitation(token=token, password=form.cleaned_data["password1"])
        )
        if joined:
            record_authentication(request, joined, method="password")
            record_authentication(
                request, joined, method="invitation"
            )  # the link came to the person's own mailbox
            get_adapter(request).login(request, joined)
            list_session(request)
            return redirect(_first_page(joined))
    return render(request, "people/join.html", {"form": form}, status=422 if form.errors else 200)

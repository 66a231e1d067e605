"""What a session knows about how somebody signed in, and how long it lasts.

second_factor_at   an authenticator, security key or recovery code was given (seconds since 1970)
emailed_code_at    a code or link from the person's own mailbox was given: enough for people who open no case
signed_in_at, seen_at, access_version   for the limits that lscb.people.middleware keeps
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

from lscb.people.models import User

STRONG, EMAILED = "second_factor_at", "emailed_code_at"
#: How the sign-in pages name what was proved, as allauth records it.
STRONG_METHODS, MAILBOX_METHODS = {"mfa"}, {"code", "emailed_code", "invitation"}


def now() -> int:
    return int(timezone.now().timestamp())


def start_limits(request: HttpRequest, user: User) -> None:
    """Both limits run from now; a later change of access_version ends the session."""
    request.session["signed_in_at"] = request.session["seen_at"] = now()
    request.session["access_version"] = user.access_version


def note_factors(request: HttpRequest, user: User) -> str:
    """Writes down which second step was given in this sign-in. Returns it in a word for the trail."""
    methods = {row["method"] for row in get_authentication_records(request, user)}
    if methods & STRONG_METHODS:
        request.session[STRONG] = now()
        return "strong"
    if methods & MAILBOX_METHODS:
        request.session[EMAILED] = now()
        return "mailbox"
    return "none"


def strengthen(request: HttpRequest) -> None:
    """The person has just set up an authenticator in this session; its key changes."""
    before = request.session.session_key
    request.session[STRONG] = now()
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def end_session(request: HttpRequest, why: str = "") -> None:
    """Ends this session on the server; `why` is shown on the sign-in page."""
    logout(request)
    if why:
        request.session["signed_out_why"] = why


def list_session(request: HttpRequest) -> None:
    """Puts this session on the person's list of sign-ins."""
    UserSession.objects.create_from_request(request)


def sign_in_without_factors(request: HttpRequest, user: User) -> None:
    """Signs a person in as if both factors had been given. The demonstration's "be this person" calls it, nothing else."""
    get_adapter(request).login(request, user)
    request.session[STRONG] = now()
    list_session(request)

"""Limits of a session, and forms that arrive when it has ended."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from lscb.core.formkeys import kept_values
from lscb.people import kept, signin

Answer = Callable[[HttpRequest], HttpResponse]

IDLE = "You were signed out because nothing happened for half an hour."
LONG = "You were signed out because you had been signed in for twelve hours."
ENDED = "This sign-in was ended. Sign in again."


class SessionLimits:
    """Idle and absolute limits, and access_version, are judged on the server at every request."""

    SEEN_EVERY = 60

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            why = self._over(request)
            if why:
                signin.end_session(request, why)
                request.user = AnonymousUser()
            elif signin.now() - request.session["seen_at"] >= self.SEEN_EVERY:
                request.session["seen_at"] = signin.now()
        return self.get_response(request)

    def _over(self, request: HttpRequest) -> str:
        """Why this session is over, or an empty string."""
        session, now = request.session, signin.now()
        if "signed_in_at" not in session:
            signin.start_limits(request, request.user)
        if session.get("access_version") != request.user.access_version:
            return ENDED
        if now - session["signed_in_at"] >= settings.SESSION_ABSOLUTE_SECONDS:
            return LONG
        return IDLE if now - session["seen_at"] >= settings.SESSION_IDLE_SECONDS else ""


class KeepPost:
    """Keeps what somebody typed when their session had ended, and gives it back to the same person."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = kept.restore(request) if request.method == "GET" and request.user.is_authenticated else None
        if found is None:
            return self.get_response(request)
        row, values = found
        request.kept_form = values  # type: ignore[attr-defined]
        token = kept_values.set(values)
        try:
            response = self.get_response(request)
        finally:
            kept_values.reset(token)
        if response.status_code == 200:
            row.delete()
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if (
            request.method != "POST"
            or request.user.is_authenticated
            or not getattr(view, "login_required", True)
        ):
            return None
        key, owner = kept.posted_key(request)
        if not owner:
            return None
        address = kept.keep(request, key, owner)
        query = urlencode({"next": address})
        request.session["signed_out_why"] = (
            "Your sign-in had ended, so the form was not sent. Sign in: what you typed is kept for you for a day."
        )
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")

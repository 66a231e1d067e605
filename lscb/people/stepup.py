"""Publishing, exporting and changing rights ask for the password or factor again when it was given long ago."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lscb.people import kept, signin

View = Callable[..., HttpResponse]


def proved_recently(request: HttpRequest) -> bool:
    """Whether a password or factor was given within the last ten minutes."""
    times = [row["at"] for row in get_authentication_records(request, request.user)]
    times += [request.session.get(signin.STRONG, 0)]
    return signin.now() - max(times) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def require_recent(request: HttpRequest) -> HttpResponse | None:
    """None when all is well; else the way to the page that asks, which leads back here with nothing typed lost."""
    if proved_recently(request):
        return None
    address = request.get_full_path()
    key, owner = kept.posted_key(request)
    if owner:
        address = kept.keep(request, key, owner)
    response = HttpResponseRedirect(kept.with_query(reverse("account_reauthenticate"), next=address))
    response.not_done = True  # type: ignore[attr-defined]  # the form's key may be used again
    return response


def step_up(view: View) -> View:
    """A view that runs only when the person has proved who they are within the last ten minutes."""

    @functools.wraps(view)
    def asks_again(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return require_recent(request) or view(request, *args, **kwargs)

    asks_again.steps_up = True  # type: ignore[attr-defined]
    return asks_again

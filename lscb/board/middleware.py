"""Which board and seat a request is made from, whether the second factor was given, and doing a form once."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from lscb.board.permissions import needs_strong_factor
from lscb.board.seats import current_seat
from lscb.people import kept, signin
from lscb.trail.recording import gathered

Answer = Callable[[HttpRequest], HttpResponse]

#: Pages for somebody who must set up an authenticator first.
SETTING_UP = {
    "account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index",
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_view_recovery_codes", "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes", "second-factor",
}  # fmt: skip
ADDING = {"mfa_activate_totp", "mfa_add_webauthn"}
STRONG_TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactor:
    """Nobody goes past the sign-in pages without a second step; whoever opens cases needs a strong one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self._has_set_one_up(request, response):
            signin.strengthen(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        page = request.resolver_match.url_name
        if not request.user.is_authenticated or signin.STRONG in request.session:
            return None
        if not getattr(view, "login_required", True) or page == "account_logout":
            return None
        if page in SETTING_UP:
            # Pages that show recovery codes and take new keys: for whoever has no strong factor yet, and nobody else.
            return self._sign_in_again(request) if self._has_one(request) else None
        if signin.EMAILED not in request.session:
            return self._sign_in_again(request)
        if not needs_strong_factor(request.user):
            return None
        if self._has_one(request):  # set up in another browser meanwhile: this session has proved nothing
            return self._sign_in_again(request)
        return redirect("people:second-factor")

    def _has_one(self, request: HttpRequest) -> bool:
        return is_mfa_enabled(request.user, STRONG_TYPES)  # type: ignore[arg-type]

    def _has_set_one_up(self, request: HttpRequest, response: HttpResponse) -> bool:
        """Whether this very request gave the person their first strong factor."""
        match = request.resolver_match
        if (
            request.method != "POST"
            or response.status_code != 302
            or not match
            or match.url_name not in ADDING
        ):
            return False
        return (
            request.user.is_authenticated and signin.STRONG not in request.session and self._has_one(request)
        )

    def _sign_in_again(self, request: HttpRequest) -> HttpResponse:
        signin.end_session(request, "Sign in again, with both steps.")
        return HttpResponseRedirect(kept.with_query(reverse("account_login"), next=request.get_full_path()))


class CurrentSeat:
    """request.standing: everything the person is today; request.board and request.seat: what they act as."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seat = current_seat(request)
        request.standing, request.seat = seat.standing, seat  # type: ignore[attr-defined]
        request.board = seat.board  # type: ignore[attr-defined]
        if request.user.is_authenticated and request.session.get("seat_label") != seat.label:
            request.session["seat_label"] = seat.label  # the trail writes it beside what was done
        return self.get_response(request)


class Idempotency:
    """A form with a key is done once: a second sending is led to where the first one led.

    The key's row, all operations of the request and where it led are one transaction, so that a process that
    is killed in the middle leaves nothing, and one that had ended leaves the whole.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key, owner = kept.posted_key(request)
        if owner is None or (owner and not request.user.is_authenticated):
            return self.get_response(
                request
            )  # no key of ours, or a session that has ended: KeepPost sees to that
        if owner and owner != request.user.pk:
            return self._refused(
                request, "This form was opened in another person's sign-in. Open the page again."
            )
        with gathered():
            try:
                row, first = kept.claim(key=key, owner=owner, path=request.path)
                if (
                    not first and not row.done_url
                ):  # it waited for a proof of who the person is, and is sent again
                    row.delete()
                    row, first = kept.claim(key=key, owner=owner, path=request.path)
            except OperationalError:
                transaction.set_rollback(True)
                return self._refused(
                    request, "This form is being taken just now. Look in a minute whether it was done."
                )
            return self._once(request, row) if first else HttpResponseRedirect(row.done_url)

    def _once(self, request: HttpRequest, row: Any) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)
        elif getattr(response, "not_done", False):
            pass  # kept under the same key until the person has proved who they are
        else:
            kept.settle(
                row, response.headers.get("Location", "") if 300 <= response.status_code < 400 else ""
            )
        return response

    def _refused(self, request: HttpRequest, reason: str) -> HttpResponse:
        return render(request, "409.html", {"reason": reason, "back_url": request.path}, status=409)

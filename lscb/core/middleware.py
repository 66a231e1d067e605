"""Headers on every answer, and refusals as pages."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lscb.core.errors import BadInput, Refusal

Answer = Callable[[HttpRequest], HttpResponse]

#: Fields that are never shown back or kept.
UNKEPT = {
    "csrfmiddlewaretoken", "idempotency_key", "version", "password", "password1", "password2", "oldpassword", "code",
}  # fmt: skip


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What the person had typed, as label and value, for a page that could not take it."""
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), value)
        for name, values in request.POST.lists()
        for value in values
        if name not in UNKEPT and value.strip()
    ]


def came_from(request: HttpRequest) -> str:
    """The page whose button was pressed: a button's own address has no page. Else the address that was asked for."""
    referer = urlsplit(request.headers.get("Referer", ""))
    ours = referer.netloc == request.get_host() and not referer.path.startswith("//")
    return (referer.path or "/") if request.method == "POST" and ours else request.path


#: Addresses that hold a link's token. Only our origin may go on from them as Referer; with "no-referrer" a browser
#: would send the form with "Origin: null", and the form could not be taken.
LINKS = re.compile(r"^/(refer|join|calendar|account/reset)/")
#: What is served beside the pages: style sheets, fonts, pictures.
ASSETS = "default-src 'none'; style-src 'self'; frame-ancestors 'none'"


class SecurityHeaders:
    """Signed-in pages are never kept by a browser or proxy; nothing needs a device's sensors."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            response = render(
                request, "400.html", status=400
            )  # no text of ours holds one; PostgreSQL would break off
        else:
            response = self.get_response(request)
        if LINKS.match(request.path_info):
            response.headers["Referrer-Policy"] = "strict-origin"
        response.headers.setdefault("Content-Security-Policy", ASSETS)
        response.headers.setdefault("X-Frame-Options", "DENY")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        return response


class Refusals:
    """NotAllowed → 403 with the reason; InvalidMove and stale edits → 409 that keeps what was typed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        context = {
            "reason": exception.reason,
            "who_can_help": exception.who_can_help,
            "kept": typed(request) if request.method == "POST" else [],
            "back": came_from(request),
            "heading": "This cannot be done yet" if isinstance(exception, BadInput) else "",
        }
        template = "403.html" if exception.status == 403 else "409.html"
        return render(request, template, context, status=exception.status)

"""Headers on every answer, and refusals as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lscb.core.errors import Refusal

Answer = Callable[[HttpRequest], HttpResponse]

#: Fields that are never shown back or kept.
UNKEPT = {"csrfmiddlewaretoken", "idempotency_key", "password", "password1", "password2", "oldpassword", "code"}


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What the person had typed, as label and value, for a page that could not take it."""
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), value)
        for name, values in request.POST.lists()
        for value in values
        if name not in UNKEPT and value.strip()
    ]


class SecurityHeaders:
    """Signed-in pages are never kept by a browser or proxy; nothing needs a device's sensors."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
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
            "back": request.path,
        }
        template = "403.html" if exception.status == 403 else "409.html"
        return render(request, template, context, status=exception.status)

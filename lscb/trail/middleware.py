"""Tells the trail where a request came from."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lscb.trail.recording import Circumstances, circumstances


def client_address(request: HttpRequest) -> str:
    """Where the request came from: in production the address that our own proxy saw (docs/OPERATIONS.md, nginx)."""
    seen = request.headers.get("X-Real-IP", "") if settings.PRODUCTION else ""
    return (seen or request.META.get("REMOTE_ADDR", ""))[:45]


#: Answers to a form that show its page again.
SHOWN = (200, 422)


def when_shown(request: HttpRequest, tell: Callable[[], None]) -> None:
    """Has the trail told when the answer to a form is a page after all: sending an empty form is a way of reading."""
    request.__dict__.setdefault("tell_when_shown", []).append(tell)


class RequestContext:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = circumstances.set(
            Circumstances(
                ip=client_address(request),
                request_id=uuid.uuid4().hex,
                seat=str(request.session.get("seat_label", ""))[:160] if hasattr(request, "session") else "",
            )
        )
        try:
            response = self.get_response(request)
            if response.status_code in SHOWN:
                for tell in request.__dict__.get("tell_when_shown", ()):
                    tell()
            return response
        finally:
            circumstances.reset(token)
